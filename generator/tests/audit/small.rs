//! Small guides of our own, in both forms, and a small model: what is printed, to the letter, and how it ends.
//!
//! A case is a file in `tests/audit/cases`: the arguments, a change to the folder `tests/audit/small` in the form of
//! `tests/mistakes`, a line `---`, and what is printed then. `FINGEN_BLESS=1 cargo test -p fingen --test audit`
//! rewrites what is expected.

use super::real::{TODAY, root};
use fingen::audit::{Guide, audit};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn folder() -> PathBuf {
    root().join("generator/tests/audit")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to)
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn fingen(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fingen"));
    command.current_dir(folder).args(["audit", "--today", TODAY]).args(arguments).output().unwrap()
}

fn text(output: &Output) -> String {
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    format!("exit {}\n{text}", output.status.code().unwrap())
}

/// The small model and its guides, accepted.
fn accepted() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    copy(&folder().join("small"), place.path());
    let output = fingen(place.path(), &["--docs", "docs", "--accept"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    place
}

/// Takes lines out (`-`) and puts others in their place (`+`), file by file (`@ docs/parcels.txt`).
fn change(place: &Path, patch: &str) {
    let (mut file, mut old, mut new) = (String::new(), Vec::new(), Vec::new());
    for line in patch.lines().chain(["@ "]) {
        match line.split_at(line.len().min(1)) {
            ("-", rest) if new.is_empty() => old.push(rest),
            ("+", rest) => new.push(rest),
            (sign, rest) => {
                if !old.is_empty() {
                    let path = place.join(&file);
                    let text = fs::read_to_string(&path).unwrap();
                    let lines =
                        |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
                    assert_eq!(text.matches(&lines(&old)).count(), 1, "{file} holds {old:?} once");
                    fs::write(path, text.replace(&lines(&old), &lines(&new))).unwrap();
                }
                (old, new) = (Vec::new(), Vec::new());
                match sign {
                    "@" => file = rest.trim().to_owned(),
                    "-" => old.push(rest),
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn what_is_printed() {
    let bless = env::var_os("FINGEN_BLESS").is_some();
    let mut cases: Vec<PathBuf> =
        fs::read_dir(folder().join("cases")).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    let mut wrong = Vec::new();
    for path in &cases {
        let case = fs::read_to_string(path).unwrap();
        let (given, expected) = case.split_once("\n---\n").unwrap();
        let (arguments, patch) = given.split_once('\n').unwrap_or((given, ""));
        let place = accepted();
        change(place.path(), patch);
        let arguments: Vec<&str> = arguments.split_whitespace().collect();
        let printed = text(&fingen(place.path(), &arguments));
        if printed.trim_end() != expected.trim_end() {
            if bless {
                fs::write(path, format!("{given}\n---\n{}\n", printed.trim_end())).unwrap();
            }
            wrong.push(format!("{}\n{printed}", path.file_name().unwrap().to_string_lossy()));
        }
    }
    assert!(bless || wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cases.len() > 10);
}

#[test]
fn accepting_writes_the_lock_once_and_only_then() {
    let place = tempfile::tempdir().unwrap();
    copy(&folder().join("small"), place.path());
    let lock = place.path().join("spec/docs.lock");
    let first = fingen(place.path(), &["--docs", "docs"]);
    assert_eq!(first.status.code(), Some(1), "nothing was accepted: {}", text(&first));
    assert!(!lock.exists());
    fingen(place.path(), &["--docs", "docs", "--accept"]);
    let written = fs::read_to_string(&lock).unwrap();
    let golden = folder().join("small.lock");
    if env::var_os("FINGEN_BLESS").is_some() {
        fs::write(&golden, &written).unwrap();
    }
    assert_eq!(written, fs::read_to_string(golden).unwrap());
    let modified = fs::metadata(&lock).unwrap().modified().unwrap();
    assert_eq!(fingen(place.path(), &["--docs", "docs", "--accept"]).status.code(), Some(0));
    assert_eq!(
        fs::metadata(&lock).unwrap().modified().unwrap(),
        modified,
        "an unchanged lock is not touched"
    );
    // A page at a time, in any order, comes to the same.
    fs::remove_file(&lock).unwrap();
    for page in ["docs/parcels.txt", "docs/couriers.md"] {
        fingen(place.path(), &["--docs", page, "--accept"]);
    }
    assert_eq!(fs::read_to_string(&lock).unwrap(), written);
}

#[test]
fn a_change_is_told_until_it_is_accepted() {
    let place = accepted();
    change(
        place.path(),
        "@ docs/parcels.txt\n-A key, and a parcel.Parcel (Required)\n-What goes where. A call to POST /v2/parcels takes it.\n+A key and a parcel.Parcel (Required)\n+What goes where. A call to POST /v2/parcels takes it.\n",
    );
    let run = |arguments: &[&str]| fingen(place.path(), arguments);
    let told = run(&["--docs", "docs"]);
    assert_eq!(told.status.code(), Some(1));
    assert!(text(&told).contains("text changed"), "{}", text(&told));
    assert_eq!(run(&["--docs", "docs", "--accept"]).status.code(), Some(0));
    assert_eq!(run(&["--docs", "docs"]).status.code(), Some(0));
}

#[test]
fn wrong_use_ends_with_two() {
    let place = accepted();
    let code = |arguments: &[&str]| fingen(place.path(), arguments).status.code();
    assert_eq!(code(&[]), Some(2));
    assert_eq!(code(&["--docs", "nowhere"]), Some(2));
    assert_eq!(code(&["--openapi", "nowhere"]), Some(2));
    assert_eq!(code(&["--openapi", "openapi.yaml", "--accept"]), Some(2), "there is no guide to accept");
    assert_eq!(code(&["--docs", "spec"]), Some(2), "a folder without guides");
    assert_eq!(code(&["--docs", "docs", "--today", "soon"]), Some(2));
    fs::write(place.path().join("docs/parcels.txt"), [0xff, 0xfe]).unwrap();
    assert_eq!(code(&["--docs", "docs"]), Some(2));
    fs::write(place.path().join("spec/docs.lock"), "nothing").unwrap();
    assert_eq!(
        code(&["--docs", "docs/couriers.md"]),
        Some(1),
        "a lock that is none is a mistake in the model's folder"
    );
}

#[test]
fn a_guide_that_a_folder_lacks_is_a_finding() {
    let place = accepted();
    fs::remove_file(place.path().join("docs/couriers.md")).unwrap();
    let output = fingen(place.path(), &["--docs", "docs"]);
    let told = text(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    let said = "error[page_missing]: the guide `couriers` is not there: no file docs/couriers.md";
    assert!(told.contains(said), "{told}");
    assert!(told.contains("0 changes of the guides, 1 finding,"), "the other guide is as it was\n{told}");
    assert!(told.contains("help: put it there, correct its `file` in `fin.yaml`, or name"), "{told}");
    // Whoever names the guides that there are misses none.
    let named = fingen(place.path(), &["--docs", "docs/parcels.txt"]);
    assert_eq!(named.status.code(), Some(0), "{}", text(&named));
}

#[test]
fn a_mistyped_path_is_told_with_the_one_that_was_meant() {
    let place = accepted();
    let cases = [
        ("docs/parcel.txt", "there is no `docs/parcel.txt`; did you mean `parcels.txt`?"),
        ("docs/curriers.md", "there is no `docs/curriers.md`; did you mean `couriers.md`?"),
        // The name is right, the folder is not.
        ("doc/parcels.txt", "cannot read doc/parcels.txt: No such file"),
        (
            "openapi.yaml",
            "`openapi.yaml` has not the name of a guide; `fin.yaml` names `parcels.txt`, `couriers.md`",
        ),
        ("spec", "`spec` holds none of the guides that `fin.yaml` names: `parcels.txt`, `couriers.md`"),
    ];
    for (path, said) in cases {
        let output = fingen(place.path(), &["--docs", path]);
        assert_eq!(output.status.code(), Some(2), "{path}");
        assert!(text(&output).contains(said), "{path}: {}", text(&output));
    }
}

#[test]
fn a_lock_of_another_version_is_told_and_written_anew() {
    let place = accepted();
    let lock = place.path().join("spec/docs.lock");
    let written = fs::read_to_string(&lock).unwrap();
    let head = written.lines().find(|line| line.starts_with("version: ")).unwrap();
    for other in ["version: 1", "version: 4000000000", ""] {
        fs::write(&lock, written.replace(head, other)).unwrap();
        for arguments in [["--docs", "docs"].as_slice(), &["--docs", "docs", "--accept"]] {
            let output = fingen(place.path(), arguments);
            let told = text(&output);
            assert_eq!(output.status.code(), Some(1), "{other}: {told}");
            assert!(told.contains("the lock was written by another version of the audit"), "{told}");
            assert!(told.contains("spec/docs.lock"), "{told}");
            assert!(told.contains("delete it, and let `fingen audit --docs DIR --accept`"), "{told}");
        }
    }
    // As the remedy says.
    fs::remove_file(&lock).unwrap();
    assert_eq!(fingen(place.path(), &["--docs", "docs", "--accept"]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&lock).unwrap(), written);
}

/// What a guide says does not depend on the form of its text.
#[test]
fn both_forms_of_a_guide_have_the_same_facts() {
    let files = fingen::source::read(&folder().join("small/spec")).unwrap();
    let api = fingen::resolve::resolve(&files).unwrap();
    let [plain, marked] = ["small/docs/parcels.txt", "forms/parcels.md"].map(|file| {
        let text = fs::read_to_string(folder().join(file)).unwrap();
        let guide = Guide { document: "parcels".into(), file: file.into(), text };
        let audit = audit(&files, &api, &[guide], None, Some(TODAY)).unwrap();
        let sections = audit.lock.unplaced().sections.into_iter();
        let facts: Vec<(String, Vec<String>)> = sections
            .map(|own| (own.site.to_string(), own.facts.iter().map(|fact| fact.text()).collect()))
            .collect();
        (facts, audit.findings.iter().map(|own| own.subject.clone()).collect::<Vec<_>>())
    });
    assert!(plain.0.len() > 6 && plain.0.iter().map(|(_, facts)| facts.len()).sum::<usize>() > 25);
    assert_eq!(plain, marked);
}
