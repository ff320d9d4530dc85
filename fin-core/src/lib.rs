//! The words that the generator, the derive macro and the runtime have in common: kinds of values,
//! constraints, issue codes, message texts and the shape of the model table.
//!
//! Vocabulary only: what a constraint is called, what it applies to and what it says when it fails.
//! How it is checked is the business of the crates that use it, and every `match` on these enums is
//! exhaustive, so that a new constraint does not compile until each of them handles it.
#![no_std]

extern crate alloc;

mod code;
mod constraint;
mod entry;
mod kind;
mod message;
mod nearest;

pub use code::Structure;
pub use constraint::{Applies, Constraint, Name};
pub use entry::{Entry, Field, Format, Rule, RuleBody, Shape, Unique};
pub use kind::Kind;
pub use message::{MAX_ISSUES, constraint_message, required, type_mismatch, unknown_field};
pub use nearest::nearest;
