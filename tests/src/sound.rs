//! Random values that a type of the model takes: drawn from what its constraints name, and drawn again where the
//! judge has something against them.

use crate::oracle::Oracle;
use fastrand::Rng;
use fin_core::{Constraint, Kind};
use fingen::api::{Api, Field, FieldType, Filling, How, Shape, TypeId, UpgradeId, UpgradeShape, UpgradeStep};
use serde_json::{Map, Value, json};

/// How often a value is drawn again before it is given up.
const PATIENCE: usize = 400;

/// Texts at the limits of what a newer version may demand.
const TEXTS: [&str; 9] =
    ["Maria", "P.O. Box 7", "SSN", "123-45-6789", "12-3456789", "A12345678", "Zo\u{eb}", "7", "a b"];
/// Lengths at which some field's limit lies, or just beyond.
const LENGTHS: [usize; 7] = [1, 50, 51, 101, 255, 256, 501];
const DATES: [&str; 9] = [
    "1990-01-15",
    "2007-12-31",
    "2008-01-01",
    "2008-01-02",
    "1904-06-01",
    "2025-12-31",
    "2026-01-01",
    "2026-06-30",
    "2099-01-01",
];
const NUMBERS: [f64; 7] = [0.0, 0.005, 0.01, 10.5, 24.9, 33.3, 75.0];

/// A value of that type without issues, or what the last draw had.
///
/// # Errors
/// No draw was without issues.
pub fn value(
    oracle: &Oracle,
    ty: TypeId,
    context: &Map<String, Value>,
    rng: &mut Rng,
) -> Result<Value, String> {
    drawn(oracle, ty, context, rng, |rng| draw(&oracle.api, &FieldType::Named(ty), &[], rng))
}

/// Valid additions for a payload that is to be upgraded: as many as its lists have items.
///
/// # Errors
/// No draw was without issues.
pub fn additions(
    oracle: &Oracle,
    id: UpgradeId,
    payload: &Value,
    context: &Map<String, Value>,
    rng: &mut Rng,
) -> Result<Value, String> {
    let upgrade = oracle.api.upgrade(id).ok_or("there is no such upgrade")?;
    match upgrade.additions {
        None => Ok(json!({})),
        Some(ty) => drawn(oracle, ty, context, rng, |rng| asked(&oracle.api, id, payload, rng)),
    }
}

fn drawn(
    oracle: &Oracle,
    ty: TypeId,
    context: &Map<String, Value>,
    rng: &mut Rng,
    mut draw: impl FnMut(&mut Rng) -> Value,
) -> Result<Value, String> {
    let schema = oracle.api.type_of(ty).map(fingen::api::Type::qualified).unwrap_or_default();
    let mut last = String::new();
    for _ in 0..PATIENCE {
        let value = draw(rng);
        let issues = oracle.issues(&schema, &value, context)?;
        if issues.is_empty() {
            return Ok(value);
        }
        last = format!("{schema}: {issues:?}");
    }
    Err(last)
}

fn draw(api: &Api, ty: &FieldType, constraints: &[Constraint<String>], rng: &mut Rng) -> Value {
    match ty {
        FieldType::Scalar(kind) => scalar(api, *kind, constraints, rng),
        FieldType::List(item) => {
            let only_one = constraints.iter().any(|own| matches!(own, Constraint::MaxItems(1)));
            let count = if only_one { 1 } else { rng.usize(1..=3) };
            (0..count).map(|_| draw(api, item, constraints, rng)).collect()
        }
        FieldType::Map(value) => {
            let entries = (0..rng.usize(0..3)).map(|n| (format!("key {n}"), draw(api, value, &[], rng)));
            Value::Object(entries.collect())
        }
        FieldType::Any => Value::Null,
        FieldType::Named(id) => match api.type_of(*id).map(|ty| &ty.shape) {
            Some(Shape::Enum { values }) => {
                rng.choice(values).map_or(Value::Null, |value| Value::from(value.name.as_str()))
            }
            Some(Shape::Object { fields, .. }) => {
                let mut object = Map::new();
                for field in fields {
                    if field.required || rng.bool() {
                        object.insert(field.name.clone(), of_field(api, field, rng));
                    } else if rng.u8(..16) == 0 {
                        object.insert(field.name.clone(), Value::Null);
                    }
                }
                Value::Object(object)
            }
            None => Value::Null,
        },
    }
}

fn of_field(api: &Api, field: &Field, rng: &mut Rng) -> Value {
    let constraints: Vec<_> = field.constraints.iter().map(|own| own.constraint.clone()).collect();
    draw(api, &field.ty, &constraints, rng)
}

fn scalar(api: &Api, kind: Kind, constraints: &[Constraint<String>], rng: &mut Rng) -> Value {
    let pick = |rng: &mut Rng, texts: &[&str]| Value::from(rng.choice(texts).copied().unwrap_or_default());
    match kind {
        Kind::Integer => Value::from(rng.u32(..100_000)),
        Kind::Number => Value::from(rng.choice(NUMBERS).unwrap_or_default()),
        Kind::Boolean => Value::from(rng.bool()),
        Kind::Date => pick(rng, &DATES),
        Kind::Uuid => {
            pick(rng, &["55bd6b4e-c20a-4cc8-9535-91d5557a67d9", "00000000-0000-0000-0000-000000000000"])
        }
        Kind::Text | Kind::Enum | Kind::Object | Kind::List | Kind::Map => {
            let format = constraints.iter().find_map(|own| match own {
                Constraint::Format(name) => api.format(name),
                _ => None,
            });
            let is_ascii = constraints.contains(&Constraint::Ascii);
            let long = constraints.iter().find_map(|own| match own {
                Constraint::MaxLength(most) => Some(*most as usize),
                _ => None,
            });
            match format {
                Some(format) if format.not_pattern.is_none() && rng.u8(..8) > 0 => {
                    // Few countries, so that those that have to be the same sometimes are.
                    let texts: Vec<&str> = format.valid.iter().map(String::as_str).take(3).collect();
                    pick(rng, &texts)
                }
                _ if rng.u8(..6) == 0 => {
                    let lengths = LENGTHS.iter().filter(|length| long.is_none_or(|most| **length <= most));
                    let lengths: Vec<usize> = lengths.copied().collect();
                    Value::from("x".repeat(rng.choice(&lengths).copied().unwrap_or(1)))
                }
                _ => {
                    let texts: Vec<&str> =
                        TEXTS.iter().copied().filter(|text| text.is_ascii() || !is_ascii).collect();
                    pick(rng, &texts)
                }
            }
        }
    }
}

/// What an upgrade asks for beside a payload.
fn asked(api: &Api, id: UpgradeId, older: &Value, rng: &mut Rng) -> Value {
    let Some(upgrade) = api.upgrade(id) else { return Value::Null };
    let steps = match &upgrade.shape {
        UpgradeShape::Enum { .. } => return draw(api, &FieldType::Named(upgrade.to), &[], rng),
        UpgradeShape::Object { steps, .. } => steps,
    };
    let mut given = Map::new();
    for UpgradeStep { field, filling, .. } in steps {
        match filling {
            Filling::Asked => {
                let fields = upgrade.additions.and_then(|ty| api.type_of(ty)).map(|ty| &ty.shape);
                let Some(Shape::Object { fields, .. }) = fields else { continue };
                let Some(own) = fields.iter().find(|own| own.name == *field) else { continue };
                if own.required || rng.bool() {
                    given.insert(field.clone(), of_field(api, own, rng));
                }
            }
            Filling::Taken { from, how: How::One(of) | How::Each(of), .. } => {
                if api.upgrade(*of).is_none_or(|of| of.additions.is_none()) {
                    continue;
                }
                let below =
                    from.iter().try_fold(older, |value, name| value.get(name)).unwrap_or(&Value::Null);
                let is_object =
                    api.upgrade(*of).is_some_and(|of| matches!(of.shape, UpgradeShape::Object { .. }));
                let value = match (filling, below) {
                    (Filling::Taken { how: How::Each(_), .. }, Value::Array(items)) if is_object => {
                        items.iter().map(|item| asked(api, *of, item, rng)).collect()
                    }
                    _ => asked(api, *of, below, rng),
                };
                given.insert(field.clone(), value);
            }
            Filling::Taken { how: How::Same, .. } | Filling::Joined { .. } => {}
        }
    }
    Value::Object(given)
}

/// The path of an issue without the numbers of items: `tax_info[].document_id`.
#[must_use]
pub fn without_numbers(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for part in path.split_inclusive('[') {
        text.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    text
}

/// A value as every language reads it: without absent fields, numbers as doubles.
#[must_use]
pub fn plain(value: &Value) -> Value {
    match value {
        Value::Object(entries) => {
            let given = entries.iter().filter(|(_, value)| !value.is_null());
            Value::Object(given.map(|(name, value)| (name.clone(), plain(value))).collect())
        }
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Number(number) => number.as_f64().map_or(Value::Null, Value::from),
        other => other.clone(),
    }
}
