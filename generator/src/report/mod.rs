//! Mistakes in the model: collected, sorted by place, printed with a code frame, as JSON, for GitHub or in Markdown;
//! and how reports of any kind are printed.

mod code;
pub mod github;
pub mod markdown;
pub mod style;
mod text;

pub use code::Code;

use crate::source::{Spot, Texts, Tree};
use serde::Serialize;
use std::{collections::HashMap, ops::Range};

/// Every mistake that was found, and the texts in which they stand.
#[derive(Clone, Debug)]
pub struct Report {
    /// The mistakes, by place.
    pub mistakes: Vec<Mistake>,
    texts: Texts,
    /// What they are in.
    of: &'static str,
}

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mistake {
    /// Its kind.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What stands under the place in a code frame; may be empty.
    pub label: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
    /// Where it is; of what is not there, the file alone, at its start.
    pub place: Place,
    /// Other places that explain it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

/// Another place that explains a mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// What there is to see.
    pub label: String,
    /// Where it is.
    pub place: Place,
}

/// A place in a file: lines and columns count from 1, columns are code points, ends are exclusive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Place {
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
    #[serde(skip)]
    bytes: Range<usize>,
}

/// A mistake whose place is not looked up yet.
#[derive(Clone, Debug)]
pub struct Draft {
    code: Code,
    message: String,
    label: String,
    remedy: Option<String>,
    at: Site,
    notes: Vec<(Spot, String)>,
}

#[derive(Clone, Debug)]
enum Site {
    Spot(Spot),
    /// Bytes of a file.
    Bytes(String, Range<usize>),
}

impl Draft {
    /// A mistake at a spot of the model.
    pub fn new(code: Code, at: Spot, message: impl Into<String>) -> Self {
        Draft::on(code, Site::Spot(at), message.into())
    }

    /// A mistake at some bytes of a file, or, of one that cannot be read, at its name.
    pub fn in_file(code: Code, file: &str, bytes: Range<usize>, message: impl Into<String>) -> Self {
        Draft::on(code, Site::Bytes(file.to_owned(), bytes), message.into())
    }

    fn on(code: Code, at: Site, message: String) -> Self {
        Draft { code, message, label: String::new(), remedy: None, at, notes: Vec::new() }
    }

    /// Its kind.
    pub fn code(&self) -> Code {
        self.code
    }

    /// What stands under the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// "did you mean", where there is a known name that is near; else the other remedy.
    #[must_use]
    pub fn meant<'a>(self, name: &str, known: impl IntoIterator<Item = &'a str>, otherwise: &str) -> Self {
        match fin_core::nearest(name, known) {
            Some(known) => self.remedy(format!("did you mean `{known}`?")),
            None if otherwise.is_empty() => self,
            None => self.remedy(otherwise),
        }
    }

    /// Another place that explains it.
    #[must_use]
    pub fn note(mut self, at: Spot, label: impl Into<String>) -> Self {
        self.notes.push((at, label.into()));
        self
    }
}

/// A name out of the model in backticks, shortened where it is no name.
pub fn quoted(name: &str) -> String {
    const LONGEST: usize = 60;
    let mut text = String::from("`");
    for (count, c) in name.chars().enumerate() {
        if count == LONGEST {
            text.push('…');
            break;
        }
        if c.is_control() { text.extend(c.escape_default()) } else { text.push(c) }
    }
    text.push('`');
    text
}

impl Report {
    /// Looks the places up and sorts by them.
    pub fn new(drafts: Vec<Draft>, texts: Texts) -> Self {
        let mut places = Places { texts: &texts, trees: HashMap::new(), lines: HashMap::new() };
        let mut mistakes: Vec<Mistake> = drafts.into_iter().map(|draft| places.mistake(draft)).collect();
        mistakes.sort_by(|a, b| a.order().cmp(&b.order()));
        mistakes.dedup();
        Report { mistakes, texts, of: "the model" }
    }

    /// Mistakes in something else than the model: `the document`.
    #[must_use]
    pub fn of(self, of: &'static str) -> Self {
        Report { of, ..self }
    }

    /// For programs: a JSON array of the mistakes.
    pub fn json(&self) -> String {
        // Nothing in a mistake can fail to serialise.
        serde_json::to_string_pretty(&self.mistakes).unwrap_or_default() + "\n"
    }

    /// Whether something could not be read, as opposed to being wrong.
    pub fn is_failure(&self) -> bool {
        self.mistakes.iter().any(|mistake| mistake.code == Code::Unreadable)
    }
}

impl Mistake {
    fn order(&self) -> (&str, usize, usize, Code, &str) {
        (&self.place.file, self.place.line, self.place.column, self.code, &self.message)
    }
}

/// Looks places of the model up.
pub fn locate(texts: &Texts, spots: &[Spot]) -> Vec<Place> {
    let mut places = Places { texts, trees: HashMap::new(), lines: HashMap::new() };
    spots.iter().map(|spot| places.spot(spot)).collect()
}

struct Places<'a> {
    texts: &'a Texts,
    trees: HashMap<usize, Tree>,
    /// Where the lines of a file start.
    lines: HashMap<String, Vec<usize>>,
}

impl Places<'_> {
    fn mistake(&mut self, draft: Draft) -> Mistake {
        let place = match draft.at {
            Site::Spot(spot) => self.spot(&spot),
            Site::Bytes(file, bytes) => self.place(&file, bytes),
        };
        let notes = draft.notes.into_iter().map(|(spot, label)| Note { label, place: self.spot(&spot) });
        Mistake {
            code: draft.code,
            message: draft.message,
            label: draft.label,
            remedy: draft.remedy,
            place,
            notes: notes.collect(),
        }
    }

    fn spot(&mut self, spot: &Spot) -> Place {
        let Some((name, text)) = self.texts.get(spot.file) else { return self.place("", 0..0) };
        let tree = self.trees.entry(spot.file.0).or_insert_with(|| Tree::read(text));
        let bytes = tree.locate(spot, text);
        self.place(name, bytes)
    }

    fn place(&mut self, file: &str, bytes: Range<usize>) -> Place {
        let text = self.texts.text_of(file).unwrap_or_default();
        let bytes = bytes.start.min(text.len())..bytes.end.min(text.len());
        let lines = self.lines.entry(file.to_owned()).or_insert_with(|| {
            std::iter::once(0).chain(text.match_indices('\n').map(|(newline, _)| newline + 1)).collect()
        });
        let position = |byte: usize| {
            let line = lines.partition_point(|start| *start <= byte);
            let start = lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
            (line.max(1), 1 + text.get(start..byte).unwrap_or_default().chars().count())
        };
        let ((line, column), (end_line, end_column)) = (position(bytes.start), position(bytes.end));
        Place { file: file.to_owned(), line, column, end_line, end_column, bytes }
    }
}
