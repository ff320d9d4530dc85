use super::of;
use crate::api::{Field, FieldConstraint};
use crate::witness::{Action, Probe, Side, Step};
use fin_core::{Constraint, Name};

/// No list is made longer than this to show something.
const LONGEST: u32 = 2_000;

/// A list that a field takes on one side and a constraint of the other refuses.
pub fn excess(side: Side, taking: &Field, refused: &FieldConstraint) -> Option<Probe> {
    let number = |name: Name| match of(taking, name).map(|constraint| &constraint.constraint) {
        Some(Constraint::MinItems(n) | Constraint::MaxItems(n)) => Some(*n),
        _ => None,
    };
    let (least, most) = (number(Name::MinItems).unwrap_or(0), number(Name::MaxItems).unwrap_or(u32::MAX));
    let action = match refused.constraint {
        Constraint::MinItems(bound) => {
            let count = bound.checked_sub(1)?.min(most);
            (count >= least).then_some(Action::Resize(count as usize))?
        }
        Constraint::MaxItems(bound) => {
            let count = bound.checked_add(1)?.max(least);
            (count <= most).then_some(Action::Resize(count as usize))?
        }
        Constraint::UniqueItems => (most >= 2).then_some(Action::Repeat)?,
        _ => return None,
    };
    let at = vec![Step::Field(taking.name.clone())];
    let is_small = !matches!(action, Action::Resize(count) if count > LONGEST as usize);
    Some(Probe::new(side, &[&refused.code], if is_small { vec![vec![(at, action)]] } else { Vec::new() }))
}
