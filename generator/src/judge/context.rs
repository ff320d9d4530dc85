use super::day::Day;
use super::node::{Node, Object};
use crate::api::ContextValue;
use fin_core::{Kind, nearest};
use serde_json::{Map, Value};
use std::{fmt, sync::Arc};

/// What the caller knows beside the payload.
#[derive(Clone, Debug)]
pub struct Context {
    /// The values that rules see as `context`, in an object.
    pub(super) values: Node,
    /// The day that constraints compare with.
    pub(super) today: Day,
}

/// A context value that the model does not know, or of another type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContextError {
    /// The model has no such value.
    Unknown {
        /// What was given.
        name: String,
        /// The nearest name that the model has.
        nearest: Option<String>,
    },
    /// The value is not what the model says.
    Mismatch {
        /// The value's name.
        name: String,
        /// What it has to be.
        kind: Kind,
    },
}

impl fmt::Display for ContextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ContextError::Unknown { name, nearest: Some(nearest) } => {
                write!(f, "unknown context value `{name}`, did you mean `{nearest}`?")
            }
            ContextError::Unknown { name, nearest: None } => write!(f, "unknown context value `{name}`"),
            ContextError::Mismatch { name, kind } => {
                write!(f, "context value `{name}` is not of type `{}`", kind.name())
            }
        }
    }
}

impl std::error::Error for ContextError {}

impl Context {
    /// Checks given values against the model's; `null` is not given.
    pub(super) fn new(known: &[ContextValue], given: &Map<String, Value>) -> Result<Context, ContextError> {
        let mut values = Object::new();
        for (name, value) in given {
            let Some(entry) = known.iter().find(|entry| entry.name == *name) else {
                let names = known.iter().map(|entry| entry.name.as_str());
                let nearest = nearest(name, names).map(str::to_owned);
                return Err(ContextError::Unknown { name: name.clone(), nearest });
            };
            let node = scalar(value);
            let is_day =
                entry.kind != Kind::Date || node.text().is_some_and(|text| Day::parse(text).is_some());
            match node {
                Node::Null => {}
                node if node.is(entry.kind) && is_day => {
                    values.insert(name.as_str().into(), node);
                }
                _ => return Err(ContextError::Mismatch { name: name.clone(), kind: entry.kind }),
            }
        }
        let now = Day::today();
        for entry in known.iter().filter(|entry| entry.defaults_to_today) {
            let default = || Node::Text(Arc::from(now.text()));
            values.entry(entry.name.as_str().into()).or_insert_with(default);
        }
        let today = values.get("today").and_then(Node::text).and_then(Day::parse).unwrap_or(now);
        Ok(Context { values: Node::Object(Arc::new(values)), today })
    }
}

fn scalar(value: &Value) -> Node {
    match value {
        Value::Null => Node::Null,
        Value::Bool(value) => Node::Boolean(*value),
        Value::Number(number) => number.as_f64().map_or(Node::Overflow, Node::Number),
        Value::String(text) => Node::Text(Arc::from(text.as_str())),
        Value::Array(_) | Value::Object(_) => Node::Buried,
    }
}
