//! A small model, printed: `FINGEN_BLESS=1` writes what is expected anew.

use fingen::{
    emit::{TARGETS, Templates},
    write::File,
};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/emit")
}

fn printed(model: &Path) -> Vec<File> {
    let api = fingen::load(model).unwrap_or_else(|report| panic!("{}", report.text(false)));
    TARGETS.iter().flat_map(|target| (target.emit)(&api, &Templates::new(None).unwrap()).unwrap()).collect()
}

/// The hand-written parts that go out as they are, behind a first line that says so.
fn as_they_stand(folder: &Path, texts: &mut Vec<Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            as_they_stand(&path, texts);
        } else if path.extension().is_none_or(|ending| ending != "jinja") {
            texts.push(fs::read(path).unwrap());
        }
    }
}

/// What depends on the model; the rest is the same for every model.
fn golden(files: Vec<File>) -> Vec<File> {
    let mut texts = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    as_they_stand(&root.join("templates"), &mut texts);
    texts.extend(["../LICENSE-MIT", "../LICENSE-APACHE"].map(|name| fs::read(root.join(name)).unwrap()));
    let depends = |file: &File| !texts.iter().any(|text| !text.is_empty() && file.bytes.ends_with(text));
    files.into_iter().filter(depends).map(main_part).collect()
}

/// Of a page what stands between its style and its script, which are files of their own.
fn main_part(file: File) -> File {
    let text = String::from_utf8(file.bytes).unwrap();
    let part = match text.split_once("<main") {
        Some((_, rest)) if file.path.ends_with(".html") => rest.split_once("</main>").unwrap().0,
        _ => &text,
    };
    File { bytes: part.as_bytes().to_vec(), path: file.path }
}

#[test]
fn a_small_model() {
    let folder = here().join("expected");
    let files: Vec<File> = golden(printed(&here().join("model")));
    if env::var_os("FINGEN_BLESS").is_some() {
        let _ = fs::remove_dir_all(&folder);
        for file in &files {
            let path = folder.join(&file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &file.bytes).unwrap();
        }
    }
    for file in &files {
        let expected = fs::read_to_string(folder.join(&file.path)).unwrap_or_default();
        let text = String::from_utf8_lossy(&file.bytes);
        let diff = similar::TextDiff::from_lines(expected.as_str(), &text).unified_diff().to_string();
        assert!(expected == text, "{} is printed otherwise:\n{diff}", file.path);
    }
}

/// Copies a model, its files created in an order of their own.
fn copy(from: &Path, to: &Path, backwards: bool) {
    let mut entries: Vec<_> = fs::read_dir(from).unwrap().map(|entry| entry.unwrap()).collect();
    entries.sort_by_key(|entry| entry.file_name());
    if backwards {
        entries.reverse();
    }
    fs::create_dir_all(to).unwrap();
    for entry in entries {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target, backwards);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn tree(root: &Path, below: &Path, all: &mut Vec<(PathBuf, Vec<u8>)>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(below).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            tree(root, &path, all);
        } else {
            all.push((path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap()));
        }
    }
}

/// The whole command, in a folder and an environment of its own.
fn generate(backwards: bool, name: &str, locale: &str, zone: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let root = tempfile::Builder::new().prefix(name).tempdir().unwrap();
    copy(&here().join("model"), &root.path().join("spec"), backwards);
    let output = Command::new(env!("CARGO_BIN_EXE_fingen"))
        .arg("generate")
        .current_dir(root.path())
        .env_clear()
        .envs([("LANG", locale), ("TZ", zone), ("HOME", name), ("NO_COLOR", locale)])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut all = Vec::new();
    tree(root.path(), root.path(), &mut all);
    all
}

#[test]
fn the_same_bytes_everywhere() {
    let one = generate(false, "one", "C", "UTC");
    let two = generate(true, "another folder", "tr_TR.UTF-8", "Pacific/Kiritimati");
    assert!(one.len() > 15);
    assert_eq!(one.len(), two.len());
    for (one, two) in one.iter().zip(&two) {
        assert!(one == two, "{} and {} differ", one.0.display(), two.0.display());
    }
}

fn run(root: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_fingen"))
        .arg("generate")
        .args(arguments)
        .current_dir(root)
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

#[test]
fn the_command_says_what_it_does() {
    let root = tempfile::tempdir().unwrap();
    copy(&here().join("model"), &root.path().join("spec"), false);
    let (code, text) = run(root.path(), &["--check"]);
    assert_eq!(code, 1);
    assert!(text.contains("missing:\n  fin-derive/src/gen/mod.rs\n"), "{text}");
    assert!(text.ends_with("run:\n  cargo run --release -- generate\n"), "{text}");

    let (code, text) = run(root.path(), &[]);
    assert_eq!(code, 0);
    let files = text.split(' ').next().unwrap().to_owned();
    assert_eq!(text, format!("{files} files, {files} written, 0 removed\n"));
    assert_eq!(run(root.path(), &[]), (0, format!("{files} files, 0 written, 0 removed\n")));
    assert_eq!(run(root.path(), &["--check"]), (0, format!("{files} files, all up to date\n")));

    let edited = root.path().join("generated/rust/src/lib.rs");
    fs::write(&edited, "mine").unwrap();
    fs::remove_file(root.path().join("generated/rust/src/operations/mod.rs")).unwrap();
    let (code, text) = run(root.path(), &["--check"]);
    assert_eq!(code, 1);
    assert!(text.contains("--- a/generated/rust/src/lib.rs\n+++ b/generated/rust/src/lib.rs\n"), "{text}");
    assert!(text.contains("\nedited by hand:\n  generated/rust/src/lib.rs\n"), "{text}");
    assert!(text.ends_with("run:\n  cargo run --release -- generate --force\n"), "{text}");

    let (code, text) = run(root.path(), &[]);
    assert_eq!(code, 1);
    assert!(text.starts_with("error: nothing was written"), "{text}");
    assert!(text.contains("\n  generated/rust/src/lib.rs\n"), "{text}");
    assert_eq!(fs::read(&edited).unwrap(), b"mine");
    let (_, text) = run(root.path(), &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let states: Vec<_> =
        json["files"].as_array().unwrap().iter().filter(|file| file["state"] != "unchanged").collect();
    assert_eq!(states.len(), 2);
    assert_eq!(states[0]["state"], "edited");
    let (_, text) = run(root.path(), &["--format", "github"]);
    assert!(text.contains("::error file=generated/rust/src/lib.rs::"), "{text}");

    assert_eq!(run(root.path(), &["--force"]), (0, format!("{files} files, 2 written, 0 removed\n")));
    assert_eq!(run(root.path(), &["--target", "cobol"]).0, 2);
}

#[test]
fn targets_and_folders_can_be_chosen() {
    let root = tempfile::tempdir().unwrap();
    copy(&here().join("model"), &root.path().join("spec"), false);
    let (code, _) = run(root.path(), &["--target", "derive", "--out", "elsewhere/deep"]);
    assert_eq!(code, 0);
    let out = root.path().join("elsewhere/deep");
    assert!(out.join("fin-derive/src/gen/model.rs").is_file());
    assert!(!out.join("generated/rust").exists());
    assert!(!root.path().join("generated").exists());

    let templates = root.path().join("templates/rust");
    fs::create_dir_all(&templates).unwrap();
    fs::write(templates.join("README.md.jinja"), "\nour own words\n").unwrap();
    let (code, _) = run(root.path(), &["--templates", "templates"]);
    assert_eq!(code, 0);
    let readme = fs::read_to_string(root.path().join("generated/rust/README.md")).unwrap();
    assert!(readme.ends_with("-->\n\nour own words\n"), "{readme}");
}

#[test]
fn what_no_language_can_print_is_named_at_its_place_in_the_model() {
    let root = tempfile::tempdir().unwrap();
    copy(&here().join("model"), &root.path().join("spec"), false);
    let file = root.path().join("spec/shared/common.yaml");
    let text = fs::read_to_string(&file).unwrap();
    let (before, event) = text.split_once("  WebhookEvent:\n").unwrap();
    let rest = event.split_once("\n\n").map_or("", |(_, rest)| rest);
    fs::write(&file, format!("{before}{rest}")).unwrap();

    let (code, text) = run(root.path(), &["--target", "rust"]);
    assert_eq!(code, 1, "{text}");
    assert!(
        text.starts_with("error[unprintable]: webhook `parcel.status`: there is no way to print"),
        "{text}"
    );
    let parcels = fs::read_to_string(root.path().join("spec/v1/parcels.yaml")).unwrap();
    let line = 1 + parcels.lines().position(|line| line == "  parcel.status:").unwrap();
    assert!(text.contains(&format!("--> spec/v1/parcels.yaml:{line}:3\n")), "{text}");
    assert!(!root.path().join("generated").exists());
}
