//! What has to compile, and how it has to behave: shapes of types, and the reading of JSON to the letter.
#![allow(
    missing_docs,
    clippy::box_collection,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod bound;
mod builder;
mod enums;
mod flattened;
mod hostile;
mod names;
mod numbers;
mod order;
mod presence;
mod quiet;
mod redaction;
mod rules;
mod types;

use fin_payload::{Context, Date, FinPayload, Issues, Options, Read};

/// `path code` of each issue, in their order.
fn issues<'de, T: FinPayload + Read<'de>>(json: &'de str) -> Vec<String> {
    issues_with::<T>(json, &Context::new(), &Options::new())
}

fn issues_with<'de, T: FinPayload + Read<'de>>(
    json: &'de str,
    context: &Context,
    options: &Options,
) -> Vec<String> {
    T::from_json_with(json.as_bytes(), context, options)
        .err()
        .map(|issues| listed(&issues))
        .unwrap_or_default()
}

fn listed(issues: &Issues) -> Vec<String> {
    issues.iter().map(|issue| format!("{} {}", issue.path, issue.code)).collect()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}
