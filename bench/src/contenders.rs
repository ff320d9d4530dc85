//! What is measured: JSON text → checked value, beside serde's plain derive, garde and validator.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a contender that fails has nothing to be timed")]

use crate::{
    BUSINESS, BUSINESS_BROKEN, INDIVIDUAL, INDIVIDUAL_BROKEN, plain, timing::Contender, with_garde,
    with_validator,
};
use fin_sdk::{FinPayload, v2};
use garde::Validate as _;
use std::hint::black_box;
use validator::Validate as _;

/// Contenders over the same payload.
pub struct Group {
    /// The payload.
    pub title: String,
    /// Its bytes.
    pub bytes: usize,
    /// How many runs take some milliseconds.
    pub batch: u32,
    /// The contenders; the first is what the others are compared with.
    pub contenders: Vec<Contender<'static>>,
}

macro_rules! group {
    ($name:ident, $valid:expr, $broken:expr, $batch:expr) => {{
        let (valid, broken) = ($valid.as_bytes(), $broken.as_bytes());
        v2::$name::from_json(valid).unwrap_or_else(|issues| panic!("{issues}"));
        assert_eq!(v2::$name::from_json(broken).err().map(|issues| issues.len()), Some(8));
        let contenders: Vec<Contender> = vec![
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
        let title = concat!(stringify!($name), " v2").to_owned();
        Group { title, bytes: valid.len(), batch: $batch, contenders }
    }};
}

/// Both create requests.
#[must_use]
pub fn groups() -> [Group; 2] {
    [
        group!(CreateIndividualCustomer, INDIVIDUAL, INDIVIDUAL_BROKEN, 2_000),
        group!(CreateBusinessCustomer, BUSINESS, BUSINESS_BROKEN, 500),
    ]
}
