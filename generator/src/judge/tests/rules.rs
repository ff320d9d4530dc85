use super::{check, context, found, judge};
use crate::judge::{Options, Verdict};
use serde_json::{Value, json};

fn in_context(given: Value, json: &str) -> Verdict {
    let judge = judge();
    judge.check_text("t.Ruled", json, &context(judge, given), &Options::default()).unwrap()
}

#[test]
fn a_rule_that_mentions_what_is_absent_does_not_apply() {
    check(
        "t.Ruled",
        &[
            ("{}", &[]),
            (r#"{"a": "x"}"#, &[]),
            (r#"{"a": "x", "b": null}"#, &[]),
            (r#"{"a": "x", "b": "y"}"#, &["b: equal"]),
            (r#"{"a": "b"}"#, &["b: b_required"]),
            (r#"{"a": "b", "b": null}"#, &["b: b_required"]),
            (r#"{"a": "b", "b": "b"}"#, &[]),
            (r#"{"flag": true, "part": {"name": "x"}, "count": 5}"#, &[]),
        ],
    );
}

#[test]
fn context_values() {
    let found = |given: Value, json: &str| found(&in_context(given, json));
    assert_eq!(found(json!({"strict": true}), r#"{"flag": true}"#), [""; 0]);
    assert_eq!(found(json!({"strict": true}), r#"{"flag": false}"#), ["flag: flag_matches"]);
    assert_eq!(found(json!({"strict": null}), r#"{"flag": false}"#), [""; 0]);
    assert_eq!(found(json!({"region": "EU"}), r#"{"part": {"name": "US"}}"#), ["part.name: region"]);
    assert_eq!(found(json!({"limit": 2.5}), r#"{"count": 2}"#), [""; 0]);
    assert_eq!(found(json!({"limit": 2.5}), r#"{"count": 3}"#), [": few"]);
    assert_eq!(found(json!({}), r#"{"birth": "2008-03-02"}"#), ["birth: age"]);
    assert_eq!(found(json!({"today": "2026-03-02"}), r#"{"birth": "2008-03-02"}"#), [""; 0]);
}

#[test]
fn today_is_the_current_day_by_default() {
    let judge = judge();
    let given = judge.context(&serde_json::Map::new()).unwrap();
    let payload = r#"{"birth": "0001-01-01"}"#;
    assert!(judge.check_text("t.Ruled", payload, &given, &Options::default()).unwrap().valid);
    let payload = r#"{"birth": "9999-01-01"}"#;
    assert!(!judge.check_text("t.Ruled", payload, &given, &Options::default()).unwrap().valid);
}

#[test]
fn sums_are_exact_decimals() {
    let owners = |shares: &str| {
        let owners: Vec<String> = shares.split(' ').map(|share| format!(r#"{{"share": {share}}}"#)).collect();
        format!(r#"{{"owners": [{}]}}"#, owners.join(","))
    };
    for (shares, expected) in [
        ("33.3 33.3 33.3 0.1", &["owners: total"][..]),
        ("33.3 33.3 33.3 0.09999999999999999", &[]),
        ("99.99999999999999", &[]),
        ("99.999999999999999999", &["owners: total"]),
        ("50 49.99999999999999 0.00000000000001", &["owners: total"]),
        ("50 50 -1e-300", &[]),
        ("1e308 1e308 -1e308 -1e308 5e-324", &["owners: total_above"]),
        ("1e308 1e308", &["owners: total"]),
        ("0.01", &["owners: total_above"]),
        ("0.005 0.005 1e-17", &[]),
        ("0.001 0.009", &["owners: total_above"]),
        ("null", &["owners: total_above"]),
    ] {
        check("t.Ruled", &[(&owners(shares), expected)]);
    }
}

#[test]
fn no_text_twice_over_all_paths() {
    check(
        "t.Ruled",
        &[
            (
                r#"{"owners": [{"share": 1, "email": "a"}, {}, {"email": "A"}, {"email": "a"}, {"email": "a"}]}"#,
                &["owners[3].email: email_unique", "owners[4].email: email_unique"],
            ),
            (
                r#"{"more": [{"kind": "k", "uris": ["u", "v"]}],
                "items": [{"kind": "free", "uris": ["v", "v"]}, {"kind": "k", "uris": ["u", "u"]}]}"#,
                &["items[1].uris[1]: uri_unique", "more[0].uris[0]: uri_unique"],
            ),
            (
                r#"{"owners": [{"share": 1, "email": ""}, {"email": ""}, {"email": null}]}"#,
                &["owners[1].email: email_unique"],
            ),
        ],
    );
}

#[test]
fn a_structure_error_below_keeps_the_rules_of_a_type_from_running() {
    check(
        "t.Ruled",
        &[
            (r#"{"a": "b", "owners": [{"share": "1"}]}"#, &["owners[0].share: type"]),
            (
                r#"{"a": "b", "owners": [{"share": 1, "x": 1}], "y": 1}"#,
                &["owners[0].x: unknown_field", "y: unknown_field", "b: b_required"],
            ),
        ],
    );
}
