//! Models of a size that nobody writes by hand: the work grows with them and not faster.

use super::model::{Model, compare, load};
use fingen::api::Api;
use fingen::diff::{Claim, Verdict};
use std::fmt::Write;

const FIN: &str = "\
api: Huge
model_version: 1.0.0
versions: [v1]
servers: { production: https://api.example.com }
documents:
  guide: { title: A guide, file: guide.txt, authority: guide }
";

const OPERATIONS: &str = "
operations:
  create:
    doc: Creates
    section: Create
    method: POST
    path: /v1/things
    body: T0
    answers: { 201: ~ }
";

/// A tree of so many types, each with two below it; some have a shorter text.
fn tree(types: usize, shorter: &[usize]) -> Api {
    let mut text = String::from("document: guide\n\ntypes:\n");
    for index in 0..types {
        let longest = if shorter.contains(&index) { 40 } else { 50 };
        let _ = write!(
            text,
            "  T{index}:\n    doc: A thing\n    section: Create\n    fields:\n      \
             name: {{ type: text, max_length: {longest}, doc: A name }}\n      \
             count?: {{ type: integer, minimum: 0, doc: A count }}\n"
        );
        for below in [2 * index + 1, 2 * index + 2] {
            if below < types {
                let _ = writeln!(text, "      t{below}?: {{ type: T{below}, doc: A thing }}");
            }
        }
    }
    text.push_str(OPERATIONS);
    load_huge(text)
}

fn load_huge(types: String) -> Api {
    let files = [("fin.yaml", FIN.to_owned()), ("v1/things.yaml", types)];
    let model: Model = files.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
    load(&model)
        .unwrap_or_else(|report| panic!("{}", report.text(false).chars().take(500).collect::<String>()))
}

#[test]
fn eight_thousand_types_with_ten_changes() {
    let changed: Vec<usize> = (0..10).map(|n| n * 799).collect();
    let (old, new) = (tree(8_000, &[]), tree(8_000, &changed));
    assert_eq!(compare(&old, &old).changes, []);
    let diff = compare(&old, &new);
    assert_eq!(diff.changes.len(), 10);
    for change in &diff.changes {
        assert_eq!(change.verdict, Verdict::Breaking, "{}", change.subject);
        assert!(matches!(change.loses, Claim::Proved(_)), "{}", change.subject);
        assert_eq!(change.uses.len(), 1);
    }
}

#[test]
fn types_that_hold_others_twice_have_an_end() {
    let model = |longest: u32| {
        let mut text = String::from("document: guide\n\ntypes:\n");
        for index in 0..30 {
            let _ = write!(text, "  T{index}:\n    doc: A thing\n    section: Create\n    fields:\n");
            for side in ["left", "right"] {
                let ty = if index == 29 { "text".into() } else { format!("T{}", index + 1) };
                let more = if index == 29 { format!(", max_length: {longest}") } else { String::new() };
                let _ = writeln!(text, "      {side}: {{ type: {ty}{more}, doc: A side }}");
            }
        }
        text.push_str(OPERATIONS);
        load_huge(text)
    };
    // Every payload is larger than any that is made: nothing can be shown, so that it counts as breaking.
    let diff = compare(&model(50), &model(40));
    let verdicts: Vec<Verdict> = diff.changes.iter().map(|change| change.verdict).collect();
    assert_eq!(verdicts, [Verdict::Unproved, Verdict::Unproved]);
    let verdicts: Vec<Verdict> =
        compare(&model(40), &model(50)).changes.iter().map(|change| change.verdict).collect();
    assert_eq!(verdicts, [Verdict::Compatible, Verdict::Compatible]);
}

#[test]
fn conditions_and_patterns_beyond_every_limit_are_treated_as_breaking() {
    let model = |pattern: &str, least: u32, require: &str| {
        let fields: String =
            (0..20).map(|n| format!("      f{n}?: {{ type: integer, doc: A number }}\n")).collect();
        let text = format!(
            "document: guide\n\ntypes:\n  T0:\n    doc: A thing\n    section: Create\n    fields:\n      \
             name?: {{ type: text, min_length: {least}, doc: A name }}\n      \
             code?: {{ type: text, format: code, doc: A code }}\n{fields}    rules:\n      - code: many\n        \
             at: f0\n        message: Too many\n        require: {require}\n        where: a note\n        says: it is so\n{OPERATIONS}"
        );
        let sample = pattern[8..9].repeat(40);
        let formats = format!(
            "formats:\n  code:\n    doc: A code\n    message: Must be a code\n    pattern: '{pattern}'\n    \
             valid: [{sample}]\n    invalid: ['']\n"
        );
        let files = [("fin.yaml", FIN.to_owned()), ("formats.yaml", formats), ("v1/things.yaml", text)];
        let model: Model = files.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
        load(&model).unwrap_or_else(|report| panic!("{}", report.text(false)))
    };
    let many = |sign: &str| (0..20).map(|n| format!("this.f{n} {sign} {n}")).collect::<Vec<_>>().join(" || ");
    let old = model("(?:a|b)*a(?:a|b){30}", 4_000_000_000, &many("<"));
    let new = model("(?:a|b)*b(?:a|b){30}", 4_000_000_001, &many("<="));
    let diff = compare(&old, &new);
    assert_eq!(diff.changes.len(), 3, "{}", diff.text(false));
    // What is decided by its own examples is shown, and nothing is called compatible.
    let verdicts: Vec<Verdict> = diff.changes.iter().map(|change| change.verdict).collect();
    assert_eq!(verdicts, [Verdict::Breaking, Verdict::Unproved, Verdict::Unproved], "{}", diff.text(false));
}
