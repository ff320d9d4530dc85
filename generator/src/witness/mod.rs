//! Payloads that show something: taken by one model and refused by another, or by one model with and without a code.
//!
//! What may show it is a [`Probe`]; [`Prover`] makes payloads of it and has the judge confirm them. Nothing is taken
//! for shown that the judge did not confirm. The search is bounded and makes no choice by chance.

mod build;
/// Days that make a difference.
pub mod day;
mod edit;
mod example;
pub mod excess;
/// What conditions consist of.
pub mod expressions;
pub mod formats;
pub mod language;
mod model;
mod place;
mod probe;
mod prove;
mod repair;
mod shrink;
mod structure;
/// What to vary so that rules change their mind.
pub mod vary;

pub use example::{Example, Examples, Payload};
pub use language::Machines;
pub use model::{Model, Models, Wrap, named, unwrapped};
pub use place::{Place, Root};
pub use probe::{Action, At, Probe, Side, Step, Try, Variable};
pub use prove::Prover;

use serde::Serialize;
use serde_json::{Map, Value};

/// A payload that one model takes and the other refuses.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Witness {
    /// The type of the body in the model that takes it.
    pub taken_as: String,
    /// The type of the body in the model that refuses it.
    pub refused_as: String,
    /// The body.
    pub payload: Value,
    /// The context values that both were given, of those that they know.
    pub context: Map<String, Value>,
    /// What the refusing model says of it.
    pub issue: crate::judge::Issue,
}
