//! Statements of Python, as `ruff format` leaves them.

use super::lower::{Code, Hold};
use super::text::{bracketed, fits};

/// Lines that grow.
#[derive(Default)]
pub struct Body(String);

impl Body {
    /// The text.
    pub fn into_text(self) -> String {
        self.0
    }

    /// A line at an indent.
    pub fn line(&mut self, indent: usize, text: &str) {
        self.0.push_str(&format!("{:indent$}{text}\n", ""));
    }

    /// Whole lines.
    pub fn text(&mut self, text: &str) {
        self.0.push_str(text);
    }

    /// A call, broken between its arguments where it is too long.
    pub fn call(&mut self, indent: usize, function: &str, arguments: &[String]) {
        self.0.push_str(&bracketed(&format!("{function}("), arguments, ")", "", indent));
    }

    /// `name = call(…)`, broken at the loops of a comprehension where it is too long.
    pub fn assign(&mut self, indent: usize, name: &str, call: &str) {
        self.0.push_str(&operand(&format!("{name} = "), call, indent));
    }

    /// A call that is asked for its truth.
    pub fn ask(&mut self, indent: usize, open: &str, arguments: &[String]) {
        self.0.push_str(&bracketed(open, arguments, "):", "", indent));
    }

    /// `if condition:`, broken between what `and` or `or` joins where it is too long.
    pub fn condition(&mut self, indent: usize, word: &str, code: &Code) {
        let flat = format!("{:indent$}{word} {}:", "", code.text);
        if fits(&flat) {
            self.0.push_str(&flat);
            self.0.push('\n');
            return;
        }
        let operator = if code.hold == Hold::And { "and " } else { "or " };
        if let [first, last] = code.parts.as_slice()
            && let Some((open, inner)) = last.strip_suffix(')').and_then(|last| last.split_once('('))
            && !open.contains(' ')
        {
            // The brackets at the end are broken before others are put around.
            let line = format!("{:indent$}{word} {first} {operator}{open}(", "");
            let inner = format!("{:1$}{inner}", "", indent + 4);
            if fits(&line) && fits(&inner) {
                self.text(&format!("{line}\n{inner}\n{:indent$}):\n", ""));
                return;
            }
        }
        if code.parts.is_empty()
            && let Some((open, inner)) = code.text.strip_suffix(')').and_then(|text| text.split_once('('))
        {
            let inner = loops(inner, indent + 4);
            self.text(&format!("{:indent$}{word} {open}(\n{inner}{:indent$}):\n", "", ""));
            return;
        }
        let parts =
            if code.parts.is_empty() { std::slice::from_ref(&code.text) } else { code.parts.as_slice() };
        self.line(indent, &format!("{word} ("));
        for (index, part) in parts.iter().enumerate() {
            let operator = if index == 0 { "" } else { operator };
            self.text(&operand(operator, part, indent + 4));
        }
        self.line(indent, "):");
    }
}

impl Body {
    /// `if not ((a and b) or call):`, for what neither two conditions together nor a call take.
    pub fn neither(&mut self, indent: usize, word: &str, both: &[String; 2], call: &str) {
        let [first, second] = both;
        let group = format!("({first} and {second})");
        let flat = format!("{:indent$}{word} not ({group} or {call}):", "");
        if fits(&flat) {
            return self.text(&(flat + "\n"));
        }
        self.line(indent, &format!("{word} not ("));
        let pad = indent + 4;
        let inner = format!("{:pad$}{group} or {call}", "");
        if fits(&inner) {
            self.text(&(inner + "\n"));
        } else if fits(&format!("{:pad$}{group}", "")) {
            self.line(pad, &group);
            self.line(pad, &format!("or {call}"));
        } else {
            self.line(pad, "(");
            self.line(pad + 4, first);
            self.line(pad + 4, &format!("and {second}"));
            self.line(pad, ")");
            self.line(pad, &format!("or {call}"));
        }
        self.line(indent, "):");
    }
}

/// An operand on a line of its own; what is longer is broken inside of its brackets.
fn operand(operator: &str, text: &str, indent: usize) -> String {
    let flat = format!("{:indent$}{operator}{text}\n", "");
    if fits(&flat) {
        return flat;
    }
    let Some((open, inner)) = text.strip_suffix(')').and_then(|text| text.split_once('(')) else {
        return flat;
    };
    format!("{:indent$}{operator}{open}(\n{}{:indent$})\n", "", loops(inner, indent + 4), "")
}

/// The inside of a call's brackets, on one line if it fits, else broken at the loops of a comprehension.
fn loops(inner: &str, indent: usize) -> String {
    let flat = format!("{:indent$}{inner}\n", "");
    if fits(&flat) {
        return flat;
    }
    let mut parts: Vec<String> = Vec::new();
    let mut depth = 0;
    for word in inner.split(' ') {
        match parts.last_mut() {
            Some(last) if depth > 0 || !matches!(word, "for" | "if") => {
                last.push(' ');
                last.push_str(word);
            }
            _ => parts.push(word.to_owned()),
        }
        depth += word.matches(['(', '[']).count();
        depth -= word.matches([')', ']']).count().min(depth);
    }
    parts.iter().map(|part| format!("{:indent$}{part}\n", "")).collect()
}
