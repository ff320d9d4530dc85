//! The checks behind the constraints: what the derive's code calls.

use crate::{Check, Scope, scope::Step};
use std::{collections::HashSet, hash::Hash};

/// Empty or only white space (Unicode `White_Space`).
#[inline]
pub fn is_blank(text: &str) -> bool {
    match text.as_bytes().first() {
        Some(b'!'..=b'~') => false,
        _ => text.chars().all(char::is_whitespace),
    }
}

/// More Unicode code points than that.
#[inline]
pub fn is_longer(text: &str, most: u32) -> bool {
    let most = most as usize;
    text.len() > most && text.chars().count() > most
}

/// Fewer Unicode code points than that.
#[inline]
pub fn is_shorter(text: &str, least: u32) -> bool {
    let least = least as usize;
    text.len() < least || (text.len() < least.saturating_mul(4) && text.chars().count() < least)
}

/// Checks each item of a list that was built, and the list by what `check` finds wrong with an item.
/// Whether every item can be represented.
pub fn items<T: Check>(
    items: &[T],
    scope: &mut Scope<'_>,
    mut check: impl FnMut(&T, &mut Scope<'_>),
) -> bool {
    let mut sound = true;
    for (index, item) in items.iter().enumerate() {
        let start = scope.count();
        if item.check(scope) {
            check(item, scope);
        } else {
            sound = false;
        }
        scope.within(start, || Step::Index(index));
    }
    sound
}

pub(crate) fn entries<'m, K: AsRef<str> + 'm, V: Check + 'm>(
    map: impl IntoIterator<Item = (&'m K, &'m V)>,
    scope: &mut Scope<'_>,
) -> bool {
    let mut sound = true;
    for (key, value) in map {
        let start = scope.count();
        sound &= value.check(scope);
        scope.within(start, || Step::Key(key.as_ref().into()));
    }
    sound
}

/// Reports each item that stands earlier in the list as well.
pub fn unique_items<T: Eq + Hash>(
    items: &[T],
    scope: &mut Scope<'_>,
    code: &'static str,
    message: &'static str,
) {
    let mut seen = HashSet::new();
    for (index, item) in items.iter().enumerate() {
        if !seen.insert(item) {
            scope.fail_steps(code, message, [Step::Index(index)]);
        }
    }
}

/// Runs one pattern's automaton over a text. State 0 is where no match is possible any more; the states
/// from `accepting` on are those in which a whole text has matched.
#[derive(Debug)]
pub struct Automaton {
    /// The class of each byte.
    pub classes: &'static [u8; 256],
    /// The state after a state and a class, at their sum: a state is named by where its row starts.
    pub next: &'static [u16],
    /// The state before the first byte.
    pub start: u16,
    /// The first accepting state.
    pub accepting: u16,
}

impl Automaton {
    /// Whether the whole text matches.
    #[inline]
    pub fn matches(&self, text: &str) -> bool {
        let mut state = self.start;
        for byte in text.bytes() {
            let class = self.classes.get(usize::from(byte)).copied().unwrap_or(0);
            let at = usize::from(state) + usize::from(class);
            state = self.next.get(at).copied().unwrap_or(0);
            if state == 0 {
                return false;
            }
        }
        state >= self.accepting
    }
}
