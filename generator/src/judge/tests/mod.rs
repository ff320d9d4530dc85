//! The judge over a small model of its own (`model`), one table a topic: payload, and the issues expected of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod constraints;
mod expressions;
mod hostile;
mod json_text;
mod model;
mod order;
mod rules;
mod structure;

use super::{Judge, Options, Verdict};
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

/// The day on which the tests take place.
const TODAY: &str = "2026-03-01";

fn judge() -> &'static Judge {
    static JUDGE: LazyLock<Judge> = LazyLock::new(|| Judge::new(&model::api()).unwrap());
    &JUDGE
}

fn context(judge: &Judge, given: Value) -> super::Context {
    let mut values: Map<String, Value> = Map::new();
    values.insert("today".into(), TODAY.into());
    values.extend(given.as_object().unwrap().clone());
    judge.context(&values).unwrap()
}

fn verdict(schema: &str, json: impl AsRef<[u8]>) -> Verdict {
    let judge = judge();
    judge.check_text(schema, json, &context(judge, json!({})), &Options::default()).unwrap()
}

/// `path: code` of each issue.
fn found(verdict: &Verdict) -> Vec<String> {
    assert_eq!(verdict.valid, verdict.issues.is_empty(), "{verdict:?}");
    verdict.issues.iter().map(|issue| format!("{}: {}", issue.path, issue.code)).collect()
}

/// Judges each payload as that schema and compares the issues found, `path: code`, in their order.
fn check(schema: &str, table: &[(&str, &[&str])]) {
    for (json, expected) in table {
        assert_eq!(found(&verdict(schema, json)), *expected, "{json}");
    }
}
