use crate::kinds::changes;
use crate::witness::Witness;
use serde::Serialize;

/// What a change is a change of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// What goes over the wire, and what is said of it.
    Wire,
    /// What code that uses an SDK is compiled against.
    Source,
}

/// Which way the data goes, and so which side of a change hurts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From the caller: what was taken has to be taken still.
    Request,
    /// To the caller, an answer or a webhook: nothing may come that a reader does not expect.
    Answer,
}

changes! { Kind "The kinds of changes.":
    OperationAdded "operation_added" OperationRemoved: "A call that was not there.",
    OperationRemoved "operation_removed" OperationAdded: "A call that is gone.",
    OperationMoved "operation_moved" OperationMoved: "Another method or path.",
    ParameterAdded "parameter_added" ParameterRemoved: "A parameter that was not there.",
    ParameterRemoved "parameter_removed" ParameterAdded: "A parameter that is gone.",
    ParameterChanged "parameter_changed" ParameterChanged: "Another type, mark or bound of a parameter.",
    BodyAdded "body_added" BodyRemoved: "A body where there was none.",
    BodyRemoved "body_removed" BodyAdded: "No body where there was one.",
    ContentChanged "content_changed" ContentChanged: "A body that is sent in another form.",
    AnswerAdded "answer_added" AnswerRemoved: "An answer's status that was not there.",
    AnswerRemoved "answer_removed" AnswerAdded: "An answer's status that is gone.",
    ErrorAdded "error_added" ErrorRemoved: "An error that a call did not have.",
    ErrorRemoved "error_removed" ErrorAdded: "An error that a call has no longer.",
    ErrorChanged "error_changed" ErrorChanged: "Another status or code of an error.",
    ModeChanged "mode_changed" ModeChanged: "Whether the work is done when the answer comes.",
    StatusesChanged "statuses_changed" StatusesChanged: "The statuses in which a call may be made.",
    AuthenticationChanged "authentication_changed" AuthenticationChanged: "Whether a call needs a token.",
    ServerAdded "server_added" ServerRemoved: "A host that was not there.",
    ServerRemoved "server_removed" ServerAdded: "A host that is gone.",
    ServerChanged "server_changed" ServerChanged: "Another base URL.",
    UploadTypeAdded "upload_type_added" UploadTypeRemoved: "A kind of file that could not be uploaded.",
    UploadTypeRemoved "upload_type_removed" UploadTypeAdded: "A kind of file that can be uploaded no longer.",
    EventAdded "event_added" EventRemoved: "A webhook event that was not there.",
    EventRemoved "event_removed" EventAdded: "A webhook event that is gone.",
    EventChanged "event_changed" EventChanged: "Another status or other versions of a webhook event.",
    CatalogueAdded "catalogue_added" CatalogueRemoved: "A list of the catalogue that was not there.",
    CatalogueRemoved "catalogue_removed" CatalogueAdded: "A list of the catalogue that is gone.",
    CatalogueChanged "catalogue_changed" CatalogueChanged: "A list of the catalogue that is fetched otherwise.",
    TypeAdded "type_added" TypeRemoved: "A type that arrives outside of any answer, and was not there.",
    TypeRemoved "type_removed" TypeAdded: "A type that arrives outside of any answer, and is gone.",
    TypeChanged "type_changed" TypeChanged: "A value of another type.",
    FieldAdded "field_added" FieldRemoved: "A field that was not there.",
    FieldRemoved "field_removed" FieldAdded: "A field that is gone.",
    PresenceChanged "presence_changed" PresenceChanged: "Whether a field must be there.",
    DefaultChanged "default_changed" DefaultChanged: "What is assumed of a field that is absent.",
    ConstraintAdded "constraint_added" ConstraintRemoved: "A constraint that was not there.",
    ConstraintRemoved "constraint_removed" ConstraintAdded: "A constraint that is gone.",
    ConstraintChanged "constraint_changed" ConstraintChanged: "Another bound, or another format.",
    FormatChanged "format_changed" FormatChanged: "A format that takes other texts.",
    ValueAdded "value_added" ValueRemoved: "A value that an enum did not have.",
    ValueRemoved "value_removed" ValueAdded: "A value that an enum has no longer.",
    TransitionsChanged "transitions_changed" TransitionsChanged: "What may follow a value of a life cycle.",
    RuleAdded "rule_added" RuleRemoved: "A rule that was not there.",
    RuleRemoved "rule_removed" RuleAdded: "A rule that is gone.",
    RuleChanged "rule_changed" RuleChanged: "A rule with another condition.",
    CodeChanged "code_changed" CodeChanged: "What is reported has another code.",
    ContextChanged "context_changed" ContextChanged: "A context value that is there, gone or of another type.",
    WordsChanged "words_changed" WordsChanged: "Other words: a message, a line of documentation, a mark.",
}

/// Whether one side takes something that the other refuses.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "claim", content = "witness")]
pub enum Claim {
    /// It does not: that follows from the analysis.
    No,
    /// It does, as anyone can see: there is no body to show it with.
    Stated,
    /// It does, and this payload shows it.
    Proved(Box<Witness>),
    /// The analysis says that it may, and no payload was found that shows it.
    Unproved,
}

impl Claim {
    /// Whether something is claimed.
    pub fn is_made(&self) -> bool {
        !matches!(self, Claim::No)
    }

    /// `Stated`, or nothing.
    pub fn stated(is_made: bool) -> Claim {
        if is_made { Claim::Stated } else { Claim::No }
    }
}

/// How much a change asks of those who use the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Something that worked does not any more.
    Breaking,
    /// It may break, and is treated as if it did.
    Unproved,
    /// A code is another one: who compares it or switches it off has to follow.
    Codes,
    /// Nothing that worked is lost.
    Compatible,
    /// Nothing but words.
    Words,
}

impl Verdict {
    /// Every verdict, worst first.
    pub const ALL: [Verdict; 5] =
        [Verdict::Breaking, Verdict::Unproved, Verdict::Codes, Verdict::Compatible, Verdict::Words];

    /// The name as it is printed.
    pub const fn name(self) -> &'static str {
        match self {
            Verdict::Breaking => "breaking",
            Verdict::Unproved => "unproved",
            Verdict::Codes => "codes",
            Verdict::Compatible => "compatible",
            Verdict::Words => "words",
        }
    }

    /// Whether callers have to do something.
    pub const fn is_breaking(self) -> bool {
        matches!(self, Verdict::Breaking | Verdict::Unproved | Verdict::Codes)
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// What it is a change of.
    pub axis: Axis,
    /// Its kind.
    pub kind: Kind,
    /// What it asks of those who use the API.
    pub verdict: Verdict,
    /// Which way the data goes.
    pub direction: Direction,
    /// What has changed: `v1.CreateCustomer.name`, `format email`.
    pub subject: String,
    /// What it was; nothing of what was not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// What it is; nothing of what is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    /// Whether the old model takes something that the new one refuses.
    pub loses: Claim,
    /// Whether the new model takes something that the old one refuses.
    pub gains: Claim,
    /// Where it is used, each by the shortest way from a call or an event.
    pub uses: Vec<String>,
}

impl Change {
    /// The verdict follows from the kind, the direction and the claims, and from nothing else.
    pub fn judged(mut self) -> Change {
        let hurts = match self.direction {
            Direction::Request => &self.loses,
            Direction::Answer => &self.gains,
        };
        self.verdict = match (self.kind, hurts) {
            (Kind::WordsChanged, _) => Verdict::Words,
            (Kind::CodeChanged, _) => Verdict::Codes,
            (_, Claim::No) => Verdict::Compatible,
            (_, Claim::Unproved) => Verdict::Unproved,
            (_, Claim::Stated | Claim::Proved(_)) => Verdict::Breaking,
        };
        self
    }

    /// The witness that is worth showing: of what hurts, else of the other side.
    pub fn witness(&self) -> Option<&Witness> {
        let (first, second) = match self.direction {
            Direction::Request => (&self.loses, &self.gains),
            Direction::Answer => (&self.gains, &self.loses),
        };
        [first, second].into_iter().find_map(|claim| match claim {
            Claim::Proved(witness) => Some(&**witness),
            Claim::No | Claim::Stated | Claim::Unproved => None,
        })
    }
}
