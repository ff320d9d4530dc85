//! What writing promises: all or nothing, nothing of anybody else's, nothing twice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fingen::write::{Error, File, MANIFEST, Mode, Outcome, PathFault, State, diff, write};
use std::{fs, path::Path, time::SystemTime};
use tempfile::TempDir;

const AREAS: [&str; 2] = ["generated/rust/", "spec/schema/api.json"];
const WRITE: Mode = Mode::Write { force: false };
const FORCE: Mode = Mode::Write { force: true };

fn files(list: &[(&str, &str)]) -> Vec<File> {
    list.iter()
        .map(|(path, text)| File { path: (*path).to_owned(), bytes: text.as_bytes().to_vec() })
        .collect()
}

fn run(root: &Path, list: &[(&str, &str)], mode: Mode) -> Outcome {
    write(&files(list), &AREAS, root, mode).unwrap()
}

fn states(outcome: &Outcome) -> Vec<(&str, State)> {
    let files = outcome.findings.iter().filter(|finding| finding.path != MANIFEST);
    files.map(|finding| (finding.path.as_str(), finding.state)).collect()
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap()
}

fn modified(root: &Path, path: &str) -> SystemTime {
    fs::metadata(root.join(path)).unwrap().modified().unwrap()
}

/// Everything below a folder, with its content.
fn tree(root: &Path) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                all.push((name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    all.sort();
    all
}

const A: &str = "generated/rust/src/a.rs";
const B: &str = "generated/rust/src/deep/b.rs";

#[test]
fn writes_and_says_what_it_wrote() {
    let root = TempDir::new().unwrap();
    let outcome = run(root.path(), &[(A, "a"), ("spec/schema/api.json", "{}")], WRITE);
    assert!(outcome.done);
    assert_eq!(states(&outcome), [(A, State::Missing), ("spec/schema/api.json", State::Missing)]);
    assert_eq!(read(root.path(), A), "a");
    let manifest: serde_json::Value = serde_json::from_str(&read(root.path(), MANIFEST)).unwrap();
    assert_eq!(
        manifest[A], "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
        "the SHA-256 of `a`"
    );
    let names: Vec<String> = tree(root.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, [MANIFEST, A, "spec/schema/api.json"], "nothing else stays behind");
}

#[test]
fn leaves_unchanged_files_alone() {
    let root = TempDir::new().unwrap();
    run(root.path(), &[(A, "a"), (B, "b")], WRITE);
    let long_ago = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    for path in [A, B, MANIFEST] {
        fs::File::options()
            .append(true)
            .open(root.path().join(path))
            .unwrap()
            .set_modified(long_ago)
            .unwrap();
    }
    let outcome = run(root.path(), &[(A, "a"), (B, "b")], WRITE);
    assert!(outcome.is_clean());
    for path in [A, B, MANIFEST] {
        assert_eq!(modified(root.path(), path), long_ago, "{path}");
    }
    run(root.path(), &[(A, "a"), (B, "other")], WRITE);
    assert_eq!(modified(root.path(), A), long_ago);
    assert_ne!(modified(root.path(), B), long_ago);
}

#[test]
fn removes_what_has_no_source_any_more() {
    let root = TempDir::new().unwrap();
    run(root.path(), &[(A, "a"), (B, "b")], WRITE);
    let outcome = run(root.path(), &[(A, "a")], WRITE);
    assert_eq!(states(&outcome), [(A, State::Unchanged), (B, State::Stale)]);
    assert!(!root.path().join("generated/rust/src/deep").exists(), "nor its empty folder");
    assert!(!read(root.path(), MANIFEST).contains("deep"));
}

#[test]
fn keeps_files_that_it_never_wrote() {
    let root = TempDir::new().unwrap();
    run(root.path(), &[(A, "a"), (B, "b")], WRITE);
    fs::write(root.path().join("generated/rust/src/deep/mine.rs"), "mine").unwrap();
    run(root.path(), &[(A, "a")], WRITE);
    assert_eq!(read(root.path(), "generated/rust/src/deep/mine.rs"), "mine");
}

#[test]
fn refuses_to_touch_edited_files_and_then_writes_nothing() {
    let root = TempDir::new().unwrap();
    let old = [(A, "a"), (B, "b"), ("generated/rust/c", "c"), ("generated/rust/d", "d")];
    run(root.path(), &old, WRITE);
    fs::write(root.path().join(A), "mine").unwrap();
    fs::write(root.path().join("generated/rust/d"), "mine too").unwrap();
    let before = tree(root.path());
    let new = [(A, "new"), (B, "new"), ("generated/rust/e", "new")];
    let outcome = run(root.path(), &new, WRITE);
    assert!(!outcome.done);
    assert_eq!(
        states(&outcome),
        [
            ("generated/rust/c", State::Stale),
            ("generated/rust/d", State::Edited),
            ("generated/rust/e", State::Missing),
            (A, State::Edited),
            (B, State::Outdated),
        ]
    );
    assert_eq!(tree(root.path()), before);

    assert!(run(root.path(), &new, FORCE).done);
    assert_eq!(read(root.path(), A), "new");
    assert!(!root.path().join("generated/rust/d").exists());
    assert!(run(root.path(), &new, WRITE).is_clean());
}

#[test]
fn takes_an_edit_that_is_what_it_would_write() {
    let root = TempDir::new().unwrap();
    run(root.path(), &[(A, "a"), (B, "b")], WRITE);
    fs::write(root.path().join(A), "new").unwrap();
    fs::remove_file(root.path().join(B)).unwrap();
    let outcome = run(root.path(), &[(A, "new"), (B, "b")], WRITE);
    assert_eq!(states(&outcome), [(A, State::Unchanged), (B, State::Missing)]);
    assert!(run(root.path(), &[(A, "newer")], WRITE).done, "it counts as written from then on");
}

#[test]
fn a_check_touches_nothing() {
    let root = TempDir::new().unwrap();
    run(root.path(), &[(A, "one\ntwo\nthree\n"), (B, "b")], WRITE);
    let before = tree(root.path());
    let outcome = run(root.path(), &[(A, "one\n2\nthree\n")], Mode::Check);
    assert!(!outcome.done && !outcome.is_clean());
    assert_eq!(states(&outcome), [(A, State::Outdated), (B, State::Stale)]);
    assert_eq!(tree(root.path()), before);
    let changed = outcome.of(State::Outdated).find(|finding| finding.path == A).unwrap();
    assert_eq!(diff(changed, 40), format!("--- a/{A}\n+++ b/{A}\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n"));
    assert_eq!(
        diff(changed, 4),
        format!("--- a/{A}\n+++ b/{A}\n@@ -1,3 +1,3 @@\n one\n… and 3 more lines\n")
    );
    assert!(run(root.path(), &[(A, "one\ntwo\nthree\n"), (B, "b")], Mode::Check).is_clean());
}

#[test]
fn a_check_sees_a_wrong_manifest() {
    let root = TempDir::new().unwrap();
    run(root.path(), &[(A, "a")], WRITE);
    fs::write(root.path().join(MANIFEST), "{}\n").unwrap();
    assert!(!run(root.path(), &[(A, "a")], Mode::Check).is_clean());
    run(root.path(), &[(A, "a")], WRITE);
    assert!(run(root.path(), &[(A, "a")], Mode::Check).is_clean());
}

/// The manifest of a run that wrote just these files.
fn manifest(list: &[(&str, &str)]) -> String {
    let root = TempDir::new().unwrap();
    run(root.path(), list, WRITE);
    read(root.path(), MANIFEST)
}

#[test]
fn what_runs_left_that_were_cut_short_is_no_edit() {
    const C: &str = "generated/rust/c";
    let root = TempDir::new().unwrap();
    run(root.path(), &[(A, "a1"), (B, "b1")], WRITE);
    // Two runs have said what they were about to write, and each has written some of it.
    let pending = [manifest(&[(A, "a2"), (C, "c2")]), manifest(&[(A, "a3"), (C, "c3")])];
    fs::write(root.path().join("generated/.manifest.pending.json"), format!("[{}]", pending.join(",")))
        .unwrap();
    fs::write(root.path().join(A), "a3").unwrap();
    fs::write(root.path().join(C), "c2").unwrap();

    let outcome = run(root.path(), &[(A, "a4")], WRITE);
    assert_eq!(states(&outcome), [(C, State::Stale), (A, State::Outdated), (B, State::Stale)]);
    assert!(outcome.done);
    let names: Vec<String> = tree(root.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, [MANIFEST, A]);
}

#[test]
fn what_cannot_be_written_is_found_out_first() {
    let root = TempDir::new().unwrap();
    run(root.path(), &[(A, "a1")], WRITE);
    fs::write(root.path().join("generated/rust/file"), "").unwrap();
    fs::create_dir(root.path().join("generated/rust/folder")).unwrap();
    for path in ["generated/rust/file/below", "generated/rust/folder"] {
        let list = [(A, "a2"), (path, "x")];
        assert!(matches!(write(&files(&list), &AREAS, root.path(), WRITE), Err(Error::Io { .. })), "{path}");
        assert_eq!(read(root.path(), A), "a1");
    }
}

#[test]
fn other_targets_stay_as_they_are() {
    let root = TempDir::new().unwrap();
    run(root.path(), &[(A, "a"), ("spec/schema/api.json", "{}")], WRITE);
    let outcome = write(&files(&[(A, "new")]), &["generated/rust/"], root.path(), WRITE).unwrap();
    assert_eq!(states(&outcome), [(A, State::Outdated)]);
    assert_eq!(read(root.path(), "spec/schema/api.json"), "{}");
    assert!(run(root.path(), &[(A, "new"), ("spec/schema/api.json", "{}")], WRITE).is_clean());
}

fn fault(root: &Path, list: &[(&str, &str)]) -> PathFault {
    match write(&files(list), &AREAS, root, WRITE) {
        Err(Error::Path { fault, .. }) => fault,
        other => panic!("expected a path that is refused, got {other:?}"),
    }
}

#[test]
fn paths_stay_below_the_root() {
    let root = TempDir::new().unwrap();
    for path in [
        "/etc/passwd",
        "../up",
        "generated/rust/../../up",
        "generated/rust/./a",
        "generated/rust//a",
        "generated\\rust",
        "generated/rust/a:b",
        "generated/rust/a.",
        "C:/a",
        "generated/rust/\u{202e}a",
        "",
    ] {
        assert_eq!(fault(root.path(), &[(path, "x")]), PathFault::NotPlain, "{path}");
    }
    assert_eq!(fault(root.path(), &[("generated/python/a", "x")]), PathFault::OutsideAreas);
    assert_eq!(fault(root.path(), &[(A, "x"), ("generated/rust/src/A.rs", "y")]), PathFault::Twice);
    assert!(tree(root.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn symbolic_links_lead_nowhere() {
    let (root, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    fs::create_dir_all(root.path().join("generated")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), root.path().join("generated/rust")).unwrap();
    assert_eq!(fault(root.path(), &[(A, "x")]), PathFault::Symlink);
    fs::remove_file(root.path().join("generated/rust")).unwrap();
    fs::create_dir_all(root.path().join("generated/rust/src")).unwrap();
    fs::write(elsewhere.path().join("target"), "theirs").unwrap();
    std::os::unix::fs::symlink(elsewhere.path().join("target"), root.path().join(A)).unwrap();
    assert_eq!(fault(root.path(), &[(A, "x")]), PathFault::Symlink);
    assert_eq!(read(elsewhere.path(), "target"), "theirs");
}

#[test]
fn a_manifest_is_not_believed_beyond_its_places() {
    let root = TempDir::new().unwrap();
    run(root.path(), &[(A, "a")], WRITE);
    fs::write(root.path().join("victim"), "a").unwrap();
    let hash = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";
    for (path, text) in [
        ("victim", format!("{{\"victim\": \"{hash}\"}}")),
        ("upwards", format!("{{\"generated/../victim\": \"{hash}\"}}")),
        ("conflict", "<<<<<<< HEAD".to_owned()),
    ] {
        fs::write(root.path().join(MANIFEST), text).unwrap();
        let result = write(&files(&[]), &["generated/rust/", "victim"], root.path(), WRITE);
        assert!(matches!(result, Err(Error::Manifest { .. })), "{path}");
        run(root.path(), &[(A, "a")], FORCE);
        assert_eq!(read(root.path(), "victim"), "a");
        assert!(run(root.path(), &[(A, "a")], WRITE).is_clean(), "forcing repairs it");
    }
}
