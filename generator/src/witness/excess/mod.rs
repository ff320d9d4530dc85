//! What to try so that a field's value is taken on one side and refused by a constraint of the other.

mod list;
/// Of numbers and days.
pub mod number;
/// Of texts.
pub mod text;

use super::{Action, Models, Probe, Side, Step, Try, Wrap, unwrapped};
use crate::api::{Field, FieldConstraint};
use fin_core::{Applies, Name};
use serde_json::Value;

/// What one side takes of a field and a constraint of the other refuses.
pub fn excess(
    models: &Models,
    side: Side,
    taking: &Field,
    refusing: &Field,
    refused: &FieldConstraint,
) -> Option<Probe> {
    match refused.constraint.name().applies() {
        Applies::Text => text::excess(models, side, taking, refused),
        Applies::Number => number::excess(side, taking, refusing, refused),
        Applies::Date => number::day_excess(side, taking, refused),
        Applies::List => list::excess(side, taking, refused),
    }
}

/// A field's constraint of that name.
pub fn of(field: &Field, name: Name) -> Option<&FieldConstraint> {
    field.constraints.iter().find(|constraint| constraint.constraint.name() == name)
}

/// Tries that put each of some values at a field, in its list or map.
pub fn tries(field: &Field, values: impl IntoIterator<Item = Value>) -> Vec<Try> {
    let mut at = vec![Step::Field(field.name.clone())];
    match unwrapped(&field.ty).0 {
        Wrap::None => {}
        Wrap::List => at.push(Step::Item(0)),
        Wrap::Map => at.push(Step::Entry),
    }
    values.into_iter().map(|value| vec![(at.clone(), Action::Set(value))]).collect()
}
