//! Each rule of the model, got slightly wrong: some case of the corpus notices, in every language.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fin_tests::{
    corpus,
    mutants::{self, Mutants},
    oracle::Oracle,
    protocol::{Answer, Case, Outcome, read},
    runner::Runner,
};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// Altered rules that mean what their original means, each with the reason.
const EQUIVALENT: &[(&str, &str)] = &[
    // Two files of which one is the back leave a single one that can be the front, and the other way round.
    (
        "v2.IndividualIdentityDocument, two_sided_files: require: size(this.files) == 2",
        "this.files.exists_one(f, has(f.side) && f.side == 'FRONT') && this.files.exists(f, has(f.side) && f.side == 'BACK')",
    ),
    (
        "v2.IndividualIdentityDocument, two_sided_files: require: size(this.files) == 2",
        "this.files.exists(f, has(f.side) && f.side == 'FRONT') && this.files.exists_one(f, has(f.side) && f.side == 'BACK')",
    ),
];

#[test]
fn the_corpus_notices_every_altered_rule() {
    let Mutated { mutants, cases, outcomes } = &*MUTATED;
    let unnoticed = unnoticed(mutants, outcomes);
    let count: usize = mutants.rules.iter().map(|rule| rule.mutants.len()).sum();
    println!("{count} altered rules, {} cases; {} alterations have no type", cases.len(), mutants.refused);
    assert!(mutants.rules.iter().all(|rule| !rule.mutants.is_empty()), "a rule was left alone");
    let equivalent: Vec<String> = EQUIVALENT.iter().map(|(rule, rest)| format!("{rule} && {rest}")).collect();
    let (known, missed): (Vec<_>, Vec<_>) = unnoticed.into_iter().partition(|what| equivalent.contains(what));
    assert!(missed.is_empty(), "{} go unnoticed\n{}", missed.len(), missed.join("\n"));
    assert_eq!(known, equivalent, "what is listed as equivalent is noticed, or gone");
}

#[test]
fn the_rust_sdk_notices_what_the_model_does() {
    let Mutated { mutants, cases, outcomes } = &*MUTATED;
    let mut runner = Runner::start("altered rust", mutants::build::rust(&mutants.api).unwrap()).unwrap();
    judges_alike(&mut runner, cases, outcomes);
    runner.close().unwrap();
}

#[test]
fn the_typescript_package_notices_what_the_model_does() {
    let Mutated { mutants, cases, outcomes } = &*MUTATED;
    let mut runner =
        Runner::start("altered typescript", mutants::build::typescript(&mutants.api).unwrap()).unwrap();
    judges_alike(&mut runner, cases, outcomes);
    runner.close().unwrap();
}

#[test]
fn the_python_package_notices_what_the_model_does() {
    let Mutated { mutants, cases, outcomes } = &*MUTATED;
    let mut runner = Runner::start("altered python", mutants::build::python(&mutants.api).unwrap()).unwrap();
    judges_alike(&mut runner, cases, outcomes);
    runner.close().unwrap();
}

/// Judged once for all languages.
static MUTATED: LazyLock<Mutated> = LazyLock::new(Mutated::judged);

/// The corpus through the model with altered rules.
struct Mutated {
    mutants: Mutants,
    cases: Vec<Asked>,
    outcomes: Vec<Outcome>,
}

/// A case of the corpus, with the codes of altered rules switched off wherever their original's is.
struct Asked {
    case: Case,
    line: String,
}

impl Mutated {
    fn judged() -> Mutated {
        let mutants = Mutants::of(&Oracle::new().unwrap().api);
        let oracle = Oracle::of(mutants.api.clone()).unwrap();
        let mut cases = Vec::new();
        let mut outcomes = Vec::new();
        for recorded in corpus::load().unwrap() {
            let mut case = read(recorded.line.as_bytes()).unwrap();
            let ignored: Vec<&str> =
                case.options.ignore.iter().flat_map(|code| mutants.codes_for(code)).collect();
            let ignored: Vec<String> = ignored.into_iter().map(str::to_owned).collect();
            case.options.ignore.extend(ignored);
            let line = case.line();
            let outcome = oracle.judge(case.clone()).unwrap();
            // What the model itself reports is what it reports without them.
            let own = outcome.issues.iter().filter(|issue| !issue.code.contains("__")).cloned().collect();
            assert!(outcome.truncated || Vec::eq(&own, &recorded.says.expect.issues), "{}", recorded.says.id);
            cases.push(Asked { case, line: line.unwrap() });
            outcomes.push(outcome);
        }
        Mutated { mutants, cases, outcomes }
    }
}

/// The altered rules that report in every case what their original does.
fn unnoticed(mutants: &Mutants, outcomes: &[Outcome]) -> Vec<String> {
    let mut noticed = HashSet::new();
    // Of more issues than are kept only the verdict is promised.
    for outcome in outcomes.iter().filter(|outcome| !outcome.truncated) {
        let mut places: HashMap<&str, Vec<&str>> = HashMap::new();
        for issue in &outcome.issues {
            places.entry(&issue.code).or_default().push(&issue.path);
        }
        let of = |code: &str| places.get(code).map_or(&[] as &[&str], Vec::as_slice);
        for rule in &mutants.rules {
            let differs = rule.mutants.iter().filter(|mutant| of(&mutant.code) != of(&rule.copy));
            noticed.extend(differs.map(|mutant| mutant.code.as_str()));
        }
    }
    let mut unnoticed = Vec::new();
    for rule in &mutants.rules {
        let here = rule.mutants.iter().filter(|mutant| !noticed.contains(mutant.code.as_str()));
        unnoticed.extend(here.map(|mutant| format!("{}, {}: {}", rule.ty, rule.code, mutant.what)));
    }
    unnoticed
}

/// The altered rules report in that language what they report in the model: what is noticed there is noticed here.
fn judges_alike(runner: &mut Runner, cases: &[Asked], outcomes: &[Outcome]) {
    let lines: Vec<String> = cases.iter().map(|asked| asked.line.clone()).collect();
    let answers = runner.ask(&lines).unwrap();
    for ((Asked { case, line }, outcome), answer) in cases.iter().zip(outcomes).zip(answers) {
        let expected = Answer::Outcome { id: case.id.clone(), outcome: outcome.clone() }.line();
        assert!(
            outcome.truncated || answer == expected,
            "{line}\n  expected {expected}\n  found    {answer}"
        );
    }
}
