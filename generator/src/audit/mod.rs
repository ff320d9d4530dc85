//! The guides against the model: pages are read into a tree, the tree into facts, and the facts are held against
//! what was accepted last and against the model. Whatever is not at one is a finding that names both places; a
//! ruling can explain it, to the letter.

mod compare;
mod coverage;
mod facts;
mod finding;
mod lock;
mod markdown;
mod openapi;
mod read;
mod show;
mod tree;

pub use coverage::{Count, Coverage, Uncompared};
pub use facts::Site;
pub use finding::{Finding, Kind};
pub use lock::{Change, FILE as LOCK_FILE, Lock, write as write_lock};
pub use read::MAX_PAGE_BYTES;
pub use show::Shown;

use crate::api::Api;
use crate::report::Draft;
use crate::source::Files;
use std::collections::BTreeMap;

/// A guide's text.
#[derive(Clone, Debug)]
pub struct Guide {
    /// The document's key in `fin.yaml`.
    pub document: String,
    /// The name of the file, for messages.
    pub file: String,
    /// The text.
    pub text: String,
}

/// What there is to tell.
#[derive(Clone, Debug)]
pub struct Audit {
    /// What the guides say otherwise than when they were last accepted; `None` where nothing was.
    pub changes: Option<Vec<Change>>,
    /// Where guide and model are not at one, by place.
    pub findings: Vec<Finding>,
    /// How much was seen.
    pub coverage: Coverage,
    /// What the guides demand and nothing in the model could be held against.
    pub uncompared: Vec<Uncompared>,
    /// The lock as the guides say it now.
    pub lock: Lock,
    /// The texts of the guides, by file.
    pub texts: BTreeMap<String, String>,
    /// The file of each document.
    pub files: BTreeMap<String, String>,
}

/// Audits guides.
///
/// # Errors
/// The model cannot be judged by, or the day is none.
pub fn audit(
    files: &Files,
    api: &Api,
    guides: &[Guide],
    old: Option<&Lock>,
    today: Option<&str>,
) -> Result<Audit, String> {
    let headings = headings(api);
    let documents: Vec<String> = guides.iter().map(|guide| guide.document.clone()).collect();
    let sections: Vec<facts::SectionFacts> = guides
        .iter()
        .flat_map(|guide| {
            let known: Vec<&str> = headings
                .iter()
                .filter(|(of, _)| *of == guide.document)
                .map(|(_, heading)| *heading)
                .collect();
            facts::facts(&read::page(&guide.document, &guide.text, &api.versions, &known))
        })
        .collect();
    let lock = Lock::of(&sections);
    let changes = old.map(|old| lock::changes(&old.clone().only(&documents), &lock));
    let compared = compare::Compared { api, files, sections: &sections, documents: &documents, today };
    let outcome = compare::compare(&compared)?;
    let names: BTreeMap<String, String> =
        guides.iter().map(|guide| (guide.document.clone(), guide.file.clone())).collect();
    let mut findings = placed(outcome.findings, files, &names);
    renamed(&mut findings, changes.as_deref().unwrap_or_default());
    let coverage = Coverage::of(&outcome.counted, &findings);
    let mut uncompared = outcome.uncompared;
    for own in &mut uncompared {
        own.file = names.get(&own.site.document).cloned().unwrap_or_default();
    }
    let lock = old.cloned().unwrap_or_default().renewed(lock, &documents);
    let texts = guides.iter().map(|guide| (guide.file.clone(), guide.text.clone())).collect();
    Ok(Audit { changes, findings, coverage, uncompared, lock, texts, files: names })
}

impl Audit {
    /// An audit of nothing yet.
    pub fn empty(lock: Option<&Lock>) -> Audit {
        Audit {
            changes: Some(Vec::new()),
            findings: Vec::new(),
            coverage: Coverage::default(),
            uncompared: Vec::new(),
            lock: lock.cloned().unwrap_or_default(),
            texts: BTreeMap::new(),
            files: BTreeMap::new(),
        }
    }

    /// Adds that a guide is not where it is looked for.
    pub fn page_missing(&mut self, document: &str, path: &str) {
        let message = format!("the guide `{document}` is not there: no file {path}");
        let remedy = "put it there, correct its `file` in `fin.yaml`, or name the guides that there are by `--docs FILE…`";
        let mut finding = Finding::new(Kind::PageMissing, document, message, remedy);
        finding.file = path.to_owned();
        self.findings.push(finding);
    }

    /// Adds what an OpenAPI document says otherwise than the model.
    ///
    /// # Errors
    /// It is neither JSON nor YAML, or no OpenAPI 3 document.
    pub fn openapi(&mut self, files: &Files, api: &Api, file: &str, text: &str) -> Result<(), Box<Draft>> {
        let outcome = openapi::compare(files, api, file, text)?;
        self.files.insert(openapi::DOCUMENT.to_owned(), file.to_owned());
        self.texts.insert(file.to_owned(), text.to_owned());
        let findings = placed(outcome.findings, files, &self.files);
        self.coverage.add(Coverage::of(&outcome.counted, &findings));
        self.uncompared.extend(outcome.uncompared);
        self.findings.extend(findings);
        Ok(())
    }
}

/// Reads the lock of a model's folder.
///
/// # Errors
/// It is not what `--accept` writes.
pub fn read_lock(file: &str, text: &str) -> Result<Lock, Box<Draft>> {
    Lock::parse(file, text)
}

/// Says of a section that is gone how it is called now, where the lock knows it.
fn renamed(findings: &mut [Finding], changes: &[Change]) {
    for finding in findings.iter_mut().filter(|finding| finding.kind == Kind::SectionNotInGuide) {
        let Some(site) = finding.site.clone() else { continue };
        let was = format!("was `{}`", site.section);
        let new = changes.iter().find(|change| {
            change.kind == "section_renamed"
                && change.detail == was
                && change.site.document == site.document
                && change.site.version == site.version
        });
        if let Some(new) = new {
            finding.remedy = format!("it is called `{}` now", new.site.section);
            finding.line = new.line;
        }
    }
}

/// Looks the places up, and sorts by them; what stands twice is told once.
fn placed(mut findings: Vec<Finding>, files: &Files, names: &BTreeMap<String, String>) -> Vec<Finding> {
    let spots: Vec<_> = findings.iter().filter_map(|finding| finding.spot.clone()).collect();
    let mut places = crate::report::locate(&files.texts, &spots).into_iter();
    for finding in &mut findings {
        if finding.spot.is_some() {
            finding.place = places.next();
        }
        let file = finding.site.as_ref().and_then(|site| names.get(&site.document));
        finding.file = file.cloned().unwrap_or_default();
    }
    findings
        .sort_by(|a, b| (&a.file, a.line, a.kind, &a.subject).cmp(&(&b.file, b.line, b.kind, &b.subject)));
    findings.dedup_by(|a, b| {
        (&a.file, a.line, a.kind, &a.subject, &a.message) == (&b.file, b.line, b.kind, &b.subject, &b.message)
    });
    findings
}

/// The headings that the model names, with their documents.
fn headings(api: &Api) -> Vec<(&str, &str)> {
    let mut all: Vec<(&str, &str)> = Vec::new();
    for ty in &api.types {
        all.push((&ty.place.document, &ty.place.section));
        if let crate::api::Shape::Object { fields, rules } = &ty.shape {
            all.extend(
                fields.iter().map(|field| (field.place.document.as_str(), field.place.section.as_str())),
            );
            all.extend(rules.iter().map(|rule| (rule.place.document.as_str(), rule.place.section.as_str())));
        }
    }
    all.extend(api.operations.iter().map(|own| (own.place.document.as_str(), own.place.section.as_str())));
    all.extend(api.webhooks.iter().map(|own| (own.place.document.as_str(), own.place.section.as_str())));
    let of_rulings = api.rulings.iter().flat_map(|(_, ruling)| &ruling.places);
    all.extend(of_rulings.filter_map(|place| Some((place.document.as_deref()?, place.section.as_str()))));
    all.sort_unstable();
    all.dedup();
    all
}
