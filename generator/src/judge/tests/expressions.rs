//! The meaning of each operator and function, asked of the interpreter: what holds, what does not, what is absent.

use super::model::{BOOLEAN, DATE, NUMBER, TEXT, api_of, field, list, require};
use super::{TODAY, found};
use crate::judge::{Judge, Options};
use serde_json::json;

/// A payload that an expression is evaluated over. `none` and `no_list` are absent.
const SUBJECT: &str = r#"{"t": "text", "n": 0.1, "i": 3, "yes": true, "no": false, "day": "2008-02-29",
    "list": ["a", "b", "a"], "numbers": [0.1, 0.2, 3], "empty": [], "blank": " \u3000", "wide": "é😀"}"#;

/// `true`, `false` or `absent`.
fn evaluate(expression: &str) -> &'static str {
    let fields = vec![
        field("t?", TEXT),
        field("n?", NUMBER),
        field("i?", NUMBER),
        field("yes?", BOOLEAN),
        field("no?", BOOLEAN),
        field("day?", DATE),
        field("list?", list(TEXT)),
        field("numbers?", list(NUMBER)),
        field("empty?", list(TEXT)),
        field("blank?", TEXT),
        field("wide?", TEXT),
        field("none?", TEXT),
        field("no_list?", list(TEXT)),
    ];
    let rules = vec![
        require("not_true", "", None, expression),
        require("not_false", "", None, &format!("!({expression})")),
    ];
    let judge = Judge::new(&api_of(fields, rules)).unwrap();
    let given = json!({"today": TODAY, "limit": 0.3});
    let context = judge.context(given.as_object().unwrap()).unwrap();
    let verdict = judge.check_text("t.Subject", SUBJECT, &context, &Options::default()).unwrap();
    match found(&verdict).as_slice() {
        [] => "absent",
        [one] if one == ": not_false" => "true",
        [one] if one == ": not_true" => "false",
        other => panic!("{expression}: {other:?}"),
    }
}

fn check(expected: &str, expressions: &[&str]) {
    for expression in expressions {
        assert_eq!(evaluate(expression), expected, "{expression}");
    }
}

#[test]
fn comparisons() {
    check(
        "true",
        &[
            "this.t == 'text'",
            "this.t != 'Text'",
            "'text' == this.t",
            "this.yes",
            "!this.no",
            "this.yes == true",
            "this.no == false",
            "this.n == 0.1",
            "this.n < 0.2",
            "0.2 > this.n",
            "this.n <= 0.1",
            "this.n >= 0.1",
            "this.i == 3",
            "this.i == 3.0",
            "3 == this.i",
            "this.i > 2",
            "2 < this.i",
            "this.i >= -3",
            "this.n < this.i",
            "this.day < context.today",
            "context.today > this.day",
            "this.day == this.day",
            "this.n < context.limit",
        ],
    );
    check(
        "false",
        &["this.t == 'Text'", "this.i != 3", "this.i < 3", "this.n > 0.1", "this.day > context.today"],
    );
}

#[test]
fn membership() {
    check(
        "true",
        &[
            "this.t in ['a', 'text']",
            "this.i in [1, 2, 3]",
            "'b' in this.list",
            "this.n in [0.1]",
            "3 in this.numbers",
        ],
    );
    check("false", &["this.t in ['a']", "this.i in [1, 2]", "'c' in this.list", "this.t in this.empty"]);
    check("absent", &["this.none in ['a']", "'a' in this.no_list"]);
}

#[test]
fn sums() {
    check(
        "true",
        &[
            "sum(this.numbers) == 3.3",
            "sum(this.numbers) >= 3.3",
            "3.3 <= sum(this.numbers)",
            "sum(this.empty) == 0",
            "sum([this.n, 0.2]) == 0.3",
            "sum([this.n, 0.2]) == context.limit",
            "sum(this.numbers) < 4",
            "sum(this.numbers.filter(n, n < 1)) == sum([0.2, 0.1])",
            "sum(this.numbers.map(n, n)) != 3.30000001",
            "sum([]) <= 0.0",
            "sum([this.i]) == this.i",
            "sum([this.i]) > this.n",
        ],
    );
    check("false", &["sum(this.numbers) == 3.3000000000000003", "sum(this.numbers) > 3.3"]);
    check("absent", &["sum(this.no_list) == 0"]);
}

#[test]
fn functions() {
    check(
        "true",
        &[
            "size(this.list) == 3",
            "this.list.size() == 3",
            "size(this.wide) == 2",
            "size(this.empty) == 0",
            "size(this.t) > 3",
            "is_ascii(this.t)",
            "!is_ascii(this.wide)",
            "is_blank(this.blank)",
            "!is_blank(this.t)",
            "is_blank('')",
            "has_format(this.t, 'lower')",
            "!has_format(this.wide, \"lower\")",
            "!has_format('', 'lower')",
            "years_between(this.day, context.today) == 18",
            "years_between(context.today, this.day) < 0",
            "years_between(this.day, this.day) == 0",
        ],
    );
    check(
        "absent",
        &[
            "size(this.no_list) == 0",
            "is_ascii(this.none)",
            "is_blank(this.none)",
            "has_format(this.none, 'lower')",
        ],
    );
}

#[test]
fn presence() {
    check(
        "true",
        &["has(this.t)", "!has(this.none)", "has(context.today)", "!has(context.region)", "has(this.empty)"],
    );
    check("false", &["has(this.none)", "has(context.strict)"]);
}

#[test]
fn absence_follows_cel() {
    check(
        "absent",
        &[
            "this.none == 'a'",
            "this.none != 'a'",
            "!(this.none == 'a')",
            "this.none == this.none",
            "context.strict",
            "this.yes && this.none == 'a'",
            "this.none == 'a' && this.yes",
            "this.no || this.none == 'a'",
            "this.none == 'a' || this.no",
            "this.none == 'a' && context.strict",
            "this.t == context.region",
            "this.no_list.all(x, x == 'a')",
            "this.no_list.exists(x, x == 'a')",
            "size(this.no_list.filter(x, x == 'a')) == 0",
            "this.list.all(x, x == this.none || x != 'c')  && this.none == 'a'",
        ],
    );
    check(
        "false",
        &["this.no && this.none == 'a'", "this.none == 'a' && this.no", "has(this.none) && this.none == 'a'"],
    );
    check(
        "true",
        &[
            "this.yes || this.none == 'a'",
            "this.none == 'a' || this.yes",
            "!has(this.none) || this.none == 'a'",
        ],
    );
}

#[test]
fn macros() {
    check(
        "true",
        &[
            "this.list.all(x, x in ['a', 'b'])",
            "this.list.exists(x, x == 'b')",
            "this.list.exists_one(x, x == 'b')",
            "!this.list.exists_one(x, x == 'a')",
            "this.empty.all(x, false)",
            "!this.empty.exists(x, true)",
            "size(this.list.filter(x, x == 'a')) == 2",
            "size(this.list.map(x, size(x))) == 3",
            "this.list.map(x, size(x)).all(n, n == 1)",
            "'b' in this.list.map(x, x)",
            "this.list.all(x, this.list.exists(y, x == y))",
            "this.list.exists(x, x == this.none || x == 'b')",
        ],
    );
    check(
        "false",
        &[
            "this.list.all(x, x == 'a')",
            "this.list.exists(x, x == 'c')",
            "this.list.all(x, x == this.none && x == 'c')",
        ],
    );
    check("absent", &["this.list.all(x, x == this.none || x == 'a')", "this.list.exists(x, x == this.none)"]);
}
