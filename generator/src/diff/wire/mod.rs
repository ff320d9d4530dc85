//! What goes over the wire, compared: from each call and event down through the types that it reaches.
//!
//! Types are compared in pairs, by the way that leads to them: a type with another name and the same content is no
//! change. Each pair is compared once, wherever it is used.

mod around;
mod calls;
mod graph;
mod leaf;
mod object;
pub mod text;
pub mod words;

pub use graph::Graph;

use super::change::{Axis, Change, Claim, Direction, Kind, Verdict};
use super::rule;
use crate::api::{Field, Type};
use crate::witness::{Models, Probe, Side, named};
use graph::PairId;

/// A change with what there is to prove of it.
pub struct Found {
    /// The change; what is to be proved stands as unproved.
    pub change: Change,
    /// Where payloads are looked for that prove it.
    pub probes: Vec<Probe>,
    /// The pair of types in which it was found.
    pub pair: Option<PairId>,
    /// The field or rule in them at which it was seen.
    pub within: Option<String>,
}

/// What a comparison says of a change.
#[derive(Default)]
pub struct Effect {
    /// It is so, and needs no proof.
    pub stated: Vec<Side>,
    /// It is to be proved.
    pub probes: Vec<Probe>,
}

impl Effect {
    /// Nothing is taken on one side alone.
    pub fn none() -> Effect {
        Effect::default()
    }

    /// Seen by anyone, on these sides.
    pub fn stated(sides: &[Side]) -> Effect {
        Effect { stated: sides.to_vec(), probes: Vec::new() }
    }

    /// To be proved by these.
    pub fn probed(probes: Vec<Probe>) -> Effect {
        Effect { stated: Vec::new(), probes }
    }

    /// Whether nothing is claimed.
    pub fn is_none(&self) -> bool {
        self.stated.is_empty() && self.probes.is_empty()
    }

    fn claim(&self, side: Side) -> Claim {
        if self.probes.iter().any(|probe| probe.side == side) {
            Claim::Unproved
        } else {
            Claim::stated(self.stated.contains(&side))
        }
    }
}

/// What has changed, from what, to what.
pub struct Fact {
    /// The kind.
    pub kind: Kind,
    /// Of what.
    pub subject: String,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
    /// Of what many places share: the one at which it was seen.
    pub within: Option<String>,
}

impl Fact {
    /// A fact.
    pub fn new(kind: Kind, subject: impl Into<String>, old: Option<String>, new: Option<String>) -> Fact {
        Fact { kind, subject: subject.into(), old, new, within: None }
    }

    /// Seen at this field or rule.
    #[must_use]
    pub fn within(mut self, place: impl Into<String>) -> Fact {
        self.within = Some(place.into());
        self
    }
}

/// The comparison as it goes.
pub struct Walk<'a> {
    /// What is compared.
    pub models: &'a Models<'a>,
    /// The pairs of types and how they are reached.
    pub graph: Graph,
    /// The changes so far.
    pub found: Vec<Found>,
    pair: Option<PairId>,
    direction: Direction,
}

/// Compares two models.
pub fn compare<'a>(models: &'a Models<'a>) -> Walk<'a> {
    let mut walk = Walk {
        models,
        graph: Graph::default(),
        found: Vec::new(),
        pair: None,
        direction: Direction::Request,
    };
    walk.calls();
    walk.around();
    while let Some((id, old, new, direction)) = walk.graph.take() {
        walk.pair = Some(id);
        walk.direction = direction;
        if let (Some(old), Some(new)) = (models.old.ty(old), models.new.ty(new)) {
            walk.types(old, new);
        }
    }
    walk
}

impl<'a> Walk<'a> {
    /// Adds a change.
    pub fn add(&mut self, fact: Fact, effect: Effect) {
        let change = Change {
            axis: Axis::Wire,
            kind: fact.kind,
            verdict: Verdict::Words,
            direction: self.direction,
            subject: fact.subject,
            old: fact.old,
            new: fact.new,
            loses: effect.claim(Side::Loses),
            gains: effect.claim(Side::Gains),
            uses: Vec::new(),
        };
        self.found.push(Found { change, probes: effect.probes, pair: self.pair, within: fact.within });
    }

    /// Adds a change of a call itself, or of something that belongs to no type.
    pub fn add_at(&mut self, fact: Fact, direction: Direction, sides: &[Side]) {
        let before = (self.pair.take(), std::mem::replace(&mut self.direction, direction));
        self.add(fact, Effect::stated(sides));
        (self.pair, self.direction) = before;
    }

    /// Adds what has changed but means nothing to a machine.
    pub fn words(&mut self, subject: &str, what: &str, old: Option<&str>, new: Option<&str>) {
        if old != new {
            let text = |text: &str| format!("{what} \"{text}\"");
            let fact = Fact::new(Kind::WordsChanged, subject, old.map(text), new.map(text));
            self.add(fact, Effect::none());
        }
    }

    /// Compares the rules of two objects.
    fn rules(&mut self, old: &'a Type, new: &'a Type) {
        for (fact, effect) in rule::compare(self.models, old, new) {
            self.add(fact, effect);
        }
    }

    /// Goes on below a field, where both have a type of their own.
    fn below(&mut self, old: &'a Field, new: &'a Field) {
        if let (Some((wrap, a)), Some((_, b))) = (named(&old.ty), named(&new.ty))
            && let Some(pair) = self.pair
        {
            self.graph.reach(pair, &old.name, wrap, (a, b), self.direction);
        }
    }
}
