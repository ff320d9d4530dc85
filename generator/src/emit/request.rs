//! The payloads with which a package introduces itself.

use crate::api::{Api, FieldType, Scope, Shape, Type, TypeId, Upgrade};
use fin_core::{Structure, required};
use serde_json::{Map, Value};

/// The body of the newest version's first call that has an example.
pub fn first_request(api: &Api) -> Option<(TypeId, &Type, &Value)> {
    let newest = Scope::Version(api.versions.last()?.clone());
    let of_newest = api.operations.iter().filter(|operation| operation.scope == newest);
    of_newest.filter_map(|operation| operation.body).find_map(|id| {
        let ty = api.type_of(id)?;
        Some((id, ty, ty.example.as_ref()?))
    })
}

/// What an empty object lacks, an issue a line.
pub fn lacks(ty: &Type) -> String {
    let Shape::Object { fields, .. } = &ty.shape else { return String::new() };
    let line = |name: &str| format!("{name}: {} [{}]\n", required(name), Structure::Required.code());
    fields.iter().filter(|field| field.required).map(|field| line(&field.name)).collect()
}

/// An older payload that becomes a newer one.
pub struct Upgradable<'a> {
    /// What makes the newer one.
    pub upgrade: &'a Upgrade,
    /// The older type.
    pub from: &'a Type,
    /// The newer type.
    pub to: &'a Type,
    /// The older payload.
    pub payload: &'a Value,
    /// The type of the additions.
    pub asked: TypeId,
    /// What the newer type needs beside the payload, out of its own example.
    pub additions: Value,
}

/// The first request with an example that becomes one of the next version with additions.
pub fn first_upgrade(api: &Api) -> Option<Upgradable<'_>> {
    api.upgrades.iter().filter(|upgrade| upgrade.is_root).find_map(|upgrade| {
        let (from, to, asked) = (api.type_of(upgrade.from)?, api.type_of(upgrade.to)?, upgrade.additions?);
        let additions = needed(api, &FieldType::Named(asked), to.example.as_ref()?)?;
        Some(Upgradable { upgrade, from, to, payload: from.example.as_ref()?, asked, additions })
    })
}

/// What additions need at least, out of what they are added to.
fn needed(api: &Api, ty: &FieldType, newer: &Value) -> Option<Value> {
    match (ty, newer) {
        (FieldType::List(_), _) => Some(newer.clone()),
        // One of them stands for each item that is to come.
        (_, Value::Array(items)) => needed(api, ty, items.first()?),
        (FieldType::Named(id), Value::Object(map)) => {
            let Shape::Object { fields, .. } = &api.type_of(*id)?.shape else { return None };
            let required = fields.iter().filter(|field| field.required);
            let entries = required
                .map(|field| Some((field.name.clone(), needed(api, &field.ty, map.get(&field.name)?)?)));
            entries.collect::<Option<Map<String, Value>>>().map(Value::Object)
        }
        _ => Some(newer.clone()),
    }
}
