//! What the derive writes gives no warning, however strict its surroundings are.
#![deny(warnings, missing_docs, unreachable_pub, unused, clippy::all, clippy::pedantic)]
#![allow(dead_code)]

use fin_payload::{Date, FinPayload};
use std::collections::BTreeMap;

/// A struct with a bit of everything.
#[derive(FinPayload)]
#[fin(
    builder,
    debug,
    deserialize,
    rule(code = "both", at = "kind", message = "Both", when = self.flag, require = (has(&self.kind)))
)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Everything<T: Clone> {
    #[fin(not_blank, max_length = 50, format = "email", pattern = "[a-z@]*", sensitive)]
    some_text: String,
    #[fin(range(0..=100))]
    r#type: Option<i64>,
    #[fin(past, min_age = 18)]
    day: Option<Date>,
    #[fin(min_items = 1, unique_items, ascii)]
    list: Vec<String>,
    #[deprecated]
    #[serde(default)]
    old: bool,
    flag: bool,
    kind: Option<Kind>,
    value: Box<T>,
    #[serde(flatten)]
    rest: BTreeMap<String, i64>,
}

/// A closed enum.
#[derive(FinPayload, Clone, Copy, Debug)]
#[fin(text, deserialize)]
pub(crate) enum Kind {
    /// One.
    One,
}

/// An open enum.
#[derive(FinPayload, Clone, Debug)]
#[fin(text, open, deserialize)]
enum Open {
    /// One.
    One,
    /// Another one.
    #[fin(other)]
    Other(String),
}

/// A newtype.
#[derive(FinPayload)]
#[fin(debug, deserialize)]
struct Wrapped(#[fin(not_blank, sensitive)] String);

/// Empty.
#[derive(FinPayload)]
#[fin(builder, open)]
struct Empty {}

#[test]
fn no_warning_is_given() {
    let json = r#"{"someText": "a@b", "list": ["x"], "flag": true, "value": 5}"#;
    assert_eq!(crate::issues::<Everything<i64>>(json), ["kind both"]);
}
