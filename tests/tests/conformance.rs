//! The conformance corpus through the model and the SDK, and held against the model: nothing is left without a case.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod complete;

use fin_tests::{
    corpus::{self, Recorded},
    oracle::Oracle,
    protocol::{Outcome, read},
    sdk,
};
use std::{
    collections::BTreeSet,
    io::Write,
    process::{Command, Stdio},
};

fn json(outcome: &Outcome) -> String {
    serde_json::to_string(outcome).unwrap()
}

#[test]
fn the_model_and_the_sdk_judge_as_expected() {
    let oracle = Oracle::new().unwrap();
    let mut wrong = Vec::new();
    for case in corpus::load().unwrap() {
        let again = || read(case.line.as_bytes()).unwrap();
        let expected = json(&case.says.expect);
        for (who, found) in [("model", oracle.judge(again())), ("SDK", sdk::judge(again()))] {
            let found = json(&found.unwrap());
            if found != expected {
                wrong.push(format!("{} ({who})\n  expected {expected}\n  found    {found}", case.says.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

#[test]
fn the_runners_speak_the_protocol() {
    let corpus = corpus::load().unwrap();
    let part: Vec<&Recorded> = corpus
        .iter()
        .enumerate()
        .filter(|(index, case)| index % 25 == 0 || case.file == "structure")
        .map(|(_, case)| case)
        .collect();
    assert!(part.len() > 50);
    let input: String = part.iter().map(|case| format!("{}\n", case.line)).collect();
    let expected: String = part
        .iter()
        .map(|case| {
            let outcome = json(&case.says.expect);
            format!("{{\"id\":{},{}\n", serde_json::Value::from(case.says.id.as_str()), &outcome[1..])
        })
        .collect();
    for runner in [env!("CARGO_BIN_EXE_runner-model"), env!("CARGO_BIN_EXE_runner-rust")] {
        let mut child = Command::new(runner).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.clone();
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).unwrap());
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        assert!(output.status.success());
        let output = String::from_utf8(output.stdout).unwrap();
        for (found, expected) in output.lines().zip(expected.lines()) {
            assert_eq!(found, expected, "{runner}");
        }
        assert_eq!(output.len(), expected.len(), "{runner}");
    }
}

#[test]
fn each_case_says_what_it_is() {
    let mut ids = BTreeSet::new();
    for Recorded { file, says, .. } in corpus::load().unwrap() {
        let letters = |text: &str| text.replace(['_', '.'], "").to_lowercase();
        assert!(file == "structure" || letters(&file) == letters(&says.schema), "{} in {file}", says.id);
        assert!(!says.note.is_empty(), "{}", says.id);
        assert_eq!(says.expect.valid, says.expect.issues.is_empty(), "{}", says.id);
        assert!(ids.insert(says.id.clone()), "{} stands twice", says.id);
    }
}

#[test]
fn nothing_in_the_model_is_without_a_case() {
    let missing = complete::missing(&Oracle::new().unwrap().api, &corpus::load().unwrap());
    assert!(missing.is_empty(), "{} cases are missing\n{}", missing.len(), missing.join("\n"));
}
