//! Two models compared: what has changed, whom it breaks, and which version that asks for.
//!
//! `wire` walks both models and says what one side takes and the other refuses; [`crate::witness`] looks for payloads that
//! show it and has the judge of each model confirm them. What cannot be shown counts as breaking: a change is called
//! compatible only where that follows from the analysis.

mod bump;
mod change;
mod print;
mod revision;
mod rule;
mod wire;

pub use crate::witness::Witness;
pub use bump::{Bump, Level};
pub use change::{Axis, Change, Claim, Direction, Kind, Verdict};
pub use revision::{Origin, RevisionError, Source};

use crate::api::Api;
use crate::judge::JudgeError;
use crate::witness::{Machines, Model, Models, Place, Prover, Side};
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use wire::Found;

/// What has changed between two models.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Diff {
    /// The model that was.
    pub old: Named,
    /// The model that is.
    pub new: Named,
    /// The version that the changes ask for.
    pub bump: Bump,
    /// The changes, worst first, then in the order of the models.
    pub changes: Vec<Change>,
}

/// A model by its names.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Named {
    /// Where it was read.
    pub name: String,
    /// The name of the API.
    pub api: String,
    /// The version that the model has.
    pub model_version: String,
}

/// Compares two models; the names are where they were read.
///
/// # Errors
/// A model that cannot be compiled for judging.
pub fn diff((old_name, old): (&str, &Api), (new_name, new): (&str, &Api)) -> Result<Diff, JudgeError> {
    let models = Models { old: Model::new(old), new: Model::new(new), machines: Machines::default() };
    let mut walk = wire::compare(&models);
    let found = std::mem::take(&mut walk.found);
    // Compiling every rule of a large model takes its time: only where there is something to prove.
    let has_probes = found.iter().any(|found| !found.probes.is_empty());
    let prover = has_probes.then(|| Prover::new(&models)).transpose()?;
    let mut places: HashMap<_, Vec<Place>> = HashMap::new();
    let mut changes = Merged::default();
    for found in found {
        let places = match found.pair {
            Some(pair) => places.entry(pair).or_insert_with(|| walk.graph.places(pair)).as_slice(),
            None => &[],
        };
        changes.add(settle(found, prover.as_ref(), places));
    }
    let mut changes = changes.changes;
    changes.sort_by_key(|change| change.verdict);
    let named = |name: &str, api: &Api| Named {
        name: name.to_owned(),
        api: api.name.clone(),
        model_version: api.model_version.clone(),
    };
    let bump = Bump::of(&old.model_version, &new.model_version, &changes);
    Ok(Diff { old: named(old_name, old), new: named(new_name, new), bump, changes })
}

/// Proves what is claimed and says where it matters.
fn settle(found: Found, prover: Option<&Prover>, places: &[Place]) -> Change {
    let Found { mut change, probes, within, .. } = found;
    for probe in &probes {
        let claim = match probe.side {
            Side::Loses => &mut change.loses,
            Side::Gains => &mut change.gains,
        };
        if *claim == Claim::Unproved
            && let Some(witness) = prover.and_then(|prover| prover.prove(probe, places))
        {
            *claim = Claim::Proved(Box::new(witness));
        }
    }
    change.uses = places.iter().map(|place| place.text(within.as_deref())).collect();
    change.judged()
}

/// Changes, those that say the same of another place made one.
#[derive(Default)]
struct Merged {
    changes: Vec<Change>,
    known: HashMap<String, usize>,
}

impl Merged {
    fn add(&mut self, change: Change) {
        let key = format!(
            "{:?} {:?} {} {:?} {:?}",
            change.kind, change.direction, change.subject, change.old, change.new
        );
        let known = self.known.get(&key).and_then(|index| self.changes.get_mut(*index));
        let Some(known) = known else {
            self.known.insert(key, self.changes.len());
            return self.changes.push(change);
        };
        let seen: HashSet<String> = known.uses.iter().cloned().collect();
        known.uses.extend(change.uses.into_iter().filter(|place| !seen.contains(place)));
        known.loses = stronger(known.loses.clone(), change.loses);
        known.gains = stronger(known.gains.clone(), change.gains);
        *known = known.clone().judged();
    }
}

/// What is proved at one place is proved.
fn stronger(a: Claim, b: Claim) -> Claim {
    let rank = |claim: &Claim| match claim {
        Claim::No => 0,
        Claim::Unproved => 1,
        Claim::Stated => 2,
        Claim::Proved(_) => 3,
    };
    if rank(&b) > rank(&a) { b } else { a }
}

impl Diff {
    /// The changes of a verdict.
    pub fn of(&self, verdict: Verdict) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.verdict == verdict)
    }

    /// Whether some caller has to do something.
    pub fn is_breaking(&self) -> bool {
        self.changes.iter().any(|change| change.verdict.is_breaking())
    }
}
