//! The facts of the guides against the model. Every difference is a finding with both places; nothing here decides
//! which of the two is right.

mod calls;
mod demands;
mod documents;
mod errors;
mod examples;
mod explain;
mod fields;
mod index;
mod limits;
mod migration;
mod places;
mod prose;
mod rows;
mod statements;
mod statuses;
mod values;

use super::coverage::{Counted, Uncompared};
use super::facts::{Claim, Fact, SectionFacts, Site};
use super::finding::Finding;
use crate::api::{Api, TypeId};
use crate::judge::{Context, Judge};
use crate::source::Files;
pub use calls::method;
pub use explain::explain;
pub use index::{Index, fields, format, values};
pub use limits::{bounded, constraints, same_number, told};
pub use rows::STAYS;

use std::collections::{BTreeMap, BTreeSet};

/// What is compared.
pub struct Compared<'a> {
    /// The model.
    pub api: &'a Api,
    /// Its files.
    pub files: &'a Files,
    /// The facts of every page.
    pub sections: &'a [SectionFacts],
    /// The documents whose pages were read.
    pub documents: &'a [String],
    /// The day on which examples are judged; the current one where there is none.
    pub today: Option<&'a str>,
}

/// What came of it.
pub struct Outcome {
    /// The findings, in no order.
    pub findings: Vec<Finding>,
    /// What was seen.
    pub counted: Vec<Counted>,
    /// What was seen, and could not be compared.
    pub uncompared: Vec<Uncompared>,
}

/// Compares.
///
/// # Errors
/// The model cannot be judged by, or the day is none.
pub fn compare(compared: &Compared<'_>) -> Result<Outcome, String> {
    let judge = Judge::new(compared.api).map_err(|error| error.to_string())?;
    let mut given = serde_json::Map::new();
    given.extend(compared.today.map(|today| ("today".to_owned(), today.into())));
    let context = judge.context(&given).map_err(|error| error.to_string())?;
    let index = Index { api: compared.api, files: compared.files };
    let mut state = State {
        compared,
        index,
        judge,
        context,
        findings: Vec::new(),
        counted: Vec::new(),
        uncompared: Vec::new(),
        tabled: BTreeMap::new(),
        shown: BTreeSet::new(),
        marked: BTreeSet::new(),
        listed: BTreeMap::new(),
        stated: BTreeSet::new(),
    };
    state.run();
    Ok(Outcome { findings: state.findings, counted: state.counted, uncompared: state.uncompared })
}

struct State<'a> {
    compared: &'a Compared<'a>,
    index: Index<'a>,
    judge: Judge,
    context: Context,
    findings: Vec<Finding>,
    counted: Vec<Counted>,
    uncompared: Vec<Uncompared>,
    /// The fields that tables list, by type.
    tabled: BTreeMap<TypeId, BTreeSet<String>>,
    /// The fields that examples show.
    shown: BTreeSet<(TypeId, String)>,
    /// The fields of bodies that a heading or a label marks, by type.
    marked: BTreeSet<(TypeId, String)>,
    /// The values that tables list, by enum.
    listed: BTreeMap<TypeId, BTreeSet<String>>,
    /// The bounds that sentences state: what they are called, and their keys.
    stated: BTreeSet<(String, &'static str)>,
}

impl<'a> State<'a> {
    fn run(&mut self) {
        let sections = self.compared.sections;
        for section in sections {
            for fact in &section.facts {
                self.fact(section, fact);
            }
        }
        self.calls(sections);
        self.statuses(sections);
        self.events(sections);
        self.errors(sections);
        self.prose(sections);
        self.migrations(sections);
        self.marks(sections);
        self.fields_left();
        self.values_left(sections);
        self.places(sections);
        let stale = explain(&self.index, &mut self.findings, &|subject| !subject.starts_with("openapi "));
        let read = self.compared.documents;
        let api = self.compared.api;
        // A page that was not read may be the one with the finding.
        self.findings.extend(stale.into_iter().filter(|finding| explain::is_about(finding, api, read)));
    }

    fn fact(&mut self, section: &SectionFacts, fact: &Fact) {
        let site = &section.site;
        match fact {
            Fact::Fields(table) => self.field_table(site, table),
            Fact::Values(table) => self.value_table(site, table),
            Fact::Example(example) => self.example(site, example),
            Fact::Part { line, name, mark } => self.part(site, *line, name, *mark),
            Fact::Unread { line, what, name } => self.unread(site, *line, what, name),
            Fact::Prose { line } => self.count("tables", site, *line, *line),
            Fact::Note(note) => self.note(site, note),
            Fact::Sentence(_) | Fact::Endpoint(_) | Fact::Step(_) | Fact::Error(_) | Fact::Migration(_) => {}
        }
    }

    fn count(&mut self, what: &'static str, site: &Site, first: usize, last: usize) {
        self.counted.push(Counted {
            what,
            document: site.document.clone(),
            lines: (first, last),
            compared: true,
        });
    }

    /// Counts a demand, and keeps it where nothing could be held against it.
    fn demanded(&mut self, site: &Site, claim: &Claim, compared: bool) {
        let lines = (claim.line, claim.line);
        self.counted.push(Counted { what: "demands", document: site.document.clone(), lines, compared });
        if !compared {
            self.uncompared.push(Uncompared {
                site: site.clone(),
                file: String::new(),
                line: claim.line,
                demand: claim.what.name(),
            });
        }
    }

    fn find(&mut self, finding: Finding) {
        self.findings.push(finding);
    }
}
