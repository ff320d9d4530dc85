//! JSON text → [`Node`], as far as the model descends; the rest is skipped without recursion.
//!
//! The grammar is serde_json's. What it is strict or lax about in another way than the judge (lone surrogates,
//! numbers out of range, depth) is settled before and around it.

use super::compile::{Shape, Type};
use super::node::{Node, Object};
use crate::api::FieldType;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::{fmt, sync::Arc};

/// How deep a model that contains itself is followed. serde_json gives up at 128.
const DEPTH: usize = 100;

/// Reads a text as a value of that type; `None` when it is not JSON.
pub fn read(bytes: &[u8], types: &[Type], ty: &FieldType) -> Option<Node> {
    let text = std::str::from_utf8(bytes).ok()?;
    if has_lone_surrogate(text.as_bytes()) {
        return None;
    }
    let reader = Reader { types, ty, depth: DEPTH, numbers: None };
    if let Some(node) = reader.parse(text) {
        return Some(node);
    }
    // A number out of range is an error to serde_json, whichever value it belongs to.
    let (text, numbers) = outline(text);
    if numbers.iter().any(|number| number.is_infinite()) {
        Reader { numbers: Some(&numbers), ..reader }.parse(&text)
    } else {
        None
    }
}

/// Whether an escape names half of a surrogate pair. Outside strings a backslash is no JSON anyway.
fn has_lone_surrogate(text: &[u8]) -> bool {
    let mut rest = text;
    while let Some(at) = rest.iter().position(|&byte| byte == b'\\') {
        let (_, escape) = rest.split_at(at);
        rest = match unit(escape) {
            None => escape.get(2..).unwrap_or_default(),
            Some(0xD800..=0xDBFF) => {
                let low = escape.get(6..).unwrap_or_default();
                if !matches!(unit(low), Some(0xDC00..=0xDFFF)) {
                    return true;
                }
                low.get(6..).unwrap_or_default()
            }
            Some(0xDC00..=0xDFFF) => return true,
            Some(_) => escape.get(6..).unwrap_or_default(),
        };
    }
    false
}

/// The code unit of the `\uXXXX` at the start of a text.
fn unit(escape: &[u8]) -> Option<u32> {
    let digits = escape.strip_prefix(b"\\u")?.get(..4)?;
    digits.iter().try_fold(0, |unit, &digit| Some(unit * 16 + char::from(digit).to_digit(16)?))
}

/// The text with every number replaced by its index among the numbers, and their nearest doubles, which are
/// infinite where a number is out of range. What is no number stays as it is, and no JSON.
fn outline(text: &str) -> (String, Vec<f64>) {
    let mut outline = String::with_capacity(text.len());
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['"', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) {
        let (before, token) = rest.split_at(at);
        outline.push_str(before);
        let length = if token.starts_with('"') { string_length(token) } else { number_length(token) };
        let (token, after) = token.split_at(length);
        match token.parse::<f64>().ok().filter(|_| is_number(token)) {
            Some(number) => {
                outline.push_str(&numbers.len().to_string());
                numbers.push(number);
            }
            None => outline.push_str(token),
        }
        rest = after;
    }
    outline.push_str(rest);
    (outline, numbers)
}

/// How many bytes a string literal takes, its quotes included.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// How many bytes could belong to a number.
fn number_length(text: &str) -> usize {
    text.find(|c: char| !matches!(c, '0'..='9' | '+' | '-' | '.' | 'e' | 'E')).unwrap_or(text.len())
}

/// Whether a text is a JSON number and nothing else.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = text.split_once(['e', 'E']).map_or((text, None), |(m, e)| (m, Some(e)));
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(w, f)| (w, Some(f)));
    digits(whole)
        && (whole.len() == 1 || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

/// Reads a value of a type; with `numbers`, the numbers of the text are indices into them.
#[derive(Clone, Copy)]
struct Reader<'a> {
    types: &'a [Type],
    ty: &'a FieldType,
    depth: usize,
    numbers: Option<&'a [f64]>,
}

impl<'a> Reader<'a> {
    fn parse(self, text: &str) -> Option<Node> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let node = self.deserialize(&mut deserializer).ok()?;
        deserializer.end().ok()?;
        Some(node)
    }

    fn number(self, number: f64) -> Node {
        if number.is_finite() { Node::Number(number) } else { Node::Overflow }
    }

    fn below(self, ty: &'a FieldType) -> Reader<'a> {
        Reader { ty, depth: self.depth.saturating_sub(1), ..self }
    }

    /// What an array's items are, where the model has an array.
    fn item(self) -> Option<Reader<'a>> {
        match self.ty {
            FieldType::List(item) => Some(self.below(item)),
            _ => None,
        }
    }

    /// What the value of an object's key is, where the model knows it.
    fn entry(self, key: &str) -> Option<Reader<'a>> {
        match self.ty {
            FieldType::Map(value) => Some(self.below(value)),
            FieldType::Named(id) => match &self.types.get(id.0)?.shape {
                Shape::Object { fields, names, .. } => {
                    names.get(key).and_then(|&index| fields.get(index)).map(|field| self.below(&field.ty))
                }
                Shape::Enum(_) => None,
            },
            FieldType::Scalar(_) | FieldType::List(_) | FieldType::Any => None,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        if self.depth == 0 {
            return IgnoredAny::deserialize(deserializer).map(|_| Node::Buried);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Boolean(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(match self.numbers {
            None => Node::Number(value as f64),
            Some(numbers) => {
                let index = usize::try_from(value).unwrap_or(usize::MAX);
                self.number(numbers.get(index).copied().unwrap_or(f64::INFINITY))
            }
        })
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(self.number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(Arc::from(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        match self.item() {
            Some(item) => {
                while let Some(node) = seq.next_element_seed(item)? {
                    items.push(node);
                }
            }
            None => while seq.next_element::<IgnoredAny>()?.is_some() {},
        }
        Ok(Node::List(Arc::new(items)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Object::new();
        while let Some(key) = map.next_key::<Box<str>>()? {
            let node = match self.entry(&key) {
                Some(entry) => map.next_value_seed(entry)?,
                None => map.next_value::<IgnoredAny>().map(|_| Node::Buried)?,
            };
            entries.insert(key, node);
        }
        Ok(Node::Object(Arc::new(entries)))
    }
}
