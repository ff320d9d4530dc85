use super::{of, tries};
use crate::api::{Field, FieldConstraint, FieldType};
use crate::witness::{Probe, Side, day, unwrapped};
use fin_core::{Constraint, Kind, Name};
use serde_json::Value;

/// The largest integer that a payload can have.
const MAX_INTEGER: f64 = 9_007_199_254_740_991.0;

/// The numbers that a field takes: from, to, both included, whole or not.
struct Range {
    low: f64,
    high: f64,
    whole: bool,
}

impl Range {
    fn of(field: &Field) -> Range {
        let whole = *unwrapped(&field.ty).1 == FieldType::Scalar(Kind::Integer);
        let bound = |name: Name| match of(field, name).map(|constraint| &constraint.constraint) {
            Some(Constraint::Minimum(n) | Constraint::Maximum(n)) => Some(*n),
            _ => None,
        };
        let limit = if whole { MAX_INTEGER } else { f64::MAX };
        let low = bound(Name::Minimum).unwrap_or(-limit).max(-limit);
        let high = bound(Name::Maximum).unwrap_or(limit).min(limit);
        if whole { Range { low: low.ceil(), high: high.floor(), whole } } else { Range { low, high, whole } }
    }

    /// Numbers of the range that a bound refuses, the plainest first.
    fn beyond(&self, refused: &Constraint<String>) -> Vec<f64> {
        let candidates = match refused {
            Constraint::Minimum(bound) => {
                let below = if self.whole { bound.ceil() - 1.0 } else { bound.next_down() };
                [bound - 1.0, self.low, (self.low + bound) / 2.0, below]
            }
            Constraint::Maximum(bound) => {
                let above = if self.whole { bound.floor() + 1.0 } else { bound.next_up() };
                [bound + 1.0, self.high, (self.high + bound) / 2.0, above]
            }
            _ => return Vec::new(),
        };
        let is_beyond = |number: &f64| match refused {
            Constraint::Minimum(bound) => number < bound,
            _ => number > bound_of(refused),
        };
        let fits =
            |number: &f64| (self.low..=self.high).contains(number) && (!self.whole || number.fract() == 0.0);
        let mut found: Vec<f64> =
            candidates.into_iter().filter(|number| fits(number) && is_beyond(number)).collect();
        found.dedup();
        found
    }
}

fn bound_of(constraint: &Constraint<String>) -> &f64 {
    match constraint {
        Constraint::Minimum(bound) | Constraint::Maximum(bound) => bound,
        _ => &0.0,
    }
}

/// A number as JSON: without a fraction where it has none.
pub fn json(number: f64) -> Value {
    #[allow(clippy::cast_possible_truncation, reason = "a whole number within the doubles' integers")]
    if number.fract() == 0.0 && number.abs() <= MAX_INTEGER {
        Value::from(number as i64)
    } else {
        Value::from(number)
    }
}

/// A number that a field takes on one side and a bound of the other refuses.
pub fn excess(side: Side, taking: &Field, refusing: &Field, refused: &FieldConstraint) -> Option<Probe> {
    let mut range = Range::of(taking);
    // A fraction that is no integer is refused for what it is, not for its size.
    if *unwrapped(&refusing.ty).1 == FieldType::Scalar(Kind::Integer) && !range.whole {
        range = Range { low: range.low.ceil(), high: range.high.floor(), whole: true };
    }
    let found = range.beyond(&refused.constraint);
    (!found.is_empty())
        .then(|| Probe::new(side, &[&refused.code], tries(taking, found.into_iter().map(json))))
}

/// A number with a fraction, where the other side takes whole ones.
pub fn fractions(side: Side, taking: &Field) -> Vec<Probe> {
    let Range { low, high, .. } = Range::of(taking);
    let candidates = [0.5, low + 0.5, high - 0.5, (low + high) / 2.0, 9_007_199_254_740_992.0, low, high];
    let is_odd = |number: &f64| number.fract() != 0.0 || number.abs() > MAX_INTEGER;
    let found = candidates.into_iter().filter(|number| (low..=high).contains(number) && is_odd(number));
    let found: Vec<Value> = found.map(json).collect();
    if low >= high && found.is_empty() {
        return Vec::new();
    }
    vec![Probe::new(side, &["type"], tries(taking, found))]
}

/// How late a day may be, seen from `today`: larger is earlier.
fn upper(constraint: &Constraint<String>) -> Option<u64> {
    match constraint {
        Constraint::PastOrToday | Constraint::MinAge(0) => Some(1),
        Constraint::Past => Some(2),
        Constraint::MinAge(years) => Some(2 + u64::from(*years)),
        _ => None,
    }
}

/// How early a day may be: larger is later.
fn lower(constraint: &Constraint<String>) -> Option<u64> {
    match constraint {
        Constraint::MaxAge(years) => Some(u64::from(u32::MAX - *years) + 1),
        Constraint::Future => Some(u64::MAX),
        _ => None,
    }
}

/// A day that a field takes on one side and a constraint of the other refuses. All of them bound a day from one
/// side, in an order that `today` does not change.
pub fn day_excess(side: Side, taking: &Field, refused: &FieldConstraint) -> Option<Probe> {
    let tightest = |bound: fn(&Constraint<String>) -> Option<u64>| {
        taking.constraints.iter().filter_map(|constraint| bound(&constraint.constraint)).max().unwrap_or(0)
    };
    let is_looser = upper(&refused.constraint).is_some_and(|bound| tightest(upper) < bound)
        || lower(&refused.constraint).is_some_and(|bound| tightest(lower) < bound);
    let own = taking.constraints.iter().map(|constraint| &constraint.constraint);
    let days = day::around(own.chain([&refused.constraint]));
    is_looser.then(|| Probe::new(side, &[&refused.code], tries(taking, days.into_iter().map(Value::from))))
}
