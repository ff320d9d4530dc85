//! What `explain` says: a case of each kind to the letter (`FINGEN_BLESS=1` rewrites them), and every code with its
//! example.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fingen::{
    api::Api,
    explain::Explanation,
    judge::{Judge, Options},
    witness::{Example, Examples, Payload},
};
use serde_json::Value;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The name of a case, and what is explained in which form.
const CASES: [(&str, &str, &str); 16] = [
    ("type", "v1.CreateCustomer", "text"),
    ("field", "v1.CreateCustomer.email", "text"),
    ("value", "v1.Gender.MALE", "text"),
    ("format", "ssn", "text"),
    ("ruling", "lowercase", "text"),
    ("context", "selfie_required", "text"),
    ("operation", "create_customer", "text"),
    ("webhook", "customer.status", "text"),
    ("code_of_a_rule", "tax_number_format", "text"),
    ("code_of_a_rule_with_context", "selfie_missing", "text"),
    ("code_of_a_constraint", "blank", "text"),
    ("code_of_a_format", "email", "text"),
    ("code_of_the_structure", "required", "text"),
    ("code_of_unknown_fields", "unknown_field", "text"),
    ("code_of_no_json", "json", "text"),
    ("code_json", "tax_number_format", "json"),
];

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn explain(path: &str, format: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fingen"));
    command.args(["explain", path, "--format", format, "--spec", "mistakes/base"]).current_dir(here());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{path}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn each_kind_is_explained_as_expected() {
    let mut wrong = Vec::new();
    for (name, path, format) in CASES {
        let file = here().join("explain").join(format!("{name}.txt"));
        let said = explain(path, format);
        if env::var_os("FINGEN_BLESS").is_some() {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, &said).unwrap();
        } else if fs::read_to_string(&file).unwrap_or_default() != said {
            wrong.push(format!("{name}:\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn load(spec: &Path) -> Api {
    fingen::load(spec).unwrap_or_else(|report| panic!("{}", report.text(false)))
}

/// Judged anew, by nothing but the judge.
fn confirm(api: &Api, judge: &Judge, code: &str, example: &Example) {
    let context = judge.context(&example.context).unwrap();
    let judged = |text: &str, options: &Options| {
        judge.check_text(&example.schema, text, &context, options).unwrap().issues
    };
    let fails = match &example.fails {
        Payload::Json(fails) => fails.to_string(),
        Payload::Text(fails) => fails.clone(),
    };
    let full = Options::default();
    assert_eq!(judged(&fails, &full), std::slice::from_ref(&example.issue), "{code}");
    assert_eq!(example.issue.code, code);
    assert_eq!(judged(&example.passes.to_string(), &full), [], "{code}");
    let without = Options { ignore: [code.to_owned()].into(), ..Options::default() };
    let is_structure = fin_core::Structure::ALL.iter().any(|structure| structure.code() == code);
    assert_eq!(judged(&fails, &without).is_empty(), !is_structure, "{code} is switched off");
    assert!(api.codes().contains(code));
}

/// The codes for which no example was found.
fn without_example(api: &Api) -> Vec<&str> {
    let (examples, judge) = (Examples::new(api).unwrap(), Judge::new(api).unwrap());
    let missing = api.codes().into_iter().filter(|code| match examples.of(code) {
        Some(example) => {
            confirm(api, &judge, code, &example);
            assert_eq!(examples.of(code), Some(example), "another example of {code} each time");
            false
        }
        None => true,
    });
    missing.collect()
}

/// Where a model cannot show a code `explain` says so.
#[test]
fn what_cannot_be_shown_is_said() {
    let api = load(&here().join("mistakes/base"));
    let missing = without_example(&api);
    assert_eq!(missing, NOT_SHOWN);
    for code in missing {
        let said = explain(code, "text");
        assert!(said.contains("\n  no payload was found that shows it\n"), "{said}");
    }
}

/// The small model has no id in what is sent.
const NOT_SHOWN: [&str; 1] = ["uuid"];

#[test]
fn every_code_of_the_model_is_explained_and_shown() {
    let api = load(&here().join("../../spec"));
    let judge = Judge::new(&api).unwrap();
    for code in api.codes() {
        let found = fingen::explain::find(&api, code).unwrap();
        let found: Vec<&Explanation> = found.iter().filter(|one| one.kind == "code").collect();
        let [found] = found.as_slice() else { panic!("{code} is explained {} times", found.len()) };
        let is_structure = fin_core::Structure::ALL.iter().any(|structure| structure.code() == code);
        assert_eq!(found.arises.is_empty(), is_structure, "{code}");
        assert_eq!(found.sections.is_empty(), is_structure, "{code}");
        assert!(!found.demands.iter().any(|demand| demand.message.is_empty()), "{code}");
        let example = found.example.as_ref().unwrap_or_else(|| panic!("no example of {code} was found"));
        confirm(&api, &judge, code, example);
        let ways: Vec<&str> = found.switch_off.iter().map(|way| way.how.as_str()).collect();
        match code {
            "unknown_field" => assert_eq!(ways[1], "{ unknownFields: \"allow\" }"),
            _ if is_structure => assert_eq!(ways.len(), 1),
            _ => assert_eq!(ways[0], format!("Options::new().ignore(\"{code}\")")),
        }
    }
}

#[test]
fn the_form_for_machines_has_everything() {
    let said: Value = serde_json::from_str(&explain("tax_number_format", "json")).unwrap();
    assert_eq!(said[0]["kind"], "code");
    assert_eq!(said[0]["example"]["issue"]["code"], "tax_number_format");
    assert_eq!(said[0]["switch_off"].as_array().unwrap().len(), 3);
    assert!(said[0]["example"]["fails"].is_object());
}
