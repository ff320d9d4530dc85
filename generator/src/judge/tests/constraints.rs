use super::{check, verdict};

#[test]
fn a_blank_text_is_blank_alone() {
    check(
        "t.Constrained",
        &[
            (r#"{"required_text": ""}"#, &["required_text: blank"]),
            (r#"{"required_text": " \t\n"}"#, &["required_text: blank"]),
            (r#"{"required_text": "\u3000\u0085\u00a0\u2028"}"#, &["required_text: blank"]),
            (r#"{"required_text": "\u200b\ufeff"}"#, &["required_text: ascii"]),
            (r#"{"lower": ""}"#, &["lower: blank"]),
            (r#"{"lower": "      "}"#, &["lower: blank"]),
            (r#"{"listed": " "}"#, &["listed: blank"]),
            (r#"{"refused": " "}"#, &[]),
            (r#"{"free": ""}"#, &["free: min_length"]),
            (r#"{"free": " "}"#, &[]),
            (r#"{"tags": ["", "a", " "]}"#, &["tags[0]: blank", "tags[2]: blank"]),
            (
                r#"{"blanks": ["", "  ", ""]}"#,
                &["blanks[0]: blank", "blanks[1]: blank", "blanks[2]: blank", "blanks[2]: unique_items"],
            ),
        ],
    );
    assert_eq!(verdict("t.Constrained", r#"{"lower": ""}"#).issues[0].message, "Must not be blank");
}

#[test]
fn lengths_count_code_points() {
    check(
        "t.Constrained",
        &[
            (r#"{"free": "é"}"#, &[]),
            (r#"{"lower": "ééé"}"#, &["lower: lower", "lower: ascii"]),
            (r#"{"lower": "éééé"}"#, &["lower: lower", "lower: ascii", "lower: max_length"]),
            (r#"{"lower": "\ud83d\ude00\ud83d\ude00\ud83d\ude00"}"#, &["lower: lower", "lower: ascii"]),
            (r#"{"required_text": "e\u0301"}"#, &["required_text: ascii"]),
            (r#"{"required_text": "a"}"#, &["required_text: min_length"]),
        ],
    );
}

#[test]
fn formats_look_at_the_whole_text() {
    check(
        "t.Constrained",
        &[
            (r#"{"lower": "abc"}"#, &[]),
            (r#"{"lower": "ab1"}"#, &["lower: lower"]),
            (r#"{"lower": "ab\n"}"#, &["lower: lower"]),
            (r#"{"refused": "box"}"#, &["refused: no_box"]),
            (r#"{"refused": "1 box 2"}"#, &["refused: no_box"]),
            (r#"{"refused": "a box"}"#, &[]),
            (r#"{"listed": "AA"}"#, &[]),
            (r#"{"listed": "aa"}"#, &["listed: listed"]),
            (r#"{"listed": "AABB"}"#, &["listed: listed"]),
            (r#"{"pattern": "a"}"#, &[]),
            (r#"{"pattern": "12"}"#, &[]),
            (r#"{"pattern": "ab"}"#, &["pattern: pattern"]),
            (r#"{"pattern": "a1"}"#, &["pattern: pattern"]),
        ],
    );
}

#[test]
fn a_further_format_is_asked_for_when_the_first_holds() {
    check(
        "t.Constrained",
        &[
            (r#"{"chained": "abc"}"#, &[]),
            (r#"{"chained": "ABC1"}"#, &["chained: chained"]),
            (r#"{"chained": "ABCx"}"#, &["chained: chained_twice"]),
            (r#"{"chained": "abcx"}"#, &["chained: chained_thrice"]),
            (r#"{"chained": ""}"#, &["chained: blank"]),
        ],
    );
}

#[test]
fn numbers_compare_as_decimals() {
    check(
        "t.Constrained",
        &[
            (r#"{"ratio": 0, "count": -1}"#, &[]),
            (r#"{"ratio": -0.0, "count": 3.0}"#, &[]),
            (r#"{"ratio": 0.1}"#, &[]),
            (r#"{"ratio": 0.10000000000000001}"#, &[]),
            (r#"{"ratio": 0.10000000000000002}"#, &["ratio: maximum"]),
            (r#"{"ratio": -5e-324}"#, &["ratio: minimum"]),
            (r#"{"count": -2}"#, &["count: minimum"]),
            (r#"{"count": 4}"#, &["count: maximum"]),
        ],
    );
}

#[test]
fn days_compare_with_today() {
    check(
        "t.Constrained",
        &[
            (r#"{"past": "2026-02-28", "past_or_today": "2026-03-01", "future": "2026-03-02"}"#, &[]),
            (r#"{"past": "2026-03-01"}"#, &["past: past"]),
            (r#"{"past_or_today": "2026-03-02"}"#, &["past_or_today: past_or_today"]),
            (r#"{"future": "2026-03-01"}"#, &["future: future"]),
            (r#"{"birth": "2008-03-01"}"#, &[]),
            (r#"{"birth": "2008-02-29"}"#, &[]),
            (r#"{"birth": "2008-03-02"}"#, &["birth: min_age"]),
            (r#"{"birth": "2030-01-01"}"#, &["birth: min_age"]),
            (r#"{"birth": "1905-03-02"}"#, &[]),
            (r#"{"birth": "1905-03-01"}"#, &["birth: max_age"]),
            (r#"{"birth": "0001-01-01"}"#, &["birth: max_age"]),
        ],
    );
}

#[test]
fn items_first_then_the_list() {
    check(
        "t.Constrained",
        &[
            (r#"{"tags": []}"#, &["tags: min_items"]),
            (r#"{"tags": ["a", "b", "a"]}"#, &["tags[2]: unique_items"]),
            (
                r#"{"tags": ["A", "b", "b", "A", "b"]}"#,
                &[
                    "tags[0]: lower",
                    "tags[3]: lower",
                    "tags: max_items",
                    "tags[2]: unique_items",
                    "tags[3]: unique_items",
                    "tags[4]: unique_items",
                ],
            ),
            (r#"{"blanks": ["abc", "", "a"]}"#, &["blanks[0]: max_length", "blanks[1]: blank"]),
            // A sound item keeps its constraints beside one that is not; the list's own need all of them.
            (
                r#"{"tags": ["A", 5, "A", "b", "B"]}"#,
                &["tags[0]: lower", "tags[1]: type", "tags[2]: lower", "tags[4]: lower"],
            ),
            (
                r#"{"numbers": [1, 1.0, 6, 0, -0, 1e0]}"#,
                &[
                    "numbers[2]: maximum",
                    "numbers[1]: unique_items",
                    "numbers[4]: unique_items",
                    "numbers[5]: unique_items",
                ],
            ),
            (
                r#"{"objects": [{"name": "a", "size": 1}, {"size": 1.0, "name": "a"}, {"name": "a"}]}"#,
                &["objects[1]: unique_items"],
            ),
            (
                r#"{"grid": [["a", "B"], [], ["C"]]}"#,
                &["grid[0][1]: lower", "grid[2][0]: lower", "grid: max_items"],
            ),
        ],
    );
}

#[test]
fn absent_fields_are_not_checked() {
    check("t.Constrained", &[(r#"{"required_text": null, "tags": null, "birth": null}"#, &[]), ("{}", &[])]);
}
