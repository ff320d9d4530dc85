//! The payload with which a package introduces itself.

use crate::api::{Api, Scope, Shape, Type, TypeId};
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
