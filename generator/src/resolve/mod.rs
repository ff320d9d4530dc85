//! (being written)

use crate::{api::Api, report::Report, source::Files};

/// Resolves a model.
///
/// # Errors
/// Every mistake in the model.
pub fn resolve(_files: &Files) -> Result<Api, Report> {
    Err(Report::new(Vec::new(), crate::source::Texts::default()))
}
