use super::facts::Site;
use crate::kinds::kinds;
use crate::report::Place;
use crate::source::Spot;

kinds! { Kind "The kinds of findings.":
    TableUnread "table_unread": "A table of a kind that is not known.",
    TableNotInModel "table_not_in_model": "A table of fields that no type of the model fits.",
    FieldNotInModel "field_not_in_model": "A field that the guide has and the model lacks.",
    FieldNotInGuide "field_not_in_guide": "A field that the model has and neither table nor example of the guide.",
    TypeDiffers "type_differs": "A field is of another type.",
    RequiredDiffers "required_differs": "One says that a field must be there, the other that it need not.",
    RequiredNotStated "required_not_stated": "The model decides what is required where the guide does not say.",
    ConditionNotInModel "condition_not_in_model": "The guide requires a field under a condition, and no rule of the model does.",
    LimitDiffers "limit_differs": "The guide states a bound that the model has otherwise, or lacks.",
    LimitNotInGuide "limit_not_in_guide": "The model has a bound that the guide's row does not state.",
    FormatDiffers "format_differs": "The guide's row asks for a format that the model's field does not have.",
    FormatNotInGuide "format_not_in_guide": "The model's field has a format that the guide's row does not ask for.",
    ValuesNotInModel "values_not_in_model": "A table of values that no enum of the model fits.",
    ValueNotInModel "value_not_in_model": "A value that the guide has and the model lacks.",
    ValueNotInGuide "value_not_in_guide": "A value that the model has and the guide lacks.",
    DocumentRuleDiffers "document_rule_differs": "The model judges sides, files or a field of a document otherwise than the guide's table.",
    EndpointNotInModel "endpoint_not_in_model": "A call that the guide has and the model lacks.",
    EndpointNotInGuide "endpoint_not_in_guide": "A call that the model takes from a guide that does not have it.",
    StatusNotInModel "status_not_in_model": "A status that the guide has and the model lacks.",
    StatusNotInGuide "status_not_in_guide": "A status that the model has and the guide lacks.",
    StepNotInModel "step_not_in_model": "A step from status to status that the model does not allow.",
    EventNotInModel "event_not_in_model": "A webhook event that the guide has and the model lacks.",
    EventNotInGuide "event_not_in_guide": "A webhook event that the model has and the guides lack.",
    EventDiffers "event_differs": "An event leads to another status.",
    ExampleUnreadable "example_unreadable": "What begins like an example in JSON is none.",
    ExampleNotInModel "example_not_in_model": "An example that is the body of no request, answer or error of the model.",
    ExampleRefused "example_refused": "An example that the model refuses.",
    ErrorNotInModel "error_not_in_model": "An error answer that the guide shows and the model lacks.",
    ErrorNotInGuide "error_not_in_guide": "An error answer that the model takes from a guide that does not show it.",
    MessageDiffers "message_differs": "The guide's words for an error are not the model's.",
    NameNotInModel "name_not_in_model": "A note on what a version changed names a field that the model lacks.",
    MigrationNotInModel "migration_not_in_model": "A row of the migration table that the model lacks.",
    MigrationNotInGuide "migration_not_in_guide": "A row that the model takes from the migration table, which does not have it.",
    PageMissing "page_missing": "A guide that the model names is not where the others are.",
    VersionNotInGuide "version_not_in_guide": "A guide no longer describes a version that the model takes from it.",
    SectionNotInGuide "section_not_in_guide": "The model names a section that the guide does not have.",
    ExplanationStale "explanation_stale": "A ruling explains a finding that there is not.",
}

impl Kind {
    /// Whether it is about something that only the model has.
    pub fn is_of_the_model_alone(self) -> bool {
        use Kind::{
            ErrorNotInGuide, EventNotInGuide, FieldNotInGuide, MigrationNotInGuide, StatusNotInGuide,
            ValueNotInGuide,
        };
        matches!(
            self,
            ErrorNotInGuide
                | EventNotInGuide
                | FieldNotInGuide
                | MigrationNotInGuide
                | StatusNotInGuide
                | ValueNotInGuide
        )
    }
}

/// Where guide and model are not at one.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Its kind.
    pub kind: Kind,
    /// What it is about, as rulings name it: the model's name where there is one, else the guide's section and name;
    /// then what is stated there, so that a ruling explains one statement and no other.
    pub subject: String,
    /// Of an example that is refused, the codes of the issues.
    pub codes: Vec<String>,
    /// What is not at one.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
    /// Where in the guide.
    pub site: Option<Site>,
    /// The guide's file, and the line in it.
    pub file: String,
    /// The line, from 1; 0 where there is none.
    pub line: usize,
    /// Where in the model, not looked up yet.
    pub spot: Option<Spot>,
    /// Where in the model.
    pub place: Option<Place>,
    /// The ruling that explains it.
    pub explained_by: Option<String>,
}

impl Finding {
    /// A finding that has no place yet.
    pub fn new(
        kind: Kind,
        subject: impl Into<String>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Finding {
            kind,
            subject: subject.into(),
            codes: Vec::new(),
            message: message.into(),
            remedy: remedy.into(),
            site: None,
            file: String::new(),
            line: 0,
            spot: None,
            place: None,
            explained_by: None,
        }
    }

    /// The codes with which an example is refused.
    #[must_use]
    pub fn codes(mut self, codes: Vec<String>) -> Self {
        self.codes = codes;
        self
    }

    /// Its place in a guide.
    #[must_use]
    pub fn at(mut self, site: &Site, line: usize) -> Self {
        self.site = Some(site.clone());
        self.line = line;
        self
    }

    /// Its place in the model.
    #[must_use]
    pub fn model(mut self, spot: Option<Spot>) -> Self {
        self.spot = spot;
        self
    }
}
