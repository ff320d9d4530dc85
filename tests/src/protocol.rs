//! The conformance protocol: a case a line in, an outcome a line out, in the same order.
//!
//! A line that holds no case, or a case that cannot be judged, is answered with `{"id": …, "error": "…"}`.

use crate::plain::is_plain;
use serde::de::{Deserialize, Deserializer, Visitor};
use serde::{Deserialize as DeriveDeserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::fmt;
use std::io::{self, BufRead, Write};

/// A payload to judge.
#[derive(Clone, Debug)]
pub struct Case {
    /// What the outcome is told apart by.
    pub id: Value,
    /// `v2.CreateIndividualCustomer`
    pub schema: String,
    /// The JSON text of the payload, to the letter.
    pub payload: Vec<u8>,
    /// The context values.
    pub context: Map<String, Value>,
    /// What is switched off.
    pub options: Options,
}

impl Case {
    /// The line that asks for a verdict on the case; `None` where the payload is not UTF-8, which no line can carry.
    #[must_use]
    pub fn line(&self) -> Option<String> {
        let Case { id, schema, context, options, payload } = self;
        let payload = std::str::from_utf8(payload).ok()?;
        let payload = match is_plain(payload.as_bytes()) {
            // A line has no ends of lines in it, and JSON has them between values alone.
            true => format!("{AS_VALUE_TOO}\"payload\":{}", payload.replace(['\n', '\r'], " ")),
            false => format!("\"payload_text\":{}", Value::from(payload)),
        };
        let context = serde_json::to_string(context).unwrap_or_default();
        let unknown_fields = if options.allow_unknown_fields { "allow" } else { "refuse" };
        let ignore = Value::from(options.ignore.as_slice());
        Some(format!(
            "{{\"id\":{id},\"schema\":{},{payload},\"context\":{context},\
             \"options\":{{\"ignore\":{ignore},\"unknown_fields\":\"{unknown_fields}\"}}}}",
            Value::from(schema.as_str()),
        ))
    }
}

/// Asks a runner to judge not only the payload's text but also the value that its language's parser reads, and to
/// answer with an error where that makes a difference. Only for payloads that every parser reads the same.
pub const AS_VALUE_TOO: &str = "\"as_value_too\":true,";

/// What is switched off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Codes that are not reported.
    pub ignore: Vec<String>,
    /// Whether unknown fields are let through.
    pub allow_unknown_fields: bool,
}

/// What was found in a payload.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, DeriveDeserialize)]
pub struct Outcome {
    /// Whether nothing was.
    pub valid: bool,
    /// The issues, in their order.
    pub issues: Vec<Issue>,
    /// Whether there are more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub truncated: bool,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveDeserialize)]
pub struct Issue {
    /// Where.
    pub path: String,
    /// What.
    pub code: String,
    /// In words.
    pub message: String,
}

/// Answers the cases on standard input, each as soon as it is there, until the input ends.
///
/// # Errors
/// Standard input cannot be read, or standard output not written.
pub fn serve(judge: impl FnMut(Case) -> Result<Outcome, String>) -> io::Result<()> {
    serve_on(io::stdin().lock(), io::stdout().lock(), judge)
}

/// Answers the cases of any input.
///
/// # Errors
/// The input cannot be read, or the output not written.
pub fn serve_on(
    mut input: impl BufRead,
    mut output: impl Write,
    mut judge: impl FnMut(Case) -> Result<Outcome, String>,
) -> io::Result<()> {
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let answer = match read(&line) {
            Ok(case) => {
                let id = case.id.clone();
                match judge(case) {
                    Ok(outcome) => Answer::Outcome { id, outcome },
                    Err(error) => Answer::Error { id, error },
                }
            }
            Err(error) => Answer::Error { id: id_of(&line), error },
        };
        output.write_all(answer.line().as_bytes())?;
        output.write_all(b"\n")?;
        output.flush()?;
        line.clear();
    }
    Ok(())
}

/// What is answered to a line.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// The verdict.
    Outcome {
        /// The case's.
        id: Value,
        /// What was found.
        #[serde(flatten)]
        outcome: Outcome,
    },
    /// There is none.
    Error {
        /// The case's, `null` where the line has none.
        id: Value,
        /// Why not, without a word of the payload.
        error: String,
    },
}

impl Answer {
    /// The answer as it is sent, without the end of the line.
    #[must_use]
    pub fn line(&self) -> String {
        // Texts, flags and a value that was read: nothing that JSON could not say.
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[derive(DeriveDeserialize)]
struct Line<'a> {
    id: Value,
    schema: String,
    // A payload that is `null` is one nevertheless.
    #[serde(borrow, default, deserialize_with = "given")]
    payload: Option<&'a RawValue>,
    payload_text: Option<Text>,
    context: Option<Map<String, Value>>,
    options: Option<LineOptions>,
}

fn given<'de: 'a, 'a, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'a RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

#[derive(Default, DeriveDeserialize)]
#[serde(default, deny_unknown_fields)]
struct LineOptions {
    ignore: Vec<String>,
    unknown_fields: UnknownFields,
}

#[derive(Clone, Copy, Default, PartialEq, DeriveDeserialize)]
#[serde(rename_all = "lowercase")]
enum UnknownFields {
    #[default]
    Refuse,
    Allow,
}

/// A JSON string's bytes: UTF-8, unless it holds a lone surrogate, which only bytes can carry on.
struct Text(Vec<u8>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Text;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Text, E> {
                Ok(Text(bytes.to_vec()))
            }
            fn visit_str<E>(self, text: &str) -> Result<Text, E> {
                Ok(Text(text.as_bytes().to_vec()))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}

/// The case of a line.
///
/// # Errors
/// The line holds none.
pub fn read(line: &[u8]) -> Result<Case, String> {
    // The parser's own words could quote the payload.
    let text = std::str::from_utf8(line).map_err(|_| String::from("the line is not UTF-8"))?;
    let line: Line = serde_json::from_str(text)
        .map_err(|error| format!("the line holds no conformance case, see column {}", error.column()))?;
    let payload = match (line.payload, line.payload_text) {
        (Some(payload), None) => payload.get().as_bytes().to_vec(),
        (None, Some(Text(bytes))) => bytes,
        _ => return Err(String::from("a case has either `payload` or `payload_text`")),
    };
    let options = line.options.unwrap_or_default();
    Ok(Case {
        id: line.id,
        schema: line.schema,
        payload,
        context: line.context.unwrap_or_default(),
        options: Options {
            ignore: options.ignore,
            allow_unknown_fields: options.unknown_fields == UnknownFields::Allow,
        },
    })
}

/// The id of a line that is wrong elsewhere; `null` when that cannot be read either.
fn id_of(line: &[u8]) -> Value {
    #[derive(DeriveDeserialize)]
    struct Id {
        id: Value,
    }
    serde_json::from_slice(line).map_or(Value::Null, |Id { id }| id)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::{Case, Outcome, serve_on};

    /// The answers to some lines of a judge that answers with what it was asked.
    fn answers(lines: impl AsRef<[u8]>) -> Vec<String> {
        let mut output = Vec::new();
        let echo = |case: Case| match case.schema.as_str() {
            "unknown" => Err("unknown schema".to_owned()),
            _ => Ok(Outcome {
                valid: case.payload == b"{}",
                truncated: case.options.allow_unknown_fields,
                issues: vec![super::Issue {
                    path: String::from_utf8_lossy(&case.payload).into_owned(),
                    code: case.options.ignore.join(","),
                    message: serde_json::to_string(&case.context).unwrap(),
                }],
            }),
        };
        serve_on(lines.as_ref(), &mut output, echo).unwrap();
        String::from_utf8(output).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_payload_keeps_its_spelling() {
        for payload in [r#"{"a": 1.0e+02, "a" :1,"b":"\u0041\ud800"}"#, "null", "1e400", "-0.0", r#""""#] {
            let answers = answers(format!(r#"{{"id": "x", "schema": "s", "payload": {payload}}}"#));
            let outcome: Outcome = serde_json::from_str(&answers[0]).unwrap();
            assert_eq!(outcome.issues[0].path, payload);
        }
    }

    #[test]
    fn answers_have_the_documented_shape() {
        let lines = r#"{"id": "a", "schema": "s", "payload": {}, "expect": "nothing"}
{"id": 7, "schema": "s", "payload_text": "{ nonsense", "context": {"today": "2026-01-01"}, "options": {"ignore": ["x", "y"], "unknown_fields": "allow"}}
"#;
        assert_eq!(
            answers(lines),
            [
                r#"{"id":"a","valid":true,"issues":[{"path":"{}","code":"","message":"{}"}]}"#,
                r#"{"id":7,"valid":false,"issues":[{"path":"{ nonsense","code":"x,y","message":"{\"today\":\"2026-01-01\"}"}],"truncated":true}"#,
            ]
        );
    }

    #[test]
    fn a_wrong_line_is_answered_and_the_next_is_read() {
        let lines = r#"{"id": "a", "schema": "s"}
{"id": "b", "schema": "s", "payload": {}, "payload_text": "{}"}
{"id": "c", "schema": 5, "payload": {}}
nonsense

{"id": "d", "schema": "s", "payload": {"secret
{"id": "e", "schema": "s", "payload": {}, "options": {"unknown_fields": "maybe"}}
{"id": "f", "schema": "unknown", "payload": {}}
{"schema": "s", "payload": {}}
{"id": "g", "schema": "s", "payload": {}}"#;
        let answers = answers(lines);
        assert_eq!(answers.len(), 10);
        let ids = ["a", "b", "c", "", "", "", "e", "f", "", "g"];
        for (answer, id) in answers.iter().zip(ids) {
            let start =
                if id.is_empty() { "{\"id\":null,".to_owned() } else { format!("{{\"id\":\"{id}\",") };
            assert!(answer.starts_with(&start), "{answer}");
            assert_eq!(answer.contains("\"error\""), id != "g", "{answer}");
            assert!(!answer.contains("secret"), "{answer}");
        }
        assert_eq!(
            self::answers(b"{\"id\": \"\xff\"}\n"),
            [r#"{"id":null,"error":"the line is not UTF-8"}"#]
        );
    }

    #[test]
    fn a_text_with_a_lone_surrogate_reaches_the_judge() {
        let answers = answers(r#"{"id": "a", "schema": "s", "payload_text": "\ud800"}"#);
        assert!(answers[0].contains("\"valid\":false"), "{answers:?}");
    }

    #[test]
    fn a_case_comes_back_from_its_line() {
        let payload = "{\"a\" :\r\n [1.0, \"\\n\u{2028}\"]}";
        let case = Case {
            id: "x".into(),
            schema: "\"".into(),
            payload: payload.into(),
            context: [("today".to_owned(), "2026-01-01".into())].into_iter().collect(),
            options: super::Options { ignore: vec!["\n".into()], allow_unknown_fields: true },
        };
        let again = |case: &Case| super::read(case.line().unwrap().as_bytes()).unwrap();
        let spaced = Case { payload: payload.replace("\r\n", "  ").into(), ..case.clone() };
        assert_eq!(format!("{:?}", again(&case)), format!("{spaced:?}"));
        assert!(case.line().unwrap().contains("\"as_value_too\":true,\"payload\":"));
        let twice = Case { payload: b"{\"a\": 1,\r\n\"a\": \"\\ud800\"}".to_vec(), ..case.clone() };
        assert_eq!(format!("{:?}", again(&twice)), format!("{twice:?}"));
        assert!(twice.line().unwrap().contains("\"payload_text\":"));
        assert!(Case { payload: b"\"\xff\"".to_vec(), ..case }.line().is_none());
    }

    #[test]
    fn depth_is_no_obstacle() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let answers = answers(format!(r#"{{"id": "a", "schema": "s", "payload": {deep}}}"#));
        assert!(answers[0].contains(&deep));
    }
}
