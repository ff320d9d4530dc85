use super::{check, context, found, judge};
use crate::judge::Options;
use serde_json::json;

#[test]
fn below_then_constraints_then_rules_then_unknown_then_the_type() {
    check(
        "t.Whole",
        &[
            (r#"{"first": "a", "parts": [{"name": "key"}], "last": "a"}"#, &[]),
            (
                r#"{"y": 1, "last": " ", "x": 1, "parts": [{"z": 1, "name": "a"}, {"name": "b"}], "first": "XX"}"#,
                &[
                    "first: lower",
                    "first: first_rule",
                    "parts[0].z: unknown_field",
                    "parts: max_items",
                    "parts: parts_rule",
                    "last: blank",
                    "y: unknown_field",
                    "x: unknown_field",
                    "last: whole_rule",
                ],
            ),
            (
                r#"{"first": "zzzz", "parts": [{"name": "key"}], "last": "a"}"#,
                &["first: max_length", "last: whole_rule", ": whole_itself"],
            ),
        ],
    );
}

#[test]
fn a_structure_error_keeps_what_lies_above_it_from_running() {
    check(
        "t.Whole",
        &[
            // One in a sibling keeps a field's constraints and rules from nothing, but the type's rules.
            (
                r#"{"first": "XX", "parts": [{"name": 1}, {"name": "b"}], "last": ""}"#,
                &["first: lower", "first: first_rule", "parts[0].name: type", "last: blank"],
            ),
            (r#"{"first": 5, "parts": [{"name": "a"}], "last": "b"}"#, &["first: type", "parts: parts_rule"]),
            (r#"{"parts": [{"name": "a"}], "last": "b"}"#, &["first: required", "parts: parts_rule"]),
            // An unknown field and a failed constraint keep nothing from running.
            (
                r#"{"first": "B", "parts": [{"name": "a", "x": 1}], "last": "b"}"#,
                &["first: lower", "parts[0].x: unknown_field", "parts: parts_rule", "last: whole_rule"],
            ),
        ],
    );
    check(
        "t.Constrained",
        &[(
            r#"{"tags": ["A", 1, "A", "A"]}"#,
            &["tags[0]: lower", "tags[1]: type", "tags[2]: lower", "tags[3]: lower"],
        )],
    );
}

#[test]
fn ignored_codes_are_not_reported() {
    let judge = judge();
    let context = context(judge, json!({}));
    let payload = r#"{"first": "XX", "parts": [{"name": 1}], "last": "", "x": 1}"#;
    let ignore = |codes: &[&str]| {
        let options =
            Options { ignore: codes.iter().map(|&code| code.to_owned()).collect(), ..Options::default() };
        found(&judge.check_text("t.Whole", payload, &context, &options).unwrap())
    };
    let all = ["first: lower", "first: first_rule", "parts[0].name: type", "last: blank", "x: unknown_field"];
    assert_eq!(ignore(&[]), all);
    assert_eq!(ignore(&["nothing"]), all);
    assert_eq!(ignore(&["first_rule", "blank"]), ["first: lower", "parts[0].name: type", "x: unknown_field"]);
    assert_eq!(
        ignore(&["lower", "first_rule", "blank", "type", "unknown_field", "required", "json"]),
        ["parts[0].name: type", "x: unknown_field",]
    );
}

#[test]
fn an_ignored_format_still_keeps_the_next_from_being_asked() {
    let judge = judge();
    let context = context(judge, json!({}));
    let options = Options { ignore: ["chained".to_owned(), "blank".to_owned()].into(), ..Options::default() };
    let payload = r#"{"lower": "  ", "chained": "ABCx1"}"#;
    assert!(judge.check_text("t.Constrained", payload, &context, &options).unwrap().valid);
}
