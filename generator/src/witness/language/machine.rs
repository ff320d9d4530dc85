use regex_automata::{
    Anchored, MatchKind,
    dfa::{Automaton as _, StartKind, dense},
    nfa::thompson,
    util::{primitives::StateID, start, syntax},
};
use std::collections::{HashMap, HashSet};

/// No automaton, and no step on the way to one, takes more memory than this.
const MAX_BYTES: usize = 8 << 20;

/// A deterministic automaton over the bytes of a text.
pub enum Machine {
    /// Of a pattern that has to match the whole text.
    Pattern(Box<dense::DFA<Vec<u32>>>),
    /// Of a list of texts.
    Words(Words),
}

/// A list of texts as a tree of their bytes; state 0 is its root.
#[derive(Default)]
pub struct Words {
    edges: HashMap<(u32, u8), u32>,
    ends: HashSet<u32>,
    bytes: HashSet<u8>,
}

/// A state of a [`Machine`]; `None` is one from which nothing is taken any more.
pub type State = Option<u32>;

impl Machine {
    /// Of a pattern; `None` when it is too large to be decided.
    pub fn pattern(pattern: &str) -> Option<Machine> {
        let dfa = dense::Builder::new()
            .configure(
                dense::Config::new()
                    // Every match, not the first one that an engine would stop at.
                    .match_kind(MatchKind::All)
                    .start_kind(StartKind::Anchored)
                    .dfa_size_limit(Some(MAX_BYTES))
                    .determinize_size_limit(Some(MAX_BYTES)),
            )
            .thompson(thompson::Config::new().nfa_size_limit(Some(MAX_BYTES)))
            .syntax(syntax::Config::new().nest_limit(64))
            .build(&format!("(?:{pattern})"))
            .ok()?;
        Some(Machine::Pattern(Box::new(dfa)))
    }

    /// Of a list of texts.
    pub fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> Machine {
        let mut tree = Words::default();
        let mut count = 0;
        for word in words {
            let mut state = 0;
            for byte in word.bytes() {
                tree.bytes.insert(byte);
                state = *tree.edges.entry((state, byte)).or_insert_with(|| {
                    count += 1;
                    count
                });
            }
            tree.ends.insert(state);
        }
        Machine::Words(tree)
    }

    /// Before any byte.
    pub fn start(&self) -> State {
        match self {
            Machine::Pattern(dfa) => {
                let start = dfa.start_state(&start::Config::new().anchored(Anchored::Yes)).ok()?;
                Some(start.as_u32())
            }
            Machine::Words(_) => Some(0),
        }
    }

    /// After one more byte.
    pub fn next(&self, state: State, byte: u8) -> State {
        match self {
            Machine::Pattern(dfa) => {
                let next = dfa.next_state(id(state?)?, byte);
                (!dfa.is_dead_state(next) && !dfa.is_quit_state(next)).then_some(next.as_u32())
            }
            Machine::Words(words) => words.edges.get(&(state?, byte)).copied(),
        }
    }

    /// Whether the text that led here is taken.
    pub fn takes(&self, state: State) -> bool {
        let Some(state) = state else { return false };
        match self {
            // A match is told one step late: at the end of the text.
            Machine::Pattern(dfa) => {
                id(state).is_some_and(|state| dfa.is_match_state(dfa.next_eoi_state(state)))
            }
            Machine::Words(words) => words.ends.contains(&state),
        }
    }

    /// Bytes with one number are the same to this machine in every state.
    pub fn class(&self, byte: u8) -> u16 {
        match self {
            Machine::Pattern(dfa) => u16::from(dfa.byte_classes().get(byte)),
            Machine::Words(words) if words.bytes.contains(&byte) => u16::from(byte),
            Machine::Words(_) => 256,
        }
    }
}

fn id(state: u32) -> Option<StateID> {
    StateID::new(usize::try_from(state).ok()?).ok()
}
