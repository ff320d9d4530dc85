use super::{Asked, Dropped, Mismatch, Upgraded};
use crate::api::{
    Api, Field, FieldType, Filling, Gone, How, Shape, Type, Upgrade, UpgradeId, UpgradeShape, UpgradeStep,
};
use serde_json::{Map, Value};

/// Where a walk stands: in the older payload, in the newer one and in the additions.
#[derive(Clone, Debug, Default)]
pub struct At {
    older: String,
    newer: String,
    additions: String,
}

impl At {
    fn below(&self, older: &[String], newer: &str) -> At {
        At {
            older: older.iter().fold(self.older.clone(), |path, name| under(&path, name)),
            newer: under(&self.newer, newer),
            additions: under(&self.additions, newer),
        }
    }

    /// Into the one item that a value becomes.
    fn wrapped(self) -> At {
        At { newer: self.newer + "[0]", ..self }
    }

    fn item(&self, index: usize, is_asked: bool) -> At {
        let item = |path: &str| format!("{path}[{index}]");
        let additions = if is_asked { item(&self.additions) } else { self.additions.clone() };
        At { older: item(&self.older), newer: item(&self.newer), additions }
    }
}

fn under(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// A walk through a payload and its additions.
pub struct Walk<'a> {
    pub api: &'a Api,
    pub upgraded: Upgraded,
}

impl Walk<'_> {
    /// The newer value; `None` where it is missing. `field` is the newer field that it fills.
    pub fn value(
        &mut self,
        id: UpgradeId,
        older: &Value,
        given: Option<&Value>,
        at: &At,
        field: Option<&Field>,
    ) -> Option<Value> {
        let upgrade = self.api.upgrade(id)?;
        match &upgrade.shape {
            UpgradeShape::Object { steps, gone, .. } => {
                let (empty, nothing) = (Map::new(), Map::new());
                let older = older.as_object().unwrap_or(&empty);
                let given = given.and_then(Value::as_object).unwrap_or(&nothing);
                Some(Value::Object(self.object(upgrade, steps, gone, older, given, at)))
            }
            UpgradeShape::Enum { values, row } => {
                let successor = values.iter().find(|(value, _)| older.as_str() == Some(value));
                match successor.and_then(|(_, successor)| successor.as_deref()) {
                    Some(successor) => Some(Value::from(successor)),
                    None => {
                        if given.is_none() {
                            let (doc, row) = (field.map(|field| field.doc.as_str()), row.as_deref());
                            let asked = self.asked(at, &FieldType::Named(upgrade.to), doc, row);
                            self.upgraded.missing.push(asked);
                        }
                        given.cloned()
                    }
                }
            }
        }
    }

    fn object(
        &mut self,
        upgrade: &Upgrade,
        steps: &[UpgradeStep],
        gone: &[Gone],
        older: &Map<String, Value>,
        given: &Map<String, Value>,
        at: &At,
    ) -> Map<String, Value> {
        let mut newer = Map::new();
        for step in steps {
            let Some(newer_field) = field(self.api.type_of(upgrade.to), &step.field) else { continue };
            // What is asked for says it in words of its own.
            let asked = upgrade.additions.and_then(|id| field(self.api.type_of(id), &step.field));
            let field = asked.unwrap_or(newer_field);
            let given = given.get(&step.field).filter(|value| !value.is_null());
            if let Some(value) = self.step(step, field, older, given, at) {
                newer.insert(step.field.clone(), value);
            }
        }
        for Gone { field, row } in gone {
            if older.get(field).is_some_and(|value| !value.is_null()) {
                let (path, doc) = (under(&at.older, field), self.row(row));
                self.upgraded.dropped.push(Dropped { path, doc, row: row.clone() });
            }
        }
        newer
    }

    fn step(
        &mut self,
        step: &UpgradeStep,
        field: &Field,
        older: &Map<String, Value>,
        given: Option<&Value>,
        at: &At,
    ) -> Option<Value> {
        let (from, otherwise, how, wrapped) = match &step.filling {
            Filling::Asked => {
                if given.is_none() {
                    let at = at.below(&[], &step.field);
                    let asked = self.asked(&at, &field.ty, Some(&field.doc), step.row.as_deref());
                    let list =
                        if field.required { &mut self.upgraded.missing } else { &mut self.upgraded.offered };
                    list.push(asked);
                }
                return given.cloned();
            }
            Filling::Joined { parts, separator } => {
                let texts = parts.iter().filter_map(|(path, _)| found(older, path)?.as_str());
                return Some(Value::from(texts.collect::<Vec<_>>().join(separator)));
            }
            Filling::Taken { from, otherwise, how, wrapped, .. } => (from, otherwise, how, wrapped),
        };
        let itself = Value::Object(if from.is_empty() { older.clone() } else { Map::new() });
        let value = if from.is_empty() { Some(&itself) } else { found(older, from) };
        let Some(value) = value.filter(|value| !value.is_null()) else {
            return otherwise.clone().map(Value::from);
        };
        let at = at.below(from, &step.field);
        let at = if *wrapped { at.wrapped() } else { at };
        let made = match how {
            How::Same => Some(value.clone()),
            How::One(id) => self.value(*id, value, given, &at, Some(field)),
            How::Each(id) => self.each(*id, value, given, &at, field),
        }?;
        Some(if *wrapped { Value::Array(vec![made]) } else { made })
    }

    fn each(
        &mut self,
        id: UpgradeId,
        older: &Value,
        given: Option<&Value>,
        at: &At,
        field: &Field,
    ) -> Option<Value> {
        let upgrade = self.api.upgrade(id)?;
        let is_asked = upgrade.additions.is_some() && matches!(upgrade.shape, UpgradeShape::Object { .. });
        let items = older.as_array().map(Vec::as_slice).unwrap_or_default();
        let additions = given.and_then(Value::as_array).filter(|_| is_asked);
        if let Some(additions) = additions.filter(|additions| additions.len() != items.len()) {
            let (path, items, additions) = (at.newer.clone(), items.len(), additions.len());
            self.upgraded.mismatches.push(Mismatch { path, items, additions });
        }
        let mut made = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let given = if is_asked { additions.and_then(|additions| additions.get(index)) } else { given };
            made.extend(self.value(id, item, given, &at.item(index, is_asked), Some(field)));
        }
        Some(Value::Array(made))
    }

    fn asked(&self, at: &At, ty: &FieldType, doc: Option<&str>, row: Option<&str>) -> Asked {
        Asked {
            path: at.newer.clone(),
            additions: at.additions.clone(),
            ty: self.api.words(ty),
            doc: doc.unwrap_or_default().to_owned(),
            row: row.unwrap_or_default().to_owned(),
        }
    }

    fn row(&self, name: &str) -> String {
        let row = self.api.migrations.iter().find(|(own, _, _)| own == name);
        row.map(|(_, _, row)| row.doc.clone()).unwrap_or_default()
    }
}

/// What stands at a path.
fn found<'v>(older: &'v Map<String, Value>, path: &[String]) -> Option<&'v Value> {
    let (first, rest) = path.split_first()?;
    rest.iter().try_fold(older.get(first)?, |value, name| value.get(name))
}

fn field<'t>(ty: Option<&'t Type>, name: &str) -> Option<&'t Field> {
    match &ty?.shape {
        Shape::Object { fields, .. } => fields.iter().find(|field| field.name == name),
        Shape::Enum { .. } => None,
    }
}
