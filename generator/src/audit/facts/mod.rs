//! What a guide states, as facts: one for each row, value, endpoint, status, event, error, example and sentence, each
//! with its place. A fact is the guide's; nothing here knows the model.

mod claims;
mod endpoints;
mod examples;
mod fields;
mod limits;
mod notes;
mod values;

pub use claims::{Claim, What, claims};
pub use endpoints::{Endpoint, normal_path};
pub use examples::{ErrorExample, Example, canonical, leaves, shape};
pub use fields::{FieldRow, FieldTable, Mark};
pub use limits::{Limit, limits};
pub use notes::{Migration, MigrationRow, Note, Sentence, names, numbers};
pub use values::{Sides, Step, ValueKind, ValueRow, ValueTable};

use super::tree::{Block, Body, Page, Section, Tab};

/// Where a fact stands, but for its line.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct Site {
    /// The document's key.
    pub document: String,
    /// The version.
    pub version: String,
    /// The heading.
    pub section: String,
}

impl std::fmt::Display for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let version = if self.version.is_empty() { "" } else { "/" };
        write!(f, "{}{version}{}/{}", self.document, self.version, self.section)
    }
}

/// The facts of a section.
#[derive(Clone, Debug)]
pub struct SectionFacts {
    /// Where it is.
    pub site: Site,
    /// The line of its heading.
    pub line: usize,
    /// The fingerprint of its text.
    pub fingerprint: String,
    /// What its heading says of the field that it is about: `Address (Required)`.
    pub mark: Mark,
    /// In the section's order.
    pub facts: Vec<Fact>,
}

/// Something that a guide states.
#[derive(Clone, Debug)]
pub enum Fact {
    /// A table of fields.
    Fields(FieldTable),
    /// A table or list of an enum's values, of statuses or of events.
    Values(ValueTable),
    /// A call.
    Endpoint(Endpoint),
    /// A step from one status to the next.
    Step(Step),
    /// An error's body.
    Error(ErrorExample),
    /// A body.
    Example(Example),
    /// What begins like an example and is none.
    Unread {
        /// Its line.
        line: usize,
        /// What it is: `table`, `example`.
        what: &'static str,
        /// The label or the header.
        name: String,
    },
    /// A table of prose: its cells are sentences.
    Prose {
        /// Its line.
        line: usize,
    },
    /// What is said of a part of a body right before it is described: `roles (required)`.
    Part {
        /// Its line.
        line: usize,
        /// The part.
        name: String,
        /// Whether it must be there.
        mark: Mark,
    },
    /// What one version changed.
    Note(Note),
    /// The table that leads from one version to the next.
    Migration(Migration),
    /// A sentence, by its names and numbers.
    Sentence(Sentence),
}

/// The facts of a page.
pub fn facts(page: &Page) -> Vec<SectionFacts> {
    page.tabs.iter().flat_map(|tab| tab_facts(page, tab)).collect()
}

fn tab_facts(page: &Page, tab: &Tab) -> Vec<SectionFacts> {
    // A page that stars one name means something by the names that it does not star.
    let stars = tab.sections.iter().flat_map(|section| &section.blocks).any(|block| match &block.body {
        Body::Table(table) => table.rows.iter().any(|row| fields::is_starred(row.cell(0))),
        _ => false,
    });
    let of = |section: &Section| SectionFacts {
        site: Site {
            document: page.document.clone(),
            version: tab.version.clone(),
            section: section.heading.clone(),
        },
        line: section.line,
        fingerprint: section.fingerprint(),
        mark: fields::mark_of_heading(&section.heading),
        facts: section_facts(section, stars),
    };
    tab.sections.iter().map(of).collect()
}

fn section_facts(section: &Section, stars: bool) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut before = "";
    let mut including = false;
    let mut broken: Option<String> = None;
    for (index, block) in section.blocks.iter().enumerate() {
        match &block.body {
            Body::Text(text) => {
                endpoints::in_text(text, block.line, &mut facts);
                let whole = broken.take().map_or_else(|| text.clone(), |start| format!("{start} {text}"));
                let goes_on = section.blocks.get(index + 1).is_some_and(|next| continues(block, next));
                let demands = if goes_on { Vec::new() } else { claims(&whole, None, block.line) };
                broken = goes_on.then_some(whole);
                notes::in_text(text, block.line, demands, &mut facts);
                values::in_text(text, before, block.line, &mut facts);
                including |= text.trim_end().ends_with("must include:");
                if including {
                    fields::included(text, block.line, &mut facts);
                }
                // The items of a list do not hide what is said before it.
                let item = before.trim_end().ends_with(':') && text.len() <= 60;
                if !item || text.trim_end().ends_with(':') {
                    before = text;
                }
            }
            Body::Table(table) => {
                for row in &table.rows {
                    row.cells.iter().for_each(|cell| endpoints::in_text(cell, row.line, &mut facts));
                }
                let read = fields::in_table(table, block.line, stars, &mut facts)
                    || notes::in_table(table, block.line, &mut facts)
                    || values::in_table(table, block.line, &mut facts);
                if !read {
                    let name = table.header.join(", ");
                    facts.push(Fact::Unread { line: block.line, what: "table", name });
                }
                before = "";
            }
            Body::Code { language, text } => {
                examples::in_code(language, text, before, block.line, &mut facts);
                before = "";
            }
        }
    }
    facts
}

/// Whether a sentence goes on in the next block: a rendered page breaks the items of a list before a name.
fn continues(block: &Block, next: &Block) -> bool {
    let (Body::Text(text), Body::Text(next_text)) = (&block.body, &next.body) else { return false };
    let first = next_text.split_whitespace().next().unwrap_or_default();
    let ends = text.trim_end().ends_with(['.', '!', '?', ':', ')', '✗']) || text.contains(" - ");
    let small = first.starts_with(|c: char| c.is_ascii_lowercase());
    !ends && next.line == block.line + 1 && (small || is_evident_name(first))
}

/// Whether a word is the name of something on the wire: `tax_info`, `associated_parties[0].dob`, `LLC`.
pub fn is_name(word: &str) -> bool {
    !word.is_empty()
        && word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && word.chars().all(|c| c.is_ascii_alphanumeric() || "_.[]".contains(c))
        && !word.ends_with('.')
}

/// Whether a name cannot be an English word: it has a low line, or is all capitals.
pub fn is_evident_name(word: &str) -> bool {
    let capitals = word.len() > 2 && word.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    is_name(word) && (capitals || word.trim_matches('_').contains('_'))
}

/// The words of a text without the marks around them.
pub fn bare_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || ",;()\"“”→/=+&|".contains(c))
        .map(|word| {
            word.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '[' && c != ']')
        })
        .filter(|word| !word.is_empty())
}
