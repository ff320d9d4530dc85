use serde::{Serialize, Serializer};

macro_rules! codes {
    ($($variant:ident $name:literal: $doc:literal,)*) => {
        /// The kinds of mistakes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $doc] $variant,)*
        }

        impl Code {
            /// Every kind.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The name as it is printed.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Code::$variant => $name,)*
                }
            }
        }
    };
}

codes! {
    Unreadable "unreadable": "A file or folder cannot be read.",
    TooLarge "too_large": "A file, or what it holds, is beyond a limit.",
    MissingFile "missing_file": "A file that every model has is not there.",
    StrayFile "stray_file": "A file or folder that nothing names.",
    YamlSyntax "yaml_syntax": "A file is not YAML.",
    Shape "shape": "A file is YAML, but not of the dialect: an unknown key, a missing one, a value of another type.",

    UnknownType "unknown_type": "A type that the model does not have.",
    UnknownFormat "unknown_format": "A format that the model does not have.",
    UnknownRuling "unknown_ruling": "A ruling that the model does not have.",
    UnknownDocument "unknown_document": "A document that `fin.yaml` does not name.",
    UnknownVersion "unknown_version": "A version that `fin.yaml` does not name.",
    UnknownCatalogue "unknown_catalogue": "A catalogue list that the model does not have.",
    UnknownOperation "unknown_operation": "An operation that the model does not have.",
    UnknownError "unknown_error": "An error answer that the model does not have.",
    UnknownSuccessor "unknown_successor": "A successor that the next version does not have.",
    UnknownStatus "unknown_status": "A status that no enum of the model has.",
    UnknownConstraint "unknown_constraint": "Words for a constraint that the field does not have.",
    UnknownField "unknown_field": "A field that the type does not have.",
    UnknownContext "unknown_context": "A context value that `context.yaml` does not have.",
    UnknownValue "unknown_value": "A text that is no value of the enum that it is compared with.",
    UnknownName "unknown_name": "A name or function that rules do not have.",

    DuplicateType "duplicate_type": "One name for two types.",
    DuplicateField "duplicate_field": "One name for two fields of a type.",
    DuplicateValue "duplicate_value": "One text for two values of an enum.",
    DuplicateEntry "duplicate_entry": "One key for two entries.",
    DuplicateCode "duplicate_code": "One code with two meanings.",

    UnusedType "unused_type": "A type that no operation and no webhook reaches.",
    UnusedFormat "unused_format": "A format that no field and no rule asks for.",
    UnusedRuling "unused_ruling": "A ruling on which nothing rests.",
    UnusedContext "unused_context": "A context value that no rule mentions.",

    MissingSource "missing_source": "Something of which the model does not say where it comes from.",
    BadName "bad_name": "A name that is not safe in every language.",
    BadText "bad_text": "A text that is blank or has control characters.",
    BadType "bad_type": "A field's type that cannot be.",
    TypeShape "type_shape": "A type that is neither an object nor an enum, or both.",
    TypeCycle "type_cycle": "A type that holds itself.",
    OpenInRequest "open_in_request": "An open type in a request.",
    ClosedInAnswer "closed_in_answer": "A closed type in an answer.",
    ConstraintKind "constraint_kind": "A constraint that does not fit the field's type.",
    Bounds "bounds": "Constraints that contradict each other, or that nothing can break.",
    Example "example": "An example that its type would not take.",
    BadPath "bad_path": "A path whose parameters are not those of the operation.",
    BadStatus "bad_status": "An HTTP status that is none.",

    Pattern "pattern": "A pattern that does not mean the same in every language.",
    FormatEmpty "format_empty": "A format that demands nothing.",
    FormatCycle "format_cycle": "A format that asks for itself.",
    FormatExample "format_example": "A format whose own examples disagree with it.",

    RuleSyntax "rule_syntax": "A condition that is not CEL.",
    RuleSubset "rule_subset": "A condition in CEL that rules do not use.",
    RuleType "rule_type": "A condition whose types do not fit.",
    RuleAbsent "rule_absent": "An operand that may be absent where none may, or a question for presence that has one answer.",
    RuleBody "rule_body": "A rule that demands nothing, or two things at once.",
    RulePlace "rule_place": "A rule that is reported where it does not look.",
    Unprintable "unprintable": "Something for which a target language has no words.",
    UnknownRow "unknown_row": "A row of `migrations` that the version does not have.",
    UpgradeShape "upgrade_shape": "An upgrade, or a step of one, that says nothing or contradicts itself.",
    UpgradeType "upgrade_type": "A field that cannot become the newer one as it is.",
    UpgradeGap "upgrade_gap": "A newer field or value that nothing fills, or an older one that is not accounted for.",
    UpgradeStricter "upgrade_stricter": "What the newer version demands of a carried value, unsaid or said in vain.",
    UpgradeRow "upgrade_row": "A row that does not speak of the step that rests on it.",
    UnusedUpgrade "unused_upgrade": "An upgrade that no request needs, or a row on which none rests.",
    RuleOrder "rule_order": "Rules that do not stand in the order of the fields at which they are reported.",
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
