//! Any bytes, read as each request: no panic, and the verdict of the model.
#![no_main]

use fin_tests::{oracle::Oracle, sdk};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static ORACLE: LazyLock<Oracle> = LazyLock::new(|| match Oracle::new() {
    Ok(oracle) => oracle,
    Err(error) => panic!("{error}"),
});

fuzz_target!(|data: &[u8]| {
    let Some((first, json)) = data.split_first() else { return };
    let schemas = sdk::SCHEMAS;
    let Some(schema) = schemas.get(usize::from(*first) % schemas.len()) else { return };
    ORACLE.compare(schema, json);
});
