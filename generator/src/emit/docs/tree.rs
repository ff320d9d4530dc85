//! What the reference consists of, whatever it is printed as.

use super::anchor::Anchor;

/// A part of a line.
#[derive(Clone, Debug)]
pub enum Inline {
    /// The model's prose; what stands in backticks is code.
    Text(String),
    /// A name or a text of the wire.
    Code(String),
    /// A name that leads to its entry.
    Link(Anchor, String),
}

/// Something said of an entry.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is about; empty where it speaks for itself.
    pub label: &'static str,
    /// What is said.
    pub parts: Vec<Inline>,
}

/// A type, a field, a rule, a code: whatever can be looked up.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `type`, `field`, `value`, `rule`, `code`, `format`, `context`, `ruling`, `call`, `event`, `error`, `list`.
    pub kind: &'static str,
    /// Where it stands.
    pub anchor: Anchor,
    /// `v2`, `shared`; empty where it is of every version.
    pub scope: String,
    /// As it is called where it stands.
    pub name: String,
    /// What it is.
    pub is: Vec<Inline>,
    /// What is to be seen at a glance: `required`, `personal data`.
    pub tags: Vec<&'static str>,
    /// Its line of documentation.
    pub doc: String,
    /// What else is said of it.
    pub lines: Vec<Line>,
    /// The ways to it in requests: `v2.CreateIndividualCustomer: basic_info`.
    pub paths: Vec<String>,
    /// Where the guides say it.
    pub sources: Vec<String>,
    /// The rulings that it rests on.
    pub rulings: Vec<String>,
    /// What it is made of.
    pub groups: Vec<Group>,
}

/// Entries under a heading.
#[derive(Clone, Debug)]
pub struct Group {
    /// The heading.
    pub title: String,
    /// The entries.
    pub entries: Vec<Entry>,
}

/// A part of the reference.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// Where it begins.
    pub anchor: Anchor,
    /// The version that it is about; empty where it is about every one.
    pub scope: String,
    /// Its heading.
    pub title: String,
    /// What it is about.
    pub intro: Vec<Inline>,
    /// Its entries.
    pub groups: Vec<Group>,
}

impl Entry {
    /// An entry of which nothing is said yet.
    pub fn new(kind: &'static str, anchor: Anchor, scope: &str, name: &str, doc: &str) -> Entry {
        Entry {
            kind,
            anchor,
            scope: scope.to_owned(),
            name: name.to_owned(),
            is: Vec::new(),
            tags: Vec::new(),
            doc: doc.to_owned(),
            lines: Vec::new(),
            paths: Vec::new(),
            sources: Vec::new(),
            rulings: Vec::new(),
            groups: Vec::new(),
        }
    }

    /// Says something of it, if there is something to say.
    pub fn say(&mut self, label: &'static str, parts: Vec<Inline>) {
        if !parts.is_empty() {
            self.lines.push(Line { label, parts });
        }
    }

    /// Adds entries below it, if there are some.
    pub fn hold(&mut self, title: &str, entries: Vec<Entry>) {
        if !entries.is_empty() {
            self.groups.push(Group { title: title.to_owned(), entries });
        }
    }
}

/// Prose.
pub fn text(text: impl Into<String>) -> Inline {
    Inline::Text(text.into())
}

/// A name.
pub fn code(text: impl Into<String>) -> Inline {
    Inline::Code(text.into())
}

/// Parts with commas between them.
pub fn listed(parts: impl IntoIterator<Item = Vec<Inline>>) -> Vec<Inline> {
    let mut all = Vec::new();
    for part in parts {
        if !all.is_empty() {
            all.push(text(", "));
        }
        all.extend(part);
    }
    all
}
