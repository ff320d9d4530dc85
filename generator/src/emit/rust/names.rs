//! Names of the model as Rust identifiers: no keyword, no collision, whatever the model says.

use heck::{ToShoutySnakeCase, ToUpperCamelCase};
use std::collections::HashSet;

/// Every word that the 2024 edition keeps for itself and that `r#` sets free.
const KEYWORDS: [&str; 50] = [
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "static",
    "struct",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "union",
    "macro_rules",
];

/// Words that not even `r#` sets free.
const NEVER: [&str; 5] = ["self", "Self", "super", "crate", "_"];

/// What rule expressions call; a variable of that name would hide it.
const IN_RULES: [&str; 23] = [
    "cx",
    "text",
    "integer",
    "number",
    "flag",
    "date",
    "object",
    "items",
    "has",
    "and",
    "or",
    "all",
    "exists",
    "exists_one",
    "filter",
    "map",
    "sum",
    "size_of_text",
    "is_ascii",
    "is_blank",
    "years_between",
    "formats",
    "wanted",
];

/// A name as an identifier, as near to it as can be. Names that differ may come out the same where they are
/// no identifiers to begin with: see [`Names`].
pub fn ident(name: &str) -> String {
    let mut ident: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '_' }).collect();
    if ident.is_empty() || ident.starts_with(|c: char| c.is_ascii_digit()) {
        ident.insert(0, '_');
    }
    if NEVER.contains(&ident.as_str()) {
        ident.push('_');
    }
    if KEYWORDS.contains(&ident.as_str()) { format!("r#{ident}") } else { ident }
}

/// The name of an item in a rule. Two variables never come out the same.
pub fn variable(name: &str) -> String {
    let stem = name.trim_end_matches('_');
    let taken =
        IN_RULES.contains(&stem) || KEYWORDS.contains(&stem) || NEVER.contains(&stem) || stem.is_empty();
    if taken { format!("{name}_") } else { ident(name) }
}

/// The name of a type or of an enum's variant.
pub fn camel(name: &str) -> String {
    first_letter(name.to_upper_camel_case(), "Value")
}

/// The name of a constant.
pub fn shouty(name: &str) -> String {
    first_letter(name.to_shouty_snake_case(), "VALUE_")
}

fn first_letter(name: String, otherwise: &str) -> String {
    let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    match plain.chars().next() {
        Some(first) if first.is_ascii_alphabetic() && plain != "Self" => plain,
        _ => format!("{otherwise}{plain}"),
    }
}

/// The names that are taken in one place.
#[derive(Default)]
pub struct Names(HashSet<String>);

impl Names {
    /// Whether the name is taken.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    /// The name itself, or with the first number after it that is free.
    pub fn take(&mut self, name: String) -> String {
        let mut free = name.clone();
        let mut number = 2;
        while !self.0.insert(free.clone()) {
            let gap = if name.ends_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
            free = format!("{name}{gap}{number}");
            number += 1;
        }
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_raw_or_longer() {
        assert_eq!(ident("type"), "r#type");
        assert_eq!(ident("self"), "self_");
        assert_eq!(ident("1099-form"), "_1099_form");
        assert_eq!(ident("__proto__"), "__proto__");
        assert_eq!(ident(""), "__");
        for name in KEYWORDS.iter().chain(&NEVER) {
            assert!(syn::parse_str::<syn::Ident>(&ident(name)).is_ok(), "{name}");
        }
    }

    #[test]
    fn variables_hide_nothing_and_stay_apart() {
        assert_eq!(variable("party"), "party");
        assert_eq!(variable("text"), "text_");
        assert_eq!(variable("text_"), "text__");
        assert_eq!(variable("type"), "type_");
        assert_eq!(variable("_"), "__");
        assert_eq!(variable("self"), "self_");
    }

    #[test]
    fn variants_begin_with_a_letter_and_stay_apart() {
        assert_eq!(camel("SELF_EMPLOYED"), "SelfEmployed");
        assert_eq!(camel("SELF"), "ValueSelf");
        assert_eq!(camel("1099"), "Value1099");
        assert_eq!(camel("\u{202e}*/\""), "Value");
        let mut names = Names::default();
        assert_eq!(names.take(camel("a-b")), "AB");
        assert_eq!(names.take(camel("a_b")), "AB2");
        assert_eq!(names.take(camel("a b")), "AB3");
        assert_eq!(names.take("V1".to_owned()), "V1");
        assert_eq!(names.take("V1".to_owned()), "V1_2");
    }
}
