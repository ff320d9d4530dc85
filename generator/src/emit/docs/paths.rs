use crate::api::{Api, FieldType, Shape, TypeId};
use std::collections::VecDeque;

/// Of the ways to a type, so many are told.
const MOST: usize = 8;

/// The ways to each type from the requests that hold it, the shortest first: `v2.CreateIndividualCustomer: address`.
///
/// A type that holds itself is gone through as often as its ways are told.
pub fn of_types(api: &Api) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = vec![Vec::new(); api.types.len()];
    let requests = api.types.iter().enumerate().filter(|(_, ty)| ty.is_request);
    let mut waiting: VecDeque<(TypeId, String, String)> =
        requests.map(|(index, ty)| (TypeId(index), ty.qualified(), String::new())).collect();
    while let Some((id, root, path)) = waiting.pop_front() {
        let Some(known) = found.get_mut(id.0).filter(|known| known.len() < MOST) else { continue };
        known.push(format!("{root}: {path}").trim_end().trim_end_matches(':').to_owned());
        let Some(Shape::Object { fields, .. }) = api.type_of(id).map(|ty| &ty.shape) else { continue };
        for field in fields {
            let dot = if path.is_empty() { "" } else { "." };
            if let Some((id, more)) = below(&field.ty) {
                waiting.push_back((id, root.clone(), format!("{path}{dot}{}{more}", field.name)));
            }
        }
    }
    found
}

/// The type that a field leads to, and what stands between.
fn below(ty: &FieldType) -> Option<(TypeId, String)> {
    match ty {
        FieldType::Named(id) => Some((*id, String::new())),
        FieldType::List(item) => below(item).map(|(id, more)| (id, format!("[]{more}"))),
        FieldType::Map(value) => below(value).map(|(id, more)| (id, format!("{{}}{more}"))),
        FieldType::Scalar(_) | FieldType::Any => None,
    }
}
