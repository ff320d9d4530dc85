//! Pieces of Python, and how they are put together.

/// How tightly a text holds together, loosest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// `a or b`
    Or,
    /// `a and b`
    And,
    /// `not a`, `a == b`
    Compare,
    /// A name, a call, something in brackets.
    Tight,
}

/// A piece of Python.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The text.
    pub text: String,
    /// How tightly it holds.
    pub hold: Hold,
    /// What `and` or `or` joins, when it is such a list.
    pub parts: Vec<String>,
}

impl Code {
    pub fn tight(text: impl Into<String>) -> Self {
        Code { text: text.into(), hold: Hold::Tight, parts: Vec::new() }
    }

    pub fn compare(text: impl Into<String>) -> Self {
        Code { text: text.into(), hold: Hold::Compare, parts: Vec::new() }
    }

    fn operand(&self, hold: Hold) -> String {
        if self.hold < hold { format!("({})", self.text) } else { self.text.clone() }
    }

    /// All of them.
    pub fn both(codes: &[Code]) -> Self {
        Code::join(Hold::And, codes.to_vec())
    }

    /// Both, or either: equal operators run on, and what always or never holds is left out.
    pub fn join(hold: Hold, codes: Vec<Code>) -> Self {
        let (word, neutral, other) =
            if hold == Hold::And { ("and", "True", "False") } else { ("or", "False", "True") };
        if codes.iter().any(|code| code.text == other) {
            return Code::tight(other);
        }
        let mut codes: Vec<Code> = codes.into_iter().filter(|code| code.text != neutral).collect();
        match codes.len() {
            0 => return Code::tight(neutral),
            1 => return codes.remove(0),
            _ => {}
        }
        let mut parts = Vec::new();
        for code in codes {
            if code.hold == hold { parts.extend(code.parts) } else { parts.push(code.operand(Hold::Compare)) }
        }
        Code { text: parts.join(&format!(" {word} ")), hold, parts }
    }
}
