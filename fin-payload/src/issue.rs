//! What is wrong with a payload: a list of path, code and message, and the API's own error bodies made of it.

use serde_core::ser::{Serialize, SerializeStruct, Serializer};
use serde_json::{Value, json};
use std::{borrow::Cow, fmt};

/// One mistake. It never holds a submitted value; of an unknown field its path holds the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Where, in the API's notation: `associated_parties[0].basic_info.email`; empty for the payload itself.
    pub path: String,
    /// What kind of mistake: `required`, `type`, or a constraint's or rule's own code.
    pub code: &'static str,
    /// The API's words where the guides give them.
    pub message: Cow<'static, str>,
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{} [{}]", self.message, self.code)
    }
}

impl Serialize for Issue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut issue = serializer.serialize_struct("Issue", 3)?;
        issue.serialize_field("path", &self.path)?;
        issue.serialize_field("code", self.code)?;
        issue.serialize_field("message", &self.message)?;
        issue.end()
    }
}

/// Every mistake of a payload, in the model's order. Prints one line an issue; serialises as a list of
/// `{path, code, message}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issues {
    list: Vec<Issue>,
    truncated: bool,
}

/// The API's error bodies, by the guide that shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorBody {
    /// `{message, errors: {path: [text]}}`: both versions of the individuals guide and v1 of the business guide.
    Errors,
    /// `{status, message, data: {path: text}}`: v2 of the business guide. Of several texts at a path the first.
    Data,
    /// `{error: {code, message}}`: the first issue's code and words.
    Error,
    /// `{message}`: the first issue's words.
    Message,
}

impl Issues {
    pub(crate) fn new(list: Vec<Issue>, truncated: bool) -> Self {
        Issues { list, truncated }
    }

    /// The issues, at most 1,000.
    #[must_use]
    pub fn as_slice(&self) -> &[Issue] {
        &self.list
    }

    /// Iterates over the issues.
    pub fn iter(&self) -> std::slice::Iter<'_, Issue> {
        self.list.iter()
    }

    /// How many issues there are, at most 1,000.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none, which only happens when all are beyond the thousand that are kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether there were more issues than are kept.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// The first mistake of structure, in words.
    pub(crate) fn structure(&self) -> String {
        let is_structure =
            |issue: &&Issue| fin_core::Structure::ALL.iter().any(|code| code.code() == issue.code);
        self.list.iter().find(is_structure).map(Issue::to_string).unwrap_or_default()
    }

    /// The body with which the API itself would answer.
    #[must_use]
    pub fn to_error_body(&self, body: ErrorBody) -> Value {
        const FAILED: &str = "Validation failed";
        let first = self.list.first().map_or(FAILED, |issue| issue.message.as_ref());
        match body {
            ErrorBody::Errors => {
                let mut errors = serde_json::Map::new();
                for issue in &self.list {
                    let texts = errors.entry(issue.path.clone()).or_insert_with(|| json!([]));
                    if let Value::Array(texts) = texts {
                        texts.push(Value::from(issue.message.as_ref()));
                    }
                }
                json!({ "message": FAILED, "errors": errors })
            }
            ErrorBody::Data => {
                let mut data = serde_json::Map::new();
                for issue in &self.list {
                    data.entry(issue.path.clone()).or_insert_with(|| Value::from(issue.message.as_ref()));
                }
                json!({ "status": 400, "message": FAILED, "data": data })
            }
            ErrorBody::Error => {
                let code = self.list.first().map_or("invalid", |issue| issue.code);
                json!({ "error": { "code": code, "message": first } })
            }
            ErrorBody::Message => json!({ "message": first }),
        }
    }
}

impl fmt::Display for Issues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, issue) in self.list.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            issue.fmt(f)?;
        }
        if self.truncated {
            f.write_str("\nand more")?;
        }
        Ok(())
    }
}

impl std::error::Error for Issues {}

impl Serialize for Issues {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.list)
    }
}

impl IntoIterator for Issues {
    type Item = Issue;
    type IntoIter = std::vec::IntoIter<Issue>;
    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Issues {
    type Item = &'a Issue;
    type IntoIter = std::slice::Iter<'a, Issue>;
    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}
