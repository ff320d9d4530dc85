//! The model's formats → compiled patterns and sets of texts.

use super::names::{self, Names};
use super::needed;
use super::text::{code, docstring, literal, literals, sentence};
use crate::api::{Api, Format};
use std::collections::HashMap;

/// How a format is asked for.
enum Form {
    /// The match of its pattern.
    Pattern(String),
    /// No match of what it must not match.
    NotPattern(String),
    /// One of a set of texts.
    Values(String),
    /// A function of its own.
    Function(String),
    /// Any text has it.
    Anything,
}

/// Why most texts have a format.
enum Hint {
    /// It refuses capital letters alone: a text that is its own lowercase has it.
    Lowercase,
    /// It refuses nothing without one of these letters.
    Lacks(Vec<char>),
}

impl Hint {
    fn of(format: &Format) -> Option<Hint> {
        if !format.values.is_empty() {
            return None;
        }
        match (&format.pattern, &format.not_pattern) {
            (Some(pattern), None) => (pattern == "[^A-Z]*").then_some(Hint::Lowercase),
            (None, Some(pattern)) => needed::letter(pattern).map(Hint::Lacks),
            _ => None,
        }
    }
}

/// The names of the formats in `_formats.py`, and which of them a text has for a simple reason.
pub struct Formats {
    forms: HashMap<String, Form>,
    hints: HashMap<String, Hint>,
}

impl Formats {
    pub fn new(api: &Api) -> Self {
        let mut taken = Names::with(["RE"]);
        let mut forms = HashMap::new();
        for format in &api.formats {
            let constant = taken.take(names::shouty(&format.name));
            let form = match (&format.pattern, &format.not_pattern, format.values.is_empty()) {
                (Some(_), None, true) => Form::Pattern(constant),
                (None, Some(_), true) => Form::NotPattern(constant),
                (None, None, false) => Form::Values(constant),
                (None, None, true) => Form::Anything,
                _ => Form::Function(constant),
            };
            forms.insert(format.name.clone(), form);
        }
        let hint = |format: &Format| Some((format.name.clone(), Hint::of(format)?));
        Formats { forms, hints: api.formats.iter().filter_map(hint).collect() }
    }

    /// The test whether a text has the format, or has it not.
    pub fn test(&self, name: &str, text: &str, holds: bool) -> Option<String> {
        let not = |not: bool| if not { "not " } else { "" };
        Some(match self.forms.get(name)? {
            Form::Pattern(name) | Form::Function(name) => format!("{}formats.{name}({text})", not(!holds)),
            Form::NotPattern(name) => format!("{}formats.{name}({text})", not(holds)),
            Form::Values(name) => format!("{text} {}in formats.{name}", not(!holds)),
            Form::Anything => if holds { "True" } else { "False" }.to_owned(),
        })
    }

    /// What a text that has not the format is, and few others are: cheap to ask before the format.
    pub fn unless(&self, name: &str, text: &str) -> Option<String> {
        Some(match self.hints.get(name)? {
            Hint::Lowercase => format!("{text} != {text}.lower()"),
            Hint::Lacks(letters) => {
                let each: Vec<String> =
                    letters.iter().map(|c| format!("{} in {text}", literal(&c.to_string()))).collect();
                if each.len() > 1 { format!("({})", each.join(" or ")) } else { each.concat() }
            }
        })
    }

    /// The set of texts that a format is, where it is nothing else.
    pub fn set(&self, name: &str) -> Option<String> {
        match self.forms.get(name)? {
            Form::Values(name) => Some(format!("formats.{name}")),
            Form::Pattern(_) | Form::NotPattern(_) | Form::Function(_) | Form::Anything => None,
        }
    }

    /// `_formats.py`.
    pub fn print(&self, api: &Api) -> String {
        let mut text = String::new();
        for format in &api.formats {
            if let Some(form) = self.forms.get(&format.name) {
                text.push_str(&declare(format, form));
            }
        }
        let import = if text.contains("re.compile") { "\nimport re\n" } else { "" };
        let head = docstring(&["The named formats: patterns match the whole text.".to_owned()], 0);
        head + import + &text
    }
}

fn declare(format: &Format, form: &Form) -> String {
    let docs = |name: &str| docstring(&[format!("{}: {}", code(name), sentence(&format.doc))], 0);
    match form {
        Form::Pattern(name) => {
            let pattern = format.pattern.as_deref().unwrap_or_default();
            format!("\n{name} = {}\n{}", compiled(pattern), docs(&format.name))
        }
        Form::NotPattern(name) => {
            let pattern = format.not_pattern.as_deref().unwrap_or_default();
            let head = format!("What {} is not: {}", code(&format.name), sentence(&format.doc));
            format!("\n{name} = {}\n{}", compiled(pattern), docstring(&[head], 0))
        }
        Form::Values(name) => format!("\n{name} = {}{}", set(&format.values), docs(&format.name)),
        Form::Function(name) => function(format, name),
        Form::Anything => String::new(),
    }
}

fn function(format: &Format, name: &str) -> String {
    let mut tests = Vec::new();
    let mut parts = String::new();
    for (pattern, suffix, not) in [(&format.pattern, "_IS", ""), (&format.not_pattern, "_IS_NOT", "not ")] {
        if let Some(pattern) = pattern {
            parts.push_str(&format!("\n_{name}{suffix} = {}\n", compiled(pattern)));
            tests.push(if not.is_empty() {
                format!("_{name}{suffix}(text) is not None")
            } else {
                format!("_{name}{suffix}(text) is None")
            });
        }
    }
    if !format.values.is_empty() {
        parts.push_str(&format!("\n_{name}_VALUES = {}", set(&format.values)));
        tests.push(format!("text in _{name}_VALUES"));
    }
    let docs = docstring(&[format!("{}: {}", code(&format.name), sentence(&format.doc))], 4);
    format!(
        "{parts}\n\ndef {name}(text: str) -> bool:  # noqa: N802 - named as its kin are\n{docs}    return {}\n\n",
        tests.join(" and ")
    )
}

/// A set of texts over as many lines as it needs.
fn set(values: &[String]) -> String {
    let texts = literals(values.iter().map(String::as_str));
    let flat = format!("frozenset(({}))\n", texts.join(", "));
    if flat.len() <= 90 && texts.len() > 1 {
        return flat;
    }
    let lines: String = texts.iter().map(|text| format!("        {text},\n")).collect();
    format!("frozenset(\n    (\n{lines}    )\n)\n")
}

/// The bound method that matches a whole text.
pub fn compiled(pattern: &str) -> String {
    let raw = !pattern.contains('"')
        && !pattern.ends_with('\\')
        && pattern.chars().all(|c| c == ' ' || c.is_ascii_graphic());
    let text = if raw { format!("r\"{pattern}\"") } else { literal(pattern) };
    let flat = format!("re.compile({text}).fullmatch");
    if flat.len() < 80 { flat } else { format!("re.compile(\n    {text}\n).fullmatch") }
}
