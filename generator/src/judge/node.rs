use fin_core::Kind;
use indexmap::IndexMap;
use std::{fmt, sync::Arc};

/// A JSON value as the judge sees it. A clone shares what is below.
#[derive(Clone)]
pub enum Node {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// The nearest double of a number.
    Number(f64),
    /// A number that no double holds.
    Overflow,
    /// A string.
    Text(Arc<str>),
    /// An array.
    List(Arc<Vec<Node>>),
    /// An object.
    Object(Arc<Object>),
    /// What the model does not descend into.
    Buried,
}

/// The entries in the payload's order. Of a key that stands twice the last value, where the first stood.
pub type Object = IndexMap<Box<str>, Node>;

/// The largest integer to which every smaller one is a double of its own.
const MAX_INTEGER: f64 = 9_007_199_254_740_991.0;

impl Node {
    /// Whether it is the JSON shape of that kind. A text may still name no day, id or enum value.
    pub fn is(&self, kind: Kind) -> bool {
        match kind {
            Kind::Text | Kind::Date | Kind::Uuid | Kind::Enum => matches!(self, Node::Text(_)),
            Kind::Integer => {
                matches!(self, Node::Number(number) if number.fract() == 0.0 && number.abs() <= MAX_INTEGER)
            }
            Kind::Number => matches!(self, Node::Number(_)),
            Kind::Boolean => matches!(self, Node::Boolean(_)),
            Kind::Object | Kind::Map => matches!(self, Node::Object(_)),
            Kind::List => matches!(self, Node::List(_)),
        }
    }

    /// The text of a string.
    pub fn text(&self) -> Option<&str> {
        match self {
            Node::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The entry of an object that is there and not `null`.
    pub fn field(&self, name: &str) -> Option<&Node> {
        match self {
            Node::Object(entries) => entries.get(name).filter(|node| !matches!(node, Node::Null)),
            _ => None,
        }
    }
}

/// The shape alone: a value of a payload is never printed.
impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Node::Null => "null",
            Node::Boolean(_) => "boolean",
            Node::Number(_) | Node::Overflow => "number",
            Node::Text(_) => "text",
            Node::List(_) => "list",
            Node::Object(_) => "object",
            Node::Buried => "buried",
        })
    }
}
