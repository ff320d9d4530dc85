use fin_payload::{Context, Date, FinPayload};
use std::collections::BTreeMap;

#[derive(FinPayload)]
#[fin(debug, deserialize)]
struct Person {
    #[fin(sensitive, not_blank, format = "email")]
    email: String,
    #[fin(sensitive)]
    dob: Option<Date>,
    #[fin(sensitive)]
    r#type: Option<Secret>,
    country: String,
    nested: Option<Box<Person>>,
    meta: Option<BTreeMap<String, i64>>,
}

#[derive(FinPayload)]
#[fin(debug)]
struct Secret(#[fin(sensitive, max_length = 3)] String);

#[derive(FinPayload)]
#[fin(debug)]
struct Plain<T>(T);

#[test]
fn personal_data_is_left_out_of_debug() {
    let json = br#"{"email": "secret@x", "dob": "1999-12-31", "type": "abc", "country": "USA",
        "nested": {"email": "secret@y", "country": "IND"}}"#;
    assert_eq!(
        format!("{:?}", Person::from_json(json).unwrap()),
        "Person { email: [redacted], dob: [redacted], type: [redacted], country: \"USA\", \
         nested: Some(Person { email: [redacted], dob: [redacted], type: [redacted], country: \"IND\", \
         nested: None, meta: None }), meta: None }",
    );
    assert_eq!(format!("{:?}", Plain(Secret("abc".to_owned()))), "Plain(Secret([redacted]))");
}

#[test]
fn no_issue_and_no_error_holds_a_submitted_value() {
    let json = r#"{"email": "SECRET1@x", "dob": "SECRET2", "type": "SECRET3", "country": ["SECRET4"],
        "nested": "SECRET5", "meta": {"key": "SECRET6"}, "stranger": "SECRET7"}"#;
    let issues = Person::from_json(json.as_bytes()).unwrap_err();
    assert_eq!(issues.len(), 7);
    let printed = format!("{issues} {issues:?} {}", serde_json::to_string(&issues).unwrap());
    assert!(!printed.contains("SECRET"), "{printed}");
    let error = serde_json::from_str::<Person>(json).err().unwrap();
    assert!(!format!("{error} {error:?}").contains("SECRET"), "{error}");
    let mut context = Context::new();
    context.set_text("customer_country_of_residence", "SECRET8");
    assert!(!format!("{context:?}").contains("SECRET"));
}
