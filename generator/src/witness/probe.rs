//! What the comparison asks the prover to find.

use serde_json::Value;
use std::fmt::Write;

/// Which model takes what the other refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The old one.
    Loses,
    /// The new one.
    Gains,
}

impl Side {
    /// Both.
    pub const BOTH: [Side; 2] = [Side::Loses, Side::Gains];

    /// This one, when something holds.
    pub fn when(self, holds: bool) -> Option<Side> {
        holds.then_some(self)
    }
}

/// A step into a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// Into a field.
    Field(String),
    /// Into an item of a list.
    Item(usize),
    /// Into an entry of a map.
    Entry,
}

/// The key of the entry that [`Step::Entry`] leads to.
pub const ENTRY: &str = "key";

/// Steps as the API writes paths.
pub fn path(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Field(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Item(index) => {
                let _ = write!(path, "[{index}]");
            }
            Step::Entry => {
                let _ = write!(path, ".{ENTRY}");
            }
        }
    }
    path
}

/// Steps without the numbers of items: a place of the model.
pub fn general(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Field(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Item(_) => path.push_str("[]"),
            Step::Entry => path.push_str("{}"),
        }
    }
    path
}

/// What is done at a place of a payload.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Something valid stands there.
    Ensure,
    /// This stands there.
    Set(Value),
    /// Nothing stands there.
    Remove,
    /// The list there has so many items.
    Resize(usize),
    /// The list's first item stands there twice.
    Repeat,
    /// What stands at the other place stands there too.
    Copy(Vec<Step>),
}

/// A few actions together, each at its place, from the pair's place down.
pub type Try = Vec<(Vec<Step>, Action)>;

/// What may vary: a place, or a context value, and what may be there.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Where.
    pub at: At,
    /// What may be there, in this order.
    pub actions: Vec<Action>,
}

/// What a [`Variable`] is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// A place of the payload, from the pair's place down.
    Payload(Vec<Step>),
    /// A context value.
    Context(String),
}

/// A payload that is looked for.
#[derive(Clone, Debug)]
pub struct Probe {
    /// Which model takes it.
    pub side: Side,
    /// What is tried, in this order.
    pub tries: Vec<Try>,
    /// What is varied after that.
    pub variables: Vec<Variable>,
    /// The codes with which the other model refuses it; any of them will do.
    pub codes: Vec<String>,
}

impl Probe {
    /// A probe that tries these.
    pub fn new(side: Side, codes: &[&str], tries: Vec<Try>) -> Probe {
        let codes = codes.iter().map(|&code| code.to_owned()).collect();
        Probe { side, tries, variables: Vec::new(), codes }
    }
}
