use super::{Conditions, Ty, facts::Path};
use crate::api::{FieldType, Shape, Type, TypeId};
use fin_core::Kind;
use std::collections::{HashMap, HashSet};

/// What conditions can name, whatever type they stand with.
pub struct World<'a> {
    /// The types, with their fields.
    pub types: &'a [Type],
    /// Context values: the kind, and whether it is always there.
    pub context: &'a HashMap<String, (Kind, bool)>,
    /// The names of the formats.
    pub formats: &'a HashSet<String>,
    /// Conditions that are parsed already.
    pub conditions: &'a Conditions<'a>,
    fields: HashMap<(TypeId, &'a str), usize>,
}

impl<'a> World<'a> {
    /// Prepares the look-up of fields.
    pub fn new(
        types: &'a [Type],
        context: &'a HashMap<String, (Kind, bool)>,
        formats: &'a HashSet<String>,
        conditions: &'a Conditions<'a>,
    ) -> Self {
        let mut fields = HashMap::new();
        for (id, ty) in types.iter().enumerate() {
            if let Shape::Object { fields: own, .. } = &ty.shape {
                for (index, field) in own.iter().enumerate() {
                    fields.insert((TypeId(id), field.name.as_str()), index);
                }
            }
        }
        World { types, context, formats, conditions, fields }
    }

    /// A field of an object, with its index.
    pub fn field(&self, of: TypeId, name: &str) -> Option<(usize, &'a crate::api::Field)> {
        let index = *self.fields.get(&(of, name))?;
        Some((index, self.fields_of(of).get(index)?))
    }

    /// The fields of an object.
    pub fn fields_of(&self, of: TypeId) -> &'a [crate::api::Field] {
        match self.types.get(of.0).map(|ty| &ty.shape) {
            Some(Shape::Object { fields, .. }) => fields,
            _ => &[],
        }
    }

    /// The values of an enum.
    pub fn values_of(&self, of: TypeId) -> Option<impl Iterator<Item = &'a str> + use<'a>> {
        match self.types.get(of.0).map(|ty| &ty.shape) {
            Some(Shape::Enum { values }) => Some(values.iter().map(|value| value.name.as_str())),
            _ => None,
        }
    }

    /// The name of a type, without its scope.
    pub fn name_of(&self, of: TypeId) -> &'a str {
        self.types.get(of.0).map_or("", |ty| ty.name.as_str())
    }

    /// Whether a field has no type because the model's is unknown: only open types have any JSON value.
    pub fn is_unknown(&self, of: TypeId, ty: &FieldType) -> bool {
        let any = match ty {
            FieldType::List(inner) | FieldType::Map(inner) => matches!(**inner, FieldType::Any),
            other => matches!(other, FieldType::Any),
        };
        any && self.types.get(of.0).is_some_and(|ty| !ty.open)
    }

    /// What a field's type is in conditions, and the enum that its texts are values of. `None` is any JSON value.
    pub fn ty(&self, ty: &FieldType) -> Option<(Ty, Option<TypeId>)> {
        Some(match ty {
            FieldType::Scalar(kind) => (scalar(*kind)?, None),
            FieldType::Named(id) if self.values_of(*id).is_some() => (Ty::Text, Some(*id)),
            FieldType::Named(id) => (Ty::Object(*id), None),
            FieldType::List(item) => {
                let (item, of) = self.ty(item)?;
                (Ty::List(Box::new(item)), of)
            }
            FieldType::Map(_) => (Ty::Map, None),
            FieldType::Any => return None,
        })
    }
}

/// What a scalar is in conditions.
pub fn scalar(kind: Kind) -> Option<Ty> {
    Some(match kind {
        Kind::Text | Kind::Uuid | Kind::Enum => Ty::Text,
        Kind::Integer => Ty::Integer,
        Kind::Number => Ty::Number,
        Kind::Boolean => Ty::Boolean,
        Kind::Date => Ty::Date,
        Kind::Object | Kind::List | Kind::Map => return None,
    })
}

/// Where a condition stands.
#[derive(Clone, Default)]
pub struct Scope {
    /// What `this` is.
    pub this: Option<TypeId>,
    /// Named items, with their types and the enums of their texts.
    pub items: Vec<(String, Ty, Option<TypeId>)>,
    /// What is known to be there.
    pub known: Vec<Path>,
}
