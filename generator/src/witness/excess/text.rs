use super::{of, tries};
use crate::api::{Field, FieldConstraint, FieldType};
use crate::witness::language::{Find, Lengths, Part, Query};
use crate::witness::{Model, Models, Probe, Side, unwrapped};
use fin_core::{Constraint, Name};
use serde_json::Value;

/// A text that a field takes on one side and a constraint of the other refuses.
pub fn excess(models: &Models, side: Side, taking: &Field, refused: &FieldConstraint) -> Option<Probe> {
    let all = parts(models, side, taking)?;
    let own = lengths(taking);
    let (not_all, lengths) = match &refused.constraint {
        Constraint::MinLength(least) => {
            (Vec::new(), Lengths { least: own.least, most: Some(smaller(own.most, least.checked_sub(1)?)) })
        }
        Constraint::MaxLength(most) => {
            (Vec::new(), Lengths { least: own.least.max(most.checked_add(1)?), most: own.most })
        }
        constraint => (demands(models, refusing(side), constraint), own),
    };
    let samples = match &refused.constraint {
        Constraint::Format(name) => models.refusing(side).format(name),
        _ => None,
    };
    let mut codes = vec![refused.code.as_str(), "blank"];
    let mut next = samples;
    while let Some(format) = next.filter(|_| codes.len() < 20) {
        codes.push(&format.code);
        next = format.then.as_deref().and_then(|then| models.refusing(side).format(then));
    }
    let samples = samples.map_or(&[][..], |format| &format.invalid);
    let texts = texts(models, &all, &not_all, lengths, samples)?;
    Some(Probe::new(side, &codes, tries(taking, texts)))
}

/// A text that the type of one side takes and the type of the other does not.
pub fn other_texts(models: &Models, side: Side, taking: &Field, refusing_field: &Field) -> Vec<Probe> {
    let other = models.refusing(side);
    let base = base(models, other, &refusing_field.ty);
    let (Some(all), Some(base)) = (parts(models, side, taking), base) else { return Vec::new() };
    let texts = texts(models, &all, &[base], lengths(taking), &[]);
    let probe = |texts| Probe::new(side, &["type", "enum", "date", "uuid"], tries(taking, texts));
    texts.map(probe).into_iter().collect()
}

/// Texts of a difference, the plainest first; `None` when there are none.
pub fn texts(
    models: &Models,
    all: &[Part],
    not_all: &[Part],
    lengths: Lengths,
    samples: &[String],
) -> Option<Vec<Value>> {
    let shortest = Query { all, not_all, lengths }.find();
    if shortest == Find::Nothing {
        return None;
    }
    // Rules like plain texts: what is only there to be shown had better be one.
    let machines = &models.machines;
    let mut plain = all.to_vec();
    plain.extend([machines.ascii(), machines.not_blank()]);
    let plain = Query { all: &plain, not_all, lengths }.find();
    let mut texts: Vec<Value> = Vec::new();
    let found = [plain, shortest].into_iter().filter_map(|find| match find {
        Find::Text(text) => Some(text),
        Find::Nothing | Find::Unknown => None,
    });
    for text in found.chain(samples.iter().cloned()) {
        if !texts.contains(&Value::from(text.as_str())) {
            texts.push(text.into());
        }
    }
    Some(texts)
}

/// The other side of the one that takes something.
fn refusing(side: Side) -> Side {
    match side {
        Side::Loses => Side::Gains,
        Side::Gains => Side::Loses,
    }
}

/// What a field's text must be, lengths aside, on the side that takes it; `None` where it is no text.
pub fn parts(models: &Models, side: Side, field: &Field) -> Option<Vec<Part>> {
    let mut parts = vec![base(models, models.taking(side), &field.ty)?];
    for constraint in &field.constraints {
        parts.extend(demands(models, side, &constraint.constraint));
    }
    Some(parts)
}

/// The texts that a type takes.
pub fn base(models: &Models, model: &Model, ty: &FieldType) -> Option<Part> {
    match unwrapped(ty).1 {
        FieldType::Scalar(kind) => models.machines.scalar(*kind),
        FieldType::Named(id) => models.machines.values(model.ty(*id)?),
        FieldType::List(_) | FieldType::Map(_) | FieldType::Any => None,
    }
}

/// What a constraint of that side asks of a text, but for its length.
fn demands(models: &Models, side: Side, constraint: &Constraint<String>) -> Vec<Part> {
    let machines = &models.machines;
    match constraint {
        Constraint::NotBlank => vec![machines.not_blank()],
        Constraint::Ascii => vec![machines.ascii()],
        Constraint::Pattern(pattern) => vec![machines.matches(pattern)],
        Constraint::Format(name) => machines.format(name, |name| models.taking(side).format(name)),
        Constraint::MinLength(_)
        | Constraint::MaxLength(_)
        | Constraint::Minimum(_)
        | Constraint::Maximum(_)
        | Constraint::Past
        | Constraint::PastOrToday
        | Constraint::Future
        | Constraint::MinAge(_)
        | Constraint::MaxAge(_)
        | Constraint::MinItems(_)
        | Constraint::MaxItems(_)
        | Constraint::UniqueItems => Vec::new(),
    }
}

/// How long a field's text may be.
pub fn lengths(field: &Field) -> Lengths {
    let number = |name: Name| match of(field, name).map(|constraint| &constraint.constraint) {
        Some(Constraint::MinLength(n) | Constraint::MaxLength(n)) => Some(*n),
        _ => None,
    };
    Lengths { least: number(Name::MinLength).unwrap_or(0), most: number(Name::MaxLength) }
}

fn smaller(most: Option<u32>, other: u32) -> u32 {
    most.map_or(other, |most| most.min(other))
}
