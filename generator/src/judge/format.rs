use super::JudgeError;
use crate::api;
use fin_core::Constraint;
use regex::Regex;
use std::collections::{HashMap, HashSet};

/// The formats of the model, compiled.
pub struct Formats {
    by_name: HashMap<String, Format>,
}

struct Format {
    code: String,
    message: String,
    pattern: Option<Regex>,
    not_pattern: Option<Regex>,
    values: HashSet<String>,
    then: Option<String>,
    refuses_blank: bool,
}

impl Formats {
    /// Compiles every format.
    pub fn new(formats: &[api::Format]) -> Result<Formats, JudgeError> {
        let by_name = formats.iter().map(|format| Ok((format.name.clone(), Format::new(format)?)));
        Ok(Formats { by_name: by_name.collect::<Result<_, JudgeError>>()? })
    }

    /// Whether there is a format of that name.
    pub fn knows(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// Whether a text has the named format; `None` when there is no such format.
    pub fn has(&self, text: &str, name: &str) -> Option<bool> {
        self.by_name.get(name).map(|format| format.holds(text))
    }

    /// Whether the named format refuses a blank text.
    pub fn refuses_blank(&self, name: &str) -> bool {
        self.by_name.get(name).is_some_and(|format| format.refuses_blank)
    }

    /// Code and message of a text that has the named format, but not the one that is asked for then.
    pub fn then<'a>(&'a self, text: &str, name: &str) -> Option<(&'a str, &'a str)> {
        let mut next = self.by_name.get(name)?.then.as_deref();
        // No chain is longer than there are formats.
        for _ in 0..self.by_name.len() {
            let format = self.by_name.get(next?)?;
            if !format.holds(text) {
                return Some((&format.code, &format.message));
            }
            next = format.then.as_deref();
        }
        None
    }
}

impl Format {
    fn new(format: &api::Format) -> Result<Format, JudgeError> {
        let compile = |pattern: &Option<String>| {
            pattern.as_ref().map(|pattern| whole(pattern, &format.name)).transpose()
        };
        Ok(Format {
            code: format.code.clone(),
            message: format.message.clone(),
            pattern: compile(&format.pattern)?,
            not_pattern: compile(&format.not_pattern)?,
            values: format.values.iter().cloned().collect(),
            then: format.then.clone(),
            refuses_blank: format.refuses_blank,
        })
    }

    fn holds(&self, text: &str) -> bool {
        self.pattern.as_ref().is_none_or(|pattern| pattern.is_match(text))
            && self.not_pattern.as_ref().is_none_or(|pattern| !pattern.is_match(text))
            && (self.values.is_empty() || self.values.contains(text))
    }
}

/// A pattern that must match the whole text.
pub fn whole(pattern: &str, owner: &str) -> Result<Regex, JudgeError> {
    Regex::new(&format!(r"\A(?:{pattern})\z")).map_err(|_| JudgeError::Pattern { owner: owner.to_owned() })
}

/// The format that a constraint asks for.
pub fn named(constraint: &Constraint<String>) -> Option<&str> {
    match constraint {
        Constraint::Format(name) => Some(name),
        _ => None,
    }
}
