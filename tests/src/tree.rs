//! JSON as it is spelled: what a key or a number looks like, and what stands twice, is kept.

use serde_json::Value;
use std::fmt;

/// A JSON value, or something broken in the place of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// Anything without parts, by its spelling: `null`, `5e3`, `"text"`.
    Leaf(String),
    /// An array.
    List(Vec<Tree>),
    /// An object: each key by its spelling, quotes included.
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// A text.
    #[must_use]
    pub fn text(text: &str) -> Tree {
        Tree::Leaf(quote(text))
    }

    /// The value's ordinary spelling.
    #[must_use]
    pub fn of(value: &Value) -> Tree {
        match value {
            Value::Array(items) => Tree::List(items.iter().map(Tree::of).collect()),
            Value::Object(entries) => {
                Tree::Object(entries.iter().map(|(key, value)| (quote(key), Tree::of(value))).collect())
            }
            leaf => Tree::Leaf(leaf.to_string()),
        }
    }

    /// How many values there are in it, itself included.
    #[must_use]
    pub fn size(&self) -> usize {
        1 + match self {
            Tree::Leaf(_) => 0,
            Tree::List(items) => items.iter().map(Tree::size).sum(),
            Tree::Object(entries) => entries.iter().map(|(_, value)| value.size()).sum(),
        }
    }

    /// The value of that number, counted depth first from 0 (itself), and the key nearest above it.
    pub fn nth(&mut self, number: usize) -> Option<(&str, &mut Tree)> {
        nth(self, &mut { number }, "")
    }
}

fn nth<'t>(tree: &'t mut Tree, left: &mut usize, key: &'t str) -> Option<(&'t str, &'t mut Tree)> {
    if *left == 0 {
        return Some((key, tree));
    }
    *left -= 1;
    match tree {
        Tree::Leaf(_) => None,
        Tree::List(items) => items.iter_mut().find_map(|item| nth(item, left, key)),
        Tree::Object(entries) => entries.iter_mut().find_map(|(key, value)| nth(value, left, key)),
    }
}

/// A text as JSON spells it.
#[must_use]
pub fn quote(text: &str) -> String {
    Value::from(text).to_string()
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Tree::Leaf(spelling) => f.write_str(spelling),
            Tree::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if index == 0 { "[" } else { "," })?;
                }
                f.write_str(if items.is_empty() { "[]" } else { "]" })
            }
            Tree::Object(entries) => {
                for (index, (key, value)) in entries.iter().enumerate() {
                    write!(f, "{}{key}:{value}", if index == 0 { "{" } else { "," })?;
                }
                f.write_str(if entries.is_empty() { "{}" } else { "}" })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Tree;
    use serde_json::json;

    #[test]
    fn counts_depth_first_and_prints_what_it_read() {
        let value = json!({"a": [1, {"b": "x\n"}], "c": {}, "d": [], "e": null});
        let mut tree = Tree::of(&value);
        assert_eq!(tree.size(), 8);
        assert_eq!(tree.nth(4).unwrap(), ("\"b\"", &mut Tree::text("x\n")));
        assert_eq!(tree.nth(2).unwrap().0, "\"a\"");
        assert!(tree.nth(8).is_none());
        assert_eq!(tree.to_string(), value.to_string());
    }
}
