//! Any bytes, read as each request: no panic, and the verdict of the model.
#![no_main]

use fin_tests::{oracle::Oracle, protocol::Options, sdk};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value};
use std::sync::LazyLock;

static ORACLE: LazyLock<Oracle> = LazyLock::new(|| match Oracle::new() {
    Ok(oracle) => oracle,
    Err(error) => panic!("{error}"),
});

fuzz_target!(|data: &[u8]| {
    let Some((first, json)) = data.split_first() else { return };
    let schemas = sdk::SCHEMAS;
    let Some(schema) = schemas.get(usize::from(*first) % schemas.len()) else { return };
    let context = today();
    match ORACLE.both(schema, json, &context, &Options::default()) {
        Ok((model, rust)) => assert_eq!(model, rust),
        Err(error) => panic!("{error}"),
    }
});

/// A fixed day: both verdicts have to rest on the same one.
fn today() -> Map<String, Value> {
    Map::from_iter([("today".to_owned(), Value::from("2026-01-01"))])
}
