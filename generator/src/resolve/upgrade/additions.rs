use super::{Build, field, is_enum, mistake, qualified};
use crate::api::{
    Api, Field, FieldType, Filling, How, Shape, Type, TypeId, UpgradeId, UpgradeShape, UpgradeStep,
};
use crate::report::{Code, Draft, quoted};
use crate::resolve::Resolver;
use serde_json::{Map, Value};
use std::collections::HashMap;

impl<'a> Resolver<'a> {
    /// What each upgrade asks for, as types beside the newer ones.
    pub(super) fn additions(&mut self, api: &mut Api, build: &mut Build<'a>) {
        let mut targets: HashMap<TypeId, usize> = HashMap::new();
        build.upgrades.iter().for_each(|upgrade| *targets.entry(upgrade.to).or_default() += 1);
        for id in inside_out(build) {
            let Some(upgrade) = build.upgrade(id).cloned() else { continue };
            let (additions, is_fallible) = match &upgrade.shape {
                UpgradeShape::Enum { values, .. } => {
                    (values.iter().any(|(_, successor)| successor.is_none()).then_some(upgrade.to), false)
                }
                UpgradeShape::Object { steps, .. } => {
                    let asked: Vec<Field> =
                        steps.iter().filter_map(|step| self.asked(api, build, id, step)).collect();
                    let is_shared = targets.get(&upgrade.to).is_some_and(|times| *times > 1);
                    let ty =
                        (!asked.is_empty()).then(|| self.additions_type(api, build, id, asked, is_shared));
                    let ty = ty.flatten().map(|ty| {
                        api.types.push(ty);
                        TypeId(api.types.len() - 1)
                    });
                    (ty, steps.iter().any(|step| is_fallible(build, step)))
                }
            };
            if let Some(upgrade) = build.upgrades.get_mut(id.0) {
                (upgrade.additions, upgrade.is_fallible) = (additions, is_fallible);
            }
        }
    }

    /// What a step asks for.
    fn asked(
        &mut self,
        api: &Api,
        build: &Build<'a>,
        id: UpgradeId,
        UpgradeStep { field: name, filling, .. }: &UpgradeStep,
    ) -> Option<Field> {
        let upgrade = build.upgrade(id)?;
        let newer = field(api, upgrade.to, name)?;
        let plain = Field { rules: Vec::new(), default: None, successor: None, ..newer.clone() };
        let (how, optional) = match filling {
            Filling::Asked => return Some(plain),
            Filling::Joined { .. } => return None,
            Filling::Taken { how, optional, .. } => (how, optional),
        };
        let of = build.upgrade(how.upgrade()?)?;
        let additions = of.additions?;
        if *optional {
            let message = format!("{} may be absent, and its upgrade asks for more", quoted(name));
            let remedy = "who is asked cannot know whether it is there: ask for the whole field, `ask: true`";
            let at = build.home(id)?.at(&["fields", name]);
            self.report(mistake(Code::UpgradeShape, at, message, remedy));
            return None;
        }
        let ty = match how {
            How::Each(_) if !is_enum(api, additions) => {
                FieldType::List(Box::new(FieldType::Named(additions)))
            }
            _ => FieldType::Named(additions),
        };
        let doc = match &of.shape {
            UpgradeShape::Object { .. } => plain.doc.clone(),
            UpgradeShape::Enum { values, .. } => {
                let values = values.iter().filter(|(_, successor)| successor.is_none());
                let values: Vec<&str> = values.map(|(name, _)| name.as_str()).collect();
                format!("{}, in place of {}", plain.doc, values.join(", "))
            }
        };
        Some(Field { ty, doc, required: true, constraints: Vec::new(), ..plain })
    }

    fn additions_type(
        &mut self,
        api: &Api,
        build: &Build<'a>,
        id: UpgradeId,
        fields: Vec<Field>,
        is_shared: bool,
    ) -> Option<Type> {
        let (upgrade, home) = (build.upgrade(id)?, build.home(id)?);
        let (from, to) = (api.type_of(upgrade.from)?, api.type_of(upgrade.to)?);
        let before = if is_shared { from.name.as_str() } else { "" };
        let name = format!("{before}{}Additions", to.name);
        let taken = |scope: &str| api.find(&format!("{scope}.{name}")).is_some();
        if taken(&home.version) || taken("shared") {
            let message = format!("what the upgrade asks for is called {}, as a type is", quoted(&name));
            self.report(Draft::new(Code::DuplicateType, home.spot.clone(), message));
            return None;
        }
        let example = example(api, to, &fields);
        Some(Type {
            name,
            scope: crate::api::Scope::Version(home.version.clone()),
            file: home.file.clone(),
            doc: format!("What {} needs more", qualified(api, upgrade.to)),
            place: to.place.section_alone(),
            rulings: Vec::new(),
            open: false,
            in_request: false,
            is_request: false,
            shape: Shape::Object { fields, rules: Vec::new() },
            example,
        })
    }
}

/// The upgrades, each after those that it needs.
fn inside_out(build: &Build<'_>) -> Vec<UpgradeId> {
    let mut order: Vec<UpgradeId> = Vec::with_capacity(build.upgrades.len());
    let mut seen = vec![false; build.upgrades.len()];
    for start in 0..build.upgrades.len() {
        let mut waiting = vec![(UpgradeId(start), false)];
        while let Some((id, is_done)) = waiting.pop() {
            if is_done {
                order.push(id);
                continue;
            }
            match seen.get_mut(id.0) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            waiting.push((id, true));
            let steps = match build.upgrade(id).map(|upgrade| &upgrade.shape) {
                Some(UpgradeShape::Object { steps, .. }) => steps.as_slice(),
                _ => &[],
            };
            // The last one in is the first one out.
            waiting.extend(steps.iter().rev().filter_map(needed).map(|id| (id, false)));
        }
    }
    order
}

/// The upgrade that a step needs.
fn needed(step: &UpgradeStep) -> Option<UpgradeId> {
    match &step.filling {
        Filling::Asked | Filling::Joined { .. } => None,
        Filling::Taken { how, .. } => how.upgrade(),
    }
}

/// Whether a step has additions for the items of a list, or leads to one that has.
fn is_fallible(build: &Build<'_>, step: &UpgradeStep) -> bool {
    let Filling::Taken { how, .. } = &step.filling else { return false };
    let Some(of) = how.upgrade().and_then(|id| build.upgrade(id)) else { return false };
    let is_object = matches!(of.shape, UpgradeShape::Object { .. });
    of.is_fallible || (is_object && of.additions.is_some() && matches!(how, How::Each(_)))
}

/// An example of additions, out of those of the types that they complete.
fn example(api: &Api, to: &Type, fields: &[Field]) -> Option<Value> {
    let given = to.example.as_ref().and_then(Value::as_object);
    let mut example = Map::new();
    for field in fields {
        let nested = |ty: &FieldType| match ty {
            FieldType::Named(id) => api.type_of(*id).filter(|ty| matches!(ty.shape, Shape::Object { .. })),
            _ => None,
        };
        let value = match &field.ty {
            FieldType::List(item) if nested(item).is_some() => {
                nested(item).and_then(|ty| ty.example.clone()).map(|example| Value::Array(vec![example]))
            }
            ty if nested(ty).is_some() => nested(ty).and_then(|ty| ty.example.clone()),
            _ => given.and_then(|given| given.get(&field.name)).cloned(),
        };
        match value {
            Some(value) => drop(example.insert(field.name.clone(), value)),
            None if field.required => return None,
            None => {}
        }
    }
    Some(Value::Object(example))
}
