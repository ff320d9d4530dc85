//! A model before and after, its packages in each language, and what the compilers and `cargo semver-checks` say of
//! code that uses them, beside what the diff says.

use super::uses::USES;
use fin_tests::{
    printed, root,
    toolchain::{node, python, semver_checks, target},
};
use fingen::{
    api::Api,
    diff::{Diff, SourceChange, SourceKind, diff},
    surface::Language,
};
use std::{
    collections::BTreeSet,
    fs,
    path::PathBuf,
    process::{Command, Output},
    sync::OnceLock,
};

const CHANGE: &str = include_str!("change.yaml");

const FIN: &str = "api: Example\nmodel_version: 1.0.0\nversions: [v1]\n\
    servers: { production: https://api.example.com }\n\
    documents:\n  guide: { title: A guide, file: guide.txt, authority: guide }\n";

/// The old model, or the new one.
fn model(is_new: bool) -> Api {
    let lines = CHANGE.lines().filter(|line| !line.starts_with('#'));
    let own = lines.filter(|line| !line.starts_with(if is_new { '-' } else { '+' }));
    let text: String = own.map(|line| format!("{}\n", line.get(1..).unwrap_or_default())).collect();
    // Cargo tells two crates in one target folder apart by their versions, and not by their places.
    let fin = if is_new { FIN.replace("1.0.0", "1.1.0") } else { FIN.to_owned() };
    let files = vec![("fin.yaml".to_owned(), fin), ("v1/change.yaml".to_owned(), text)];
    let files =
        fingen::source::parse("change", files).unwrap_or_else(|report| panic!("{}", report.text(false)));
    fingen::resolve::resolve(&files).unwrap_or_else(|report| panic!("{}", report.text(false)))
}

/// What the diff says.
fn said() -> &'static Diff {
    static SAID: OnceLock<Diff> = OnceLock::new();
    SAID.get_or_init(|| diff(("old", &model(false)), ("new", &model(true))).unwrap())
}

/// A text without case and marks: `removedCall`, `REMOVED_CALL` and `RemovedCall` are one.
fn plain(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

fn breaking(language: Language) -> Vec<&'static SourceChange> {
    let own = said().source.iter().filter(|change| change.language == language);
    own.filter(|change| change.verdict.is_breaking()).collect()
}

/// The uses that the diff says stop compiling.
fn expected(language: Language) -> BTreeSet<String> {
    let changes = breaking(language);
    let is_broken = |name: &&str| {
        changes.iter().any(|change| {
            let lines = [&change.old, &change.new].into_iter().flatten();
            lines.map(|line| plain(line)).any(|line| line.contains(&plain(name)))
        })
    };
    USES.iter().map(|(name, _)| *name).filter(is_broken).map(plain).collect()
}

/// Prints a package; its folder.
fn package(language: Language, is_new: bool) -> PathBuf {
    let folder = target("surface").join(if is_new { "new" } else { "old" });
    printed::package(language, &model(is_new), &folder).unwrap()
}

/// Of what a compiler says, the uses that it names in errors.
fn failing(output: &Output, is_error: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    let lines: Vec<String> = text.lines().filter(|line| is_error(line)).map(plain).collect();
    let named = |name: &&str| lines.iter().any(|line| line.contains(&format!("use{}", plain(name))));
    let found: BTreeSet<String> = USES.iter().map(|(name, _)| *name).filter(named).map(plain).collect();
    assert!(output.status.success() == found.is_empty(), "{text}");
    found
}

/// Before the change all uses compile, after it those that the diff says.
fn agrees(language: Language, check: impl Fn(bool) -> BTreeSet<String>) {
    assert_eq!(check(false), BTreeSet::new(), "before the change");
    let expected = expected(language);
    assert!(expected.len() > 5, "{expected:?}");
    assert_eq!(check(true), expected, "after the change");
}

/// The crate, printed once for both tests that read it at the same time.
fn rust_package(is_new: bool) -> &'static PathBuf {
    static PRINTED: [OnceLock<PathBuf>; 2] = [OnceLock::new(), OnceLock::new()];
    PRINTED[usize::from(is_new)].get_or_init(|| package(Language::Rust, is_new))
}

#[test]
fn rust_code_stops_compiling_where_the_diff_says() {
    agrees(Language::Rust, |is_new| {
        let folder = rust_package(is_new);
        fs::create_dir_all(folder.join("examples")).unwrap();
        for (name, [code, ..]) in USES {
            let path = folder.join(format!("examples/use_{}.rs", plain(name)));
            fs::write(
                path,
                format!("#![allow(dead_code, unused_imports)]\nuse fin_sdk::v1;\n{code}\nfn main() {{}}\n"),
            )
            .unwrap();
        }
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(root()).args(["check", "--examples", "--keep-going", "--manifest-path"]);
        cargo.arg(folder.join("Cargo.toml")).arg("--target-dir").arg(target("surface/uses"));
        failing(&cargo.output().unwrap(), |line| line.contains("could not compile"))
    });
}

#[test]
fn typescript_code_stops_compiling_where_the_diff_says() {
    let node = node().unwrap();
    agrees(Language::TypeScript, |is_new| {
        let folder = package(Language::TypeScript, is_new);
        for (name, [_, code, _]) in USES {
            let text = format!(
                "import type * as v1 from \"./v1/index.js\";\nimport * as operations from \"./operations/index.js\";\n\
                 {code}\nexport type All = [v1.Ask, typeof operations];\n"
            );
            fs::write(folder.join(format!("src/use_{}.ts", plain(name))), text).unwrap();
        }
        let mut tsc = node.tool("typescript/bin/tsc");
        tsc.current_dir(&folder).args(["--noEmit", "--pretty", "false", "--noUnusedLocals", "false"]);
        failing(&tsc.args(["-p", "tsconfig.json"]).output().unwrap(), |line| line.contains(": error TS"))
    });
}

#[test]
fn python_code_stops_passing_mypy_where_the_diff_says() {
    let python = python().unwrap();
    agrees(Language::Python, |is_new| {
        let folder = package(Language::Python, is_new);
        for (name, [.., code]) in USES {
            let text = format!(
                "from typing import assert_never\n\nfrom fin_sdk import operations, v1\n\n{code}\n\n\
                 used = (assert_never, operations.SERVERS, v1.Ask)\n"
            );
            fs::write(folder.join(format!("use_{}.py", plain(name))), text).unwrap();
        }
        let mut mypy = python.tool("mypy");
        mypy.current_dir(&folder).env("MYPYPATH", folder.join("src"));
        mypy.args(["--strict", "--no-error-summary", "--python-version", "3.11", "--cache-dir"]);
        mypy.arg(target("python/mypy"));
        mypy.args(USES.iter().map(|(name, _)| format!("use_{}.py", plain(name))));
        failing(&mypy.output().unwrap(), |line| line.contains(": error:"))
    });
}

/// What the tool does not look at: the type of what is there before and after.
const UNSEEN: [SourceKind; 3] =
    [SourceKind::TypeChanged, SourceKind::BecameRequired, SourceKind::BecameOptional];

#[test]
fn cargo_semver_checks_finds_what_the_diff_says() {
    let (old, new) = (rust_package(false), rust_package(true));
    // By its own folders: the uses of the other test may be compiled at the same time.
    let mut tool = semver_checks().unwrap();
    tool.current_dir(root()).env("CARGO_TARGET_DIR", target("surface/semver")).arg("--manifest-path");
    tool.arg(new.join("Cargo.toml")).arg("--baseline-root").arg(old).args(["--release-type", "minor"]);
    let output = tool.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let progress = String::from_utf8(output.stderr).unwrap();
    assert!(progress.contains("semver requires new major version"), "{progress}{text}");
    let found: Vec<String> = failures(&text).iter().map(|line| plain(line)).collect();
    let breaking: Vec<(&SourceChange, Vec<String>)> =
        breaking(Language::Rust).into_iter().map(|change| (change, words(change))).collect();
    let is_of = |line: &String, words: &[String]| words.iter().all(|word| line.contains(word));
    for (change, words) in &breaking {
        let is_found = found.iter().any(|line| is_of(line, words));
        assert_eq!(is_found, !UNSEEN.contains(&change.kind), "{change:?}\n{text}");
    }
    for line in &found {
        assert!(breaking.iter().any(|(_, words)| is_of(line, words)), "the diff does not say {line}\n{text}");
    }
}

/// The names by which the tool speaks of a change: of a renamed type the old one.
fn words(change: &SourceChange) -> Vec<String> {
    let path = match (change.kind, &change.old) {
        (SourceKind::Renamed, Some(old)) => old.split(' ').find(|word| word.contains("::")).unwrap(),
        _ => &change.item,
    };
    let names = path.split([':', '.']).filter(|name| !["", "v1", "operations"].contains(name));
    names.map(plain).collect()
}

/// The items that the tool names below `Failed in:`.
fn failures(text: &str) -> Vec<&str> {
    let named = |line: &&str| line.starts_with("  ") && !line.trim_start().starts_with("ref:");
    let lists = text.split("Failed in:\n").skip(1);
    lists.flat_map(|list| list.lines().take_while(named)).collect()
}
