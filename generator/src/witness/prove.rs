//! Looks for payloads that one model takes and the other refuses, and has both judge them.
//!
//! Nothing is taken for proved that the judge did not confirm. The search is bounded and makes no choice by chance.

use super::build::{Builder, MAX_VALUES, Size};
use super::edit::Editor;
use super::probe::{Action, At, Probe, Side, Step, Variable, path};
use super::{Models, Place, Witness, day};
use crate::api::TypeId;
use crate::judge::{Context, Issue, Judge, JudgeError, Options, Verdict};
use serde_json::{Map, Value};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// So many payloads are judged for one claim.
const MAX_PAYLOADS: usize = 2_000;
/// So many payloads that the taking model refuses are repaired for one claim.
const MAX_REPAIRS: usize = 24;
/// So many ways to a place are gone.
const MAX_PLACES: usize = 3;

/// Valid payloads to begin with, by the side that takes them and their type.
type Bases = RefCell<HashMap<(Side, TypeId), Rc<Vec<Value>>>>;

/// Proves claims.
pub struct Prover<'a> {
    pub(super) models: &'a Models<'a>,
    old: Rc<Judge>,
    new: Rc<Judge>,
    /// With what the old model judges: switched off is what a single model is to be shown without.
    options: Options,
    bases: Bases,
}

/// A claim that is being proved.
struct Attempt<'a> {
    prover: &'a Prover<'a>,
    probe: &'a Probe,
    place: &'a Place,
    payloads: &'a Cell<usize>,
    repairs: &'a Cell<usize>,
}

impl<'a> Prover<'a> {
    /// Compiles both models.
    ///
    /// # Errors
    /// A model that cannot be compiled.
    pub fn new(models: &'a Models<'a>) -> Result<Prover<'a>, JudgeError> {
        let (old, new) = (Rc::new(Judge::new(models.old.api)?), Rc::new(Judge::new(models.new.api)?));
        Ok(Prover { models, old, new, options: Options::default(), bases: RefCell::default() })
    }

    /// One model on both sides, and its judge: the side that loses takes what only that code refuses.
    pub fn without(models: &'a Models<'a>, judge: &Rc<Judge>, code: &str) -> Prover<'a> {
        let options = Options { ignore: BTreeSet::from([code.to_owned()]), ..Options::default() };
        Prover { models, old: Rc::clone(judge), new: Rc::clone(judge), options, bases: RefCell::default() }
    }

    /// Looks for a payload that proves a claim, at one of the places at which it is made.
    pub fn prove(&self, probe: &Probe, places: &[Place]) -> Option<Witness> {
        let (payloads, repairs) = (Cell::new(MAX_PAYLOADS), Cell::new(MAX_REPAIRS));
        let attempts: Vec<Attempt> = places
            .iter()
            .take(MAX_PLACES)
            .map(|place| Attempt { prover: self, probe, place, payloads: &payloads, repairs: &repairs })
            .collect();
        attempts.iter().find_map(Attempt::tries).or_else(|| attempts.iter().find_map(Attempt::search))
    }

    fn judge_of(&self, side: Side) -> &Judge {
        match side {
            Side::Loses => &self.old,
            Side::Gains => &self.new,
        }
    }

    pub(super) fn builder(&'a self, side: Side) -> Builder<'a> {
        Builder { models: self.models, side, left: Cell::new(MAX_VALUES) }
    }

    /// Of context values, those that a model knows.
    fn context(&self, side: Side, values: &Map<String, Value>) -> Option<Context> {
        let known = &self.models.taking(side).api.context;
        let is_known = |name: &str, given: &Value| {
            known.iter().any(|value| value.name == name && fits(given, value.kind))
        };
        let given = values.iter().filter(|(name, given)| is_known(name, given));
        let given: Map<String, Value> = given.map(|(name, value)| (name.clone(), value.clone())).collect();
        self.judge_of(side).context(&given).ok()
    }

    pub(super) fn judge(
        &self,
        side: Side,
        ty: TypeId,
        payload: &Value,
        context: &Map<String, Value>,
    ) -> Option<Verdict> {
        let name = self.models.taking(side).ty(ty)?.qualified();
        let context = self.context(side, context)?;
        let full = Options::default();
        let options = if side == Side::Loses { &self.options } else { &full };
        self.judge_of(side).check_text(&name, payload.to_string(), &context, options).ok()
    }

    /// What the new model says of a text.
    pub(super) fn judge_text(&self, schema: &str, text: &str) -> Option<Verdict> {
        let context = self.context(Side::Gains, &today())?;
        self.new.check_text(schema, text, &context, &Options::default()).ok()
    }

    /// Payloads of a type that its model takes: its example, and what can be made of the model.
    pub(super) fn bases(&'a self, side: Side, ty: TypeId) -> Rc<Vec<Value>> {
        if let Some(known) = self.bases.borrow().get(&(side, ty)) {
            return Rc::clone(known);
        }
        let context = today();
        let mut bases: Vec<Value> = Vec::new();
        for size in [Size::Example, Size::Small, Size::Large] {
            let built = self.builder(side).named(ty, size);
            if let Some(valid) = self.repaired(side, ty, built, &context, &[])
                && !bases.contains(&valid)
            {
                bases.push(valid);
            }
        }
        let bases = Rc::new(bases);
        self.bases.borrow_mut().insert((side, ty), Rc::clone(&bases));
        bases
    }
}

/// Whether a context value is of a kind, as far as one can see.
fn fits(value: &Value, kind: fin_core::Kind) -> bool {
    use fin_core::Kind;
    match kind {
        Kind::Boolean => value.is_boolean(),
        Kind::Integer | Kind::Number => value.is_number(),
        _ => value.is_string(),
    }
}

/// The context in which nothing but the day is known.
pub(super) fn today() -> Map<String, Value> {
    Map::from_iter([(String::from("today"), Value::from(day::TODAY))])
}

impl Attempt<'_> {
    fn root(&self, side: Side) -> TypeId {
        match side {
            Side::Loses => self.place.root.old,
            Side::Gains => self.place.root.new,
        }
    }

    /// The tries that the change itself suggests.
    fn tries(&self) -> Option<Witness> {
        let bases = self.prover.bases(self.probe.side, self.root(self.probe.side));
        for base in bases.iter() {
            for actions in &self.probe.tries {
                let actions: Vec<(At, &Action)> =
                    actions.iter().map(|(steps, action)| (At::Payload(steps.clone()), action)).collect();
                if let Some(witness) = self.attempt(base, &actions) {
                    return Some(witness);
                }
            }
        }
        None
    }

    /// Varies what matters: one thing, then two, then three at a time.
    fn search(&self) -> Option<Witness> {
        let bases = self.prover.bases(self.probe.side, self.root(self.probe.side));
        let variables = &self.probe.variables;
        for depth in 0..=3 {
            for base in bases.iter() {
                if let Some(witness) = self.vary(base, variables, depth, &mut Vec::new()) {
                    return Some(witness);
                }
            }
        }
        None
    }

    fn vary<'v>(
        &self,
        base: &Value,
        variables: &'v [Variable],
        depth: usize,
        chosen: &mut Vec<(At, &'v Action)>,
    ) -> Option<Witness> {
        if depth == 0 {
            return self.attempt(base, chosen);
        }
        for (index, variable) in variables.iter().enumerate() {
            let rest = variables.get(index + 1..).unwrap_or_default();
            for action in &variable.actions {
                chosen.push((variable.at.clone(), action));
                let found = self.vary(base, rest, depth - 1, chosen);
                chosen.pop();
                if found.is_some() || self.payloads.get() == 0 {
                    return found;
                }
            }
        }
        None
    }

    /// Makes a payload and has it judged: first by the model that is to refuse it, then by the one that takes it.
    fn attempt(&self, base: &Value, actions: &[(At, &Action)]) -> Option<Witness> {
        self.payloads.set(self.payloads.get().checked_sub(1)?);
        let side = self.probe.side;
        let mut context = today();
        let mut payload = base.clone();
        let mut pinned = Vec::new();
        let editor = Editor { builder: self.prover.builder(side) };
        for (at, action) in actions {
            match (at, action) {
                (At::Context(name), Action::Set(value)) => {
                    context.insert(name.clone(), value.clone());
                }
                (At::Context(_), _) => return None,
                (At::Payload(steps), action) => {
                    let full = self.full(steps);
                    let action = match action {
                        Action::Copy(from) => Action::Copy(self.full(from)),
                        other => (*other).clone(),
                    };
                    if !editor.edit(&mut payload, self.root(side), &full, &action) {
                        return None;
                    }
                    pinned.push(full);
                }
            }
        }
        // What leads to the place has to be there, if nothing else is done.
        if actions.is_empty()
            && !editor.edit(&mut payload, self.root(side), &self.place.steps, &Action::Ensure)
        {
            return None;
        }
        let issue = self.refused(&payload, &context)?;
        let taken = |payload: &Value| self.prover.judge(side, self.root(side), payload, &context);
        if taken(&payload)?.valid {
            return self.witness(payload, context, issue);
        }
        self.repairs.set(self.repairs.get().checked_sub(1)?);
        let payload = self.prover.repaired(side, self.root(side), payload, &context, &pinned)?;
        let issue = self.refused(&payload, &context)?;
        self.witness(payload, context, issue)
    }

    fn full(&self, steps: &[Step]) -> Vec<Step> {
        self.place.steps.iter().chain(steps).cloned().collect()
    }

    /// What the refusing model says, if it is what the claim is about: one of its codes, at or below its place.
    fn refused(&self, payload: &Value, context: &Map<String, Value>) -> Option<Issue> {
        let other = match self.probe.side {
            Side::Loses => Side::Gains,
            Side::Gains => Side::Loses,
        };
        let verdict = self.prover.judge(other, self.root(other), payload, context)?;
        let place = path(&self.place.steps);
        verdict
            .issues
            .into_iter()
            .find(|issue| self.probe.codes.contains(&issue.code) && issue.path.starts_with(&place))
    }

    fn witness(&self, payload: Value, mut context: Map<String, Value>, issue: Issue) -> Option<Witness> {
        let name = |side: Side| Some(self.prover.models.taking(side).ty(self.root(side))?.qualified());
        let (taken_as, refused_as) = match self.probe.side {
            Side::Loses => (name(Side::Loses)?, name(Side::Gains)?),
            Side::Gains => (name(Side::Gains)?, name(Side::Loses)?),
        };
        // A model without `today` is judged by the clock: nothing is said of what it was not given.
        let knows = |side: Side, name: &str| {
            self.prover.models.taking(side).api.context.iter().any(|value| value.name == name)
        };
        context.retain(|name, _| knows(Side::Loses, name) || knows(Side::Gains, name));
        Some(Witness { taken_as, refused_as, payload, context, issue })
    }
}
