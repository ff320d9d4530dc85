use std::fmt::Write;

/// A path that grows and shrinks with the walk, kept as its text.
#[derive(Default)]
pub struct Path {
    text: String,
}

/// Where a path ended, to go back to.
#[derive(Clone, Copy)]
pub struct Mark(usize);

impl Path {
    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the path ends now.
    pub fn mark(&self) -> Mark {
        Mark(self.text.len())
    }

    /// Goes back to a mark of this path.
    pub fn back(&mut self, mark: Mark) {
        self.text.truncate(mark.0);
    }

    /// Into an object.
    pub fn key(&mut self, key: &str) {
        if is_plain(key) {
            if !self.text.is_empty() {
                self.text.push('.');
            }
            self.text.push_str(key);
        } else {
            // serde_json escapes as `JSON.stringify` does. A text always serialises.
            let quoted = serde_json::to_string(key).unwrap_or_default();
            let _ = write!(self.text, "[{quoted}]");
        }
    }

    /// Into a list.
    pub fn index(&mut self, index: usize) {
        let _ = write!(self.text, "[{index}]");
    }
}

fn is_plain(key: &str) -> bool {
    let mut bytes = key.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::Path;

    #[test]
    fn writes_what_the_api_writes() {
        let mut path = Path::default();
        path.key("associated_parties");
        path.index(0);
        path.key("basic_info");
        let mark = path.mark();
        path.key("email");
        assert_eq!(path.text(), "associated_parties[0].basic_info.email");
        path.back(mark);
        path.key("like.this");
        path.key("x");
        assert_eq!(path.text(), "associated_parties[0].basic_info[\"like.this\"].x");
    }

    #[test]
    fn quotes_as_json_stringify_does() {
        for (key, path) in [
            ("", r#"[""]"#),
            ("1a", r#"["1a"]"#),
            ("é", r#"["é"]"#),
            ("a\"b\\c/", r#"["a\"b\\c/"]"#),
            ("\u{8}\t\n\u{c}\r", r#"["\b\t\n\f\r"]"#),
            ("\0\u{1f}\u{7f}\u{2028}", "[\"\\u0000\\u001f\u{7f}\u{2028}\"]"),
            ("_a1", "_a1"),
        ] {
            let mut at = Path::default();
            at.key(key);
            assert_eq!(at.text(), path);
        }
    }
}
