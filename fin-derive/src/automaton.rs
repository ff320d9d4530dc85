//! Patterns → tables: a pattern is compiled while the macro runs, so that no regular expression engine is
//! needed where it is matched.

use proc_macro2::TokenStream;
use quote::quote;
use regex_automata::{
    Anchored, Input,
    dfa::{Automaton as _, dense},
    util::{primitives::StateID, syntax},
};
use std::collections::HashMap;

/// No table grows beyond this many states: a pattern that needs more is refused. Low enough that refusing takes
/// well under a second even where the macro itself was compiled without optimisation.
const MAX_STATES: usize = 1_024;
/// And no step on the way to it beyond this many bytes.
const MAX_BYTES: usize = 1 << 18;

/// A deterministic automaton over bytes. State 0 is dead.
pub struct Automaton {
    classes: [u8; 256],
    next: Vec<u16>,
    start: u16,
    accepting: u16,
}

/// Compiles a pattern that has to match a whole text.
///
/// # Errors
/// Why the pattern is refused.
pub fn compile(pattern: &str) -> Result<Automaton, String> {
    spelled_out(pattern)?;
    // On its own first: `a)|(b` is no pattern, though it would be one between the brackets below.
    syntax::parse_with(pattern, &syntax::Config::new().nest_limit(64)).map_err(|error| explain(&error))?;
    let dfa = dense::Builder::new()
        .configure(
            dense::Config::new()
                .minimize(true)
                .start_kind(regex_automata::dfa::StartKind::Anchored)
                .dfa_size_limit(Some(MAX_BYTES))
                .determinize_size_limit(Some(MAX_BYTES)),
        )
        .syntax(syntax::Config::new().nest_limit(64))
        .build(&format!("^(?:{pattern})$"))
        .map_err(|_| too_large())?;
    let start = dfa
        .start_state_forward(&Input::new("").anchored(Anchored::Yes))
        .map_err(|_| String::from("has no start"))?;
    walk(&dfa, start)
}

/// Refuses what the parser takes or not with the features that the rest of a build has switched on: classes of
/// Unicode, and flags that need its tables.
fn spelled_out(pattern: &str) -> Result<(), String> {
    let mut chars = pattern.chars();
    let mut brackets = 0_usize;
    while let Some(c) = chars.next() {
        match c {
            '[' => brackets += 1,
            ']' => brackets = brackets.saturating_sub(1),
            _ => {}
        }
        let (what, remedy) = match (c, chars.clone().next()) {
            ('\\', Some(class)) => {
                chars.next();
                let remedy = match class {
                    'd' => "write `[0-9]`",
                    'w' => "write `[A-Za-z0-9_]`",
                    's' | 'p' => "list the characters",
                    'D' | 'W' | 'S' | 'P' => "list what is left out, `[^0-9]`",
                    'b' | 'B' => "a pattern always means the whole text",
                    _ => continue,
                };
                (format!("\\{class}"), remedy)
            }
            ('(', Some('?'))
                if brackets == 0 && chars.clone().nth(1).is_some_and(|flag| "imsRUux-".contains(flag)) =>
            {
                ("(?".to_owned() + &String::from_iter(chars.clone().nth(1)), "write both cases, `[Aa]`")
            }
            _ => continue,
        };
        return Err(format!("`{what}` does not mean the same everywhere: {remedy}"));
    }
    Ok(())
}

fn too_large() -> String {
    format!("too large, it needs more than {MAX_STATES} states: lower its repetitions")
}

fn explain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text = inner.to_string();
        source = inner.source();
    }
    // The parser draws the pattern with a caret; its last line says what is wrong.
    text.lines().last().unwrap_or("").trim_start_matches("error: ").to_owned()
}

/// Numbers the states that a text can lead to: dead first, accepting ones last.
fn walk(dfa: &dense::DFA<Vec<u32>>, start: StateID) -> Result<Automaton, String> {
    let mut found = vec![start];
    let mut index = 0;
    let mut known: HashMap<StateID, usize> = HashMap::from([(start, 0)]);
    while let Some(&state) = found.get(index) {
        for byte in 0..=u8::MAX {
            let next = dfa.next_state(state, byte);
            if !dfa.is_dead_state(next) && !known.contains_key(&next) {
                known.insert(next, found.len());
                found.push(next);
            }
        }
        if found.len() > MAX_STATES {
            return Err(too_large());
        }
        index += 1;
    }
    // The library tells a match one step late: at the end of the text.
    let accepts = |state: StateID| dfa.is_match_state(dfa.next_eoi_state(state));
    let mut order = found.clone();
    order.sort_by_key(|state| (accepts(*state), known.get(state).copied()));
    let numbers: HashMap<StateID, u16> = order.iter().copied().zip(1..).collect();
    let number = |state: StateID| numbers.get(&state).copied().unwrap_or(0);

    let mut columns: HashMap<Vec<u16>, u8> = HashMap::new();
    let mut listed: Vec<Vec<u16>> = Vec::new();
    let mut classes = [0; 256];
    for (byte, class) in (0..=u8::MAX).zip(classes.iter_mut()) {
        let column: Vec<u16> = order.iter().map(|state| number(dfa.next_state(*state, byte))).collect();
        *class = *columns.entry(column.clone()).or_insert_with(|| {
            listed.push(column);
            // At most 256 different columns.
            u8::try_from(listed.len() - 1).unwrap_or(u8::MAX)
        });
    }
    let width = listed.len();
    // Rows are named by where they start, which saves a multiplication at every byte.
    if (order.len() + 1) * width > usize::from(u16::MAX) {
        return Err(too_large());
    }
    let row_of = |state: u16| state * u16::try_from(width).unwrap_or(u16::MAX);
    let mut next = vec![0; width];
    for row in 0..order.len() {
        next.extend(listed.iter().filter_map(|column| column.get(row).copied().map(row_of)));
    }
    let refusing = order.iter().filter(|state| !accepts(**state)).count();
    let accepting = u16::try_from(refusing + 1).unwrap_or(u16::MAX);
    Ok(Automaton { classes, next, start: row_of(number(start)), accepting: row_of(accepting) })
}

impl Automaton {
    /// The automaton as a constant expression.
    pub fn tokens(&self, private: &TokenStream) -> TokenStream {
        let Automaton { classes, next, start, accepting } = self;
        let classes = classes.iter();
        quote! {
            #private::Automaton {
                classes: &[#(#classes),*],
                next: &[#(#next),*],
                start: #start,
                accepting: #accepting,
            }
        }
    }

    #[cfg(test)]
    #[allow(clippy::indexing_slicing)]
    fn matches(&self, text: &str) -> bool {
        let mut state = self.start;
        for byte in text.bytes() {
            state = self.next[usize::from(state) + usize::from(self.classes[usize::from(byte)])];
        }
        state >= self.accepting
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn matches_whole_texts_as_a_regular_expression_does() {
        let ssn = compile("[0-9]{3}-[0-9]{2}-[0-9]{4}").unwrap();
        assert!(ssn.matches("123-45-6789"));
        for text in ["", "123-45-678", "123-45-67890", "123-45-6789\n", "x123-45-6789"] {
            assert!(!ssn.matches(text), "{text:?}");
        }
        let any = compile("(?:[a-z]|[^a-z])*").unwrap();
        assert!(any.matches("") && any.matches("é\n😀"));
        let alternatives = compile("ab|cd").unwrap();
        assert!(
            alternatives.matches("cd") && !alternatives.matches("abcd") && !alternatives.matches("ab|cd")
        );
        assert!(compile("[^x]").unwrap().matches("😀"));
    }

    #[test]
    fn refuses_what_is_no_pattern_or_too_large() {
        assert!(compile("[a-").is_err());
        assert!(compile("(?:[ab]*a[ab]{20})").is_err());
        assert!(compile("a{100000}").is_err());
    }

    #[test]
    fn refuses_what_hangs_on_the_features_of_a_build() {
        for pattern in [r"\d", r"[\w-]", r"a\S", r"\p{L}", r"\bab", "(?i)a", "(a(?-u:b))"] {
            let error = compile(pattern).err().unwrap();
            assert!(error.contains("does not mean the same everywhere"), "{pattern}: {error}");
        }
        for pattern in [r"\\d", r"\.\-\[d", "[(?i]", "(?:i)", "[[:digit:]]", r"\x41\u0042"] {
            assert!(compile(pattern).is_ok(), "{pattern}");
        }
    }
}
