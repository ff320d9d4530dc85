//! What the guides said when they were last accepted: for each section the fingerprint of its text and its facts.

mod changes;
mod entry;

pub use changes::{Change, changes};
pub use entry::{Entry, entries};

use super::facts::{SectionFacts, Site};
use crate::report::{Code, Draft};
use serde::Deserialize;
use std::{io, io::Write, path::Path};

/// The name of the file in the model's folder.
pub const FILE: &str = "docs.lock";

const HEAD: &str = "\
# What the guides said when they were last accepted: fingerprints and facts, none of their sentences.
# Written by `fingen audit --accept`; do not edit.
";

/// Another number where the same text gives other facts than before: they cannot be held against each other.
const VERSION: u32 = 2;

/// The lock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// The sections, page by page, in the page's order.
    pub sections: Vec<Locked>,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// Where it is.
    pub site: Site,
    /// The fingerprint of its text.
    pub text: String,
    /// The facts.
    pub facts: Vec<Entry>,
    /// The line of its heading; of one that was read from the lock, 0.
    pub line: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: Option<u32>,
    sections: Vec<WrittenSection>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSection {
    page: String,
    heading: String,
    text: String,
    #[serde(default)]
    facts: Vec<String>,
}

impl Lock {
    /// What the guides say now; by document, whatever the order of the arguments.
    pub fn of(sections: &[SectionFacts]) -> Lock {
        let locked = |section: &SectionFacts| Locked {
            site: section.site.clone(),
            text: section.fingerprint.clone(),
            facts: entries(section),
            line: section.line,
        };
        let mut sections: Vec<Locked> = sections.iter().map(locked).collect();
        sections.sort_by(|a, b| a.site.document.cmp(&b.site.document));
        Lock { sections }
    }

    /// Reads a lock.
    ///
    /// # Errors
    /// It is not what `--accept` writes.
    pub fn parse(file: &str, text: &str) -> Result<Lock, Box<Draft>> {
        let written: Written = crate::source::read_yaml(file, text)?;
        if written.version != Some(VERSION) {
            let message = "the lock was written by another version of the audit";
            let draft = Draft::in_file(Code::Shape, file, 0..0, message);
            return Err(Box::new(
                draft.remedy("delete it, and let `fingen audit --docs DIR --accept` write it anew"),
            ));
        }
        let section = |section: WrittenSection| {
            let (document, version) = section.page.split_once('/').unwrap_or((&section.page, ""));
            Locked {
                site: Site {
                    document: document.to_owned(),
                    version: version.to_owned(),
                    section: section.heading,
                },
                text: section.text,
                facts: section.facts.iter().filter_map(|fact| Entry::parse(fact)).collect(),
                line: 0,
            }
        };
        Ok(Lock { sections: written.sections.into_iter().map(section).collect() })
    }

    /// The text of the lock.
    pub fn text(&self) -> String {
        let mut text = format!("{HEAD}version: {VERSION}\nsections:\n");
        for section in &self.sections {
            let page = format!("{}/{}", section.site.document, section.site.version);
            text.push_str(&format!("  - page: {}\n", scalar(&page)));
            text.push_str(&format!("    heading: {}\n", scalar(&section.site.section)));
            text.push_str(&format!("    text: '{}'\n", section.text));
            if !section.facts.is_empty() {
                text.push_str("    facts:\n");
            }
            for fact in &section.facts {
                text.push_str(&format!("      - {}\n", scalar(&fact.text())));
            }
        }
        if self.sections.is_empty() {
            text = format!("{HEAD}version: {VERSION}\nsections: []\n");
        }
        text
    }

    /// The lock with the sections of these documents replaced; those of others stay.
    #[must_use]
    pub fn renewed(mut self, now: Lock, documents: &[String]) -> Lock {
        self.sections.retain(|section| !documents.contains(&section.site.document));
        self.sections.extend(now.sections);
        self.sections.sort_by(|a, b| a.site.document.cmp(&b.site.document));
        self
    }

    /// The lock as it reads back: without the lines of the guides, which it does not keep.
    #[must_use]
    pub fn unplaced(mut self) -> Lock {
        for section in &mut self.sections {
            section.line = 0;
            section.facts.iter_mut().for_each(|fact| fact.line = 0);
        }
        self
    }

    /// The lock without what stands in other documents.
    #[must_use]
    pub fn only(mut self, documents: &[String]) -> Lock {
        self.sections.retain(|section| documents.contains(&section.site.document));
        self
    }
}

/// Replaces the file as a whole, and leaves it alone when it says the same.
///
/// # Errors
/// It cannot be written.
pub fn write(path: &Path, text: &str) -> io::Result<bool> {
    if std::fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(false);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".fingen-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(true)
}

/// A text as YAML: plain where that is safe, else in single quotes.
fn scalar(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([':', ' '])
        && !["true", "false", "null", "yes", "no", "on", "off"].contains(&text.to_ascii_lowercase().as_str())
        && !text.chars().any(char::is_control);
    if plain {
        text.to_owned()
    } else {
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        format!("'{}'", text.replace('\'', "''"))
    }
}
