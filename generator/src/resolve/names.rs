use super::Resolver;
use crate::report::{Code, Draft, quoted};
use crate::source::{Cursor, Spot};

/// Names that some language, or what is printed beside the types, has taken.
const TAKEN_TYPES: [&str; 14] = [
    "Self", "Option", "Some", "None", "Result", "Ok", "Err", "Vec", "String", "Box", "Default", "Clone",
    "Debug", "Date",
];
const TAKEN_FIELDS: [&str; 4] = ["__proto__", "constructor", "prototype", "__dict__"];

impl Resolver<'_> {
    /// A type's name: `UpperCamelCase`.
    pub(super) fn type_name(&mut self, name: &str, at: &Cursor<'_>) {
        let camel = name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.chars().all(|c| c.is_ascii_alphanumeric());
        if !camel {
            self.bad_name(name, at.at_key(), "a type", "types are named in `UpperCamelCase`");
        } else if TAKEN_TYPES.contains(&name) {
            self.bad_name(name, at.at_key(), "a type", "the languages have taken the name: choose another");
        }
    }

    /// A field's key: an identifier in every language, escaped where it is a keyword.
    pub(super) fn field_name(&mut self, name: &str, at: &Cursor<'_>) {
        let plain = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if !plain {
            self.bad_name(
                name,
                at.at_key(),
                "a field",
                "fields are named with letters, digits and `_`; `?` at the end is optional",
            );
        } else if TAKEN_FIELDS.contains(&name) || name.chars().all(|c| c == '_') {
            self.bad_name(name, at.at_key(), "a field", "the languages have taken the name");
        }
    }

    /// A code, a context value's name, a format's name.
    pub(super) fn snake_case(&mut self, name: &str, at: Spot, what: &str) {
        let plain = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !plain {
            self.bad_name(name, at, what, "it is named in `snake_case`");
        }
    }

    fn bad_name(&mut self, name: &str, at: Spot, what: &str, remedy: &str) {
        let message = format!("{} cannot name {what}", quoted(name));
        self.report(Draft::new(Code::BadName, at, message).remedy(remedy));
    }

    /// A text that is printed in comments and messages: it says something, and has no control characters.
    pub(super) fn line(&mut self, text: &str, at: &Cursor<'_>) {
        if text.trim().is_empty() {
            self.report(
                Draft::new(Code::BadText, at.at_value(), "the text is blank").remedy("say it in a line"),
            );
        } else if text.trim_end().chars().any(char::is_control) {
            let message = "the text has line breaks or control characters";
            self.report(Draft::new(Code::BadText, at.at_value(), message).remedy("say it in a line"));
        }
    }
}
