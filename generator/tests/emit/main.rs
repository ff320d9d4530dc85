//! The printed Rust: what a small model becomes, to the letter, and what hostile text does not become.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod evil;
mod golden;
mod hostile;
mod upgrade;
