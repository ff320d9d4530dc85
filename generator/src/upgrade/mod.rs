//! A payload of one version as one of the next, by walking the model: what the SDKs' upgrades are held against.

mod order;
#[cfg(test)]
mod tests;
mod walk;
pub mod words;

pub use order::Ordered;

use crate::api::{Api, UpgradeId};
use serde::Serialize;
use serde_json::{Map, Value};

/// What became of a payload.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Upgraded {
    /// The newer payload; where something is missing, without it.
    pub payload: Value,
    /// What the newer version needs, the payload lacks and the additions do not say.
    pub missing: Vec<Asked>,
    /// What may be said beside it.
    pub offered: Vec<Asked>,
    /// What the payload says and the newer version has no place for.
    pub dropped: Vec<Dropped>,
    /// Lists whose additions are not as many as their items.
    pub mismatches: Vec<Mismatch>,
}

/// What the additions do not say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// Where it belongs in the newer payload.
    pub path: String,
    /// Where it is said in the additions.
    pub additions: String,
    /// What it is: `text`, `list of integer`, `v2.Gender`.
    #[serde(rename = "type")]
    pub ty: String,
    /// One line of documentation.
    pub doc: String,
    /// The row of the migrations on which it rests.
    pub row: String,
}

/// What has no place in the newer version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// Where it stands in the older payload.
    pub path: String,
    /// What the row says of it.
    pub doc: String,
    /// The row of the migrations on which it rests.
    pub row: String,
}

/// A list whose additions are not as many as its items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mismatch {
    /// The list in the newer payload.
    pub path: String,
    /// How many items it has.
    pub items: usize,
    /// How many additions there are.
    pub additions: usize,
}

impl Upgraded {
    /// Whether there is a newer payload.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty() && self.mismatches.is_empty()
    }
}

/// Upgrades a payload that its own version takes. Of what it does not take nothing is promised but an answer.
pub fn upgrade(api: &Api, id: UpgradeId, payload: &Value, additions: &Map<String, Value>) -> Upgraded {
    let mut walk = walk::Walk { api, upgraded: Upgraded::default() };
    let given = Some(Value::Object(additions.clone()));
    let made = walk.value(id, payload, given.as_ref(), &walk::At::default(), None);
    Upgraded { payload: made.unwrap_or_default(), ..walk.upgraded }
}
