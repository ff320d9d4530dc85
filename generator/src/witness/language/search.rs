use super::{Part, machine::State};
use std::collections::{HashMap, VecDeque};

/// So many states of the product are looked at before the search gives up.
const MAX_STATES: usize = 60_000;

/// How many code points a text may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lengths {
    /// At least so many.
    pub least: u32,
    /// At most so many.
    pub most: Option<u32>,
}

impl Lengths {
    /// Of any length.
    pub const ANY: Lengths = Lengths { least: 0, most: None };
}

/// Asks for a text that all of some parts take, and not all of others.
pub struct Query<'a> {
    /// All of them take it.
    pub all: &'a [Part],
    /// Not all of them take it; nothing is asked where there are none.
    pub not_all: &'a [Part],
    /// How long it is.
    pub lengths: Lengths,
}

/// What a search finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Find {
    /// The shortest text.
    Text(String),
    /// There is none.
    Nothing,
    /// That would have taken too long.
    Unknown,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Product {
    states: Vec<State>,
    length: u32,
}

/// Pretty bytes first: of equally short texts, the one that reads best is found.
fn bytes() -> impl Iterator<Item = u8> {
    let first = (b'a'..=b'z').chain(b'A'..=b'Z').chain(b'0'..=b'9');
    let rest = (0..=u8::MAX).filter(|byte| !byte.is_ascii_alphanumeric() && ![0xC3, 0xA9].contains(byte));
    // Of two bytes `é` is the plainest character.
    let first = first.chain([0xC3, 0xA9]);
    // Printable ones before control characters.
    let printable = |byte: &u8| *byte > b' ' && *byte != 0x7F;
    first.chain(rest.clone().filter(printable)).chain(rest.filter(move |byte| !printable(byte)))
}

impl Query<'_> {
    /// Searches the product of the machines, breadth first.
    pub fn find(&self) -> Find {
        let mut parts = Vec::new();
        for part in self.all.iter().chain(self.not_all) {
            let Some(machine) = part.machine.as_deref() else { return Find::Unknown };
            parts.push((machine, part.takes));
        }
        let mut seen = Vec::new();
        let mut alphabet = Vec::new();
        for byte in bytes() {
            let classes: Vec<u16> = parts.iter().map(|(machine, _)| machine.class(byte)).collect();
            let key = (is_lead(byte), classes);
            if !seen.contains(&key) {
                seen.push(key);
                alphabet.push(byte);
            }
        }
        let start = Product { states: parts.iter().map(|(machine, _)| machine.start()).collect(), length: 0 };
        // Which state led to which, by which byte.
        let mut from: Vec<(usize, u8)> = vec![(0, 0)];
        let mut known: HashMap<Product, usize> = HashMap::from([(start.clone(), 0)]);
        let mut waiting = VecDeque::from([(start, 0)]);
        while let Some((product, index)) = waiting.pop_front() {
            if self.is_found(&product) {
                return text(&from, index);
            }
            for &byte in &alphabet {
                let states = parts.iter().zip(&product.states);
                let states = states.map(|((machine, _), state)| machine.next(*state, byte)).collect();
                let next = Product { states, length: self.longer(product.length, byte) };
                if self.is_hopeless(&next) || known.contains_key(&next) {
                    continue;
                }
                if from.len() == MAX_STATES {
                    return Find::Unknown;
                }
                known.insert(next.clone(), from.len());
                waiting.push_back((next, from.len()));
                from.push((index, byte));
            }
        }
        Find::Nothing
    }

    fn is_found(&self, product: &Product) -> bool {
        let holds = |(part, state): (&Part, &State)| {
            part.machine.as_deref().is_some_and(|machine| machine.takes(*state)) == part.takes
        };
        let (all, not_all) = product.states.split_at(self.all.len().min(product.states.len()));
        product.length >= self.lengths.least
            && self.all.iter().zip(all).all(holds)
            && (self.not_all.is_empty() || !self.not_all.iter().zip(not_all).all(holds))
    }

    /// Whether nothing that begins like this can be found.
    fn is_hopeless(&self, product: &Product) -> bool {
        self.lengths.most.is_some_and(|most| product.length > most)
            || self.all.iter().zip(&product.states).any(|(part, state)| part.takes && state.is_none())
    }

    /// The code points so far, counted no further than it matters.
    fn longer(&self, length: u32, byte: u8) -> u32 {
        let cap = self.lengths.most.map_or(self.lengths.least, |most| most.saturating_add(1));
        if is_lead(byte) { length.saturating_add(1).min(cap) } else { length }
    }
}

/// Whether a byte begins a code point.
fn is_lead(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn text(from: &[(usize, u8)], mut index: usize) -> Find {
    let mut bytes = Vec::new();
    while index != 0 {
        let Some((before, byte)) = from.get(index) else { return Find::Unknown };
        bytes.push(*byte);
        index = *before;
    }
    bytes.reverse();
    String::from_utf8(bytes).map_or(Find::Unknown, Find::Text)
}
