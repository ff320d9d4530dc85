//! The conformance corpus through every runner, and held against the model: nothing is left without a case.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod complete;

use fin_tests::{
    corpus::{self, Recorded},
    oracle::Oracle,
    plain::is_plain,
    runner::{Language, Runner},
};
use std::collections::BTreeSet;

#[test]
fn the_model_judges_as_expected() {
    judges_as_expected(Language::Model);
}

#[test]
fn the_rust_sdk_judges_as_expected() {
    judges_as_expected(Language::Rust);
}

#[test]
fn the_typescript_package_judges_as_expected() {
    judges_as_expected(Language::TypeScript);
}

#[test]
fn the_python_package_judges_as_expected() {
    judges_as_expected(Language::Python);
}

/// How many cases that fail are shown.
const SHOWN: usize = 10;

/// Every case through a runner: its answer is the expected one, to the byte.
fn judges_as_expected(language: Language) {
    let corpus = corpus::load().unwrap();
    let lines: Vec<String> = corpus.iter().map(Recorded::question).collect();
    let mut runner = Runner::of(language).unwrap();
    let answers = runner.ask(&lines).unwrap();
    runner.close().unwrap();
    let wrong: Vec<String> = corpus
        .iter()
        .zip(&answers)
        .filter(|(case, found)| case.answer() != **found)
        .map(|(case, found)| difference(language, case, found))
        .collect();
    let shown = wrong[..wrong.len().min(SHOWN)].join("\n");
    assert!(wrong.is_empty(), "{} of {} cases differ, the first of them\n{shown}", wrong.len(), corpus.len());
}

/// What differs, and the command that asks again.
fn difference(language: Language, case: &Recorded, found: &str) -> String {
    let Recorded { file, number, says, .. } = case;
    let (expected, runner) = (case.answer(), language.name());
    format!(
        "{}: {}\n  expected {expected}\n  found    {found}\n  again    \
         sed -n {number}p tests/conformance/{file}.jsonl | tests/runners/{runner}/run",
        says.id, says.note
    )
}

#[test]
fn each_case_says_what_it_is() {
    let mut ids = BTreeSet::new();
    for Recorded { file, says, .. } in corpus::load().unwrap() {
        let letters = |text: &str| text.replace(['_', '.'], "").to_lowercase();
        assert!(
            file.starts_with("structure") || letters(&file) == letters(&says.schema),
            "{} in {file}",
            says.id
        );
        assert!(!says.note.is_empty(), "{}", says.id);
        assert_eq!(says.expect.valid, says.expect.issues.is_empty(), "{}", says.id);
        assert!(ids.insert(says.id.clone()), "{} stands twice", says.id);
    }
}

/// A `payload` reaches an SDK as the value that its language's parser reads, so they have to read the same.
#[test]
fn what_parsers_disagree_on_is_handed_on_as_text() {
    for Recorded { payload, line, says, .. } in corpus::load().unwrap() {
        let is_text = line.contains(r#""payload_text": "#);
        assert!(is_text || is_plain(&payload), "{}: hand it on as `payload_text`", says.id);
    }
}

#[test]
fn nothing_in_the_model_is_without_a_case() {
    let missing = complete::missing(&Oracle::new().unwrap().api, &corpus::load().unwrap());
    assert!(missing.is_empty(), "{} cases are missing\n{}", missing.len(), missing.join("\n"));
}
