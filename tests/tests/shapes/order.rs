use crate::{issues, issues_with, listed};
use fin_payload::{Context, FinPayload, Options};
use std::{collections::BTreeMap, fmt::Write};

#[derive(FinPayload)]
#[fin(rule(code = "ends_meet", at = "b", message = "Must be equal", require = self.a == self.b))]
struct Body {
    #[fin(minimum = 0)]
    a: i64,
    #[fin(minimum = 0)]
    b: i64,
    #[fin(max_items = 2)]
    list: Option<Vec<Part>>,
    map: Option<BTreeMap<String, i64>>,
}

#[derive(FinPayload)]
#[fin(rule(code = "not_both", message = "One of them", require = !(has(&self.x) && has(&self.y))))]
struct Part {
    #[fin(not_blank, max_length = 3)]
    x: Option<String>,
    y: Option<bool>,
}

#[test]
fn the_order_is_the_models_whatever_the_payloads() {
    assert_eq!(
        issues::<Body>(
            r#"{"zzz": 1, "map": {"q": "1", "p": "2"}, "list": [{"y": true, "x": "long"}, {"y": 1}, {"v": 1, "x": " "}, 5],
                "b": -1, "yyy": 2, "zzz": null, "a": -1}"#
        ),
        [
            "a minimum",
            "b minimum",
            "list[0].x max_length",
            "list[0] not_both",
            "list[1].y type",
            "list[2].x blank",
            "list[2].v unknown_field",
            "list[3] type",
            "map.q type",
            "map.p type",
            "zzz unknown_field",
            "yyy unknown_field",
        ],
    );
}

#[test]
fn constraints_wait_for_what_is_below_them_and_rules_for_the_whole() {
    // A failed constraint and an unknown field keep nothing from running.
    assert_eq!(
        issues::<Body>(r#"{"a": -2, "b": -1, "c": 0, "list": [{}, {}, {"z": 1}]}"#),
        [
            "a minimum",
            "b minimum",
            "list[2].z unknown_field",
            "list max_items",
            "c unknown_field",
            "b ends_meet"
        ],
    );
    // A mistake in the structure does, of what is above it.
    assert_eq!(issues::<Body>(r#"{"a": 1, "b": 2, "list": [{}, {}, {"y": 0}]}"#), ["list[2].y type"]);
    assert_eq!(issues::<Body>(r#"{"a": 1}"#), ["b required"]);
}

#[test]
fn of_a_key_that_stands_twice_the_last_counts() {
    assert_eq!(issues::<Body>(r#"{"a": "x", "b": 1, "a": 1}"#), [""; 0]);
    assert_eq!(issues::<Body>(r#"{"a": 1, "b": 1, "a": "x"}"#), ["a type"]);
    assert_eq!(issues::<Body>(r#"{"a": 1, "b": 1, "a": null}"#), ["a required"]);
    assert_eq!(
        issues::<Body>(
            r#"{"list": [{"y": 0}, 1, {"x": ""}], "a": -1, "b": -1, "list": [1], "a": 1, "b": 1}"#
        ),
        ["list[0] type"],
    );
    assert_eq!(
        issues::<Body>(r#"{"a": 1, "b": 1, "list": [{"x": "", "x": "ok", "y": 5, "y": null}]}"#),
        [""; 0]
    );
    // Inside a map too, and there it is reported where it first stood.
    assert_eq!(issues::<Body>(r#"{"a": 1, "b": 1, "map": {"p": "x", "q": "x", "p": 1}}"#), ["map.q type"]);
    assert_eq!(
        issues::<Body>(r#"{"a": 1, "b": 1, "map": {"p": 1, "q": "x", "r": 1, "p": "x", "r": true}}"#),
        ["map.p type", "map.q type", "map.r type"],
    );
}

#[test]
fn of_an_entry_that_stands_twice_the_last_is_kept() {
    let map =
        |json: &str| BTreeMap::<String, i64>::from_json(json.as_bytes()).map_err(|issues| listed(&issues));
    assert_eq!(map(r#"{"a": 1, "a": 2}"#), Ok(BTreeMap::from([("a".to_owned(), 2)])));
    assert_eq!(map(r#"{"a": 1, "a": 2, "a": "x", "a": 3}"#), Ok(BTreeMap::from([("a".to_owned(), 3)])));
    assert_eq!(map(r#"{"a": "x", "b": 1, "a": 3}"#).map(|map| map.len()), Ok(2));
}

#[test]
fn a_built_value_is_checked_in_the_same_order() {
    let part = |x: &str| Part { x: Some(x.to_owned()), y: Some(true) };
    let built = Body { a: -1, b: -2, list: Some(vec![part("long"), part(""), part("ok")]), map: None };
    let expected = [
        "a minimum",
        "b minimum",
        "list[0].x max_length",
        "list[0] not_both",
        "list[1].x blank",
        "list[1] not_both",
        "list[2] not_both",
        "list max_items",
        "b ends_meet",
    ];
    assert_eq!(listed(&built.validate().unwrap_err()), expected);
    let json = r#"{"a": -1, "b": -2, "list": [{"x": "long", "y": true}, {"x": "", "y": true}, {"x": "ok", "y": true}]}"#;
    assert_eq!(issues::<Body>(json), expected);
}

#[test]
fn options_leave_out_rules_and_unknown_fields_but_no_structure() {
    let json = r#"{"a": -1, "b": 1, "c": 1, "list": [{"x": 1}, {"d": 1}]}"#;
    let with = |options| issues_with::<Body>(json, &Context::new(), &options);
    assert_eq!(
        with(Options::new()),
        ["a minimum", "list[0].x type", "list[1].d unknown_field", "c unknown_field"]
    );
    assert_eq!(with(Options::new().allow_unknown_fields()), ["a minimum", "list[0].x type"]);
    assert_eq!(
        with(Options::new().allow_unknown_fields().ignore("minimum").ignore("type")),
        ["list[0].x type"],
    );
    assert_eq!(
        issues_with::<Body>(r#"{"a": 1, "b": 2}"#, &Context::new(), &Options::new().ignore("ends_meet")),
        [""; 0],
    );
}

fn many(count: usize, entry: impl Fn(usize) -> String) -> String {
    (0..count).map(entry).collect::<Vec<_>>().join(",")
}

#[test]
fn a_thousand_issues_are_kept_and_that_there_are_more_is_said() {
    let read = |json: &str| Body::from_json(json.as_bytes()).err().unwrap();
    for (count, kept, truncated) in
        [(999, 999, false), (1_000, 1_000, false), (1_001, 1_000, true), (50_000, 1_000, true)]
    {
        let unknown =
            read(&format!(r#"{{"a": 1, "b": 1, {}}}"#, many(count, |index| format!("\"k{index}\": 0"))));
        assert_eq!((unknown.len(), unknown.is_truncated()), (kept, truncated), "{count} unknown fields");
        let items = read(&format!(r#"{{"a": 1, "b": 1, "list": [{}]}}"#, many(count, |_| "7".to_owned())));
        assert_eq!((items.len(), items.is_truncated()), (kept, truncated), "{count} items");
        let entries = many(count, |index| format!("\"k{index}\": null"));
        let entries = read(&format!(r#"{{"a": 1, "b": 1, "map": {{{entries}}}}}"#));
        assert_eq!((entries.len(), entries.is_truncated()), (kept, truncated), "{count} entries");
    }
    assert!(
        read(&format!(r#"{{"list": [{}]}}"#, many(2_000, |_| "7".to_owned())))
            .to_string()
            .ends_with("and more")
    );
}

#[test]
fn what_is_forgotten_does_not_count_among_the_thousand() {
    let wrong = many(3_000, |_| "7".to_owned());
    assert_eq!(
        issues::<Body>(&format!(r#"{{"a": "x", "list": [{wrong}], "b": 1, "list": [], "a": 1}}"#)),
        [""; 0]
    );
    let twice = format!(
        "{}, {}",
        many(3_000, |index| format!("\"k{index}\": null")),
        many(2_999, |index| format!("\"k{index}\": 1"))
    );
    let issues =
        Body::from_json(format!(r#"{{"a": 1, "b": 1, "map": {{{twice}}}}}"#).as_bytes()).err().unwrap();
    assert_eq!((listed(&issues), issues.is_truncated()), (vec!["map.k2999 type".to_owned()], false));
}

#[test]
fn reading_takes_time_in_proportion_to_the_payload() {
    // Quadratic, each of these would take minutes.
    let count = 200_000;
    let entries = many(count, |index| format!("\"k{index}\": null"));
    assert!(Body::from_json(format!(r#"{{"map": {{{entries}, {entries}}}}}"#).as_bytes()).is_err());
    let misspelt = many(count, |_| r#"{"xx": 1}"#.to_owned());
    assert!(Body::from_json(format!(r#"{{"list": [{misspelt}]}}"#).as_bytes()).is_err());
    let mut flipping = String::from("{");
    for index in 0..count {
        let _ = write!(flipping, "\"a\": \"x\", \"b\": \"x\", \"u{index}\": 0, ");
    }
    assert!(Body::from_json(format!("{flipping}\"a\": 1}}").as_bytes()).is_err());
}
