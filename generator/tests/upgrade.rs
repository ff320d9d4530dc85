//! `fingen upgrade` as a process: what it prints, what it says, and how it ends.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use serde_json::{Value, json};
use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    }

    /// What is said, with the folder's name taken out.
    fn said(&self, bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).replace(&format!("{}/", self.0.display()), "")
    }
}

fn upgrade(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fingen"));
    command.args(["upgrade", "--from", "v1", "--to", "v2", "--context", "today=2026-01-01"]).args(arguments);
    command.args(["--spec", "../spec"]).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap()
}

fn individual() -> Value {
    json!({
        "basic_info": {
            "first_name": "John", "last_name": "Doe", "dob": "1990-01-15", "email": "john.doe@example.com",
            "phone": "+14155552671", "country_of_residence": "USA", "nationality": "USA", "tin": "123-45-6789",
        },
        "address": {
            "street": "123 Main Street", "city": "San Francisco", "state": "US-CA", "postal_code": "94103", "country": "USA",
        },
        "financial_profile": {
            "occupation_id": 1, "source_of_fund_id": 1, "purpose_id": 1, "monthly_volume_usd": 5000,
        },
    })
}

fn additions() -> Value {
    json!({
        "basic_info": { "tax_info": { "country_code": "USA", "document_type": "SSN" } },
        "address": { "street_line_2": "Apt 4B" },
        "financial_profile": { "employment_status": "EMPLOYED" },
    })
}

#[test]
fn what_is_missing_is_listed_and_nothing_is_written() {
    let folder = Folder::new("upgrade-missing");
    let file = folder.file("a.json", &individual().to_string());
    let output = upgrade(&[&file]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout, b"");
    let said = folder.said(&output.stderr);
    let first = "a.json: basic_info.tax_info[0].country_code is missing: Country that issued the document, text; \
                 in the additions it is basic_info.tax_info.country_code [individual_tax_id]\n";
    assert!(said.starts_with(first), "{said}");
    assert!(said.contains(
        "a.json: financial_profile.employment_status is missing: Employment status, v2.EmploymentStatus [individual_employment]\n"
    ));
    assert!(said.contains("a.json: may be given too: basic_info.middle_name, "), "{said}");
    assert!(!said.contains("123-45"), "{said}");
}

#[test]
fn additions_make_a_valid_payload() {
    let folder = Folder::new("upgrade-with");
    let file = folder.file("a.json", &individual().to_string());
    let with = folder.file("with.json", &additions().to_string());
    let output = upgrade(&["--with", &with, &file]);
    assert_eq!(output.status.code(), Some(0), "{}", folder.said(&output.stderr));
    let newer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(newer["verification_type"], "STANDARD");
    assert_eq!(newer["address"]["street_line_2"], "Apt 4B");
    assert_eq!(
        newer["basic_info"]["tax_info"],
        json!([{ "country_code": "USA", "document_type": "SSN", "document_id": "123-45-6789" }])
    );
    assert_eq!(newer["financial_profile"]["source_of_fund_ids"], json!([1]));
}

#[test]
fn lines_are_upgraded_one_by_one_and_told_with_their_numbers() {
    let folder = Folder::new("upgrade-lines");
    let mut young = individual();
    young["basic_info"]["dob"] = json!("2010-01-15");
    let mut wrong = individual();
    wrong["basic_info"]["email"] = json!("Secret@Example.com");
    let lines = [individual(), young, wrong].map(|payload| payload.to_string()).join("\n");
    let file = folder.file("many.jsonl", &lines);
    let same = folder.file("with.json", &additions().to_string());
    let output = upgrade(&["--with", &same, &file]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 1);
    let said = folder.said(&output.stderr);
    let age = "many.jsonl:2: v2.CreateIndividualCustomer: basic_info.dob: Age must be between 18 and 120 [min_age]\n";
    assert!(said.contains(age), "{said}");
    let email = "many.jsonl:3: v1.CreateIndividualCustomer: basic_info.email: Email must be all lowercase [email_lowercase]\n";
    assert!(said.contains(email), "{said}");
    assert!(!said.contains("Secret"), "{said}");

    let output = upgrade(&["--format", "json", "--with", &same, &file]);
    let told: Vec<Value> = output
        .stdout
        .split(|&byte| byte == b'\n')
        .filter_map(|line| serde_json::from_slice(line).ok())
        .collect();
    assert_eq!(told.len(), 3);
    assert_eq!((&told[0]["line"], &told[0]["issues"]), (&json!(1), &json!([])));
    assert_eq!(told[1]["issues"][0]["code"], "min_age");
    assert!(told[1].get("payload").is_none());
    assert_eq!(told[2]["of"], "v1.CreateIndividualCustomer");

    let each =
        folder.file("each.jsonl", &[additions(), additions()].map(|given| given.to_string()).join("\n"));
    let output = upgrade(&["--with", &each, &file]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        folder.said(&output.stderr).ends_with("error: `--with` has 2 lines, and there are more payloads\n")
    );
}

#[test]
fn mistakes_in_the_additions_are_told_as_theirs() {
    let folder = Folder::new("upgrade-additions");
    let file = folder.file("a.json", &individual().to_string());
    let mut given = additions();
    given["financial_profil"] = given["financial_profile"].take();
    let with = folder.file("with.json", &given.to_string());
    let output = upgrade(&["--with", &with, &file]);
    assert_eq!(output.status.code(), Some(1));
    let said = folder.said(&output.stderr);
    let words = "a.json: v2.CreateIndividualCustomerAdditions: financial_profil: Unknown field, did you mean \
                 financial_profile? [unknown_field]\n";
    assert!(said.contains(words), "{said}");
    let with = folder.file("with.json", "[1, 2");
    let output = upgrade(&["--with", &with, &file]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(folder.said(&output.stderr), "error: with.json is no JSON object\n");
}

#[test]
fn the_type_is_found_or_asked_for() {
    let folder = Folder::new("upgrade-type");
    let attach = json!({
        "customer_id": "55bd6b4e-c20a-4cc8-9535-91d5557a67d9",
        "ownership_structure": [{ "type": "SHAREHOLDER_REGISTRY", "files": [{ "uri": "/a" }] }],
        "company_details": [{ "type": "CERT_OF_INCORPORATION", "files": [{ "uri": "/b" }] }],
        "legal_presence": [{ "type": "PROOF_OF_ADDRESS", "files": [{ "uri": "/c" }] }],
        "tos_policies_value": "e9414388",
    });
    let file = folder.file("attach.json", &attach.to_string());
    let output = upgrade(&[&file]);
    assert_eq!(output.status.code(), Some(0), "{}", folder.said(&output.stderr));
    let newer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(newer["ownership_documents"][0]["type"], "SHAREHOLDER_REGISTER");
    assert_eq!(
        folder.said(&output.stderr),
        "attach.json: customer_id is dropped: customer_id moves from the body to the path [business_attach_endpoint]\n"
    );
    let output = upgrade(&["--schema", "v1.CreateIndividualCustomr", &file]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        folder.said(&output.stderr),
        "error: there is no upgrade of `v1.CreateIndividualCustomr`, did you mean `CreateIndividualCustomer`?\n"
    );
    let output = upgrade(&[&folder.file("empty.json", "{ nonsense")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        folder.said(&output.stderr).starts_with("error: a payload could be of several types: say which, ")
    );
    let output = upgrade(&["--schema", "CreateIndividualCustomer", &folder.file("empty.json", "{ nonsense")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(folder.said(&output.stderr).contains("[json]"), "{}", folder.said(&output.stderr));
}

#[test]
fn versions_that_do_not_follow_each_other_are_refused() {
    let run = |from: &str, to: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fingen"));
        command.args(["upgrade", "--from", from, "--to", to, "-", "--spec", "../spec"]);
        let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    assert_eq!(run("v2", "v1"), "error: the model has no upgrade from v2 to v1\n");
    assert_eq!(run("v1", "v3"), "error: there is no version `v3`, only v1, v2\n");
}
