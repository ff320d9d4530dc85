//! The walk through `CONTRIBUTING.md`, taken on copies: every command of it is run, every edit applied, and what is
//! printed is what stands there. Where the guides are not at hand, what reads them is left out, and said to be.
//! `FINGEN_BLESS=1 cargo test -p fingen --test walk` rewrites what is printed.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use serde_json::Value;
use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

const GUIDE: &str = "000_449f1585d6813571.txt";
const CASES: &str = "tests/conformance/v2_create_individual_customer.jsonl";
/// What the walk supposes that the guide says from now on, as its first sentence tells.
const CHANGE: (&str, &str) = ("STUDENT, UNEMPLOYED |", "STUDENT, UNEMPLOYED, HOMEMAKER |");

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// A repository as this one was before the change, and the changed guides beside it.
struct Copies {
    place: tempfile::TempDir,
    has_guides: bool,
}

impl Copies {
    fn new() -> Copies {
        let place = tempfile::tempdir().unwrap();
        let repository = place.path().join("repository");
        copy(&root().join("spec"), &repository.join("spec"));
        // The walk begins at a version of its own, whichever the model is at.
        let fin = fs::read_to_string(repository.join("spec/fin.yaml")).unwrap();
        let version = fin.lines().find(|line| line.starts_with("model_version: ")).unwrap();
        fs::write(repository.join("spec/fin.yaml"), fin.replace(version, "model_version: 0.1.0")).unwrap();
        fs::create_dir_all(repository.join(CASES).parent().unwrap()).unwrap();
        fs::copy(root().join(CASES), repository.join(CASES)).unwrap();
        let folders = ["../shared/docs", "../../shared/docs"].map(|folder| root().join(folder));
        let guides = folders.into_iter().find(|folder| folder.is_dir());
        let copies = Copies { has_guides: guides.is_some(), place };
        match guides {
            Some(guides) => {
                let own = copies.place.path().join("guides");
                copy(&guides, &own);
                let text = fs::read_to_string(own.join(GUIDE)).unwrap();
                assert_eq!(text.matches(CHANGE.0).count(), 1);
                fs::write(own.join(GUIDE), text.replace(CHANGE.0, CHANGE.1)).unwrap();
            }
            None => println!("skipped: what reads the guides, they are not at hand"),
        }
        copies.done(&copies.fingen(&["generate"]));
        for arguments in [&["init", "--quiet"][..], &["add", "."], &["commit", "--quiet", "--message=Before"]]
        {
            copies.done(&copies.git(arguments).output().unwrap());
        }
        copies
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.place.path().join("repository"));
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env("LC_ALL", "C");
        command
    }

    fn git(&self, arguments: &[&str]) -> Command {
        let mut git = self.command("git");
        git.args(["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]);
        git.args(arguments);
        git
    }

    fn fingen(&self, arguments: &[&str]) -> Output {
        self.command(env!("CARGO_BIN_EXE_fingen")).args(arguments).output().unwrap()
    }

    fn done(&self, output: &Output) {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// What a line of a console block prints.
    fn run(&self, line: &str) -> String {
        let line = line.replace("cargo run --release --", concat!("'", env!("CARGO_BIN_EXE_fingen"), "'"));
        let output = self.command("sh").args(["-c", &line]).output().unwrap();
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
    }

    /// Applies an edit as it is shown: the lines around it may have moved.
    fn apply(&self, patch: &str) {
        let mut git = self.git(&["apply", "--recount", "-"]);
        let mut child = git.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(patch.as_bytes()).unwrap();
        self.done(&child.wait_with_output().unwrap());
    }

    fn judged(&self, spec: &str, case: &Value) -> Value {
        let api = fingen::load(&self.place.path().join(spec)).unwrap();
        let judge = fingen::judge::Judge::new(&api).unwrap();
        let context = judge.context(case["context"].as_object().unwrap()).unwrap();
        let payload = case["payload"].to_string();
        let schema = case["schema"].as_str().unwrap();
        let verdict = judge.check_text(schema, payload.as_bytes(), &context, &Default::default()).unwrap();
        serde_json::to_value(verdict).unwrap()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// A fenced block of the walk: its language, and where its text stands in the document.
struct Block {
    language: String,
    from: usize,
    to: usize,
}

fn blocks(document: &str) -> Vec<Block> {
    let start = document.find("<!-- tested: the walk -->\n").expect("the walk begins");
    let end = document.find("<!-- the walk ends -->\n").expect("the walk ends");
    let (mut blocks, mut at) = (Vec::new(), start);
    while let Some(open) = document[at..end].find("\n```").map(|found| at + found + 4) {
        let from = open + document[open..].find('\n').unwrap() + 1;
        let to = from + document[from..].find("```\n").unwrap();
        blocks.push(Block { language: document[open..from].trim().to_owned(), from, to });
        at = to + 3;
    }
    blocks
}

#[test]
fn the_walk_is_true() {
    let path = root().join("CONTRIBUTING.md");
    let document = fs::read_to_string(&path).unwrap();
    let copies = Copies::new();
    let old = copies.place.path().join("old");
    copy(&copies.place.path().join("repository/spec"), &old);
    let (mut blessed, mut last, mut steps) = (String::new(), 0, 0);
    for Block { language, from, to } in blocks(&document) {
        let shown = &document[from..to];
        let real = match language.as_str() {
            "diff" => {
                copies.apply(shown);
                shown.to_owned()
            }
            "console" => {
                let (line, _) = shown.strip_prefix("$ ").unwrap().split_once('\n').unwrap();
                let is_left_out = line.contains("--docs") && !copies.has_guides;
                if is_left_out { shown.to_owned() } else { format!("$ {line}\n{}", copies.run(line)) }
            }
            other => panic!("a block of `{other}` in the walk"),
        };
        if env::var_os("FINGEN_BLESS").is_none() {
            assert_eq!(shown, real, "FINGEN_BLESS=1 rewrites the walk");
        }
        blessed.push_str(&document[last..from]);
        blessed.push_str(&real);
        (last, steps) = (to, steps + 1);
    }
    blessed.push_str(&document[last..]);
    assert!(steps >= 10, "{steps} steps");
    if blessed != document {
        fs::write(path, blessed).unwrap();
    }

    // The case that was added is right, and shows what the change is about.
    let cases = fs::read_to_string(copies.place.path().join("repository").join(CASES)).unwrap();
    let case: Value = serde_json::from_str(cases.lines().last().unwrap()).unwrap();
    assert_eq!(copies.judged("repository/spec", &case), case["expect"]);
    let issue = &copies.judged("old", &case)["issues"][0];
    assert_eq!(
        (&issue["code"], &issue["path"]),
        (&"enum".into(), &"financial_profile.employment_status".into())
    );
    // Nothing is left to do.
    for arguments in
        [&["generate", "--check"][..], &["audit", "--docs", "../guides", "--today", "2026-01-01"]]
    {
        if !arguments.contains(&"--docs") || copies.has_guides {
            copies.done(&copies.fingen(arguments));
        }
    }
}
