//! The example of a request as a documentation test.

use super::{doc::Block, index::scope_module};
use crate::api::{Api, FieldType, Shape, TypeId};
use serde_json::Value;

/// A test that reads the example and finds nothing wrong with it.
pub fn doctest(api: &Api, scope: &str, name: &str, id: TypeId, example: &Value) -> Vec<Block> {
    let json = json(api, Some(&FieldType::Named(id)), example, 0);
    let fence = "`".repeat((longest_run(&json, '`', '`') + 1).max(3));
    let mut lines = vec![
        fence.clone(),
        format!("use fin_sdk::{{FinPayload, {}::{name}}};", scope_module(scope)),
        String::new(),
        format!("let payload = {name}::from_json("),
    ];
    lines.extend(raw_string(&json).lines().map(|line| format!("    {line}")));
    lines.push("    .as_bytes(),".to_owned());
    lines.push(")?;".to_owned());
    lines.push("assert_eq!(payload.validate(), Ok(()));".to_owned());
    lines.push("# Ok::<(), fin_sdk::Issues>(())".to_owned());
    lines.push(fence);
    vec![Block::Verbatim(vec!["# Example".to_owned()]), Block::Verbatim(lines)]
}

/// A text as a raw string literal.
pub fn raw_string(text: &str) -> String {
    let hashes = "#".repeat(longest_run(text, '"', '#') + 1);
    format!("r{hashes}\"{text}\"{hashes}")
}

/// JSON in the order of the model's fields, short parts on one line.
pub fn json(api: &Api, ty: Option<&FieldType>, value: &Value, indent: usize) -> String {
    const WIDTH: usize = 90;
    let flat = print(api, ty, value, None);
    if indent > 0 && indent + flat.chars().count() <= WIDTH {
        return flat;
    }
    print(api, ty, value, Some(indent))
}

/// On one line, or with each item on its own at an indent.
fn print(api: &Api, ty: Option<&FieldType>, value: &Value, indent: Option<usize>) -> String {
    let inner = |ty: Option<&FieldType>, value: &Value| match indent {
        Some(indent) => json(api, ty, value, indent + 2),
        None => print(api, ty, value, None),
    };
    match value {
        Value::Array(items) => {
            let item = match ty {
                Some(FieldType::List(item)) => Some(&**item),
                _ => None,
            };
            enclose("[", items.iter().map(|value| inner(item, value)).collect(), "]", "", indent)
        }
        Value::Object(map) => {
            let entries = ordered(api, ty, map)
                .map(|(key, ty, value)| format!("{}: {}", scalar(&Value::from(key)), inner(ty, value)))
                .collect();
            enclose("{", entries, "}", " ", indent)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => scalar(value),
    }
}

fn enclose(open: &str, parts: Vec<String>, close: &str, gap: &str, indent: Option<usize>) -> String {
    match indent {
        _ if parts.is_empty() => format!("{open}{close}"),
        None => format!("{open}{gap}{}{gap}{close}", parts.join(", ")),
        Some(indent) => {
            let lines: Vec<String> =
                parts.iter().map(|part| format!("{:1$}{part}", "", indent + 2)).collect();
            format!("{open}\n{}\n{:indent$}{close}", lines.join(",\n"), "")
        }
    }
}

/// The entries of an object in the model's order, then those that the model does not know.
pub fn ordered<'v>(
    api: &'v Api,
    ty: Option<&'v FieldType>,
    map: &'v serde_json::Map<String, Value>,
) -> impl Iterator<Item = (&'v str, Option<&'v FieldType>, &'v Value)> {
    let fields = match ty {
        Some(FieldType::Named(id)) => match api.type_of(*id).map(|ty| &ty.shape) {
            Some(Shape::Object { fields, .. }) => fields.as_slice(),
            _ => &[],
        },
        _ => &[],
    };
    let each = match ty {
        Some(FieldType::Map(each)) => Some(&**each),
        _ => None,
    };
    let known = fields
        .iter()
        .filter_map(|field| map.get(&field.name).map(|v| (field.name.as_str(), Some(&field.ty), v)));
    let unknown = map
        .iter()
        .filter(|(key, _)| !fields.iter().any(|field| field.name == **key))
        .map(move |(key, value)| (key.as_str(), each, value));
    known.chain(unknown)
}

/// A scalar, with everything escaped that cannot be seen.
fn scalar(value: &Value) -> String {
    let mut text = String::new();
    for c in value.to_string().chars() {
        if (c.is_ascii() && !c.is_ascii_control()) || (!c.is_ascii() && c.escape_debug().count() == 1) {
            text.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    text
}

/// The longest run of `run` after a `start`.
fn longest_run(text: &str, start: char, run: char) -> usize {
    let mut longest = 0;
    let mut current = None;
    for c in text.chars() {
        current = match current {
            Some(length) if c == run => Some(length + 1),
            _ if c == start => Some(usize::from(start == run)),
            _ => None,
        };
        longest = longest.max(current.unwrap_or(0));
    }
    longest
}
