use super::excess::{number::json, text};
use super::language::{Find, Query};
use super::probe::{ENTRY, Side};
use super::{Models, day};
use crate::api::{Field, FieldType, Shape, TypeId};
use fin_core::{Constraint, Kind};
use serde_json::{Map, Value};
use std::cell::Cell;

/// Objects do not nest deeper than the model allows; lists and maps stand between them.
const MAX_DEPTH: usize = 40;
/// No text or list is made longer than this.
const LONGEST: usize = 2_000;

/// How much of a value is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// What is required.
    Small,
    /// The model's examples where there are any, else what is required.
    Example,
    /// Everything.
    Large,
}

/// Makes values that a model is likely to take; rules may still refuse them.
pub struct Builder<'a> {
    /// The models.
    pub models: &'a Models<'a>,
    /// Whose types are built.
    pub side: Side,
    /// So many values are made still: a type that holds another twice, and that a third, has no end.
    pub left: Cell<usize>,
}

/// So many values are made for one payload.
pub const MAX_VALUES: usize = 20_000;

impl Builder<'_> {
    /// A value of a type of the model.
    pub fn named(&self, id: TypeId, size: Size) -> Value {
        self.object(id, size, 0, 0)
    }

    /// A value of a field, the `n`-th of its kind: as far as it can be, another one for each `n`.
    pub fn field(&self, field: &Field, size: Size, n: usize) -> Value {
        self.of(field, &field.ty, size, n, 0)
    }

    /// An item of a field that is a list.
    pub fn item(&self, field: &Field, size: Size, n: usize) -> Value {
        match &field.ty {
            FieldType::List(item) | FieldType::Map(item) => self.of(field, item, size, n, 0),
            ty => self.of(field, ty, size, n, 0),
        }
    }

    fn of(&self, field: &Field, ty: &FieldType, size: Size, n: usize, depth: usize) -> Value {
        self.left.set(self.left.get().saturating_sub(1));
        match ty {
            _ if depth > MAX_DEPTH || self.left.get() == 0 => Value::Null,
            FieldType::Scalar(kind) => self.scalar(field, *kind, n),
            FieldType::Named(id) => self.object(*id, size, n, depth + 1),
            FieldType::Map(value) => {
                let value = self.of(field, value, size, n, depth + 1);
                Value::Object(Map::from_iter([(ENTRY.to_owned(), value)]))
            }
            FieldType::Any => Value::Object(Map::new()),
            FieldType::List(item) => {
                let bound = |wanted: fn(&Constraint<String>) -> Option<u32>| {
                    field.constraints.iter().find_map(|constraint| wanted(&constraint.constraint))
                };
                let least = bound(|c| if let Constraint::MinItems(n) = c { Some(*n) } else { None });
                let most = bound(|c| if let Constraint::MaxItems(n) = c { Some(*n) } else { None });
                let count =
                    least.unwrap_or(if size == Size::Small { 0 } else { 1 }).min(most.unwrap_or(u32::MAX));
                let count = (count as usize).min(LONGEST);
                Value::Array((0..count).map(|n| self.of(field, item, size, n, depth + 1)).collect())
            }
        }
    }

    fn object(&self, id: TypeId, size: Size, n: usize, depth: usize) -> Value {
        let Some(ty) = self.models.taking(self.side).ty(id) else { return Value::Null };
        match &ty.shape {
            Shape::Enum { values } => {
                let value = values.get(n % values.len().max(1));
                Value::from(value.map(|value| value.name.as_str()).unwrap_or_default())
            }
            Shape::Object { fields, .. } => {
                if let (Size::Example, 0, Some(example)) = (size, n, &ty.example) {
                    return example.clone();
                }
                let wanted = fields.iter().filter(|field| field.required || size == Size::Large);
                let entry = |field: &Field| (field.name.clone(), self.of(field, &field.ty, size, n, depth));
                Value::Object(wanted.map(entry).collect())
            }
        }
    }

    fn scalar(&self, field: &Field, kind: Kind, n: usize) -> Value {
        match kind {
            Kind::Boolean => Value::from(false),
            Kind::Uuid => Value::from(format!("55bd6b4e-c20a-4cc8-9535-{:012x}", n + 1)),
            Kind::Integer | Kind::Number => number(field, n),
            Kind::Date => Value::from(self.date(field)),
            Kind::Text | Kind::Enum | Kind::Object | Kind::List | Kind::Map => {
                Value::from(self.text(field, n))
            }
        }
    }

    fn date(&self, field: &Field) -> String {
        let constraints: Vec<_> = field.constraints.iter().map(|constraint| &constraint.constraint).collect();
        let is_future = constraints.contains(&&Constraint::Future);
        let asks_age = constraints.iter().any(|c| matches!(c, Constraint::MinAge(_) | Constraint::MaxAge(_)));
        let days = day::around(constraints);
        let wanted = match (is_future, asks_age) {
            (true, _) => "2099-01-01",
            (false, false) => "1990-04-15",
            // The youngest that is old enough: of `around`, the first day of the first bound.
            (false, true) => return days.get(5).cloned().unwrap_or_default(),
        };
        wanted.to_owned()
    }

    fn text(&self, field: &Field, n: usize) -> String {
        let format = field.constraints.iter().find_map(|constraint| match &constraint.constraint {
            Constraint::Format(name) => self.models.taking(self.side).format(name),
            _ => None,
        });
        let lengths = text::lengths(field);
        let least = (lengths.least as usize).min(LONGEST);
        let fits = |text: &str| {
            let count = text.chars().count();
            count >= lengths.least as usize && lengths.most.is_none_or(|most| count <= most as usize)
        };
        let Some(format) = format else {
            let plain = [format!("Text {n}"), n.to_string(), "a".repeat(least)];
            return plain.into_iter().find(|text| fits(text)).unwrap_or_default();
        };
        let samples = format.valid.iter().filter(|text| fits(text) && text.is_ascii()).collect::<Vec<_>>();
        if let Some(sample) = samples.get(n % samples.len().max(1)) {
            return (*sample).clone();
        }
        let parts = text::parts(self.models, self.side, field).unwrap_or_default();
        match (Query { all: &parts, not_all: &[], lengths }).find() {
            Find::Text(text) => text,
            Find::Nothing | Find::Unknown => String::new(),
        }
    }
}

fn number(field: &Field, n: usize) -> Value {
    let bound = |wanted: fn(&Constraint<String>) -> Option<f64>| {
        field.constraints.iter().find_map(|constraint| wanted(&constraint.constraint))
    };
    let low = bound(|c| if let Constraint::Minimum(n) = c { Some(*n) } else { None });
    let high = bound(|c| if let Constraint::Maximum(n) = c { Some(*n) } else { None });
    let is_whole = matches!(field.ty, FieldType::Scalar(Kind::Integer))
        || field.ty == FieldType::List(Box::new(FieldType::Scalar(Kind::Integer)));
    #[allow(clippy::cast_precision_loss, reason = "a small number")]
    let wanted = (n + 1) as f64;
    let wanted = low.map_or(wanted, |low| wanted.max(low)).min(high.unwrap_or(f64::MAX));
    json(if is_whole { wanted.ceil() } else { wanted })
}
