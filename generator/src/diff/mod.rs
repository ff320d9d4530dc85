//! Two models compared: what has changed, whom it breaks, and which version that asks for.
//!
//! `wire` walks both models and says what one side takes and the other refuses; [`crate::witness`] looks for payloads that
//! show it and has the judge of each model confirm them. What cannot be shown counts as breaking: a change is called
//! compatible only where that follows from the analysis. `source` compares what the packages offer to the code of
//! their users, by the table of `source::policy`.

mod bump;
mod change;
mod print;
mod revision;
mod rule;
mod source;
mod wire;

pub use crate::witness::Witness;
pub use bump::{Bump, Level, Package};
pub use change::{Axis, Change, Claim, Direction, Kind, Verdict};
pub use revision::{Origin, RevisionError, Source};
pub use source::{Effect, Row, SourceChange, SourceKind, TABLE, Whose};

use crate::api::Api;
use crate::emit::{self, Templates};
use crate::judge::JudgeError;
use crate::surface::{Language, Surface};
use crate::witness::{Machines, Model, Models, Place, Prover, Side};
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::fmt;
use wire::Found;

/// What has changed between two models.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Diff {
    /// The model that was.
    pub old: Named,
    /// The model that is.
    pub new: Named,
    /// The version that the changes ask for: that of the model, which all packages carry.
    pub bump: Bump,
    /// The version that each package would ask for by itself.
    pub packages: Vec<Package>,
    /// The changes of what goes over the wire, worst first, then in the order of the models.
    pub changes: Vec<Change>,
    /// The changes of the public names, language by language, what breaks first.
    pub source: Vec<SourceChange>,
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

/// A model that is compared.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    /// Where it was read.
    pub name: &'a str,
    /// The model.
    pub api: &'a Api,
    /// What was published of its packages. What was not is made from the model.
    pub published: Vec<Surface>,
}

impl<'a> From<(&'a str, &'a Api)> for Subject<'a> {
    fn from((name, api): (&'a str, &'a Api)) -> Self {
        Subject { name, api, published: Vec::new() }
    }
}

impl Subject<'_> {
    /// What the package of a language offers.
    fn surface(&self, language: Language, templates: &Templates) -> Result<Surface, DiffError> {
        match self.published.iter().find(|surface| surface.language == language) {
            Some(published) => Ok(published.clone()),
            None => emit::surface::of(self.api, language, templates)
                .map_err(|error| DiffError::Surface { name: self.name.to_owned(), error: Box::new(error) }),
        }
    }
}

/// Why two models cannot be compared.
#[derive(Debug)]
pub enum DiffError {
    /// A model cannot be compiled for judging.
    Judge(JudgeError),
    /// What a package offers cannot be told.
    Surface {
        /// Where the model was read.
        name: String,
        /// Why.
        error: Box<emit::Error>,
    },
}

impl fmt::Display for DiffError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DiffError::Judge(error) => error.fmt(f),
            DiffError::Surface { name, error } => write!(f, "{name}: {error}"),
        }
    }
}

impl std::error::Error for DiffError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            DiffError::Judge(error) => Some(error),
            DiffError::Surface { error, .. } => Some(error),
        }
    }
}

/// Compares two models.
///
/// # Errors
/// A model that cannot be compiled for judging, or of which no package can be printed.
pub fn diff<'a>(old: impl Into<Subject<'a>>, new: impl Into<Subject<'a>>) -> Result<Diff, DiffError> {
    let (old, new) = (old.into(), new.into());
    let changes = wire_changes(old.api, new.api).map_err(DiffError::Judge)?;
    let templates = Templates::new(None)
        .map_err(|error| DiffError::Surface { name: new.name.to_owned(), error: Box::new(error) })?;
    let mut source = Vec::new();
    for language in Language::ALL {
        let surfaces = (old.surface(language, &templates)?, new.surface(language, &templates)?);
        source.extend(source::compare(&surfaces.0, &surfaces.1));
    }
    let named = |subject: &Subject<'_>| Named {
        name: subject.name.to_owned(),
        api: subject.api.name.clone(),
        model_version: subject.api.model_version.clone(),
    };
    let versions = (old.api.model_version.as_str(), new.api.model_version.as_str());
    let packages: Vec<Package> = Language::ALL
        .into_iter()
        .map(|language| Package::of(language, versions, &changes, &source))
        .collect();
    let bump = Bump::of_all(versions, &changes, &source);
    Ok(Diff { old: named(&old), new: named(&new), bump, packages, changes, source })
}

/// What has changed of what goes over the wire.
fn wire_changes(old: &Api, new: &Api) -> Result<Vec<Change>, JudgeError> {
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
    Ok(changes)
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

    /// Whether somebody has to do something.
    pub fn is_breaking(&self) -> bool {
        let wire = self.changes.iter().map(|change| change.verdict);
        let source = self.source.iter().map(|change| change.verdict);
        wire.chain(source).any(Verdict::is_breaking)
    }

    /// Whether nothing at all is different.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.source.is_empty()
    }
}
