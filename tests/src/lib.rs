//! What the conformance runners and the tests across crates share.

pub mod corpus;
pub mod guide;
pub mod mutants;
pub mod oracle;
pub mod plain;
pub mod printed;
pub mod protocol;
pub mod random;
pub mod runner;
pub mod sdk;
pub mod sound;
pub mod toolchain;
pub mod tree;

use std::path::{Path, PathBuf};

/// The root of the workspace.
#[must_use]
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The code blocks of a language in a text in Markdown.
#[must_use]
pub fn blocks(markdown: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let starts = markdown.split(&fence).skip(1);
    starts.filter_map(|rest| Some(rest.split_once("```")?.0.to_owned())).collect()
}

/// The examples of the README, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
