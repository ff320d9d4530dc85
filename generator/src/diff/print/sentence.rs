use crate::diff::change::{Change, Kind};
use crate::report::markdown::code;

/// A change as a sentence of a changelog, in Markdown.
pub fn sentence(change: &Change) -> String {
    let subject = code(&change.subject);
    let old = change.old.as_deref().map(code).unwrap_or_default();
    let new = change.new.as_deref().map(code).unwrap_or_default();
    let moved = match (&change.old, &change.new) {
        (Some(_), Some(_)) => format!("{new} instead of {old}"),
        (Some(_), None) => format!("no longer {old}"),
        (None, _) => format!("{new} now"),
    };
    match change.kind {
        Kind::OperationAdded
        | Kind::EventAdded
        | Kind::CatalogueAdded
        | Kind::ServerAdded
        | Kind::TypeAdded => {
            format!("{subject} is new: {new}.")
        }
        Kind::FieldAdded | Kind::ParameterAdded => format!("{subject} is new: {new}."),
        Kind::OperationRemoved
        | Kind::EventRemoved
        | Kind::CatalogueRemoved
        | Kind::ServerRemoved
        | Kind::TypeRemoved
        | Kind::FieldRemoved
        | Kind::ParameterRemoved => format!("{subject} is gone; it was {old}."),
        Kind::OperationMoved => format!("{subject} is called as {moved}."),
        Kind::BodyAdded => format!("{subject} has a body: {new}."),
        Kind::BodyRemoved => format!("{subject} has no body any more."),
        Kind::ContentChanged => format!("{subject} is sent as {moved}."),
        Kind::AnswerAdded => format!("{subject} can come."),
        Kind::AnswerRemoved => format!("{subject} comes no longer."),
        Kind::ErrorAdded => format!("{subject} can be {new}."),
        Kind::ErrorRemoved => format!("{subject} is no longer {old}."),
        Kind::ErrorChanged | Kind::ParameterChanged => format!("{subject} is {moved}."),
        Kind::ModeChanged => format!("{subject} works {moved}."),
        Kind::StatusesChanged => format!("{subject} can be called {moved}."),
        Kind::AuthenticationChanged => format!("{subject} is called {moved}."),
        Kind::ServerChanged | Kind::CatalogueChanged | Kind::EventChanged => format!("{subject} is {moved}."),
        Kind::UploadTypeAdded => format!("{subject} can be uploaded: {new}."),
        Kind::UploadTypeRemoved if change.new.is_some() => format!("{subject} is {moved}."),
        Kind::UploadTypeRemoved => format!("{subject} can be uploaded no longer."),
        Kind::TypeChanged | Kind::PresenceChanged => format!("{subject} is {moved}."),
        Kind::DefaultChanged => format!("{subject} has {moved}."),
        Kind::ConstraintAdded | Kind::RuleAdded => format!("{subject} asks for {new}."),
        Kind::ConstraintRemoved | Kind::RuleRemoved => format!("{subject} no longer asks for {old}."),
        Kind::ConstraintChanged | Kind::RuleChanged => format!("{subject} asks for {moved}."),
        Kind::FormatChanged => format!("{subject} takes other texts: {moved}."),
        Kind::ValueAdded => format!("{subject} has the new value {new}."),
        Kind::ValueRemoved => format!("{subject} has the value {old} no longer."),
        Kind::TransitionsChanged => format!("{subject} goes on with {moved}."),
        Kind::CodeChanged => format!("{subject} is reported with {moved}."),
        Kind::ContextChanged => format!("{subject} is {moved}."),
        Kind::WordsChanged => format!("{subject} says {moved}."),
    }
}
