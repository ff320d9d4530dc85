//! What something in the model demands, in words: what `fingen explain` prints, and the reference beside it.

mod around;
mod code;
mod find;
pub mod words;

pub use code::{meaning, messages, switch_off};
pub use find::{find, reported_at};

use crate::witness::Example;
use serde::Serialize;

/// Something of the model in words.
#[derive(Debug, Default, Serialize)]
pub struct Explanation {
    /// `type`, `field`, `value`, `code`, `format`, `ruling`, `context`, `operation`, `webhook`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// What it is.
    pub is: String,
    /// Its line of documentation.
    pub doc: String,
    /// What it demands, or what it is made of.
    pub demands: Vec<Demand>,
    /// Of a code: the fields and types that report it, by type.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub arises: Vec<Arises>,
    /// Of a code: what fails and what passes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<Example>,
    /// Where the documents say it: section, place in it, and what is said there.
    pub sections: Vec<String>,
    /// The rulings that it rests on.
    pub rulings: Vec<RulingWords>,
    /// Of a code: how it is switched off.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub switch_off: Vec<SwitchOff>,
}

/// One thing that is demanded.
#[derive(Debug, Default, Serialize)]
pub struct Demand {
    /// The code; the name of a part.
    pub code: String,
    /// The message, if it has one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// What must hold, in words.
    pub words: Vec<String>,
}

/// A type that reports a code.
#[derive(Debug, Serialize)]
pub struct Arises {
    /// The type.
    pub ty: String,
    /// Its fields that do; none when the type itself does.
    pub fields: Vec<String>,
}

/// A ruling in words.
#[derive(Debug, Serialize)]
pub struct RulingWords {
    /// The id.
    pub id: String,
    /// What the model does.
    pub decision: String,
    /// Why.
    pub reason: String,
}

/// How a code is switched off.
#[derive(Debug, Serialize)]
pub struct SwitchOff {
    /// In which language; none where it cannot be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<&'static str>,
    /// How, or why not.
    pub how: String,
}
