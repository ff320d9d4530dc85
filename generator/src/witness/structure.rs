//! Payloads whose structure is wrong in one place.

use super::example::Failing;
use super::probe::{Side, Step};
use super::prove::{Prover, today};
use super::{Wrap, unwrapped};
use crate::api::{Field, Shape, TypeId};
use fin_core::{Kind, Structure};
use serde_json::Value;

/// Valid payloads of some types, each with one field made wrong; the first types first.
pub fn failing(prover: &Prover, types: Vec<TypeId>, structure: Structure) -> impl Iterator<Item = Failing> {
    types.into_iter().flat_map(move |root| {
        let base = prover.bases(Side::Gains, root).last().cloned();
        let fields = match prover.models.new.ty(root).map(|ty| &ty.shape) {
            Some(Shape::Object { fields, .. }) => fields.as_slice(),
            Some(Shape::Enum { .. }) | None => &[],
        };
        let made = fields.iter().filter_map(|field| wrong(prover, base.as_ref()?, field, structure));
        let failing = made.map(|(payload, path)| Failing {
            root,
            payload,
            context: today(),
            looks_at: vec![path],
            tried: Vec::new(),
        });
        failing.collect::<Vec<_>>()
    })
}

/// The payload with that field made wrong, and where it is.
fn wrong(prover: &Prover, base: &Value, field: &Field, structure: Structure) -> Option<(Value, Vec<Step>)> {
    let mut payload = base.clone();
    let members = payload.as_object_mut()?;
    let mut path = vec![Step::Field(field.name.clone())];
    let (wrap, ty) = unwrapped(&field.ty);
    let kind = prover.models.new.api.kind(ty)?;
    match structure {
        Structure::Required => {
            members.remove(&field.name).filter(|_| field.required)?;
        }
        Structure::UnknownField => {
            // A letter short: the judge says what was meant.
            let value = members.remove(&field.name)?;
            let mut name = field.name.clone();
            name.pop().filter(|_| !name.is_empty())?;
            path = vec![Step::Field(name.clone())];
            members.insert(field.name.clone(), value.clone());
            members.insert(name, value);
        }
        Structure::Type => {
            let is_scalar =
                matches!(wrap, Wrap::None) && matches!(kind, Kind::Text | Kind::Date | Kind::Uuid);
            members.insert(field.name.clone(), Value::from(12)).filter(|_| is_scalar)?;
        }
        Structure::Enum | Structure::Date | Structure::Uuid => {
            let (wanted, text) = match structure {
                Structure::Enum => (Kind::Enum, "SOMETHING_ELSE"),
                Structure::Date => (Kind::Date, "2026-02-30"),
                _ => (Kind::Uuid, "no-uuid"),
            };
            let is_wanted = kind == wanted && matches!(wrap, Wrap::None);
            members.insert(field.name.clone(), Value::from(text)).filter(|_| is_wanted)?;
        }
        Structure::Json => return None,
    }
    Some((payload, path))
}
