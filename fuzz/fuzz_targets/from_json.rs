//! Any bytes, read as each request: no panic, and the verdict of the model.
#![no_main]

use fin_tests::{
    oracle::Oracle,
    protocol::{Case, Options, read},
    sdk,
};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value};
use std::sync::LazyLock;

static ORACLE: LazyLock<Oracle> = LazyLock::new(|| match Oracle::new() {
    Ok(oracle) => oracle,
    Err(error) => panic!("{error}"),
});

fuzz_target!(|data: &[u8]| {
    // The lines of the conformance corpus are seeds as they stand.
    let schemas = sdk::SCHEMAS;
    if let Ok(case) = read(data) {
        if schemas.contains(&case.schema.as_str()) {
            same_verdict(case);
        }
        return;
    }
    let Some((first, json)) = data.split_first() else { return };
    let Some(schema) = schemas.get(usize::from(*first) % schemas.len()) else { return };
    same_verdict(Case {
        id: Value::Null,
        schema: (*schema).to_owned(),
        payload: json.to_vec(),
        context: Map::new(),
        options: Options::default(),
    });
});

fn same_verdict(mut case: Case) {
    // Both verdicts have to rest on the same day.
    case.context.entry("today").or_insert_with(|| Value::from("2026-01-01"));
    let again = Case {
        id: Value::Null,
        schema: case.schema.clone(),
        payload: case.payload.clone(),
        context: case.context.clone(),
        options: case.options.clone(),
    };
    // What cannot be judged, for its context say, is so on both sides, each in its own words.
    match (ORACLE.judge(case), sdk::judge(again)) {
        (Ok(model), Ok(rust)) => assert_eq!(model, rust),
        (model, rust) => assert_eq!(model.is_ok(), rust.is_ok()),
    }
}
