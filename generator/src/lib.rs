//! `fingen`: one model of an API's onboarding guides, written by hand in YAML, turned into SDKs.
//!
//! Data runs one way: [`source`] reads the files, [`model`] is what they say, [`resolve`] turns it into the
//! [`api`] (or into a list of mistakes, see [`report`]), and [`emit`], [`judge`] and [`upgrade`] read nothing else.

pub mod api;
pub mod audit;
pub mod cli;
pub mod diff;
pub mod emit;
pub mod explain;
pub mod judge;
mod kinds;
pub mod model;
pub mod report;
pub mod resolve;
pub mod rules;
pub mod source;
pub mod surface;
pub mod upgrade;
pub mod witness;
pub mod write;

use std::path::Path;

/// Reads a model folder and resolves it.
///
/// # Errors
/// Every mistake in the model, with its place.
pub fn load(spec: &Path) -> Result<api::Api, report::Report> {
    load_files(spec).map(|(_, api)| api)
}

/// As [`load`], with the files, in which places can be looked up.
///
/// # Errors
/// Every mistake in the model, with its place.
pub fn load_files(spec: &Path) -> Result<(source::Files, api::Api), report::Report> {
    let files = source::read(spec)?;
    let api = resolve::resolve(&files)?;
    Ok((files, api))
}
