//! The model as a table: generated.

mod model;

pub use model::{ENTRIES, FORMATS};
