use super::language::Machines;
use super::probe::Side;
use crate::api::{Api, FieldType, Format, Type, TypeId};
use std::collections::HashMap;

/// One of the two models, with what is looked up often.
pub struct Model<'a> {
    /// The model.
    pub api: &'a Api,
    formats: HashMap<&'a str, &'a Format>,
}

impl<'a> Model<'a> {
    /// Prepares the look-ups.
    pub fn new(api: &'a Api) -> Model<'a> {
        let formats = api.formats.iter().map(|format| (format.name.as_str(), format));
        Model { api, formats: formats.collect() }
    }

    /// The format of that name.
    pub fn format(&self, name: &str) -> Option<&'a Format> {
        self.formats.get(name).copied()
    }

    /// The type behind an id.
    pub fn ty(&self, id: TypeId) -> Option<&'a Type> {
        self.api.type_of(id)
    }
}

/// The two models.
pub struct Models<'a> {
    /// What was.
    pub old: Model<'a>,
    /// What is.
    pub new: Model<'a>,
    /// The automata of both.
    pub machines: Machines,
}

impl<'a> Models<'a> {
    /// The model that takes what the other refuses.
    pub fn taking(&self, side: Side) -> &Model<'a> {
        match side {
            Side::Loses => &self.old,
            Side::Gains => &self.new,
        }
    }

    /// The model that refuses what the other takes.
    pub fn refusing(&self, side: Side) -> &Model<'a> {
        match side {
            Side::Loses => &self.new,
            Side::Gains => &self.old,
        }
    }
}

/// What a value stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrap {
    /// Nothing: it is the field's value.
    None,
    /// A list.
    List,
    /// A map.
    Map,
}

/// A field's type without the list or map around it.
pub fn unwrapped(ty: &FieldType) -> (Wrap, &FieldType) {
    match ty {
        FieldType::List(item) => (Wrap::List, item),
        FieldType::Map(value) => (Wrap::Map, value),
        other => (Wrap::None, other),
    }
}

/// The type that a field's type names, and what it stands in.
pub fn named(ty: &FieldType) -> Option<(Wrap, TypeId)> {
    match unwrapped(ty) {
        (wrap, FieldType::Named(id)) => Some((wrap, *id)),
        _ => None,
    }
}
