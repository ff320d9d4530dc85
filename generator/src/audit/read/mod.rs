//! The two forms of a guide, Mintlify's Markdown and the plain text of a rendered page, into one tree.
//!
//! No CommonMark parser: the guides' tables have rows without their first bar, separators of one column and
//! headers glued to prose, and CommonMark drops such a table or its cells without a word. What is read here is read
//! line by line, in time linear in the text.

mod blocks;
mod code;
mod inline;
mod markdown;
mod plain;
mod table;

pub use code::parse as json_in;

use super::tree::{Page, Tab};

/// A page larger than this is refused.
pub const MAX_PAGE_BYTES: usize = 4 << 20;

/// A line of a page, with its number.
#[derive(Clone, Debug)]
struct Line<'t> {
    number: usize,
    text: &'t str,
}

/// Reads a page. `headings` are those that the model knows: plain text does not mark its own.
pub fn page(document: &str, text: &str, versions: &[String], headings: &[&str]) -> Page {
    // A mark of the encoding is no part of the first line.
    let text = text.trim_start_matches('\u{feff}');
    let marked = text.lines().any(|line| line.trim_start().starts_with("#") || line.contains("<Tab "));
    let tabs = if marked { markdown::tabs(text, versions) } else { plain::tabs(text, versions, headings) };
    Page { document: document.to_owned(), tabs }
}

/// The version that a text speaks of: the newest in one of its paths.
fn version_in(text: &str, versions: &[String]) -> String {
    let newest = versions.iter().rev().find(|version| text.contains(&format!("/{version}/")));
    newest.or(versions.last()).cloned().unwrap_or_default()
}

/// Tabs that say something.
fn without_empty(tabs: Vec<Tab>) -> Vec<Tab> {
    let said = |tab: &Tab| tab.sections.iter().any(|section| !section.blocks.is_empty());
    tabs.into_iter().filter(said).collect()
}
