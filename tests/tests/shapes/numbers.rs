use crate::issues;
use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Numbers {
    integer: Option<i64>,
    number: Option<f64>,
    small: Option<u8>,
    unsigned: Option<u64>,
}

fn integer(text: &str) -> Option<i64> {
    Numbers::from_json(format!(r#"{{"integer": {text}}}"#).as_bytes()).ok()?.integer
}

#[test]
fn a_number_without_a_fraction_is_an_integer() {
    for (text, value) in [
        ("5000", 5000),
        ("5000.0", 5000),
        ("5e3", 5000),
        ("5E+3", 5000),
        ("50000e-1", 5000),
        ("-0", 0),
        ("-0.0", 0),
        ("0e999", 0),
        ("1e-400", 0),
        ("9007199254740991", 9_007_199_254_740_991),
        ("-9007199254740991", -9_007_199_254_740_991),
        ("9007199254740991.0", 9_007_199_254_740_991),
        ("9007199254740990.9999999", 9_007_199_254_740_991),
        ("9007199254740991.4", 9_007_199_254_740_991),
    ] {
        assert_eq!(integer(text), Some(value), "{text}");
    }
    for text in [
        "0.5",
        "5000.5",
        "1e-3",
        "9007199254740992",
        "-9007199254740992",
        "9007199254740991.5",
        "9223372036854775807",
        "-9223372036854775808",
        "18446744073709551615",
        "18446744073709551616",
        "1e16",
        "1e308",
        "1e400",
        "-1e400",
        "1e99999999999999999999",
        "\"5\"",
        "true",
        "[]",
        "{}",
    ] {
        assert_eq!(issues::<Numbers>(&format!(r#"{{"integer": {text}}}"#)), ["integer type"], "{text}");
    }
}

#[test]
fn narrower_integers_hold_what_they_can() {
    assert_eq!(Numbers::from_json(br#"{"small": 255.0}"#).unwrap().small, Some(255));
    assert_eq!(Numbers::from_json(br#"{"unsigned": 9e15}"#).unwrap().unsigned, Some(9_000_000_000_000_000));
    for json in [r#"{"small": 256}"#, r#"{"small": -1}"#, r#"{"small": 0.5}"#] {
        assert_eq!(issues::<Numbers>(json), ["small type"], "{json}");
    }
    assert_eq!(issues::<Numbers>(r#"{"unsigned": -1}"#), ["unsigned type"]);
    let beyond =
        Numbers { integer: Some(i64::MAX), number: Some(f64::NAN), small: None, unsigned: Some(u64::MAX) };
    assert_eq!(
        crate::listed(&beyond.validate().unwrap_err()),
        ["integer type", "number type", "unsigned type"],
    );
}

#[test]
fn a_number_is_what_a_double_holds() {
    for (text, value) in [
        ("5000", 5000.0),
        ("1e308", 1e308),
        ("18446744073709551616", 18_446_744_073_709_551_616.0),
        ("0.1", 0.1),
        ("-0", -0.0),
    ] {
        let number = Numbers::from_json(format!(r#"{{"number": {text}}}"#).as_bytes()).unwrap().number;
        assert_eq!(number.map(f64::to_bits), Some(f64::to_bits(value)), "{text}");
    }
    for text in ["1e400", "-1e309", "null_", "01", "1.", ".5", "+1", "NaN", "Infinity", "0x10"] {
        let code = if text.contains('e') && !text.contains('_') { "number type" } else { " json" };
        assert_eq!(issues::<Numbers>(&format!(r#"{{"number": {text}}}"#)), [code], "{text}");
    }
}

#[derive(FinPayload)]
struct Places {
    #[allow(dead_code)]
    text: Option<String>,
    #[allow(dead_code)]
    list: Option<Vec<f64>>,
    #[allow(dead_code)]
    number: f64,
    #[allow(dead_code)]
    any: Option<serde_json::Value>,
}

#[test]
fn a_number_that_no_double_holds_is_of_the_wrong_type_where_it_is_read() {
    assert_eq!(issues::<Places>(r#"{"number": 1e400}"#), ["number type"]);
    assert_eq!(
        issues::<Places>(r#"{"number": 1, "text": 1e400, "list": [1, -1e400, "x"]}"#),
        ["text type", "list[1] type", "list[2] type"]
    );
    // Not where it is passed over, and not where a later one takes its place.
    assert_eq!(issues::<Places>(r#"{"number": 1, "stranger": [1e400]}"#), ["stranger unknown_field"]);
    assert_eq!(issues::<Places>(r#"{"number": 1e400, "number": 1}"#), [""; 0]);
    assert_eq!(issues::<Places>(r#"{"number": 1, "list": {"x": 1e400}}"#), ["list type"]);
    assert_eq!(issues::<Places>("1e400"), [" type"]);
    // What keeps any JSON cannot keep it either.
    assert_eq!(issues::<Places>(r#"{"number": 1, "any": {"a": [1e400]}}"#), ["any type"]);
    assert_eq!(issues::<Places>(r#"{"number": 1, "any": {"a": 1e400, "a": 1}}"#), [""; 0]);
    // And a text that goes wrong after it is no JSON all the same.
    assert_eq!(issues::<Places>(r#"{"number": 1e400, "text": }"#), [" json"]);
    assert_eq!(issues::<Places>(r#"{"number": 1e400} x"#), [" json"]);
}
