use super::{Fact, endpoints, values};
use crate::audit::{read, tree::words};
use serde_json::Value;

/// A JSON body in a guide.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its line.
    pub line: usize,
    /// The body.
    pub value: Value,
    /// The call that carries it, where it stands in one.
    pub call: Option<(String, String)>,
}

/// The body of an error.
#[derive(Clone, Debug)]
pub struct ErrorExample {
    /// Its line.
    pub line: usize,
    /// The status, in the body or right before it.
    pub status: Option<u16>,
    /// The line of the status in the body.
    pub status_line: Option<usize>,
    /// The code.
    pub code: Option<String>,
    /// The message.
    pub message: String,
    /// The texts by path, each with its line.
    pub fields: Vec<(String, String, usize)>,
}

/// Reads a block of code.
pub fn in_code(language: &str, text: &str, before: &str, line: usize, facts: &mut Vec<Fact>) {
    let call = endpoints::of_curl(text).filter(|_| text.contains("curl"));
    if let Some((method, path)) = &call {
        let at = text.lines().position(|text| text.contains("://")).unwrap_or(0);
        endpoints::push(method, path, line + at, facts);
    }
    match read::json_in(text) {
        Some((value, at)) => match error(&value, text, before, line) {
            Some(error) => facts.push(Fact::Error(error)),
            None => facts.push(Fact::Example(Example { line: line + at, value, call })),
        },
        None if language == "json" => {
            facts.push(Fact::Unread { line, what: "example", name: words(text) });
        }
        None if call.is_some() => {
            let form = form(text);
            if form.as_object().is_some_and(|form| !form.is_empty()) {
                facts.push(Fact::Example(Example { line, value: form, call }));
            }
        }
        None => {
            for (index, part) in text.lines().enumerate() {
                endpoints::in_text(part, line + index, facts);
                values::steps(part, line + index, facts);
                let alone = part.split(|c: char| c.is_whitespace() || "→↓↕↑←/".contains(c));
                for name in alone.filter(|name| super::is_evident_name(name)) {
                    facts.push(Fact::Step(values::Step {
                        line: line + index,
                        from: name.to_owned(),
                        to: String::new(),
                    }));
                }
            }
        }
    }
}

/// The fields of a form, files left out.
fn form(text: &str) -> Value {
    let parts = text.lines().filter_map(|line| line.trim().strip_prefix("--form"));
    let parts = parts.filter_map(|part| {
        let (key, value) =
            part.trim().trim_end_matches('\\').trim().trim_matches(['\'', '"']).split_once('=')?;
        (!value.starts_with('@')).then(|| (key.to_owned(), Value::from(value)))
    });
    Value::Object(parts.collect())
}

fn error(value: &Value, text: &str, before: &str, line: usize) -> Option<ErrorExample> {
    let body = value.get("error").unwrap_or(value);
    let message = body.get("message")?.as_str()?.to_owned();
    let in_label = before
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|number| number.parse().ok())
        .find(|status| (400..600).contains(status));
    let line_of = |key: &str| {
        let quoted = format!("\"{key}\"");
        line + text.lines().position(|text| text.contains(&quoted)).unwrap_or(0)
    };
    let texts = value.get("errors").or(value.get("data")).and_then(Value::as_object);
    let fields = texts.into_iter().flatten().filter_map(|(path, said)| {
        let said = said.as_str().or_else(|| said.get(0)?.as_str())?;
        Some((path.clone(), said.to_owned(), line_of(path)))
    });
    let in_body = value.get("status").and_then(Value::as_u64).and_then(|status| status.try_into().ok());
    Some(ErrorExample {
        status_line: in_body.map(|_: u16| line_of("status")),
        line: line_of("message"),
        status: in_body.or(in_label),
        code: body.get("code").and_then(Value::as_str).map(str::to_owned),
        message,
        fields: fields.collect(),
    })
}

/// The keys of a value, without what they hold: `{a, b: [{c}]}`.
pub fn shape(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<String> = map
                .iter()
                .map(|(key, value)| match shape(value) {
                    inner if inner.is_empty() => key.clone(),
                    inner => format!("{key} {inner}"),
                })
                .collect();
            keys.sort();
            format!("{{{}}}", keys.join(", "))
        }
        Value::Array(items) => {
            let mut shapes: Vec<String> = items.iter().map(shape).filter(|shape| !shape.is_empty()).collect();
            shapes.sort();
            shapes.dedup();
            if shapes.is_empty() { String::new() } else { format!("[{}]", shapes.join(", ")) }
        }
        _ => String::new(),
    }
}

/// Each value that holds no others, as its key and a fingerprint: `city 3f2a`.
pub fn leaves(value: &Value) -> Vec<String> {
    fn below(key: &str, value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => map.iter().for_each(|(key, value)| below(key, value, found)),
            Value::Array(items) => items.iter().for_each(|item| below(key, item, found)),
            leaf => {
                let mut print = words(&leaf.to_string());
                print.truncate(4);
                found.push(format!("{key} {print}"));
            }
        }
    }
    let mut found = Vec::new();
    below("", value, &mut found);
    found.sort();
    found
}

/// A value as a text that does not depend on the order of its keys.
pub fn canonical(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let mut parts: Vec<String> =
                map.iter().map(|(key, value)| format!("{key}: {}", canonical(value))).collect();
            parts.sort();
            format!("{{{}}}", parts.join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}
