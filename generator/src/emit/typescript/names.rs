//! Names and texts of the model as TypeScript: no keyword, no collision, whatever the model says.

use heck::ToLowerCamelCase;

pub use crate::emit::rust::names::{Names, camel as upper};

/// Words that are no identifiers, and names that would hide what the code around them means.
const KEYWORDS: [&str; 64] = [
    "abstract",
    "any",
    "arguments",
    "as",
    "async",
    "await",
    "bigint",
    "boolean",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "declare",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "eval",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "get",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "is",
    "let",
    "module",
    "namespace",
    "never",
    "new",
    "null",
    "number",
    "object",
    "of",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "set",
    "static",
    "string",
    "super",
    "switch",
    "symbol",
    "this",
    "throw",
    "true",
    "try",
    "type",
    "typeof",
    "undefined",
    "unknown",
];

/// What the checks name themselves, beside what they import.
const IN_CHECKS: [&str; 17] = [
    "c", "v", "t", "x", "seen", "unsound", "texts", "own", "each", "entries", "today", "repeats", "var",
    "void", "while", "with", "yield",
];

/// Types that the generated files mean by their global name, or import.
const TYPES: [&str; 17] = [
    "Array",
    "Check",
    "Checker",
    "Error",
    "FinEnum",
    "FinSchema",
    "Issue",
    "Issues",
    "CheckOptions",
    "IsoDate",
    "JSON",
    "Known",
    "Object",
    "Record",
    "RegExp",
    "Set",
    "Uuid",
];

/// What every object has from its prototype: read as an own property only.
const INHERITED: [&str; 12] = [
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
];

/// Whether a text is an identifier name: what may stand after a dot.
pub fn is_plain(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'$')
}

/// Whether every object answers to that name.
pub fn is_inherited(name: &str) -> bool {
    INHERITED.contains(&name)
}

/// A property of an expression. `optional` says that the expression may be absent.
pub fn property(of: &str, name: &str, optional: bool) -> String {
    if is_inherited(name) {
        format!("own({of}, {})", literal(name))
    } else if is_plain(name) {
        format!("{of}{}.{name}", if optional { "?" } else { "" })
    } else {
        format!("{of}{}[{}]", if optional { "?." } else { "" }, literal(name))
    }
}

/// A key of an object's type or literal.
pub fn key(name: &str) -> String {
    if is_plain(name) { name.to_owned() } else { literal(name) }
}

/// A text as a literal with the quotes of which it has fewer; what cannot be seen is escaped.
pub fn literal(text: &str) -> String {
    let count = |quote| text.matches(quote).count();
    let quote = if count('"') > count('\'') { '\'' } else { '"' };
    let mut literal = String::from(quote);
    for c in text.chars() {
        match c {
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            c if c == quote => literal.extend(['\\', c]),
            c if c.is_ascii_control() || (!c.is_ascii() && c.escape_debug().count() > 1) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    literal.push_str(&format!("\\u{unit:04x}"));
                }
            }
            c => literal.push(c),
        }
    }
    literal.push(quote);
    literal
}

/// The name of a type.
pub fn type_name(name: &str) -> String {
    let plain =
        name.starts_with(|c: char| c.is_ascii_uppercase()) && name.bytes().all(|b| b.is_ascii_alphanumeric());
    let name = if plain { name.to_owned() } else { upper(name) };
    if TYPES.contains(&name.as_str()) { format!("{name}Type") } else { name }
}

/// The name of a constant, a function or a namespace.
pub fn lower(name: &str) -> String {
    let name = name.to_lower_camel_case();
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    match plain.chars().next() {
        Some(first) if first.is_ascii_alphabetic() && !is_reserved(&plain) => plain,
        _ => format!("value{plain}"),
    }
}

fn is_reserved(name: &str) -> bool {
    KEYWORDS.contains(&name) || IN_CHECKS.contains(&name)
}

/// The name of an item in a rule. Two variables never come out the same.
pub fn variable(name: &str) -> String {
    let stem = name.trim_end_matches('_');
    let taken = is_reserved(stem) || !is_plain(name);
    if taken { format!("{name}_") } else { name.to_owned() }
}

/// The name of a file.
pub fn file(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '_' { c.to_ascii_lowercase() } else { '_' })
        .collect();
    if name == "index" || name.is_empty() { format!("{name}_") } else { name }
}

/// A key as a step of an issue's path.
pub fn step(key: &str) -> String {
    let plain = key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    // serde_json escapes as `JSON.stringify` does.
    if plain { key.to_owned() } else { format!("[{}]", serde_json::Value::from(key)) }
}

/// Steps of an issue's path.
pub fn path<'a>(keys: impl IntoIterator<Item = &'a String>) -> String {
    keys.into_iter().fold(String::new(), |path, key| join(&path, &step(key)))
}

/// A step after a path.
pub fn join(path: &str, step: &str) -> String {
    let dot = if path.is_empty() || step.is_empty() || step.starts_with('[') { "" } else { "." };
    format!("{path}{dot}{step}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_take_the_quotes_that_need_fewer_escapes() {
        assert_eq!(literal("it's"), "\"it's\"");
        assert_eq!(literal("a \"b\""), "'a \"b\"'");
        assert_eq!(literal("\"'"), "\"\\\"'\"");
        assert_eq!(literal("\u{202e}\u{2028}\0${`"), "\"\\u202e\\u2028\\u0000${`\"");
    }

    #[test]
    fn properties_are_own_ones() {
        assert_eq!(property("v", "first_name", false), "v.first_name");
        assert_eq!(property("v", "a-b", true), "v?.[\"a-b\"]");
        assert_eq!(property("v", "__proto__", false), "own(v, \"__proto__\")");
    }

    #[test]
    fn paths_are_the_api_s() {
        assert_eq!(path(&["a".to_owned(), "b.c".to_owned(), "d".to_owned()]), "a[\"b.c\"].d");
    }
}
