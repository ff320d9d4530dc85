//! Constants of Python made of dictionaries and lists, as `ruff format` leaves them.

use super::text::{fits, literal};
use crate::api::{Api, FieldType};
use crate::emit::rust::example::ordered;
use serde_json::Value;

/// A constant.
pub enum Node {
    /// What stands as it is.
    Word(String),
    /// `[…]`
    List(Vec<Node>),
    /// `{…}`, with texts for keys.
    Object(Vec<(String, Node)>),
}

impl Node {
    /// A text.
    pub fn text(text: &str) -> Node {
        Node::Word(literal(text))
    }

    /// JSON, in the order of the model's fields.
    pub fn of_json(api: &Api, ty: Option<&FieldType>, value: &Value) -> Node {
        match value {
            Value::Null => Node::Word("None".to_owned()),
            Value::Bool(true) => Node::Word("True".to_owned()),
            Value::Bool(false) => Node::Word("False".to_owned()),
            Value::Number(number) => Node::Word(number.to_string()),
            Value::String(text) => Node::text(text),
            Value::Array(items) => {
                let item = match ty {
                    Some(FieldType::List(item)) => Some(&**item),
                    _ => None,
                };
                Node::List(items.iter().map(|value| Node::of_json(api, item, value)).collect())
            }
            Value::Object(map) => Node::Object(
                ordered(api, ty, map)
                    .map(|(key, ty, value)| (key.to_owned(), Node::of_json(api, ty, value)))
                    .collect(),
            ),
        }
    }

    /// The text between what opens the line and what closes it: on one line if it fits.
    pub fn print(&self, open: &str, close: &str, indent: usize) -> String {
        let flat = format!("{:indent$}{open}{}{close}\n", "", self.flat());
        let (first, parts, last) = match self {
            Node::List(items) if !items.is_empty() => {
                ("[", items.iter().map(|item| item.print("", ",", indent + 4)).collect::<String>(), "]")
            }
            Node::Object(entries) if !entries.is_empty() => {
                let entry = |(key, node): &(String, Node)| {
                    node.print(&format!("{}: ", literal(key)), ",", indent + 4)
                };
                ("{", entries.iter().map(entry).collect(), "}")
            }
            Node::Word(_) | Node::List(_) | Node::Object(_) => return flat,
        };
        if fits(&flat) {
            return flat;
        }
        format!("{:indent$}{open}{first}\n{parts}{:indent$}{last}{close}\n", "", "")
    }

    fn flat(&self) -> String {
        match self {
            Node::Word(word) => word.clone(),
            Node::List(items) => {
                format!("[{}]", items.iter().map(Node::flat).collect::<Vec<_>>().join(", "))
            }
            Node::Object(entries) => {
                let entry = |(key, node): &(String, Node)| format!("{}: {}", literal(key), node.flat());
                format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
        }
    }
}
