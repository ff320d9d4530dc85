//! The API's error answers: several shapes of body, one type.

use fin_payload::Issue;
use serde_json::{Map, Value};
use std::{borrow::Cow, fmt};

/// An error answer of the API.
///
/// ```
/// use fin_sdk::ApiError;
///
/// let body = br#"{"message": "Validation failed", "errors": {"basic_info.email": ["Email must be all lowercase"]}}"#;
/// let error = ApiError::from_json(422, body);
/// assert_eq!(error.message, "Validation failed");
/// assert_eq!(error.issues()[0].path, "basic_info.email");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError {
    /// The HTTP status of the answer.
    pub status: u16,
    /// The body's own code, where it has one: `forbidden`, `conflict`.
    pub code: Option<String>,
    /// What went wrong, in the API's words; the bare status where the body says nothing.
    pub message: String,
    issues: Vec<Issue>,
}

impl ApiError {
    /// The code of the issues of an answer: the API names no rules.
    pub const ISSUE_CODE: &'static str = "api";

    /// Reads an error answer. It always succeeds: a body that is no JSON, or of a shape that is not documented,
    /// leaves the status and what can be understood.
    ///
    /// Understood are `{message, errors: {path: [text]}}`, the same with a list `[{path: text}]`,
    /// `{status, message, data: {path: text}}`, `{error: {code, message}}` and `{message}`.
    #[must_use]
    pub fn from_json(status: u16, body: &[u8]) -> Self {
        let body = serde_json::from_slice(body).unwrap_or(Value::Null);
        let inner = body.get("error").filter(|inner| inner.is_object());
        let text = |key: &str| {
            let of = |value: &Value| value.get(key).and_then(plain);
            inner.and_then(of).or_else(|| of(&body))
        };
        let mut issues = Vec::new();
        for key in ["errors", "data"] {
            body.get(key).into_iter().for_each(|value| collect(value, &mut issues));
        }
        ApiError {
            status,
            code: text("code"),
            message: text("message").unwrap_or_else(|| format!("HTTP status {status}")),
            issues,
        }
    }

    /// What the API says of single fields, in the order of the body: a path and a text each, under the code
    /// [`ApiError::ISSUE_CODE`].
    #[must_use]
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }
}

/// Texts by path, in an object or in a list of objects.
fn collect(value: &Value, issues: &mut Vec<Issue>) {
    match value {
        Value::Object(map) => collect_map(map, issues),
        Value::Array(items) => {
            items.iter().filter_map(Value::as_object).for_each(|map| collect_map(map, issues))
        }
        _ => {}
    }
}

fn collect_map(map: &Map<String, Value>, issues: &mut Vec<Issue>) {
    for (path, value) in map {
        let texts = match value {
            Value::Array(texts) => texts.iter().filter_map(plain).collect(),
            text => Vec::from_iter(plain(text)),
        };
        issues.extend(texts.into_iter().map(|message| Issue {
            path: path.clone(),
            code: ApiError::ISSUE_CODE,
            message: Cow::Owned(message),
        }));
    }
}

/// A text, or a number or boolean as one.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)?;
        if let Some(code) = &self.code {
            write!(f, " ({code})")?;
        }
        self.issues.iter().try_for_each(|issue| write!(f, "\n{}: {}", issue.path, issue.message))
    }
}

impl std::error::Error for ApiError {}

#[cfg(test)]
mod tests {
    use super::ApiError;

    fn read(body: &str) -> (Option<String>, String, Vec<String>) {
        let error = ApiError::from_json(422, body.as_bytes());
        let issues =
            error.issues().iter().map(|issue| format!("{}: {}", issue.path, issue.message)).collect();
        (error.code, error.message, issues)
    }

    fn told(code: Option<&str>, message: &str, issues: &[&str]) -> (Option<String>, String, Vec<String>) {
        (code.map(Into::into), message.into(), issues.iter().map(|&issue| issue.into()).collect())
    }

    #[test]
    fn every_documented_shape_is_understood() {
        assert_eq!(
            read(r#"{"message": "Bad", "errors": {"a.b": ["One", "Two"], "c[0]": "Three"}}"#),
            told(None, "Bad", &["a.b: One", "a.b: Two", "c[0]: Three"])
        );
        assert_eq!(
            read(r#"{"message": "Bad", "errors": [{"a": "One"}, {"b": "Two"}]}"#),
            told(None, "Bad", &["a: One", "b: Two"])
        );
        assert_eq!(
            read(r#"{"status": 400, "message": "Bad", "data": {"addresses.physical_address": "One"}}"#),
            told(None, "Bad", &["addresses.physical_address: One"])
        );
        assert_eq!(
            read(r#"{"error": {"code": "conflict", "message": "Busy"}}"#),
            told(Some("conflict"), "Busy", &[])
        );
        assert_eq!(read(r#"{"message": "Customer not found"}"#), told(None, "Customer not found", &[]));
    }

    #[test]
    fn anything_else_leaves_the_status() {
        for body in
            ["", "<html>", "null", "[]", "7", r#"{"message": null}"#, r#"{"error": "x", "errors": 3}"#]
        {
            assert_eq!(read(body), told(None, "HTTP status 422", &[]), "{body}");
        }
        let error = ApiError::from_json(409, br#"{"error": {"code": 17, "message": "Busy"}}"#);
        assert_eq!(error.to_string(), "Busy (17)");
    }
}
