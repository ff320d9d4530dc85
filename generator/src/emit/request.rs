//! The payloads with which a package introduces itself.

use crate::api::{Api, Scope, Shape, Type, TypeId, Upgrade};
use fin_core::{Structure, required};
use serde_json::Value;

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
    /// The example of them.
    pub additions: &'a Value,
}

/// The first request with an example that becomes one of the next version with additions.
pub fn first_upgrade(api: &Api) -> Option<Upgradable<'_>> {
    api.upgrades.iter().filter(|upgrade| upgrade.is_root).find_map(|upgrade| {
        let (from, to, asked) = (api.type_of(upgrade.from)?, api.type_of(upgrade.to)?, upgrade.additions?);
        let (payload, additions) = (from.example.as_ref()?, api.type_of(asked)?.example.as_ref()?);
        Some(Upgradable { upgrade, from, to, payload, asked, additions })
    })
}
