//! JSON text → checked value, beside serde's plain derive, garde and validator.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use fin_bench::{
    BUSINESS, BUSINESS_BROKEN, INDIVIDUAL, INDIVIDUAL_BROKEN, plain,
    timing::{Contender, compare},
    with_garde, with_validator,
};
use fin_sdk::{FinPayload, v2};
use garde::Validate as _;
use std::hint::black_box;
use validator::Validate as _;

macro_rules! group {
    ($name:ident, $valid:expr, $broken:expr, $batch:expr) => {{
        let (valid, broken) = ($valid.as_bytes(), $broken.as_bytes());
        v2::$name::from_json(valid).unwrap_or_else(|issues| panic!("{issues}"));
        assert_eq!(v2::$name::from_json(broken).err().map(|issues| issues.len()), Some(8));
        let contenders: [Contender; 5] = [
            (
                "serde_json::from_slice, serde's derive",
                Box::new(|| {
                    black_box(serde_json::from_slice::<plain::$name>(black_box(valid)).unwrap());
                }),
            ),
            (
                "fin-sdk, valid: every constraint and rule",
                Box::new(|| {
                    black_box(v2::$name::from_json(black_box(valid)).ok().unwrap());
                }),
            ),
            (
                "fin-sdk, eight mistakes, all reported",
                Box::new(|| {
                    black_box(v2::$name::from_json(black_box(broken)).err().unwrap());
                }),
            ),
            (
                "garde, valid: single-field checks",
                Box::new(|| {
                    let value: with_garde::$name = serde_json::from_slice(black_box(valid)).unwrap();
                    value.validate().unwrap();
                    black_box(value);
                }),
            ),
            (
                "validator, valid: single-field checks",
                Box::new(|| {
                    let value: with_validator::$name = serde_json::from_slice(black_box(valid)).unwrap();
                    value.validate().unwrap();
                    black_box(value);
                }),
            ),
        ];
        compare(&format!("{} v2, {} bytes", stringify!($name), valid.len()), 101, $batch, &contenders);
    }};
}

fn main() {
    group!(CreateIndividualCustomer, INDIVIDUAL, INDIVIDUAL_BROKEN, 2_000);
    group!(CreateBusinessCustomer, BUSINESS, BUSINESS_BROKEN, 500);
}
