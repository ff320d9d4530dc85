//! The commands that look at a model, as a process: what they print and how they end.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use serde_json::Value;
use std::process::{Command, Output};

fn fingen(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fingen"));
    command.args(arguments).args(["--spec", "tests/mistakes/base"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    command.output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn check_counts_what_there_is() {
    let output = fingen(&["check"]);
    assert_eq!(out(&output), "8 types, 15 fields, 5 rules, 3 formats, 3 operations: no mistakes\n");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(out(&fingen(&["check", "--format", "json"])), "[]\n");
    assert_eq!(out(&fingen(&["check", "--format", "github"])), "");
}

#[test]
fn check_tells_a_wrong_model_from_one_that_is_not_there() {
    let run = |spec: &str, format: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fingen"));
        command.args(["check", "--spec", spec, "--format", format]).current_dir(env!("CARGO_MANIFEST_DIR"));
        command.output().unwrap()
    };
    let wrong = run("tests/mistakes/base/v1", "text");
    assert_eq!(wrong.status.code(), Some(1));
    assert!(err(&wrong).contains("error[missing_file]: there is no `fin.yaml`"), "{}", err(&wrong));
    let missing = run("tests/mistakes/nowhere", "json");
    assert_eq!(missing.status.code(), Some(2));
    let mistakes: Value = serde_json::from_str(&out(&missing)).unwrap();
    assert_eq!(mistakes[0]["code"], "unreadable");
    assert_eq!(fingen(&["chek"]).status.code(), Some(2));
}

#[test]
fn explain_says_what_is_demanded_and_why() {
    let email = "\
field v1.CreateCustomer.email: text, required
  The address

  blank: \"Must not be blank\"
    is neither empty nor only white space
  email: \"Must be an email address\"
    the whole text matches [a-z.]+@[a-z.]+

  rests on
    Onboarding Customers (v1), Create, field table, `email`
    Onboarding Customers, Pitfalls, first row: an address that is no address is refused
    ruling lowercase: Lowercase
      The table is normative
";
    assert_eq!(out(&fingen(&["explain", "v1.CreateCustomer.email"])), email);
    assert_eq!(out(&fingen(&["explain", "CreateCustomer.email"])), email);
    let value = "\
value v1.Gender.MALE: of v1.Gender
  Male

  rests on
    Onboarding Customers (v1), Create, table of genders, `MALE`
";
    assert_eq!(out(&fingen(&["explain", "v1.CreateCustomer.gender.MALE"])), value);
    let ruling = out(&fingen(&["explain", "lowercase"]));
    let side = "\n  rests on\n    Onboarding Customers (v1), Pitfalls, second row: all lowercase\n";
    assert!(ruling.ends_with(side), "{ruling}");
    let through_a_list = out(&fingen(&["explain", "v1.CreateCustomer.parties.share"]));
    assert!(through_a_list.starts_with("field v1.Party.share: number, optional\n"), "{through_a_list}");
    assert!(through_a_list.contains("  share_required: \"Required of owners\"\n"), "{through_a_list}");
    for name in
        ["v1.CreateCustomer", "ssn", "lowercase", "selfie_required", "create_customer", "customer.status"]
    {
        let output = fingen(&["explain", name]);
        assert_eq!(output.status.code(), Some(0), "{name}");
        assert!(out(&output).contains(name), "{name}");
    }
    let json: Value =
        serde_json::from_str(&out(&fingen(&["explain", "lowercase", "--format", "json"]))).unwrap();
    assert_eq!(json[0]["demands"][3]["words"][0], "v1.CreateCustomer.email");
}

#[test]
fn explain_knows_what_was_meant() {
    for (name, said) in [
        (
            "v1.CreateCustomer.emial",
            "error: `v1.CreateCustomer` has no field `emial`, did you mean `email`?\n",
        ),
        ("v1.CreateCustomer.email.x", "error: `email` has no fields\n"),
        ("v1.Gender.MAL", "error: `v1.Gender` has no value `MAL`, did you mean `MALE`?\n"),
        ("v1.Gender.MALE.x", "error: `v1.Gender` is an enum and has no fields\n"),
        (
            "tax_number_fromat",
            "error: the model has nothing named `tax_number_fromat`, did you mean `tax_number_format`?\n",
        ),
        ("zzz", "error: the model has nothing named `zzz`\n"),
    ] {
        let output = fingen(&["explain", name]);
        assert_eq!((err(&output).as_str(), output.status.code()), (said, Some(2)), "{name}");
    }
}

#[test]
fn schema_describes_every_file() {
    let schema: Value = serde_json::from_str(&out(&fingen(&["schema"]))).unwrap();
    assert_eq!(schema["oneOf"].as_array().unwrap().len(), 5);
    for kind in schema["oneOf"].as_array().unwrap() {
        let name = kind["$ref"].as_str().unwrap().strip_prefix("#/$defs/").unwrap();
        assert_eq!(schema["$defs"][name]["additionalProperties"], false, "{name}");
    }
    let field = &schema["$defs"]["FieldDef"]["properties"];
    for key in fingen::model::ConstraintKeys::ALL {
        assert!(field[key].is_object(), "{key}");
    }
    let types: Value = serde_json::from_str(&out(&fingen(&["schema", "--file-kind", "types"]))).unwrap();
    assert_eq!(types["title"], "TypesFile");
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = out(&fingen(&["completions", shell]));
        assert!(script.contains("explain") && script.contains("judge"), "{shell}");
    }
}
