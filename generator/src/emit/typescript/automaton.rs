//! A pattern → a deterministic automaton over UTF-16, as constants that the runtime walks.
//!
//! JavaScript's own engine backtracks: it needs a stack as long as a hostile text, and more time than this.

use super::{layout::Code, lower::Unprintable, names::literal};
use regex_syntax::hir::{Class, Hir, HirKind};
use std::collections::{BTreeSet, HashMap};

/// No table grows beyond this many states.
const MAX_STATES: usize = 2_000;

/// Where the halves of what is beyond the basic plane begin, and end.
const HIGH: u32 = 0xD800;
const LOW: u32 = 0xDC00;
const AFTER: u32 = 0xE000;

type Place = usize;

/// States with what leads on from each: without a character, and with one of a range.
#[derive(Default)]
struct Loose {
    free: Vec<Vec<Place>>,
    arcs: Vec<Vec<(u32, u32, Place)>>,
}

impl Loose {
    fn state(&mut self) -> Result<Place, Unprintable> {
        if self.free.len() == 50 * MAX_STATES {
            return Err(Unprintable("a pattern that is too large"));
        }
        self.free.push(Vec::new());
        self.arcs.push(Vec::new());
        Ok(self.free.len() - 1)
    }

    fn join(&mut self, from: Place, to: Place) {
        if let Some(free) = self.free.get_mut(from) {
            free.push(to);
        }
    }

    fn arc(&mut self, from: Place, low: u32, high: u32, to: Place) {
        if let Some(arcs) = self.arcs.get_mut(from) {
            arcs.push((low, high, to));
        }
    }

    /// Adds a pattern that begins at a state; the state where it ends.
    fn add(&mut self, hir: &Hir, from: Place) -> Result<Place, Unprintable> {
        match hir.kind() {
            HirKind::Empty => Ok(from),
            HirKind::Literal(text) => {
                let text = std::str::from_utf8(&text.0).map_err(|_| Unprintable("a pattern of bytes"))?;
                text.chars().try_fold(from, |from, c| {
                    let to = self.state()?;
                    self.arc(from, c as u32, c as u32, to);
                    Ok(to)
                })
            }
            HirKind::Class(Class::Unicode(class)) => {
                let to = self.state()?;
                for range in class.iter() {
                    self.arc(from, range.start() as u32, range.end() as u32, to);
                }
                Ok(to)
            }
            HirKind::Class(Class::Bytes(_)) => Err(Unprintable("a pattern of bytes")),
            HirKind::Look(_) => Err(Unprintable("a pattern that looks around")),
            HirKind::Capture(capture) => self.add(&capture.sub, from),
            HirKind::Concat(parts) => parts.iter().try_fold(from, |from, part| self.add(part, from)),
            HirKind::Alternation(parts) => {
                let end = self.state()?;
                for part in parts {
                    let start = self.state()?;
                    self.join(from, start);
                    let to = self.add(part, start)?;
                    self.join(to, end);
                }
                Ok(end)
            }
            HirKind::Repetition(repetition) => {
                let mut at = from;
                for _ in 0..repetition.min {
                    at = self.add(&repetition.sub, at)?;
                }
                let end = self.state()?;
                match repetition.max {
                    None => {
                        let again = self.state()?;
                        self.join(at, again);
                        let to = self.add(&repetition.sub, again)?;
                        self.join(to, again);
                        self.join(again, end);
                    }
                    Some(max) => {
                        for _ in repetition.min..max {
                            self.join(at, end);
                            let start = self.state()?;
                            self.join(at, start);
                            at = self.add(&repetition.sub, start)?;
                        }
                        self.join(at, end);
                    }
                }
                Ok(end)
            }
        }
    }

    /// All that can be reached without a character.
    fn closure(&self, from: impl IntoIterator<Item = Place>) -> BTreeSet<Place> {
        let mut open: Vec<Place> = from.into_iter().collect();
        let mut all = BTreeSet::new();
        while let Some(place) = open.pop() {
            if all.insert(place) {
                open.extend(self.free.get(place).into_iter().flatten());
            }
        }
        all
    }
}

/// A deterministic automaton: of each state whether it accepts, and where each class of characters leads.
struct Strict {
    /// Where a run of characters begins, by code point, and of which class they are.
    starts: Vec<(u32, usize)>,
    accepts: Vec<bool>,
    next: Vec<Vec<Option<Place>>>,
}

/// Where runs of characters begin that no arc tells apart, their classes, and a character of each class.
fn classes(loose: &Loose) -> (Vec<(u32, usize)>, Vec<u32>) {
    let ranges: BTreeSet<(u32, u32)> =
        loose.arcs.iter().flatten().map(|(low, high, _)| (*low, *high)).collect();
    let mut points: BTreeSet<u32> = ranges.iter().flat_map(|(low, high)| [*low, high + 1]).collect();
    points.extend([0, HIGH, AFTER, 0x1_0000]);
    let mut known: HashMap<Vec<(u32, u32)>, usize> = HashMap::new();
    let (mut starts, mut samples) = (Vec::new(), Vec::new());
    for point in points.into_iter().filter(|point| *point <= 0x10_FFFF) {
        let within = ranges.iter().filter(|(low, high)| (low..=high).contains(&&point)).copied();
        let class = *known.entry(within.collect()).or_insert_with(|| {
            samples.push(point);
            samples.len() - 1
        });
        starts.push((point, class));
    }
    (starts, samples)
}

fn determine(loose: &Loose, start: Place, end: Place) -> Result<Strict, Unprintable> {
    let (starts, samples) = classes(loose);
    let first = loose.closure([start]);
    let mut known: HashMap<BTreeSet<Place>, Place> = HashMap::from([(first.clone(), 0)]);
    let mut found = vec![first];
    let mut strict = Strict { starts, accepts: Vec::new(), next: Vec::new() };
    let mut at = 0;
    while let Some(set) = found.get(at).cloned() {
        strict.accepts.push(set.contains(&end));
        let mut row = Vec::with_capacity(samples.len());
        for point in &samples {
            let arcs = set.iter().filter_map(|place| loose.arcs.get(*place)).flatten();
            let to = arcs.filter(|(low, high, _)| (low..=high).contains(&point)).map(|(_, _, to)| *to);
            let to = loose.closure(to);
            row.push((!to.is_empty()).then(|| {
                *known.entry(to.clone()).or_insert_with(|| {
                    found.push(to);
                    found.len() - 1
                })
            }));
        }
        strict.next.push(row);
        at += 1;
        if found.len() > MAX_STATES {
            return Err(Unprintable("a pattern that needs too many states"));
        }
    }
    Ok(strict)
}

/// Puts states together that no rest of a text tells apart, and numbers them in the order in which they are reached.
fn minimize(strict: &Strict) -> Strict {
    let mut group: Vec<usize> = strict.accepts.iter().map(|accepts| usize::from(*accepts)).collect();
    let mut count = 0;
    loop {
        let of = |to: &Option<Place>| to.and_then(|to| group.get(to)).copied();
        let mut names: HashMap<(usize, Vec<Option<usize>>), usize> = HashMap::new();
        let mut finer = Vec::with_capacity(group.len());
        for (own, row) in group.iter().zip(&strict.next) {
            let key = (*own, row.iter().map(of).collect());
            let fresh = names.len();
            finer.push(*names.entry(key).or_insert(fresh));
        }
        group = finer;
        if names.len() == count {
            break;
        }
        count = names.len();
    }
    // Groups are named as their first state comes, and states came breadth first.
    let mut small = Strict { starts: strict.starts.clone(), accepts: Vec::new(), next: Vec::new() };
    for (state, own) in group.iter().enumerate() {
        if *own == small.next.len() {
            small.accepts.push(strict.accepts.get(state).copied().unwrap_or(false));
            let row = strict.next.get(state).into_iter().flatten();
            small.next.push(row.map(|to| to.and_then(|to| group.get(to)).copied()).collect());
        }
    }
    small
}

/// The call that makes the automaton's test.
pub fn print(pattern: &str) -> Result<Code, Unprintable> {
    let hir = regex_syntax::Parser::new().parse(pattern).map_err(|_| Unprintable("what is no pattern"))?;
    let mut loose = Loose::default();
    let start = loose.state()?;
    let end = loose.add(&hir, start)?;
    let strict = minimize(&determine(&loose, start, end)?);
    let mut columns: Vec<Vec<Option<Place>>> = Vec::new();
    let mut class_of = |column: Vec<Option<Place>>| {
        columns.iter().position(|known| *known == column).unwrap_or_else(|| {
            columns.push(column);
            columns.len() - 1
        })
    };
    let mut ranges: Vec<(u32, usize)> = Vec::new();
    let mut astral = None;
    for (point, class) in &strict.starts {
        let column = strict.next.iter().map(|row| row.get(*class).copied().flatten()).collect();
        let class = class_of(column);
        if *point < 0x1_0000 {
            ranges.push((*point, class));
        } else if *astral.get_or_insert(class) != class {
            return Err(Unprintable("a pattern that tells characters beyond the basic plane apart"));
        }
    }
    // The first half of a pair stands for the character, and the second leads nowhere.
    let astral = astral.unwrap_or(0);
    let stay = class_of((0..strict.next.len()).map(Some).collect());
    ranges.retain(|(point, _)| !(HIGH..AFTER).contains(point));
    ranges.extend([(HIGH, astral), (LOW, stay)]);
    ranges.sort_unstable();
    ranges.dedup_by_key(|(_, class)| *class);
    if strict.next.len() * (columns.len() + 1) > usize::from(u16::MAX) {
        return Err(Unprintable("a pattern that needs too large a table"));
    }
    let mut table = String::new();
    for (state, accepts) in strict.accepts.iter().enumerate() {
        for column in &columns {
            table.push_str(&cell(state, column.get(state).copied().flatten()));
        }
        table.push_str(&cell(state, accepts.then_some(state)));
    }
    let ranges = ranges.iter().flat_map(|(point, class)| [point.to_string(), class.to_string()]);
    let ranges = ranges.collect::<Vec<_>>().join(" ");
    let arguments = [literal(&ranges), (columns.len() + 1).to_string(), literal(&table)].map(Code::Word);
    Ok(Code::call("/* @__PURE__ */ automaton", arguments))
}

/// The first of the letters for states.
const FIRST: u8 = b'#';
/// How many states are named themselves, where the way there is not short.
const NAMED: usize = 48;
/// How many letters there are.
const LETTERS: usize = 56;

/// Where a state leads: a few states on, which is alike in states that are alike, or to a state by its number.
fn cell(from: Place, to: Option<Place>) -> String {
    let letter = |n: usize| char::from(FIRST + u8::try_from(n).unwrap_or(0));
    let Some(to) = to else { return " ".to_owned() };
    match to.checked_sub(from).filter(|step| *step < LETTERS - NAMED) {
        Some(step) => letter(NAMED + step).to_string(),
        None if to < NAMED => letter(to).to_string(),
        None => format!("!{}{}", letter(to / LETTERS), letter(to % LETTERS)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Code, print};

    fn printed(pattern: &str) -> String {
        print(pattern).unwrap().flat()
    }

    #[test]
    fn alike_states_are_put_together() {
        // Two classes, and whether a text may end: one state that stays. So does the second half of a pair, whose
        // first half has been looked at, and that is the letters' class here.
        let table = r#"/* @__PURE__ */ automaton("0 0 97 1 100 0 56320 1 57344 0", 3, " SS")"#;
        assert_eq!(printed("[a-c]*"), table);
        assert_eq!(printed("(?:a|b|c)*"), printed("[a-c]*"));
        assert_eq!(printed("a{2}|aa"), printed("aa"));
    }

    #[test]
    fn far_states_are_named() {
        let Code::Call(_, arguments) = print("a{60}(?:b{20}c)*").unwrap() else { return };
        assert!(arguments.last().unwrap().flat().contains('!'));
    }

    #[test]
    fn what_cannot_be_told_apart_is_refused() {
        for pattern in ["\u{1f600}", "^a", "(?:a{1000}){1000}"] {
            assert!(print(pattern).is_err(), "{pattern}");
        }
    }
}
