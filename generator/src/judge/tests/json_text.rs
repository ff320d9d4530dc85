use super::check;
use super::model::{NUMBER, TEXT, list};
use crate::judge::node::Node;
use crate::judge::read::read;

#[test]
fn what_is_no_json() {
    for text in [
        "",
        " ",
        "{",
        "}",
        "{\"text\": }",
        "{} {}",
        "{},",
        "[1,]",
        "{\"a\": 1,}",
        "{a: 1}",
        "'a'",
        "nul",
        "NaN",
        "Infinity",
        "-Infinity",
        "-",
        "01",
        "1.",
        ".5",
        "1e",
        "+1",
        "0x10",
        "1_000",
        "\"",
        "\"\t\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\u{feff}{}",
        "{} \u{feff}",
        "// c\n{}",
        "[1 2]",
        "{\"a\" 1}",
        "{\"a\": 1 \"b\": 2}",
        "\u{a0}{}",
        "[1e400",
        "[1e400,]",
        "[1e400 1]",
        "1e400x",
        "[01e400]",
        "[1.e400]",
        "[-1e400-]",
    ] {
        check("t.Scalars", &[(text, &[": json"])]);
    }
    for bytes in [
        &b"\xff"[..],
        b"{\"text\": \"\xc3\"}",
        b"{\"x\xed\xa0\x80\": 1}",
        b"\xef\xbb\xbf{}",
        b"{}\0",
        b"{\"a\": \"\xf8\"}",
    ] {
        assert!(read(bytes, &[], &TEXT).is_none(), "{bytes:?}");
    }
}

#[test]
fn white_space_around_a_body() {
    check("t.Scalars", &[(" \t\r\n{ } \n", &[]), ("\u{b}{}", &[": json"])]);
}

#[test]
fn a_lone_surrogate_wherever_it_stands() {
    check(
        "t.Scalars",
        &[
            (r#"{"text": "\ud83d\ude00"}"#, &[]),
            (r#"{"text": "\\ud83d"}"#, &[]),
            (r#"{"text": "\\\\ud83d \u0041\ud83d\ude00\\"}"#, &[]),
            (r#"{"text": "\ud83d"}"#, &[": json"]),
            (r#"{"text": "\uDE00"}"#, &[": json"]),
            (r#"{"text": "\ude00\ud83d"}"#, &[": json"]),
            (r#"{"text": "\ud83d\u0041"}"#, &[": json"]),
            (r#"{"text": "\ud83d\ud83d\ude00"}"#, &[": json"]),
            (r#"{"text": "\ud83dx\ude00"}"#, &[": json"]),
            (r#"{"text": "\\\ud83d"}"#, &[": json"]),
            (r#"{"\ud83d": 1}"#, &[": json"]),
            (r#"{"unknown": {"deep": ["\udfff"]}}"#, &[": json"]),
            (r#"{"text": "\ud800", "text": "fine"}"#, &[": json"]),
        ],
    );
    let deep = format!(r#"{{"x": {}"\ud800"{}}}"#, "[".repeat(500), "]".repeat(500));
    check("t.Scalars", &[(&deep, &[": json"])]);
}

#[test]
fn of_a_key_that_stands_twice_the_last_wins_where_the_first_stood() {
    check(
        "t.Scalars",
        &[
            (r#"{"text": 1, "text": "a"}"#, &[]),
            (r#"{"text": "a", "text": 1}"#, &["text: type"]),
            (r#"{"text": "a", "te\u0078t": 1}"#, &["text: type"]),
            (r#"{"part": {}, "part": {"name": "a"}}"#, &[]),
            (r#"{"part": {"name": "a"}, "part": null}"#, &[]),
            (r#"{"map": {"a": 1, "b": 1, "a": 2}}"#, &["map.a: type", "map.b: type"]),
            (r#"{"map": {"a": 1, "b": 1, "a": "x"}}"#, &["map.b: type"]),
            (r#"{"number": 1e400, "number": 1}"#, &[]),
        ],
    );
}

#[test]
fn a_number_that_no_double_holds() {
    check(
        "t.Scalars",
        &[
            (r#"{"number": 1e400}"#, &["number: type"]),
            (r#"{"integer": -1e400}"#, &["integer: type"]),
            (r#"{"text": 1e400, "date": 1e400}"#, &["text: type", "date: type"]),
            (r#"{"list": ["a", 1e400]}"#, &["list[1]: type"]),
            (r#"{"unknown": [1e400, {"x": -2E+999}]}"#, &["unknown: unknown_field"]),
            (
                r#"{"number": 1, "integer": 7, "text": "1e400", "list": ["-1e999", "\"1e999"], "unknown": 1e400}"#,
                &["unknown: unknown_field"],
            ),
            (
                r#"{"integer": 0.5, "number": 1e400, "1e400": 7}"#,
                &["integer: type", "number: type", "[\"1e400\"]: unknown_field"],
            ),
            ("1e400", &[": type"]),
        ],
    );
    let long = format!(r#"{{"number": {}}}"#, "9".repeat(400));
    check("t.Scalars", &[(&long, &["number: type"])]);
    let long = format!(r#"{{"number": 0.{}1e400}}"#, "0".repeat(399));
    check("t.Scalars", &[(&long, &[])]);
}

#[test]
fn numbers_are_read_alike_beside_one_out_of_range() {
    let numbers = [
        "0",
        "-0",
        "1",
        "-1",
        "1.5",
        "-2.25e-3",
        "18446744073709551615",
        "18446744073709551616",
        "5e-324",
        "1.7976931348623157e308",
        "33.3",
        "-9223372036854775808",
        "1E5",
        "1e+5",
        "0.1e1",
    ];
    for number in numbers {
        let plain = read(format!("[{number}]").as_bytes(), &[], &list(NUMBER)).unwrap();
        let beside = read(format!("[{number},1e400]").as_bytes(), &[], &list(NUMBER)).unwrap();
        let (Node::List(plain), Node::List(beside)) = (plain, beside) else { panic!("lists") };
        let (Node::Number(plain), Node::Number(beside)) = (&plain[0], &beside[0]) else { panic!("numbers") };
        assert!(plain == beside && *plain == number.parse::<f64>().unwrap(), "{number}");
    }
}
