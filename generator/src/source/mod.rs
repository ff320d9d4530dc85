//! (being written)

use crate::report::Report;
use std::path::Path;

/// The files of a model.
pub struct Files {}

/// Reads a model folder.
///
/// # Errors
/// Files that cannot be read, and mistakes in their syntax and shape.
pub fn read(_spec: &Path) -> Result<Files, Report> {
    Ok(Files {})
}
