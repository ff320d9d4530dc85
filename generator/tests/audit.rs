//! The guides against the model: small guides of our own in both forms, and changed copies of the real ones where
//! their texts are at hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "audit/changed.rs"]
mod changed;
#[path = "audit/guide_mutations.rs"]
mod guide_mutations;
#[path = "audit/mutations.rs"]
mod mutations;
#[path = "audit/openapi.rs"]
mod openapi;
#[path = "audit/real.rs"]
mod real;
#[path = "audit/robust.rs"]
mod robust;
#[path = "audit/small.rs"]
mod small;
