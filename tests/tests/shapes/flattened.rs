use crate::{issues, listed};
use fin_payload::{FinPayload, Options};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};

#[derive(FinPayload, Deserialize, Serialize, PartialEq, Debug)]
#[fin(rule(code = "inner", at = "deep", message = "Inner", require = self.deep != 0))]
struct Deep {
    #[fin(maximum = 9)]
    deep: i64,
    optional: Option<String>,
}

#[derive(FinPayload, Deserialize, Serialize, PartialEq, Debug)]
struct Middle {
    before: i64,
    #[serde(flatten)]
    inner: Deep,
    #[serde(rename = "AFTER")]
    after: i64,
}

#[derive(FinPayload, Deserialize, Serialize, PartialEq, Debug)]
#[fin(rule(code = "outer", at = "last", message = "Outer", require = self.last != 0))]
struct Outer {
    first: i64,
    #[serde(flatten)]
    middle: Middle,
    last: i64,
    #[serde(flatten)]
    more: More,
}

#[derive(FinPayload, Deserialize, Serialize, PartialEq, Debug)]
struct More {
    more: Vec<i64>,
}

const GOOD: &str =
    r#"{"more": [1], "AFTER": 5, "deep": 3, "first": 1, "optional": null, "before": 2, "last": 6}"#;

#[test]
fn a_flattened_struct_stands_among_the_fields() {
    let ours = Outer::from_json(GOOD.as_bytes()).unwrap();
    assert_eq!(ours, serde_json::from_str(GOOD).unwrap());
    assert_eq!(
        issues::<Outer>("{}"),
        [
            "first required",
            "before required",
            "deep required",
            "AFTER required",
            "last required",
            "more required"
        ],
    );
    assert_eq!(
        issues::<Outer>(
            r#"{"x": 1, "more": [""], "last": "", "AFTER": "", "deep": 10, "before": "", "first": "", "first": 1, "depe": 1}"#
        ),
        [
            "before type",
            "deep maximum",
            "AFTER type",
            "last type",
            "more[0] type",
            "x unknown_field",
            "depe unknown_field",
        ],
    );
    let zeros = r#"{"more": [], "AFTER": 0, "deep": 0, "first": 0, "before": 0, "last": 0}"#;
    assert_eq!(issues::<Outer>(zeros), ["deep inner", "last outer"]);
    let built: Outer = serde_json::from_str(zeros).unwrap();
    assert_eq!(listed(&built.validate().unwrap_err()), ["deep inner", "last outer"]);
}

#[derive(FinPayload, Serialize, PartialEq, Debug)]
struct Typed {
    #[serde(flatten)]
    rest: HashMap<String, Limited>,
    known: i64,
}

#[derive(FinPayload, Serialize, PartialEq, Debug, Clone)]
struct Limited(#[fin(maximum = 5)] i64);

#[test]
fn a_flattened_map_keeps_what_no_field_takes() {
    let typed = Typed::from_json(br#"{"a": 1, "known": 2, "b": 3, "a": 4}"#).unwrap();
    assert_eq!(
        typed,
        Typed { rest: HashMap::from([("a".into(), Limited(4)), ("b".into(), Limited(3))]), known: 2 }
    );
    assert_eq!(
        issues::<Typed>(r#"{"z": 6, "known": "x", "a": null, "z z": "7"}"#),
        ["known type", "z maximum", "a type", "[\"z z\"] type"],
    );
    // What was wrong with an earlier one is forgotten, and it stands where it first stood.
    assert_eq!(issues::<Typed>(r#"{"z": "6", "known": 1, "z": 5}"#), [""; 0]);
    assert_eq!(issues::<Typed>(r#"{"z": 5, "known": 1, "y": 7, "z": 8}"#), ["z maximum", "y maximum"]);
    let built = Typed { rest: HashMap::from([("a".to_owned(), Limited(9))]), known: 1 };
    assert_eq!(listed(&built.validate().unwrap_err()), ["a maximum"]);
}

#[derive(FinPayload)]
#[fin(rule(code = "ends", message = "Needs all", require = self.known == 0))]
struct Guarded {
    known: i64,
    #[serde(flatten)]
    rest: BTreeMap<String, i64>,
}

#[test]
fn rules_wait_for_what_a_flattened_map_holds() {
    assert_eq!(issues::<Guarded>(r#"{"known": 1, "x": "y"}"#), ["x type"]);
    assert_eq!(issues::<Guarded>(r#"{"known": 1, "x": 1}"#), [" ends"]);
    let guarded = Guarded::from_json(br#"{"known": 0, "x": 1}"#).unwrap();
    assert_eq!(guarded.rest["x"], 1);
}

#[derive(FinPayload, Serialize, Debug)]
#[fin(open, deserialize)]
struct Answer {
    id: i64,
    nested: Option<Nested>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

#[derive(FinPayload, Serialize, Debug)]
#[fin(open)]
struct Nested {
    name: String,
    #[serde(flatten)]
    other: BTreeMap<String, Value>,
}

#[derive(FinPayload)]
#[fin(open)]
struct Ignoring {
    id: i64,
}

#[test]
fn an_open_struct_keeps_unknown_fields_through_a_round_trip() {
    let json = json!({
        "id": 1,
        "nested": {"name": "x", "new": [1, 2.5, null, {"a": "b"}]},
        "stranger": null,
        "flags": {"deep": [true, -5, 18_446_744_073_709_551_615_u64]}
    });
    let read = Answer::from_json(json.to_string().as_bytes()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), json);
    let by_serde: Answer = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&by_serde).unwrap(), json);
    assert_eq!(issues::<Answer>(r#"{"id": "1", "new": 1}"#), ["id type"]);
}

#[test]
fn an_open_struct_reports_no_unknown_field() {
    assert_eq!(Ignoring::from_json(br#"{"id": 1, "x": [], "y": 1e400}"#).map(|read| read.id).ok(), Some(1));
    let closed = r#"{"more": [1], "AFTER": 5, "deep": 3, "first": 1, "before": 2, "last": 6, "new": 1}"#;
    assert_eq!(issues::<Outer>(closed), ["new unknown_field"]);
    let allowed = Options::new().allow_unknown_fields();
    assert_eq!(crate::issues_with::<Outer>(closed, &fin_payload::Context::new(), &allowed), [""; 0]);
}
