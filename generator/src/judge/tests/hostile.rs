use super::{found, verdict};
use std::time::{Duration, Instant};

/// Judges a payload and says how long that took, at the speed of a debug build on a busy machine.
fn soon(schema: &str, payload: &str) -> Vec<String> {
    let start = Instant::now();
    let verdict = verdict(schema, payload);
    assert!(start.elapsed() < Duration::from_secs(30), "took {:?}", start.elapsed());
    assert!(verdict.issues.len() <= fin_core::MAX_ISSUES);
    if verdict.truncated { vec![format!("{} and more", verdict.issues.len())] } else { found(&verdict) }
}

#[test]
fn a_million_brackets() {
    let open = "[".repeat(1_000_000);
    let close = "]".repeat(1_000_000);
    assert_eq!(soon("t.Scalars", &open), [": json"]);
    assert_eq!(soon("t.Scalars", &format!("{open}{close}")), [": type"]);
    assert_eq!(soon("t.Scalars", &format!(r#"{{"x": {open}1e400{close}}}"#)), ["x: unknown_field"]);
    assert_eq!(
        soon("t.Scalars", &format!(r#"{{"x": {open}{close}, "integer": 1e400}}"#)),
        ["integer: type", "x: unknown_field"]
    );
    assert_eq!(soon("t.Scalars", &format!(r#"{{"list": {open}{close}}}"#)), ["list[0]: type"]);
    let objects = "{\"a\":".repeat(300_000);
    assert_eq!(soon("t.Scalars", &format!("{objects}1{}", "}".repeat(300_000))), ["a: unknown_field"]);
}

#[test]
fn at_most_a_thousand_issues() {
    let list = |n: usize| format!(r#"{{"list": [{}]}}"#, vec!["1"; n].join(","));
    assert_eq!(soon("t.Scalars", &list(1_000)).len(), 1_000);
    assert_eq!(soon("t.Scalars", &list(1_001)), ["1000 and more"]);
    assert_eq!(soon("t.Scalars", &list(1_000_000)), ["1000 and more"]);
    let keys: Vec<String> = (0..200_000).map(|n| format!(r#""k{n}": 1"#)).collect();
    assert_eq!(soon("t.Scalars", &format!("{{{}}}", keys.join(","))), ["1000 and more"]);
    let tags = vec![r#""A""#; 200_000].join(",");
    assert_eq!(soon("t.Constrained", &format!(r#"{{"tags": [{tags}]}}"#)), ["1000 and more"]);
}

#[test]
fn long_texts_keys_and_lists() {
    let long = "a".repeat(5_000_000);
    assert_eq!(soon("t.Constrained", &format!(r#"{{"lower": "{long}"}}"#)), ["lower: max_length"]);
    assert_eq!(soon("t.Constrained", &format!(r#"{{"{long}": 1}}"#)), [format!("{long}: unknown_field")]);
    let backslashes = "\\\\".repeat(2_000_000);
    assert_eq!(soon("t.Constrained", &format!(r#"{{"free": "{backslashes}"}}"#)), [""; 0]);
    let owners = vec![r#"{"share":5e-324}"#; 50_000].join(",");
    assert_eq!(soon("t.Ruled", &format!(r#"{{"owners": [{owners}]}}"#)), ["owners: total_above"]);
    let digits = "1".repeat(2_000_000);
    assert_eq!(soon("t.Scalars", &format!(r#"{{"number": {digits}}}"#)), ["number: type"]);
    let numbers = vec!["1e999"; 300_000].join(",");
    assert_eq!(soon("t.Scalars", &format!(r#"{{"x": [{numbers}]}}"#)), ["x: unknown_field"]);
}

#[test]
fn no_value_is_ever_told() {
    let verdict = verdict(
        "t.Constrained",
        r#"{"lower": "SECRET1", "past": "SECRET2", "ratio": "SECRET3", "tags": ["SECRET4"]}"#,
    );
    assert_eq!(verdict.issues.len(), 5);
    assert!(!format!("{verdict:?}").contains("SECRET"));
}
