use super::{check, found, judge, verdict};
use crate::judge::{ContextError, Options};
use serde_json::{Map, Value, json};

#[test]
fn scalars_of_another_json_type() {
    check(
        "t.Scalars",
        &[
            (r#"{}"#, &[]),
            (r#"{"text": ""}"#, &[]),
            (r#"{"text": 1}"#, &["text: type"]),
            (r#"{"text": true}"#, &["text: type"]),
            (r#"{"text": []}"#, &["text: type"]),
            (r#"{"text": {}}"#, &["text: type"]),
            (r#"{"boolean": false}"#, &[]),
            (r#"{"boolean": "true"}"#, &["boolean: type"]),
            (r#"{"boolean": 1}"#, &["boolean: type"]),
            (r#"{"list": {}}"#, &["list: type"]),
            (r#"{"list": "a"}"#, &["list: type"]),
            (r#"{"map": []}"#, &["map: type"]),
            (r#"{"part": []}"#, &["part: type"]),
            (r#"{"parts": {"0": {}}}"#, &["parts: type"]),
            (r#"{"list": ["a", 1, null, []]}"#, &["list[1]: type", "list[2]: type", "list[3]: type"]),
            (r#"{"map": {"a": "b", "c": 1, "d": null}}"#, &["map.c: type", "map.d: type"]),
        ],
    );
}

#[test]
fn a_number_without_fraction_is_an_integer() {
    for integer in [
        "0",
        "-0",
        "-0.0",
        "5000",
        "5000.0",
        "5e3",
        "0.5e1",
        "50e-1",
        "-7",
        "9007199254740991",
        "-9007199254740991",
        "9007199254740991.0",
        "9007199254740990.9",
        "1.0000000000000000001",
        "1e-400",
        "0.00000e99999999",
    ] {
        check("t.Scalars", &[(&format!(r#"{{"integer": {integer}, "number": {integer}}}"#), &[])]);
    }
    for other in [
        "0.5",
        "5e-1",
        "9007199254740992",
        "9007199254740991.5",
        "-9007199254740992",
        "1e300",
        "1e-300",
        "99999999999999999999",
        "-99999999999999999999",
    ] {
        let payload = format!(r#"{{"integer": {other}, "number": {other}}}"#);
        check("t.Scalars", &[(&payload, &["integer: type"])]);
    }
    check(
        "t.Scalars",
        &[
            (r#"{"integer": "5"}"#, &["integer: type"]),
            (r#"{"number": "5"}"#, &["number: type"]),
            (r#"{"number": null}"#, &[]),
            (r#"{"number": true}"#, &["number: type"]),
        ],
    );
}

#[test]
fn texts_that_cannot_be_represented() {
    check(
        "t.Scalars",
        &[
            (r#"{"date": "2024-02-29"}"#, &[]),
            (r#"{"date": "2023-02-29"}"#, &["date: date"]),
            (r#"{"date": "0000-01-01"}"#, &["date: date"]),
            (r#"{"date": ""}"#, &["date: date"]),
            (r#"{"date": "2024-02-29T00:00:00Z"}"#, &["date: date"]),
            (r#"{"date": 20240229}"#, &["date: type"]),
            (r#"{"uuid": "00000000-0000-0000-0000-000000000000"}"#, &[]),
            (r#"{"uuid": "E9414388-fbdf-4407-B5C2-bc39eae3645b"}"#, &[]),
            (r#"{"uuid": "e9414388fbdf4407b5c2bc39eae3645b"}"#, &["uuid: uuid"]),
            (r#"{"uuid": "{e9414388-fbdf-4407-b5c2-bc39eae3645b}"}"#, &["uuid: uuid"]),
            (r#"{"uuid": "e9414388-fbdf-4407-b5c2-bc39eae3645g"}"#, &["uuid: uuid"]),
            (r#"{"uuid": "e9414388-fbdf-4407-b5c2-bc39eae3645b-"}"#, &["uuid: uuid"]),
            (r#"{"uuid": "e941438-8fbdf-4407-b5c2-bc39eae3645b"}"#, &["uuid: uuid"]),
            (r#"{"uuid": 5}"#, &["uuid: type"]),
            (r#"{"color": "red"}"#, &[]),
            (r#"{"color": "Red"}"#, &["color: enum"]),
            (r#"{"color": ""}"#, &["color: enum"]),
            (r#"{"color": 5}"#, &["color: type"]),
        ],
    );
}

#[test]
fn null_is_absent_only_in_an_optional_field() {
    check(
        "t.Scalars",
        &[
            (r#"{"text": null, "part": null, "list": null, "map": null, "color": null}"#, &[]),
            (r#"{"part": {"name": null}}"#, &["part.name: required"]),
            (r#"{"part": {}}"#, &["part.name: required"]),
            (r#"{"parts": [null]}"#, &["parts[0]: type"]),
            (r#"{"unknown": null}"#, &["unknown: unknown_field"]),
            ("null", &[": type"]),
        ],
    );
}

#[test]
fn a_body_of_another_type() {
    check(
        "t.Scalars",
        &[("[]", &[": type"]), ("1", &[": type"]), (r#""a""#, &[": type"]), ("true", &[": type"])],
    );
    check("t.Color", &[(r#""red""#, &[]), (r#""blue""#, &[": enum"]), ("{}", &[": type"])]);
}

#[test]
fn unknown_fields_and_their_paths() {
    check(
        "t.Part",
        &[
            (
                r#"{"name": "a", "Size": 1, "x": {"name": 1}, "a.b": 1, "": 1}"#,
                &[
                    "Size: unknown_field",
                    "x: unknown_field",
                    "[\"a.b\"]: unknown_field",
                    "[\"\"]: unknown_field",
                ],
            ),
            (r#"{"x": 1, "name": 1}"#, &["name: type", "x: unknown_field"]),
            (r#"{"x": 1, "name": "a", "y": 1, "x": 2}"#, &["x: unknown_field", "y: unknown_field"]),
        ],
    );
    check(
        "t.Scalars",
        &[(r#"{"map": {"like.this": 1, "x": 2}}"#, &["map[\"like.this\"]: type", "map.x: type"])],
    );
}

#[test]
fn unknown_fields_can_be_allowed() {
    let judge = judge();
    let context = judge.context(&Map::new()).unwrap();
    let options = Options { allow_unknown_fields: true, ..Options::default() };
    let payload = r#"{"x": null, "part": {"name": 1, "y": 1}}"#;
    let verdict = judge.check_text("t.Scalars", payload, &context, &options).unwrap();
    assert_eq!(found(&verdict), ["part.name: type"]);
}

#[test]
fn open_types_keep_what_they_do_not_know() {
    check(
        "t.Open",
        &[
            (r#"{"shade": "grey", "more": 1, "any": {"x": [1e400]}}"#, &[]),
            (r#"{"shade": 1}"#, &["shade: type"]),
            (r#"{"any": null}"#, &["shade: required"]),
            (r#"{"shade": "dark", "part": {"name": "a", "x": 1}}"#, &["part.x: unknown_field"]),
        ],
    );
}

#[test]
fn messages() {
    for (schema, json, message) in [
        ("t.Part", "", "Must be valid JSON"),
        ("t.Part", "{}", "name is required"),
        ("t.Part", r#"{"name": 1}"#, "Must be a string"),
        ("t.Part", r#"{"name": "a", "size": "1"}"#, "Must be an integer"),
        ("t.Part", r#"{"name": "a", "sizes": 1}"#, "Unknown field, did you mean size?"),
        ("t.Part", r#"{"name": "a", "something": 1}"#, "Unknown field"),
        ("t.Part", "[]", "Must be an object"),
        ("t.Scalars", r#"{"number": "1"}"#, "Must be a number"),
        ("t.Scalars", r#"{"boolean": 1}"#, "Must be true or false"),
        ("t.Scalars", r#"{"date": "1"}"#, "Must be a date in YYYY-MM-DD format"),
        ("t.Scalars", r#"{"date": 1}"#, "Must be a string"),
        ("t.Scalars", r#"{"uuid": "1"}"#, "Must be a UUID"),
        ("t.Scalars", r#"{"color": "blue"}"#, "Must be one of the documented values"),
        ("t.Scalars", r#"{"list": 1}"#, "Must be an array"),
        ("t.Scalars", r#"{"map": 1}"#, "Must be an object"),
    ] {
        let verdict = verdict(schema, json);
        assert_eq!(verdict.issues[0].message, message, "{json}");
    }
}

#[test]
fn a_schema_that_is_not_there() {
    let judge = judge();
    let context = judge.context(&Map::new()).unwrap();
    let error = judge.check_text("t.Prat", "{}", &context, &Options::default()).unwrap_err();
    assert_eq!(error.to_string(), "unknown schema `t.Prat`, did you mean `t.Part`?");
}

#[test]
fn context_values_are_the_models() {
    let judge = judge();
    let context = |given: Value| judge.context(given.as_object().unwrap());
    assert!(context(json!({"today": "2026-01-01", "strict": true, "region": "x", "limit": 1.5})).is_ok());
    assert!(context(json!({"today": null, "strict": null})).is_ok());
    let error = context(json!({"tody": "2026-01-01"})).unwrap_err();
    assert_eq!(error.to_string(), "unknown context value `tody`, did you mean `today`?");
    for wrong in [
        json!({"today": "2026-02-30"}),
        json!({"today": 1}),
        json!({"strict": "true"}),
        json!({"region": []}),
    ] {
        assert!(matches!(context(wrong.clone()), Err(ContextError::Mismatch { .. })), "{wrong}");
    }
}
