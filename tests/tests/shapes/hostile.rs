use crate::issues;
use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Body {
    text: Option<String>,
    #[allow(dead_code)]
    texts: Option<Vec<String>>,
    #[allow(dead_code)]
    any: Option<serde_json::Value>,
}

#[derive(FinPayload)]
struct Node {
    #[allow(dead_code)]
    number: Option<f64>,
    #[allow(dead_code)]
    child: Option<Box<Node>>,
    #[allow(dead_code)]
    children: Option<Vec<Node>>,
}

#[test]
fn a_text_that_is_no_json_is_one_issue() {
    for json in [
        "",
        " ",
        "{",
        "{\"text\": 1,}",
        "{\"text\": 1} {}",
        "{'text': 1}",
        "[1,]",
        "\u{feff}{}",
        "{\"text\": \"\n\"}",
        "nul",
        "{\"text\" 1}",
        "// {}",
        "{\"stranger\": 01}",
    ] {
        assert_eq!(issues::<Body>(json), [" json"], "{json:?}");
    }
    for json in [&b"\xff{}"[..], b"{\"text\": \"\xc3\x28\"}", b"\xef\xbb\xbf{}", b"{}\0"] {
        let issues = Body::from_json(json).err().unwrap();
        assert_eq!(crate::listed(&issues), [" json"], "{json:?}");
    }
    assert_eq!(issues::<Body>(" \t\r\n{} \n"), [""; 0]);
    // Whatever else is wrong before the place is not told.
    assert_eq!(issues::<Body>(r#"{"text": 1, "stranger": 2, "texts": [}"#), [" json"]);
}

#[test]
fn a_lone_surrogate_is_no_json_wherever_it_stands() {
    for lone in [r"\ud800", r"\udc00", r"\ud800x", r"\ud800\u0041", r"\uDBFF\uDBFF"] {
        for json in [
            format!(r#"{{"text": "{lone}"}}"#),
            format!(r#"{{"text": "{lone}", "text": "x"}}"#),
            format!(r#"{{"stranger": "{lone}"}}"#),
            format!(r#"{{"stranger": {{"deep": ["{lone}"]}}}}"#),
            format!(r#"{{"{lone}": 1}}"#),
            format!(r#"{{"texts": "{lone}"}}"#),
        ] {
            assert_eq!(issues::<Body>(&json), [" json"], "{json}");
        }
    }
    let body = Body::from_json(br#"{"text": "\ud83d\ude00 \\ud800"}"#).unwrap();
    assert_eq!(body.text.as_deref(), Some("😀 \\ud800"));
}

#[test]
fn what_is_not_descended_into_is_passed_over_however_deep() {
    let deep = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    assert_eq!(issues::<Body>(&format!(r#"{{"stranger": {deep}}}"#)), ["stranger unknown_field"]);
    assert_eq!(issues::<Body>(&format!(r#"{{"text": {deep}}}"#)), ["text type"]);
    assert_eq!(issues::<Body>(&format!(r#"{{"texts": [{deep}]}}"#)), ["texts[0] type"]);
    assert_eq!(issues::<Body>(&deep), [" type"]);
    let objects = format!("{}1{}", r#"{"a":"#.repeat(1_000_000), "}".repeat(1_000_000));
    assert_eq!(
        issues::<Body>(&format!(r#"{{"text": {objects}, "stranger": {objects}}}"#)),
        ["text type", "stranger unknown_field"]
    );
    // Also beside a number that has the text read a second time.
    assert_eq!(
        issues::<Node>(&format!(r#"{{"number": 1e400, "stranger": {deep}}}"#)),
        ["number type", "stranger unknown_field"],
    );
    assert_eq!(issues::<Body>(&format!(r#"{{"stranger": {}"#, "[".repeat(1_000_000))), [" json"]);
}

#[test]
fn what_is_descended_into_is_read_to_a_depth_and_no_further() {
    let nested = |levels: usize, inner: &str| {
        format!("{}{inner}{}", r#"{"child":"#.repeat(levels), "}".repeat(levels))
    };
    for inner in ["{}", r#"{"number": 1e400}"#] {
        let deepest = issues::<Node>(&nested(126, inner));
        assert_eq!(deepest.len(), usize::from(inner != "{}"), "{deepest:?}");
        assert_eq!(issues::<Node>(&nested(127, inner)), [" json"]);
        assert_eq!(issues::<Node>(&nested(10_000, inner)), [" json"]);
    }
    for before in ["", r#""number": 1e400, "#] {
        let lists = format!(
            r#"{{{before}"children": [{}{}]}}"#,
            r#"{"children":["#.repeat(10_000),
            "]}".repeat(10_000)
        );
        assert_eq!(issues::<Node>(&lists), [" json"]);
        let objects = format!(r#"{{{before}"child": {}}}"#, nested(10_000, "{}"));
        assert_eq!(issues::<Node>(&objects), [" json"]);
    }
    let any = format!(r#"{{"any": {}{}}}"#, "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(issues::<Body>(&any), [" json"]);
}

#[test]
fn no_cut_of_a_payload_panics() {
    let whole = r#"{"text": "é\ud83d\ude00\n", "texts": ["a", 1e400, -0.5e-7], "any": {"k": [null, true, {}]}, "x\u0041": [[]]}"#;
    for end in 0..whole.len() {
        if let Some(cut) = whole.get(..end) {
            assert_eq!(issues::<Body>(cut), [" json"], "{cut}");
        }
        let mut bytes = whole.as_bytes().to_vec();
        for byte in [0, b'"', b'\\', b'{', b']', 0xff] {
            bytes[end] = byte;
            let _ = Body::from_json(&bytes);
        }
    }
}
