//! Names of the model as Python identifiers: no keyword, no attribute of Pydantic's, no collision.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use std::collections::HashSet;

/// Python's keywords, and the soft ones.
const KEYWORDS: [&str; 39] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
    "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield", "match",
    "case", "type", "_",
];

/// What a model has of its own, and what the annotations of its fields are made of.
const IN_MODELS: [&str; 45] = [
    "check",
    "check_json",
    "construct",
    "copy",
    "dict",
    "from_orm",
    "json",
    "model_computed_fields",
    "model_config",
    "model_construct",
    "model_copy",
    "model_dump",
    "model_dump_json",
    "model_extra",
    "model_fields",
    "model_fields_set",
    "model_json_schema",
    "model_parametrized_name",
    "model_post_init",
    "model_rebuild",
    "model_validate",
    "model_validate_json",
    "model_validate_strings",
    "parse_file",
    "parse_obj",
    "parse_raw",
    "schema",
    "schema_json",
    "self",
    "update_forward_refs",
    "validate",
    "validate_json",
    "bool",
    "dt",
    "float",
    "int",
    "list",
    "object",
    "str",
    "uuid",
    "cls",
    "staticmethod",
    "classmethod",
    "property",
    "super",
];

/// What the checks call beside the values that they look at, and Python's own functions.
#[rustfmt::skip]
const IN_CHECKS: [&str; 105] = [
    "Array", "MAX_INTEGER", "Object", "c", "d", "at", "get", "ok", "sound", "data", "issue", "items", "key", "known", "seen", "MAX", "Any", "abs", "all", "any", "bool", "dict", "enumerate", "float", "frozenset", "int", "isinstance", "len", "list", "min", "re", "set", "str", "sum", "tuple", "decimal", "is_blank", "is_day", "is_integer", "is_number", "is_uuid", "repeated", "total", "years", "formats", "Collector", "At", "Decimal", "below", "type", "id", "hash", "input", "filter", "map", "max", "next", "object", "open", "range", "round", "format", "iter", "vars", "zip", "dir", "print", "sorted", "slice", "super", "repr", "property", "bytes", "callable", "chr", "ord", "compile", "complex", "delattr", "divmod", "eval", "exec", "exit", "getattr", "globals", "hasattr", "help", "hex", "locals", "memoryview", "oct", "pow", "quit", "reversed", "setattr", "staticmethod", "classmethod", "bytearray", "bin", "ascii", "breakpoint", "copyright", "credits", "license", "issubclass",
];

/// A name as an identifier, as near to it as can be. Names that differ may come out the same: see [`Names`].
pub fn ident(name: &str) -> String {
    let mut ident: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '_' }).collect();
    if ident.is_empty() || ident.starts_with(|c: char| c.is_ascii_digit()) {
        ident.insert(0, '_');
    }
    if is_keyword(&ident) { format!("{ident}_") } else { ident }
}

fn is_keyword(name: &str) -> bool {
    // `type` is one in a statement of its own alone.
    name != "type" && KEYWORDS.contains(&name)
}

/// The name of a model's field. A leading underscore would make it private.
pub fn field(name: &str) -> String {
    let ident = ident(name);
    let ident = match ident.trim_start_matches('_') {
        plain if plain.len() == ident.len() => ident,
        "" => "field_".to_owned(),
        plain => format!("field_{plain}"),
    };
    if IN_MODELS.contains(&ident.as_str()) || is_keyword(&ident) { format!("{ident}_") } else { ident }
}

/// The name of a local variable of a check. Those that are not a field's have two underscores.
pub fn local(name: &str) -> String {
    let ident = ident(name);
    let ident = if ident.starts_with('_') || ident.contains("__") { format!("v_{ident}") } else { ident };
    if IN_CHECKS.contains(&ident.as_str()) || KEYWORDS.contains(&ident.as_str()) {
        format!("{ident}_")
    } else {
        ident
    }
}

/// The name of a function or of a module.
pub fn snake(name: &str) -> String {
    let plain: String =
        name.to_snake_case().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    let plain = match plain.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => plain,
        _ => format!("value_{plain}"),
    };
    if KEYWORDS.contains(&plain.as_str()) || IN_CHECKS.contains(&plain.as_str()) {
        format!("{plain}_")
    } else {
        plain
    }
}

/// The name of a class.
pub fn camel(name: &str) -> String {
    let plain: String = name.to_upper_camel_case().chars().filter(char::is_ascii_alphanumeric).collect();
    match plain.chars().next() {
        Some(first) if first.is_ascii_alphabetic() && !KEYWORDS.contains(&plain.as_str()) => plain,
        _ => format!("Value{plain}"),
    }
}

/// The name of a constant or of an enum's member.
pub fn shouty(name: &str) -> String {
    let plain: String =
        name.to_shouty_snake_case().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    match plain.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => plain,
        _ => format!("VALUE_{plain}"),
    }
}

/// Where a name stands in an import: constants, classes, functions; case does not count.
pub fn rank(name: &str) -> (u8, String, String) {
    let rank = match name.chars().next() {
        _ if name.len() > 1 && name == name.to_uppercase() => 0,
        Some(first) if first.is_ascii_uppercase() => 1,
        _ => 2,
    };
    (rank, name.to_lowercase(), name.to_owned())
}

/// The names that are taken in one place.
#[derive(Clone, Default)]
pub struct Names(HashSet<String>);

impl Names {
    /// With these taken already.
    pub fn with<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        Names(names.into_iter().map(str::to_owned).collect())
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

    /// The names of a list, each apart from the others: who can keep the name of the wire keeps it.
    pub fn take_all<'n>(&mut self, names: &[&'n str], ident: fn(&str) -> String) -> Vec<String> {
        let plain = |name: &&'n str| ident(name) == **name;
        let kept: Vec<Option<String>> =
            names.iter().map(|name| plain(name).then(|| self.take(ident(name)))).collect();
        names.iter().zip(kept).map(|(name, kept)| kept.unwrap_or_else(|| self.take(ident(name)))).collect()
    }
}
