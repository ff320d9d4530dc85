use super::leaf::{of, tries};
use super::{Model, Models, Walk, unwrapped};
use crate::api::{Field, FieldConstraint, FieldType, Format};
use crate::diff::language::{Find, Lengths, Part, Query};
use crate::diff::probe::{Probe, Side};
use fin_core::{Constraint, Name};
use serde_json::Value;

impl Walk<'_> {
    /// A text that a field takes on one side and a constraint of the other refuses.
    pub(super) fn text_excess(&self, side: Side, taking: &Field, refused: &FieldConstraint) -> Option<Probe> {
        let all = parts(self.models, side, taking)?;
        let own = lengths(taking);
        let (not_all, lengths) = match &refused.constraint {
            Constraint::MinLength(least) => (
                Vec::new(),
                Lengths { least: own.least, most: Some(smaller(own.most, least.checked_sub(1)?)) },
            ),
            Constraint::MaxLength(most) => {
                (Vec::new(), Lengths { least: own.least.max(most.checked_add(1)?), most: own.most })
            }
            constraint => (demands(self.models, refusing(side), constraint), own),
        };
        let samples = match &refused.constraint {
            Constraint::Format(name) => self.models.refusing(side).format(name),
            _ => None,
        };
        let mut codes = vec![refused.code.as_str(), "blank"];
        let mut next = samples;
        while let Some(format) = next.filter(|_| codes.len() < 20) {
            codes.push(&format.code);
            next = format.then.as_deref().and_then(|then| self.models.refusing(side).format(then));
        }
        let samples = samples.map_or(&[][..], |format| &format.invalid);
        let texts = self.texts(&all, &not_all, lengths, samples)?;
        Some(Probe::new(side, &codes, tries(taking, texts)))
    }

    /// A text that the type of one side takes and the type of the other does not.
    pub(super) fn other_texts(&self, side: Side, taking: &Field, refusing_field: &Field) -> Vec<Probe> {
        let other = self.models.refusing(side);
        let base = base(self.models, other, &refusing_field.ty);
        let (Some(all), Some(base)) = (parts(self.models, side, taking), base) else { return Vec::new() };
        let texts = self.texts(&all, &[base], lengths(taking), &[]);
        let probe = |texts| Probe::new(side, &["type", "enum", "date", "uuid"], tries(taking, texts));
        texts.map(probe).into_iter().collect()
    }

    /// Texts of a difference, the plainest first; `None` when there are none.
    fn texts(
        &self,
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
        let machines = &self.models.machines;
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
fn base(models: &Models, model: &Model, ty: &FieldType) -> Option<Part> {
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

/// Whether both sides define a format alike, those that are asked for then included.
pub fn is_same_format(models: &Models, name: &str) -> bool {
    let (mut old, mut new) = (models.old.format(name), models.new.format(name));
    for _ in 0..=models.old.api.formats.len() {
        match (old, new) {
            (Some(a), Some(b)) if is_same(a, b) => {
                let next = |model: &Model, format: &Format| {
                    format.then.as_ref().map(|then| model.format(then).map(|f| f.name.clone()))
                };
                if next(&models.old, a) != next(&models.new, b) {
                    return false;
                }
                old = a.then.as_deref().and_then(|then| models.old.format(then));
                new = b.then.as_deref().and_then(|then| models.new.format(then));
            }
            (None, None) => return true,
            _ => return false,
        }
    }
    true
}

fn is_same(a: &Format, b: &Format) -> bool {
    (&a.pattern, &a.not_pattern, &a.values, a.refuses_blank, &a.then)
        == (&b.pattern, &b.not_pattern, &b.values, b.refuses_blank, &b.then)
}

/// A format's demands in one line.
pub fn in_words(model: &Model, format: &Format) -> String {
    let mut words = Vec::new();
    words.extend(format.pattern.clone());
    words.extend(format.not_pattern.as_ref().map(|pattern| format!("not {pattern}")));
    if !format.values.is_empty() {
        words.push(format!("one of {} texts", format.values.len()));
    }
    let mut then = format.then.as_deref().and_then(|then| model.format(then));
    for _ in 0..model.api.formats.len() {
        let Some(format) = then else { break };
        words.push(format!("then {}", format.pattern.as_deref().unwrap_or(&format.name)));
        then = format.then.as_deref().and_then(|then| model.format(then));
    }
    words.join(", ")
}

/// What a format demands on both sides, in a line each; of lists what they do not share.
pub fn both_in_words(models: &Models, name: &str) -> (Option<String>, Option<String>) {
    let (Some(old), Some(new)) = (models.old.format(name), models.new.format(name)) else {
        return (None, None);
    };
    let gone: Vec<&str> = without(&old.values, &new.values);
    let added: Vec<&str> = without(&new.values, &old.values);
    if old.values.is_empty() || new.values.is_empty() || (gone.is_empty() && added.is_empty()) {
        return (Some(in_words(&models.old, old)), Some(in_words(&models.new, new)));
    }
    let words = |own: &[&str], other: &[&str]| {
        let listed =
            |word: &str, texts: &[&str]| (!texts.is_empty()).then(|| format!("{word} {}", list(texts)));
        [listed("with", own), listed("without", other)].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    (Some(words(&gone, &added)), Some(words(&added, &gone)))
}

/// What of one sorted list the other does not have.
fn without<'t>(list: &'t [String], other: &[String]) -> Vec<&'t str> {
    list.iter().filter(|text| other.binary_search(text).is_err()).map(String::as_str).collect()
}

fn list(texts: &[&str]) -> String {
    const MOST: usize = 5;
    let shown = texts.iter().take(MOST).copied().collect::<Vec<_>>().join(", ");
    if texts.len() > MOST { format!("{shown} and {} more", texts.len() - MOST) } else { shown }
}
