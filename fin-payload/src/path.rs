//! Paths as the API writes them: `associated_parties[0].basic_info.email`, `meta_data["like.this"]`.

use crate::scope::Step;
use std::fmt::Write;

/// Prints steps, outermost first.
pub(crate) fn print<'a>(steps: impl Iterator<Item = &'a Step> + Clone) -> String {
    let room = |step: &Step| match step {
        Step::Field(name) => name.len() + 1,
        Step::Key(key) => key.len() + 4,
        Step::Index(_) => 6,
    };
    let mut path = String::with_capacity(steps.clone().map(room).sum());
    for step in steps {
        match step {
            Step::Field(name) => name_or_key(&mut path, name),
            Step::Key(key) => name_or_key(&mut path, key),
            Step::Index(index) => {
                // Writing to a `String` cannot fail.
                let _ = write!(path, "[{index}]");
            }
        }
    }
    path
}

fn name_or_key(path: &mut String, key: &str) {
    if is_name(key) {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(key);
    } else {
        path.push('[');
        quote(path, key);
        path.push(']');
    }
}

fn is_name(key: &str) -> bool {
    let mut bytes = key.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// A JSON string with the escapes that `JSON.stringify` writes.
fn quote(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            control if control < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_names_indices_and_keys() {
        let steps = [
            Step::Field("parties"),
            Step::Index(0),
            Step::Key("a.b\"\\\u{1}\n\u{7f}é".into()),
            Step::Key("plain_1".into()),
            Step::Key("1x".into()),
            Step::Key("".into()),
        ];
        assert_eq!(print(steps.iter()), "parties[0][\"a.b\\\"\\\\\\u0001\\n\u{7f}é\"].plain_1[\"1x\"][\"\"]");
        assert_eq!(print([].iter()), "");
        assert_eq!(print([Step::Key("é".into())].iter()), "[\"é\"]");
    }
}
