//! What `diff` says of changed models.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod cases;
mod edits;
mod git;
mod huge;
mod model;
mod property;
mod upgrade;
