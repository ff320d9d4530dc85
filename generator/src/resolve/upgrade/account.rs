use super::{Build, fields, mistake, qualified};
use crate::api::{Api, FieldType, Filling, TypeId, UpgradeId, UpgradeShape, UpgradeStep};
use crate::report::{Code, Draft, quoted};
use crate::resolve::Resolver;
use std::collections::{HashMap, HashSet};

impl<'a> Resolver<'a> {
    /// Every older field is taken somewhere or said to be gone, and not both.
    pub(super) fn accounts(&mut self, api: &Api, build: &Build<'a>) {
        let whole = whole(build);
        let deep = deep(api, build);
        for id in (0..build.upgrades.len()).map(UpgradeId).filter(|id| whole.contains(id)) {
            let (Some(upgrade), Some(home)) = (build.upgrade(id), build.home(id)) else { continue };
            let UpgradeShape::Object { gone, .. } = &upgrade.shape else { continue };
            let mut taken = HashMap::new();
            takes(build, id, None, &mut taken);
            for older in fields(api, upgrade.from) {
                let name = older.name.as_str();
                let is_gone = gone.iter().any(|gone| gone.field == name);
                let is_taken = taken.contains_key(name) || deep.contains(&(upgrade.from, name));
                if is_gone && is_taken {
                    let message = format!("{} is taken, and said to be gone", quoted(name));
                    self.report(Draft::new(Code::UpgradeShape, home.at(&["gone", name]), message));
                } else if !is_gone && !is_taken {
                    let message = format!(
                        "{} of {} becomes nothing of {}",
                        quoted(name),
                        qualified(api, upgrade.from),
                        qualified(api, upgrade.to)
                    );
                    let remedy = format!(
                        "take it into a newer field, `from: {name}`, or say that it is gone: `gone: {{ {name}: … }}`"
                    );
                    self.report(mistake(Code::UpgradeGap, home.spot.clone(), message, &remedy));
                }
                let (successor, into) = (older.successor.as_deref(), taken.get(name));
                if let (Some(successor), Some(into)) = (successor, into)
                    && !into.contains(successor)
                {
                    let message = format!(
                        "{} has the successor {}, and becomes another field",
                        quoted(name),
                        quoted(successor)
                    );
                    let remedy =
                        "one of the two is wrong: `successor` of the older field, or `from` of the step";
                    self.report(mistake(Code::UpgradeShape, home.spot.clone(), message, remedy));
                }
            }
        }
    }
}

/// The upgrades that are asked of a whole older object, not of a part of what another one has in hand.
fn whole(build: &Build<'_>) -> HashSet<UpgradeId> {
    let roots = build.upgrades.iter().enumerate().filter(|(_, upgrade)| upgrade.is_root);
    let mut whole: HashSet<UpgradeId> = roots.map(|(index, _)| UpgradeId(index)).collect();
    for (from, filling) in build.upgrades.iter().flat_map(|upgrade| steps(&upgrade.shape)).flat_map(taken) {
        whole.extend(filling.filter(|_| !from.is_empty()));
    }
    whole
}

/// The fields that are taken out of nested objects, past the upgrade of these.
fn deep<'t>(api: &'t Api, build: &'t Build<'_>) -> HashSet<(TypeId, &'t str)> {
    let mut deep = HashSet::new();
    for upgrade in &build.upgrades {
        for (from, _) in steps(&upgrade.shape).iter().flat_map(taken).filter(|(from, _)| from.len() > 1) {
            let mut of = upgrade.from;
            for name in from {
                if let Some(field) = super::field(api, of, name) {
                    deep.insert((of, field.name.as_str()));
                    if let FieldType::Named(id) = field.ty {
                        of = id;
                    }
                }
            }
            // What leads there is not used up by it.
            if let Some(first) = from.first() {
                deep.remove(&(upgrade.from, first.as_str()));
            }
        }
    }
    deep
}

/// The fields of the older object that an upgrade takes, itself or in its parts, each with the newer fields that it
/// becomes; a part is in the field `within`.
fn takes<'b>(
    build: &'b Build<'_>,
    id: UpgradeId,
    within: Option<&'b str>,
    found: &mut HashMap<&'b str, HashSet<&'b str>>,
) {
    let Some(upgrade) = build.upgrade(id) else { return };
    for step in steps(&upgrade.shape) {
        for taken in taken(step) {
            match taken {
                ([one], _) => {
                    found.entry(one).or_default().extend(within.into_iter().chain([step.field.as_str()]));
                }
                // Newer types do not nest in themselves, so neither do the parts of an upgrade.
                ([], Some(part)) => takes(build, part, Some(&step.field), found),
                _ => {}
            }
        }
    }
}

fn steps(shape: &UpgradeShape) -> &[UpgradeStep] {
    match shape {
        UpgradeShape::Object { steps, .. } => steps,
        UpgradeShape::Enum { .. } => &[],
    }
}

/// What a step takes, each with the upgrade that it asks for.
fn taken(step: &UpgradeStep) -> Vec<(&[String], Option<UpgradeId>)> {
    match &step.filling {
        Filling::Asked => Vec::new(),
        Filling::Taken { from, how, .. } => vec![(from, how.upgrade())],
        Filling::Joined { parts, .. } => parts.iter().map(|(from, _)| (from.as_slice(), None)).collect(),
    }
}
