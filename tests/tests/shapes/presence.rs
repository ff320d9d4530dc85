use crate::issues;
use fin_payload::FinPayload;
use serde::Deserialize;
use std::collections::BTreeMap;

fn seven() -> i64 {
    7
}

#[derive(FinPayload, Deserialize, PartialEq, Debug)]
struct Defaults {
    #[serde(default)]
    #[fin(minimum = 0)]
    zero: i64,
    #[serde(default = "seven")]
    seven: i64,
    #[serde(default)]
    #[fin(not_blank, max_items = 2)]
    texts: Vec<String>,
    #[serde(default)]
    map: BTreeMap<String, i64>,
    #[serde(skip)]
    skipped: i64,
    #[serde(skip, default = "seven")]
    skipped_seven: i64,
    #[serde(skip_deserializing)]
    not_read: Option<String>,
    option: Option<i64>,
}

#[test]
fn an_absent_field_has_its_default() {
    let ours = Defaults::from_json(b"{}").unwrap();
    let theirs: Defaults = serde_json::from_str("{}").unwrap();
    assert_eq!(ours, theirs);
    assert_eq!((ours.seven, ours.skipped_seven), (7, 7));
}

#[test]
fn null_is_as_good_as_absent() {
    let json = br#"{"zero": null, "seven": null, "texts": null, "map": null, "option": null}"#;
    assert_eq!(Defaults::from_json(json), Defaults::from_json(b"{}"));
}

#[test]
fn a_default_does_not_excuse_what_is_given() {
    assert_eq!(
        issues::<Defaults>(r#"{"option": "1", "texts": ["", "a", "b"], "seven": "7", "zero": -1}"#),
        ["zero minimum", "seven type", "texts[0] blank", "texts max_items", "option type"],
    );
    // Of a key that stands twice the last counts.
    assert_eq!(issues::<Defaults>(r#"{"zero": -1, "zero": null, "texts": [1], "texts": null}"#), [""; 0]);
    assert_eq!(issues::<Defaults>(r#"{"zero": null, "zero": -1}"#), ["zero minimum"]);
}

#[test]
fn a_field_that_is_not_on_the_wire_is_unknown_there() {
    assert_eq!(
        issues::<Defaults>(r#"{"not_read": "x", "skipped": 5}"#),
        ["not_read unknown_field", "skipped unknown_field"],
    );
}

#[derive(FinPayload, Deserialize, PartialEq, Debug)]
#[serde(default)]
struct Whole {
    a: i64,
    b: String,
    #[serde(default)]
    c: i64,
    #[serde(skip)]
    d: i64,
}

impl Default for Whole {
    fn default() -> Self {
        Whole { a: 1, b: "two".to_owned(), c: 3, d: 4 }
    }
}

fn other() -> Called {
    Called { a: 5 }
}

#[derive(FinPayload, Deserialize, PartialEq, Debug)]
#[serde(default = "other")]
struct Called {
    a: i64,
}

#[test]
fn a_default_of_the_whole_gives_its_fields() {
    for json in ["{}", r#"{"a": 9}"#, r#"{"b": "x", "c": 1}"#] {
        assert_eq!(Whole::from_json(json.as_bytes()).unwrap(), serde_json::from_str(json).unwrap(), "{json}");
    }
    assert_eq!(Whole::from_json(b"{}").unwrap(), Whole { a: 1, b: "two".to_owned(), c: 0, d: 4 });
    assert_eq!(Called::from_json(b"{}").unwrap(), other());
}

#[derive(FinPayload)]
struct Nulls {
    #[allow(dead_code)]
    required: i64,
    #[allow(dead_code)]
    inner: Option<Inner>,
    #[allow(dead_code)]
    list: Option<Vec<i64>>,
    #[allow(dead_code)]
    map: Option<BTreeMap<String, Inner>>,
}

#[derive(FinPayload)]
struct Inner {
    #[allow(dead_code)]
    text: String,
}

#[test]
fn null_is_required_of_a_field_and_type_of_everything_else() {
    let read = |json| Nulls::from_json(json).err().map(|issues| issues.to_string()).unwrap_or_default();
    assert_eq!(
        read(br#"{"inner": {"text": null}, "list": [1, null], "map": {"a": null, "b": {"text": null}}}"#),
        "required: required is required [required]\n\
         inner.text: text is required [required]\n\
         list[1]: Must be an integer [type]\n\
         map.a: Must be an object [type]\n\
         map.b.text: text is required [required]",
    );
    assert_eq!(
        read(br#"{"required": null, "inner": null, "list": null}"#),
        "required: required is required [required]"
    );
    assert_eq!(read(b"null"), "Must be an object [type]");
    assert_eq!(issues::<Nulls>(r#"{"required": 1, "stranger": null}"#), ["stranger unknown_field"]);
}
