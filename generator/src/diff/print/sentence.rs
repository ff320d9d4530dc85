use crate::diff::change::{Change, Kind as Of};
use crate::diff::source::SourceChange;
use crate::report::markdown::code;
use crate::surface::Kind;

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
        Of::OperationAdded | Of::EventAdded | Of::CatalogueAdded | Of::ServerAdded | Of::TypeAdded => {
            format!("{subject} is new: {new}.")
        }
        Of::FieldAdded | Of::ParameterAdded => format!("{subject} is new: {new}."),
        Of::OperationRemoved
        | Of::EventRemoved
        | Of::CatalogueRemoved
        | Of::ServerRemoved
        | Of::TypeRemoved
        | Of::FieldRemoved
        | Of::ParameterRemoved => format!("{subject} is gone; it was {old}."),
        Of::OperationMoved => format!("{subject} is called as {moved}."),
        Of::BodyAdded => format!("{subject} has a body: {new}."),
        Of::BodyRemoved => format!("{subject} has no body any more."),
        Of::ContentChanged => format!("{subject} is sent as {moved}."),
        Of::AnswerAdded => format!("{subject} can come."),
        Of::AnswerRemoved => format!("{subject} comes no longer."),
        Of::ErrorAdded => format!("{subject} can be {new}."),
        Of::ErrorRemoved => format!("{subject} is no longer {old}."),
        Of::ErrorChanged | Of::ParameterChanged => format!("{subject} is {moved}."),
        Of::ModeChanged => format!("{subject} works {moved}."),
        Of::StatusesChanged => format!("{subject} can be called {moved}."),
        Of::AuthenticationChanged => format!("{subject} is called {moved}."),
        Of::ServerChanged | Of::CatalogueChanged | Of::EventChanged => format!("{subject} is {moved}."),
        Of::UploadTypeAdded => format!("{subject} can be uploaded: {new}."),
        Of::UploadTypeRemoved if change.new.is_some() => format!("{subject} is {moved}."),
        Of::UploadTypeRemoved => format!("{subject} can be uploaded no longer."),
        Of::TypeChanged | Of::PresenceChanged => format!("{subject} is {moved}."),
        Of::DefaultChanged => format!("{subject} has {moved}."),
        Of::ConstraintAdded | Of::RuleAdded => format!("{subject} asks for {new}."),
        Of::ConstraintRemoved | Of::RuleRemoved => format!("{subject} no longer asks for {old}."),
        Of::ConstraintChanged | Of::RuleChanged => format!("{subject} asks for {moved}."),
        Of::FormatChanged => format!("{subject} takes other texts: {moved}."),
        Of::ValueAdded => format!("{subject} has the new value {new}."),
        Of::ValueRemoved => format!("{subject} has the value {old} no longer."),
        Of::TransitionsChanged => format!("{subject} goes on with {moved}."),
        Of::CodeChanged => format!("{subject} is reported with {moved}."),
        Of::ContextChanged => format!("{subject} is {moved}."),
        Of::WordsChanged => format!("{subject} says {moved}."),
    }
}

/// A change of a public name as a sentence of its package's changelog, in Markdown.
pub fn of_source(change: &SourceChange) -> String {
    let old = change.old.as_deref().map(named).unwrap_or_default();
    let new = change.new.as_deref().map(named).unwrap_or_default();
    let what = match (&change.old, &change.new) {
        (Some(_), Some(_)) => format!("The {old} is the {new} now"),
        (Some(_), None) => format!("The {old} is gone"),
        (None, _) => format!("The {new} is new"),
    };
    format!("{what}: {}.", change.why)
}

/// `request field v1.Party.share?: number` as a word and what it is a word for.
fn named(line: &str) -> String {
    let is_kind = |word: &str| Kind::ALL.iter().any(|kind| kind.name() == word);
    let mut rest = line;
    while let Some((word, after)) = rest.split_once(' ') {
        if is_kind(word) {
            return format!("{word} {}", code(after));
        }
        rest = after;
    }
    code(line)
}
