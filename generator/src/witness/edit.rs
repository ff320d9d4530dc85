use super::build::{Builder, Size};
use super::probe::{Action, ENTRY, Step};
use crate::api::{Field, FieldType, Shape, TypeId};
use serde_json::Value;

/// Changes values at their places, and makes what has to stand above them.
pub struct Editor<'a> {
    /// Makes what is not there.
    pub builder: Builder<'a>,
}

/// Where an edit is: the type of the value, and the field that it stands in.
#[derive(Clone, Copy)]
struct Spot<'t> {
    ty: Option<&'t FieldType>,
    field: Option<&'t Field>,
}

impl Editor<'_> {
    /// Does something at a place of a payload; `false` where it cannot be done.
    pub fn edit(&self, payload: &mut Value, root: TypeId, steps: &[Step], action: &Action) -> bool {
        let action = match action {
            Action::Copy(from) => match get(payload, from) {
                Some(value) => Action::Set(value.clone()),
                None => return false,
            },
            other => other.clone(),
        };
        let ty = FieldType::Named(root);
        self.at(payload, Spot { ty: Some(&ty), field: None }, steps, &action)
    }

    fn at(&self, value: &mut Value, spot: Spot<'_>, steps: &[Step], action: &Action) -> bool {
        let Some((step, rest)) = steps.split_first() else { return self.act(value, spot, action) };
        match step {
            Step::Field(name) => self.in_field(value, spot, name, rest, action),
            Step::Item(index) => {
                let Value::Array(items) = value else { return false };
                if rest.is_empty() && *action == Action::Remove {
                    return *index < items.len() && {
                        items.remove(*index);
                        true
                    };
                }
                let Some(field) = spot.field else { return false };
                while items.len() <= *index {
                    items.push(self.builder.item(field, Size::Example, items.len()));
                }
                let Some(item) = items.get_mut(*index) else { return false };
                self.at(item, below(spot), rest, action)
            }
            Step::Entry => {
                let (Value::Object(entries), Some(field)) = (value, spot.field) else { return false };
                let entry =
                    entries.entry(ENTRY).or_insert_with(|| self.builder.item(field, Size::Example, 0));
                self.at(entry, below(spot), rest, action)
            }
        }
    }

    fn in_field(
        &self,
        value: &mut Value,
        spot: Spot<'_>,
        name: &str,
        rest: &[Step],
        action: &Action,
    ) -> bool {
        let Value::Object(entries) = value else { return false };
        if rest.is_empty() && *action == Action::Remove {
            // What is not there need not be taken away.
            entries.remove(name);
            return true;
        }
        let known = match spot.ty {
            Some(FieldType::Named(id)) => self.builder.models.taking(self.builder.side).ty(*id),
            _ => None,
        };
        let field = known.and_then(|ty| match &ty.shape {
            Shape::Object { fields, .. } => fields.iter().find(|field| field.name == name),
            Shape::Enum { .. } => None,
        });
        let Some(field) = field else {
            if let (Action::Set(new), true) = (action, rest.is_empty()) {
                entries.insert(name.to_owned(), new.clone());
                return true;
            }
            return false;
        };
        let size = if matches!(rest.first(), Some(Step::Item(_))) { Size::Small } else { Size::Example };
        if entries.get(name).is_none_or(Value::is_null) {
            entries.insert(name.to_owned(), self.builder.field(field, size, 0));
        }
        let Some(inner) = entries.get_mut(name) else { return false };
        self.at(inner, Spot { ty: Some(&field.ty), field: Some(field) }, rest, action)
    }

    fn act(&self, value: &mut Value, spot: Spot<'_>, action: &Action) -> bool {
        match action {
            Action::Ensure => true,
            Action::Set(new) => {
                *value = new.clone();
                true
            }
            Action::Resize(count) => {
                let (Value::Array(items), Some(field)) = (value, spot.field) else { return false };
                items.truncate(*count);
                while items.len() < *count {
                    items.push(self.builder.item(field, Size::Example, items.len()));
                }
                true
            }
            Action::Repeat => {
                let (Value::Array(items), Some(field)) = (value, spot.field) else { return false };
                if items.is_empty() {
                    items.push(self.builder.item(field, Size::Example, 0));
                }
                let Some(first) = items.first().cloned() else { return false };
                match items.get_mut(1) {
                    Some(second) => *second = first,
                    None => items.push(first),
                }
                true
            }
            // Only something that holds the value can let go of it.
            Action::Remove | Action::Copy(_) => false,
        }
    }
}

fn below(spot: Spot<'_>) -> Spot<'_> {
    let ty = match spot.ty {
        Some(FieldType::List(item) | FieldType::Map(item)) => Some(&**item),
        other => other,
    };
    Spot { ty, field: spot.field }
}

/// What stands at a place.
pub fn get<'v>(value: &'v Value, steps: &[Step]) -> Option<&'v Value> {
    steps.iter().try_fold(value, |value, step| match step {
        Step::Field(name) => value.get(name),
        Step::Item(index) => value.get(index),
        Step::Entry => value.get(ENTRY),
    })
}
