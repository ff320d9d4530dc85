//! The real guides and the real model. Skipped where the guides are not at hand.

use fingen::{
    api::{Api, Shape},
    audit::{Audit, Guide, LOCK_FILE, Lock, audit, read_lock},
    source::Files,
};
use std::{collections::BTreeSet, fs, path::Path, path::PathBuf};

/// The day on which the examples of the guides are judged.
pub const TODAY: &str = "2026-01-01";

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// The model, what was accepted, and the guides.
pub struct Real {
    pub files: Files,
    pub api: Api,
    pub lock: Lock,
    pub guides: Vec<Guide>,
}

impl Real {
    /// `None` where the guides are not there.
    pub fn load() -> Option<Real> {
        let folders = ["../shared/docs", "../../shared/docs"].map(|folder| root().join(folder));
        let Some(folder) = folders.into_iter().find(|folder| folder.is_dir()) else {
            println!("skipped: the guides are not at hand");
            return None;
        };
        let spec = root().join("spec");
        let files = fingen::source::read(&spec).unwrap();
        let api = fingen::resolve::resolve(&files).unwrap();
        let lock = read_lock(LOCK_FILE, &fs::read_to_string(spec.join(LOCK_FILE)).unwrap()).unwrap();
        let named = api.documents.iter();
        let guides: Vec<Guide> = named
            .filter_map(|(key, document)| {
                let text = fs::read_to_string(folder.join(&document.file)).ok()?;
                Some(Guide { document: key.clone(), file: document.file.clone(), text })
            })
            .filter(|guide| guide.document != "reference")
            .collect();
        assert_eq!(guides.len(), 2);
        Some(Real { files, api, lock, guides })
    }

    pub fn audit(&self, guides: &[Guide]) -> Audit {
        audit(&self.files, &self.api, guides, Some(&self.lock), Some(TODAY)).unwrap()
    }
}

#[test]
fn the_model_is_at_one_with_the_guides_of_today() {
    let Some(real) = Real::load() else { return };
    let audit = real.audit(&real.guides);
    let open: Vec<_> = audit.findings.iter().filter(|finding| finding.explained_by.is_none()).collect();
    assert!(open.is_empty(), "{open:#?}");
    assert_eq!(
        audit.changes.as_deref(),
        Some([].as_slice()),
        "`fingen audit --docs … --accept` renews the lock"
    );
    let seen = |what: &str| audit.coverage.counts.iter().find(|count| count.what == what).unwrap().seen;
    // A table has one separator, whatever its form.
    let separators = |text: &str| {
        text.lines()
            .filter(|line| line.contains("-|") || line.contains("- |"))
            .filter(|line| line.trim().chars().all(|c| "|-: ".contains(c)))
            .count()
    };
    let tables: usize = real.guides.iter().map(|guide| separators(&guide.text)).sum();
    assert_eq!(seen("tables"), tables);
    assert!(seen("rows") > 200 && seen("values") > 90 && seen("endpoints") > 60, "{:?}", audit.coverage);
    let apart: usize = audit.coverage.counts.iter().map(|count| count.not_compared).sum();
    assert_eq!(apart, audit.uncompared.len());
    assert!(seen("demands") > 100 && apart * 3 < seen("demands"), "{:?}", audit.uncompared);
    for count in &audit.coverage.counts {
        let compared = count.seen - count.not_compared;
        assert_eq!(compared, count.matched + count.explained, "{}", count.what);
        assert!(count.not_compared == 0 || count.what == "demands", "{}", count.what);
    }
}

/// The words of a line, without marks.
fn words(line: &str) -> Vec<String> {
    let letters = |c: char| !(c.is_alphanumeric() || "_-.'/@".contains(c));
    line.split(letters).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The messages that the guides give to the letter.
fn messages(api: &Api) -> Vec<String> {
    let mut all: Vec<String> = api.formats.iter().map(|format| format.message.clone()).collect();
    for ty in &api.types {
        if let Shape::Object { fields, rules } = &ty.shape {
            all.extend(
                fields.iter().flat_map(|field| &field.rules).chain(rules).map(|rule| rule.message.clone()),
            );
            all.extend(fields.iter().flat_map(|field| &field.constraints).map(|own| own.message.clone()));
        }
    }
    for (.., error) in &api.errors {
        all.push(error.message.clone());
        all.extend(error.fields.iter().map(|(_, said)| said.clone()));
    }
    all
}

/// Neither the lock nor the model says eight words as a guide does, documented messages aside.
#[test]
fn the_model_holds_none_of_the_guides_sentences() {
    let Some(real) = Real::load() else { return };
    let mut runs = std::collections::HashSet::new();
    for line in real.guides.iter().flat_map(|guide| guide.text.lines()) {
        runs.extend(words(line).windows(8).map(|run| run.join(" ")));
    }
    assert!(runs.len() > 1000);
    let messages = messages(&real.api);
    let mut files = vec![root().join("spec")];
    let mut seen = 0;
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        for line in fs::read_to_string(&path).unwrap().lines() {
            let own =
                messages.iter().fold(line.to_owned(), |line, said| line.replace(said.as_str(), " \u{b6} "));
            for part in own.split('\u{b6}') {
                for run in words(part).windows(8) {
                    assert!(!runs.contains(&run.join(" ")), "{}: {}", path.display(), run.join(" "));
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 10_000);
}

/// Neither the ends of lines nor the mark of an encoding say anything.
#[test]
fn a_guide_in_another_encoding_is_the_same_guide() {
    let Some(real) = Real::load() else { return };
    let mut guides = real.guides.clone();
    for guide in &mut guides {
        guide.text = format!("\u{feff}{}", guide.text.replace('\n', "\r\n"));
    }
    let audit = real.audit(&guides);
    assert_eq!(audit.changes.as_deref(), Some([].as_slice()));
    assert!(audit.findings.iter().all(|finding| finding.explained_by.is_some()));
}

/// A version that is gone is told as one change and one finding, whatever it held.
#[test]
fn a_version_that_is_gone_is_told_once() {
    let Some(real) = Real::load() else { return };
    let mut guides = real.guides.clone();
    for guide in &mut guides {
        let end = match guide.document.as_str() {
            "individuals" => guide.text.rfind("Onboard individual customers").unwrap(),
            _ => guide.text.find("  <Tab title=\"v1\">").unwrap(),
        };
        guide.text.truncate(end);
    }
    let audit = real.audit(&guides);
    let changes: Vec<_> = audit.changes.iter().flatten().collect();
    let told: Vec<_> = changes.iter().map(|own| (own.kind.as_str(), own.site.document.as_str())).collect();
    assert_eq!(told, [("page_removed", "businesses"), ("page_removed", "individuals")], "{changes:#?}");
    let gone = audit.findings.iter().filter(|finding| finding.kind.name() == "version_not_in_guide");
    let gone: BTreeSet<_> = gone.map(|finding| finding.subject.as_str()).collect();
    assert_eq!(gone, ["businesses/v1", "individuals/v1"].into());
}

#[test]
fn a_page_alone_is_held_against_its_own_part_of_the_lock() {
    let Some(real) = Real::load() else { return };
    for guide in &real.guides {
        let audit = real.audit(std::slice::from_ref(guide));
        let open: Vec<_> = audit.findings.iter().filter(|finding| finding.explained_by.is_none()).collect();
        assert!(open.is_empty(), "{open:#?}");
        assert_eq!(audit.changes.as_deref(), Some([].as_slice()));
        assert!(audit.lock.unplaced() == real.lock, "the other page's part stays");
    }
}
