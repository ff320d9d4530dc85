//! What texts a field takes, as languages: whether one holds a text that another does not, and the shortest such.

mod machine;
mod search;

pub use machine::Machine;
pub use search::{Find, Lengths, Query};

use crate::api::{Format, Shape, Type};
use fin_core::Kind;
use std::{cell::RefCell, collections::HashMap, rc::Rc};

/// A condition on a text: a machine, and whether it has to take the text or to refuse it.
#[derive(Clone)]
pub struct Part {
    /// The automaton; `None` is one that is too large to be decided.
    pub machine: Option<Rc<Machine>>,
    /// Whether a text that the machine takes is taken.
    pub takes: bool,
}

/// Unicode's White_Space, as patterns spell it here.
const WHITE: &str = r"[\x09-\x0D\x20\x85\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]*";
const UUID: &str = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}";
const LONG: &str = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])";
const SHORT: &str = "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)";
const FEBRUARY: &str = "02-(?:0[1-9]|1[0-9]|2[0-8])";
const FOURTHS: &str = "(?:0[48]|[2468][048]|[13579][26])";

/// The machines, each made once.
#[derive(Default)]
pub struct Machines {
    patterns: RefCell<HashMap<String, Option<Rc<Machine>>>>,
    differences: RefCell<HashMap<String, (Find, Find)>>,
}

impl Machines {
    /// The machine of a pattern for the whole text.
    pub fn pattern(&self, pattern: &str) -> Option<Rc<Machine>> {
        let known = self.patterns.borrow().get(pattern).cloned();
        known.unwrap_or_else(|| {
            let machine = Machine::pattern(pattern).map(Rc::new);
            self.patterns.borrow_mut().insert(pattern.to_owned(), machine.clone());
            machine
        })
    }

    /// What is found of a format, looked for once.
    pub fn difference(&self, format: &str, find: impl FnOnce() -> (Find, Find)) -> (Find, Find) {
        let known = self.differences.borrow().get(format).cloned();
        known.unwrap_or_else(|| {
            let found = find();
            self.differences.borrow_mut().insert(format.to_owned(), found.clone());
            found
        })
    }

    fn must(&self, pattern: &str) -> Part {
        Part { machine: self.pattern(pattern), takes: true }
    }

    /// Every text.
    pub fn any(&self) -> Part {
        self.must("(?s:.)*")
    }

    /// ASCII alone.
    pub fn ascii(&self) -> Part {
        self.must(r"[\x00-\x7F]*")
    }

    /// Neither empty nor only white space.
    pub fn not_blank(&self) -> Part {
        Part { machine: self.pattern(WHITE), takes: false }
    }

    /// A pattern of the model.
    pub fn matches(&self, pattern: &str) -> Part {
        self.must(pattern)
    }

    /// The texts that a scalar takes before any constraint; `None` where it is no text.
    pub fn scalar(&self, kind: Kind) -> Option<Part> {
        match kind {
            Kind::Text => Some(self.any()),
            Kind::Uuid => Some(self.must(UUID)),
            Kind::Date => Some(self.must(&days())),
            Kind::Integer | Kind::Number | Kind::Boolean => None,
            Kind::Enum | Kind::Object | Kind::List | Kind::Map => None,
        }
    }

    /// The texts that an enum takes.
    pub fn values(&self, ty: &Type) -> Option<Part> {
        match &ty.shape {
            Shape::Enum { .. } if ty.open => Some(self.any()),
            Shape::Enum { values } => Some(words(values.iter().map(|value| value.name.as_str()))),
            Shape::Object { .. } => None,
        }
    }

    /// What a format asks for itself.
    pub fn own(&self, format: &Format) -> Vec<Part> {
        let mut parts: Vec<Part> = format.pattern.iter().map(|pattern| self.must(pattern)).collect();
        let not = |pattern: &String| Part { machine: self.pattern(pattern), takes: false };
        parts.extend(format.not_pattern.as_ref().map(not));
        parts.extend((!format.values.is_empty()).then(|| words(format.values.iter().map(String::as_str))));
        parts
    }

    /// What a format asks for, one part a demand, those of the formats that are asked for then included.
    pub fn format<'a>(&self, name: &str, find: impl Fn(&str) -> Option<&'a Format>) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut next = find(name);
        let mut seen = Vec::new();
        while let Some(format) = next.filter(|format| !seen.contains(&format.name.as_str())) {
            seen.push(&format.name);
            parts.extend(format.pattern.as_ref().map(|pattern| self.must(pattern)));
            let not = |pattern: &String| Part { machine: self.pattern(pattern), takes: false };
            parts.extend(format.not_pattern.as_ref().map(not));
            parts
                .extend((!format.values.is_empty()).then(|| words(format.values.iter().map(String::as_str))));
            // Where a format is said to refuse blank texts, those that its pattern takes are refused too.
            parts.extend(format.refuses_blank.then(|| self.not_blank()));
            next = format.then.as_deref().and_then(&find);
        }
        parts
    }
}

fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> Part {
    Part { machine: Some(Rc::new(Machine::words(words))), takes: true }
}

/// Every day of the years 0001 to 9999.
fn days() -> String {
    let year = "(?:[0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)";
    let leap = format!("(?:[0-9]{{2}}{FOURTHS}|(?:0[48]|[2468][048]|[13579][26])00)");
    format!("{year}-(?:{LONG}|{SHORT}|{FEBRUARY})|{leap}-02-29")
}

#[cfg(test)]
mod tests;
