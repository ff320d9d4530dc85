//! The command: folders and git revisions, formats and exit codes.

use super::model::{Model, base, change};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn fingen(at: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fingen")).args(arguments).current_dir(at).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn write(model: &Model, at: &Path) {
    for (name, text) in model {
        let path = at.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn git(at: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(at)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", err(&output));
}

fn shorter() -> Model {
    let mut model = base();
    let patch = "\
@ v1/customer.yaml
-      name: { type: text, max_length: 50, sensitive: true, doc: The full name }
+      name: { type: text, max_length: 40, sensitive: true, doc: The full name }
";
    change(&mut model, patch).unwrap();
    model
}

/// A repository with a tag `v1.0.0` and a commit after it that breaks something.
fn repository() -> tempfile::TempDir {
    let at = tempfile::tempdir().unwrap();
    git(at.path(), &["init", "--quiet", "--initial-branch=main"]);
    write(&base(), &at.path().join("spec"));
    // What a model folder may hold beside the model.
    fs::write(at.path().join("spec/schema.json"), "{}").unwrap();
    git(at.path(), &["add", "."]);
    git(at.path(), &["commit", "--quiet", "--message=First"]);
    git(at.path(), &["tag", "v1.0.0"]);
    write(&shorter(), &at.path().join("spec"));
    write(&base(), &at.path().join("other/model"));
    git(at.path(), &["add", "."]);
    git(at.path(), &["commit", "--quiet", "--message=Second"]);
    at
}

const HEADLINE: &str = "v1.CreateCustomer.name: max_length 50 -> max_length 40 [constraint_changed]";

#[test]
fn revisions_are_read_without_a_checkout() {
    let repository = repository();
    let at = repository.path();
    for arguments in [["diff", "v1.0.0", "main"], ["diff", "HEAD~1", "HEAD"], ["diff", "v1.0.0", "spec"]] {
        let output = fingen(at, &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        assert!(out(&output).contains(HEADLINE), "{arguments:?}: {}", out(&output));
    }
    let text = out(&fingen(at, &["diff", "v1.0.0"]));
    assert!(text.starts_with("Example: v1.0.0 0.3.1 -> spec 0.3.1: 1 breaking\n"), "{text}");
    let same = fingen(at, &["diff", "v1.0.0", "main:other/model", "--fail-on", "any"]);
    assert_eq!(
        (out(&same).as_str(), same.status.code()),
        ("Example: v1.0.0 0.3.1 -> main:other/model 0.3.1: no changes\n", Some(0))
    );
    // From a folder of the repository the model is where `--spec` says, and a path is git's.
    let below = fingen(&at.join("other"), &["--spec", "../spec", "diff", "v1.0.0", "main:./model"]);
    assert_eq!(below.status.code(), Some(0), "{}", err(&below));
    assert!(out(&below).ends_with(": no changes\n"), "{}", out(&below));
    // What is in the folder and not in the revision is of no account.
    fs::write(at.join("spec/fin.yaml"), "api: [").unwrap();
    assert!(out(&fingen(at, &["diff", "v1.0.0", "main"])).contains(HEADLINE));
    let broken = fingen(at, &["diff", "v1.0.0"]);
    assert_eq!(broken.status.code(), Some(1));
    assert!(err(&broken).contains("--> spec/fin.yaml:1"), "{}", err(&broken));
}

#[test]
fn a_model_of_a_revision_names_it_in_its_mistakes() {
    let repository = repository();
    let at = repository.path();
    fs::write(at.join("spec/fin.yaml"), "api: [").unwrap();
    git(at, &["commit", "--quiet", "--all", "--message=Third"]);
    let output = fingen(at, &["diff", "main", "v1.0.0"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("--> main:spec/fin.yaml:1"), "{}", err(&output));
}

#[test]
fn of_a_model_of_the_past_less_is_asked() {
    let models = tempfile::tempdir().unwrap();
    let mut past = base();
    let rules = past.get_mut("v1/customer.yaml").unwrap();
    *rules = rules.replace("        where: note below the table\n        says: it has to be so\n", "");
    write(&past, &models.path().join("past"));
    write(&base(), &models.path().join("now"));
    let output = fingen(models.path(), &["diff", "past", "now"]);
    assert_eq!(out(&output), "Example: past 0.3.1 -> now 0.3.1: no changes\n", "{}", err(&output));
    let output = fingen(models.path(), &["diff", "now", "past"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("error[missing_source]"), "{}", err(&output));
}

#[test]
fn what_cannot_be_read_is_a_failure() {
    let repository = repository();
    let at = repository.path();
    for (arguments, message) in [
        (["nowhere", "main"], "error: `nowhere` is neither a folder nor a git revision: "),
        (
            ["main", "--spec=nowhere"],
            "error: the revision `main` has no folder `nowhere`; `main:PATH` names another one\n",
        ),
        (["main:spec/fin.yaml", "main"], "error: the revision `main` has no folder `spec/fin.yaml`"),
        (["main", "-x"], "error: "),
        (["main", "main..v1.0.0"], "error: `main..v1.0.0` is neither a folder nor a git revision: "),
    ] {
        let output = fingen(at, &["diff", arguments[0], arguments[1]]);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", out(&output));
        assert!(err(&output).starts_with(message), "{arguments:?}: {}", err(&output));
    }
    let outside = tempfile::tempdir().unwrap();
    let output = fingen(outside.path(), &["diff", "main", "main"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("neither a folder nor a git revision"), "{}", err(&output));
}

/// What a revision published is what code was compiled against, whatever would be printed today.
#[test]
fn what_was_published_is_compared() {
    let repository = repository();
    let at = repository.path();
    let generate = fingen(at, &["generate", "--target", "surface"]);
    assert_eq!(generate.status.code(), Some(0), "{}", err(&generate));
    git(at, &["add", "."]);
    git(at, &["commit", "--quiet", "--message=Third"]);
    let same = fingen(at, &["diff", "main", "--fail-on", "any"]);
    assert_eq!(
        (out(&same).ends_with(": no changes\n"), same.status.code()),
        (true, Some(0)),
        "{}",
        out(&same)
    );

    // An emitter of that time printed a function that today's does not, and lacked another one.
    let path = at.join("generated/surface.typescript.txt");
    let text = fs::read_to_string(&path).unwrap();
    let older = text.replace("function v1.checkCreateCustomer", "function v1.checkCustomer");
    fs::write(&path, older).unwrap();
    git(at, &["commit", "--quiet", "--all", "--message=Fourth"]);
    for arguments in [["diff", "main", "spec"], ["diff", "./spec", "main~1"]] {
        let printed = fingen(at, &arguments);
        let text = out(&printed);
        assert!(text.starts_with("Example: "), "{}", err(&printed));
        assert!(text.contains(": code breaks in TypeScript\n"), "{text}");
        assert!(text.contains("  gone, function v1.checkCustomer("), "{text}");
        assert!(text.contains("  new, function v1.checkCreateCustomer("), "{text}");
        assert!(text.contains("  fin-sdk on crates.io: 0.3.1, as it is\n"), "{text}");
        assert!(text.contains("  fin-sdk on npm: 0.4.0 (minor), for 1 name that breaks code\n"), "{text}");
    }
    assert_eq!(fingen(at, &["diff", "main", "--fail-on", "breaking"]).status.code(), Some(1));
    // What stands in a working tree as the new side may not have been generated yet.
    let same = fingen(at, &["diff", "main~1", "spec"]);
    assert!(out(&same).ends_with(": no changes\n"), "{}", out(&same));
    // A revision has the surfaces beside the folder that is named.
    let other = fingen(at, &["diff", "main~1", "main:other/model"]);
    assert!(!out(&other).contains("source: "), "{}", out(&other));
}

#[test]
fn what_was_published_and_is_damaged_is_named() {
    let repository = repository();
    let at = repository.path();
    assert_eq!(fingen(at, &["generate", "--target", "surface"]).status.code(), Some(0));
    let path = at.join("generated/surface.rust.txt");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("const operations::SERVERS", "<<<<<<< ours\nconst operations::SERVERS"))
        .unwrap();
    git(at, &["add", "."]);
    git(at, &["commit", "--quiet", "--message=Third"]);
    for (old, name) in [("main", "main:generated/surface.rust.txt"), ("spec", "generated/surface.rust.txt")] {
        let output = fingen(at, &["diff", old, "v1.0.0"]);
        assert_eq!(output.status.code(), Some(2));
        let said = err(&output);
        assert!(said.starts_with(&format!("error: `{name}` is damaged, line ")), "{said}");
        assert!(said.contains("no kind of name is there, such as `struct`; generate it again"), "{said}");
    }
    fs::write(&path, [b'#', 0xFF]).unwrap();
    let output = fingen(at, &["diff", "spec", "v1.0.0"]);
    assert_eq!(err(&output), "error: cannot read `generated/surface.rust.txt`: the file is not UTF-8\n");
    fs::write(&path, "#".repeat((8 << 20) + 1)).unwrap();
    let output = fingen(at, &["diff", "spec", "v1.0.0"]);
    assert_eq!(err(&output), "error: cannot read `generated/surface.rust.txt`: the file is too large\n");
}

/// What no package can be printed for has a place in the model.
#[test]
fn a_model_that_cannot_be_printed_is_a_mistake_with_its_place() {
    let models = tempfile::tempdir().unwrap();
    let mut headless = base();
    let answers = headless.get_mut("shared/answers.yaml").unwrap();
    *answers = answers.replace("  WebhookEvent:\n", "  Headless:\n");
    write(&headless, &models.path().join("a"));
    write(&base(), &models.path().join("b"));
    for arguments in [["diff", "a", "b"], ["diff", "b", "a"]] {
        let output = fingen(models.path(), &arguments);
        assert_eq!(output.status.code(), Some(1), "{}", out(&output));
        assert!(err(&output).contains("error[unprintable]: webhook `customer.status`"), "{}", err(&output));
        assert!(err(&output).contains("--> a/shared/answers.yaml:"), "{}", err(&output));
    }
}

#[test]
fn a_file_of_a_revision_has_the_limits_of_one_in_a_folder() {
    let repository = repository();
    let at = repository.path();
    fs::write(at.join("spec/v1/large.yaml"), "#".repeat((8 << 20) + 1)).unwrap();
    git(at, &["add", "."]);
    git(at, &["commit", "--quiet", "--message=Large"]);
    let output = fingen(at, &["diff", "v1.0.0", "main"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(err(&output), "error: cannot read `main:spec/v1/large.yaml`: the file is too large\n");
    fs::write(at.join("spec/v1/large.yaml"), [b'#', 0xFF]).unwrap();
    git(at, &["commit", "--quiet", "--all", "--message=No text"]);
    let output = fingen(at, &["diff", "v1.0.0", "main"]);
    assert_eq!(err(&output), "error: cannot read `main:spec/v1/large.yaml`: the file is not UTF-8\n");
}

#[test]
fn the_exit_code_is_what_was_asked_for() {
    let models = tempfile::tempdir().unwrap();
    let mut reworded = base();
    let patch = "@ fin.yaml\n-api: Example\n+api: Other\n";
    change(&mut reworded, patch).unwrap();
    for (name, model) in [("a", base()), ("b", shorter()), ("c", reworded)] {
        write(&model, &models.path().join(name));
    }
    for (old, new, fail_on, code) in [
        ("a", "b", None, 0),
        ("a", "b", Some("never"), 0),
        ("a", "b", Some("breaking"), 1),
        ("a", "b", Some("any"), 1),
        ("b", "a", Some("breaking"), 0),
        ("b", "a", Some("any"), 1),
        ("a", "c", Some("breaking"), 0),
        ("a", "c", Some("any"), 1),
        ("a", "a", Some("any"), 0),
        ("a", "b", Some("sometimes"), 2),
    ] {
        let mut arguments = vec!["diff", old, new];
        arguments.extend(fail_on.iter().flat_map(|what| ["--fail-on", what]));
        let output = fingen(models.path(), &arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn each_format_is_printed_for_its_reader() {
    let models = tempfile::tempdir().unwrap();
    write(&base(), &models.path().join("a"));
    write(&shorter(), &models.path().join("b"));
    let print = |format: &str| out(&fingen(models.path(), &["diff", "a", "b", "--format", format]));
    let json: Value = serde_json::from_str(&print("json")).unwrap();
    assert_eq!(json["bump"]["to"], "0.4.0");
    assert_eq!(json["packages"][2]["registry"], "PyPI");
    assert_eq!(json["changes"][0]["loses"]["claim"], "proved");
    assert_eq!(json["changes"][0]["loses"]["witness"]["payload"]["name"].as_str().unwrap().len(), 41);
    assert!(print("github").starts_with("::error title=breaking%3A constraint_changed::"));
    assert!(print("markdown").starts_with("## fin-sdk 0.4.0 (crates.io)\n\n### Breaking\n"));
}
