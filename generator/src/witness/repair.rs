use super::edit::Editor;
use super::{Action, At, Prover, Side, Step, build::Size, vary};
use crate::api::{FieldType, Shape, Type, TypeId};
use crate::judge::Issue;
use serde_json::{Map, Value};

/// So many times something is changed for the better.
const MAX_ROUNDS: usize = 8;
/// Of the issues, so many are looked at each time.
const MOST_ISSUES: usize = 3;
/// What has more issues than this is not repaired.
const MOST_REPAIRABLE: usize = 24;

impl<'a> Prover<'a> {
    /// Changes a payload until its model takes it, and leaves alone what is pinned; `None` where that fails.
    pub(super) fn repaired(
        &'a self,
        side: Side,
        root: TypeId,
        mut payload: Value,
        context: &Map<String, Value>,
        pinned: &[Vec<Step>],
    ) -> Option<Value> {
        let mut issues = self.judge(side, root, &payload, context)?.issues;
        if issues.len() > MOST_REPAIRABLE {
            return None;
        }
        for _ in 0..MAX_ROUNDS {
            if issues.is_empty() {
                return Some(payload);
            }
            let mut best: Option<(Value, Vec<Issue>)> = None;
            for candidate in self.candidates(side, root, &payload, &issues, pinned) {
                let left = self.judge(side, root, &candidate, context)?.issues;
                let best_count = best.as_ref().map_or(issues.len(), |(_, issues)| issues.len());
                if left.len() < best_count {
                    let is_done = left.is_empty();
                    best = Some((candidate, left));
                    if is_done {
                        break;
                    }
                }
            }
            (payload, issues) = best?;
        }
        issues.is_empty().then_some(payload)
    }

    /// Payloads that may be better: without what is wrong, with something else in its place, or with something else
    /// that the rule which refuses it looks at.
    fn candidates(
        &'a self,
        side: Side,
        root: TypeId,
        payload: &Value,
        issues: &[Issue],
        pinned: &[Vec<Step>],
    ) -> Vec<Value> {
        let editor = Editor { builder: self.builder(side) };
        let mut found = Vec::new();
        let mut add = |steps: &[Step], action: &Action| {
            let is_pinned = pinned.iter().any(|pin| stands_on(pin, steps, action));
            let mut candidate = payload.clone();
            if !is_pinned && editor.edit(&mut candidate, root, steps, action) && candidate != *payload {
                found.push(candidate);
            }
        };
        for issue in issues.iter().take(MOST_ISSUES) {
            let Some(steps) = parse(&issue.path) else { continue };
            add(&steps, &Action::Remove);
            add(&steps, &Action::Ensure);
            if let Some(value) = self.fresh(side, root, &steps) {
                add(&steps, &Action::Set(value));
            }
            for length in 0..=steps.len() {
                let Some(prefix) = steps.get(..length) else { continue };
                let Some(ty) = self.type_at(side, root, prefix) else { continue };
                for variable in vary::variables(self.models, side, ty, &issue.code) {
                    let At::Payload(below) = &variable.at else { continue };
                    let full = |steps: &[Step]| prefix.iter().chain(steps).cloned().collect::<Vec<Step>>();
                    for action in &variable.actions {
                        match action {
                            Action::Copy(from) => add(&full(below), &Action::Copy(full(from))),
                            action => add(&full(below), action),
                        }
                    }
                }
            }
        }
        found
    }

    /// Another value of what stands at a place.
    fn fresh(&'a self, side: Side, root: TypeId, steps: &[Step]) -> Option<Value> {
        let (last, above) = steps.split_last()?;
        let Step::Field(name) = last else { return None };
        let Shape::Object { fields, .. } = &self.type_at(side, root, above)?.shape else { return None };
        let field = fields.iter().find(|field| field.name == *name)?;
        Some(self.builder(side).field(field, Size::Example, 0))
    }

    /// The type of what stands at a place.
    fn type_at(&self, side: Side, root: TypeId, steps: &[Step]) -> Option<&'a Type> {
        let model = self.models.taking(side);
        let root = model.ty(root)?;
        if steps.is_empty() {
            return Some(root);
        }
        match vary::field_at(model, root, steps)?.0 {
            FieldType::Named(id) => model.ty(id),
            _ => None,
        }
    }
}

/// Whether an action at a place would take a pinned place away, or change what stands there.
fn stands_on(pin: &[Step], steps: &[Step], action: &Action) -> bool {
    match (action, pin.strip_prefix(steps)) {
        // A list may lose the items after the pinned one.
        (Action::Resize(count), Some([Step::Item(index), ..])) => index >= count,
        (_, Some(_)) => true,
        (_, None) => steps.starts_with(pin),
    }
}

/// A path of an issue as steps; of a key that is no name, nothing.
pub(super) fn parse(path: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    for part in path.split('.').filter(|part| !part.is_empty()) {
        let (name, mut rest) = part.split_at(part.find('[').unwrap_or(part.len()));
        if !name.is_empty() {
            steps.push(Step::Field(name.to_owned()));
        }
        while let Some(inner) = rest.strip_prefix('[') {
            let (number, after) = inner.split_once(']')?;
            steps.push(Step::Item(number.parse().ok()?));
            rest = after;
        }
    }
    Some(steps)
}
