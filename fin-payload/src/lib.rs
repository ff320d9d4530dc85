//! Reads and checks JSON payloads in one pass and names every mistake at once, with its path and with the
//! words that the API itself would use.
//!
//! ```
//! use fin_payload::FinPayload;
//!
//! #[derive(FinPayload)]
//! struct Contact {
//!     #[fin(not_blank, max_length = 50)]
//!     name: String,
//!     #[fin(format = "email")]
//!     email: String,
//!     #[fin(format = "phone")]
//!     phone: Option<String>,
//! }
//!
//! let issues = Contact::from_json(br#"{"name": " ", "email": "Ann@example.com", "fone": "1"}"#).err();
//! assert_eq!(
//!     issues.map(|issues| issues.to_string()).as_deref(),
//!     Some("name: Must not be blank [blank]\n\
//!           email: Email must be all lowercase [email_lowercase]\n\
//!           fone: Unknown field, did you mean phone? [unknown_field]"),
//! );
//! ```

mod builder;
#[doc(hidden)]
pub mod check;
mod context;
mod date;
mod decimal;
mod enumeration;
mod fits;
mod issue;
mod options;
mod path;
mod payload;
mod read;
pub mod rule;
mod scope;

pub use context::Context;
pub use date::{Date, NotADate};
pub use enumeration::UnknownValue;
pub use fin_core::Kind;
pub use fin_derive::FinPayload;
pub use issue::{ErrorBody, Issue, Issues};
pub use options::Options;
pub use payload::{Check, FinPayload, deserialize};
pub use read::{Read, Slot};
pub use scope::Scope;

use context::Facts;

/// The formats of the model: each a function from a text to whether it has the format.
pub mod formats {
    fin_derive::model_formats!();
}

/// What the derive's code calls. Not part of the public surface: it changes with the derive.
#[doc(hidden)]
pub mod private {
    pub use crate::builder::{IsSet, IsUnset, Set, Unset};
    pub use crate::check;
    pub use crate::check::Automaton;
    pub use crate::context::Facts;
    pub use crate::fits::{What, fits};
    pub use crate::read::{
        Object, Read, ReadItems, Rest, RestMap, Slot, default_field, default_items_field, field, items_field,
        object, read_text_of, skipped,
    };
    pub use crate::rule;
    pub use crate::scope::{Scope, Sections, Step};
    pub use fin_core::{Kind, Structure};
    pub use serde_core;
}
