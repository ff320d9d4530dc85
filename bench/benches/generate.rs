//! `fingen` as a whole process: `generate` with the real model and with models of thousands of types made by this
//! script, `audit` of the guides where they are at hand, `diff` where there is a history.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use fin_bench::timing::median;
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let fingen = build(root);
    let folder = tempfile::tempdir().unwrap();
    println!("\nfingen audit and fingen diff, whole process");
    let narrower = folder.path().join("narrower");
    narrow(&root.join("spec"), &narrower);
    let narrower = narrower.to_string_lossy();
    for (name, arguments, is_there) in [
        (
            "audit of both guides",
            ["audit", "--docs", "../shared/docs"].as_slice(),
            root.join("../shared/docs").is_dir(),
        ),
        ("diff of today's model with that of HEAD~5", &["diff", "HEAD~5"], has_model(root, "HEAD~5")),
        ("diff that has to prove what breaks", &["diff", "spec", &narrower], true),
    ] {
        if is_there {
            println!("  {name:<44} {:>9.1} ms", report(&fingen, root, arguments).as_secs_f64() * 1e3);
        } else {
            println!("  {name:<44} skipped: it is not at hand");
        }
    }
    let real = time(&fingen, &root.join("spec"), &folder.path().join("real"), 21);
    println!("\nfingen generate, whole process");
    println!("  {:<44} {:>9.1} ms", "the model of the guides", real.as_secs_f64() * 1e3);
    for types in [1_000, 2_000, 4_000, 8_000] {
        let spec = folder.path().join(format!("spec{types}"));
        write_model(&spec, types);
        let took = time(&fingen, &spec, &folder.path().join(format!("out{types}")), 3);
        println!(
            "  {:<44} {:>9.1} ms {:>8.3} ms a type",
            format!("{types} types"),
            took.as_secs_f64() * 1e3,
            took.as_secs_f64() * 1e3 / f64::from(types)
        );
    }
}

fn build(root: &Path) -> PathBuf {
    let cargo = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO")).current_dir(root).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let messages = cargo(&["build", "--release", "-p", "fingen", "--message-format=json"]);
    let built = messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let mut executables = built.filter_map(|message| message.get("executable")?.as_str().map(PathBuf::from));
    executables.next_back().unwrap_or_else(|| panic!("cargo named no executable"))
}

/// A copy of a model that takes shorter texts.
fn narrow(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            narrow(&path, &to);
        } else {
            let text = fs::read_to_string(&path).unwrap();
            fs::write(to, text.replace("max_length: 50,", "max_length: 40,")).unwrap();
        }
    }
}

/// Whether a revision has a model.
fn has_model(root: &Path, revision: &str) -> bool {
    let object = format!("{revision}:spec/fin.yaml");
    let mut git = Command::new("git");
    git.current_dir(root)
        .args(["cat-file", "-e", &object])
        .output()
        .is_ok_and(|output| output.status.success())
}

/// The median of runs of a command that reports and writes nothing.
fn report(fingen: &Path, root: &Path, arguments: &[&str]) -> Duration {
    let run = |_| {
        let start = Instant::now();
        let output = Command::new(fingen).current_dir(root).args(arguments).output().unwrap();
        let took = start.elapsed();
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        took
    };
    median((0..=21).map(run).skip(1).collect())
}

/// The median of runs into a fresh folder.
fn time(fingen: &Path, spec: &Path, out: &Path, runs: usize) -> Duration {
    let run = |index: usize| {
        let out = out.join(index.to_string());
        fs::create_dir_all(&out).unwrap();
        let start = Instant::now();
        let output = Command::new(fingen)
            .arg("generate")
            .arg("--spec")
            .arg(spec)
            .arg("--out")
            .arg(out)
            .output()
            .unwrap();
        let took = start.elapsed();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        took
    };
    median((0..=runs).map(run).skip(1).collect())
}

/// A model of so many objects with six fields and a rule each, forty to a file, ten under a request.
fn write_model(folder: &Path, types: u32) {
    fs::create_dir_all(folder.join("v1")).unwrap();
    fs::write(
        folder.join("fin.yaml"),
        "api: Big\nmodel_version: 0.1.0\nversions: [v1]\nservers: {}\n\
         documents: { guide: { title: Guide, file: guide.txt, authority: guide } }\n",
    )
    .unwrap();
    fs::write(
        folder.join("formats.yaml"),
        "formats:\n  code:\n    doc: A code\n    message: Must be a code\n    pattern: '[A-Z]{3}'\n    \
         source: { document: guide, section: S }\n    valid: [ABC]\n    invalid: [abc]\n",
    )
    .unwrap();
    for file in 0..types.div_ceil(40) {
        let mut yaml = String::from("document: guide\ntypes:\n");
        let mut operations = String::from("operations:\n");
        for number in file * 40..types.min((file + 1) * 40) {
            let next = match number % 10 {
                9 => String::new(),
                _ => format!("      next?: {{ type: T{}, doc: The next one }}\n", number + 1),
            };
            write!(
                yaml,
                "  T{number}:\n    doc: Type {number}\n    section: S\n    fields:\n      \
                 code: {{ type: text, format: code, doc: A code }}\n      \
                 name: {{ type: text, ascii: true, max_length: 50, doc: A name }}\n      \
                 count?: {{ type: integer, minimum: 0, doc: A count }}\n      \
                 born: {{ type: date, past: true, doc: A day }}\n      \
                 parts?: {{ type: list of text, max_items: 5, doc: Parts }}\n{next}    rules:\n      \
                 - {{ code: c{number}, at: name, message: Must differ, where: W, says: S, require: this.name != this.code }}\n"
            )
            .unwrap();
            if number % 10 == 0 {
                write!(
                    operations,
                    "  op{number}:\n    doc: Sends type {number}\n    section: S\n    method: POST\n    \
                     path: /v1/t{number}\n    body: T{number}\n    answers: {{ \"200\": null }}\n"
                )
                .unwrap();
            }
        }
        fs::write(folder.join(format!("v1/part{file}.yaml")), yaml + &operations).unwrap();
    }
}
