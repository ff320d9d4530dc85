//! The real guides and the real model. Skipped where the guides are not at hand.

use fingen::{
    api::Api,
    audit::{Audit, Guide, LOCK_FILE, Lock, audit, read_lock},
    source::Files,
};
use std::{fs, path::Path, path::PathBuf};

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

#[test]
fn the_lock_holds_none_of_the_guides_sentences() {
    let Some(real) = Real::load() else { return };
    let lock = real.lock.text();
    let normal = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lock = normal(&lock);
    for guide in &real.guides {
        for line in guide.text.lines() {
            let words: Vec<&str> = line.split([' ', '|', '`', '*']).filter(|word| !word.is_empty()).collect();
            for run in words.windows(6) {
                // Names and headings may stand together; six words of prose may not.
                let prose = run.iter().filter(|word| word.chars().all(|c| c.is_ascii_lowercase())).count();
                assert!(prose < 5 || !lock.contains(&run.join(" ")), "{}", run.join(" "));
            }
        }
    }
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
