use super::{
    Resolver,
    places::Origin,
    tables::{Def, scope},
};
use crate::api::{EnumValue, Field, FieldType, Place, Shape, Type};
use crate::model::{FieldDef, ValueDef};
use crate::report::{Code, Draft, quoted};
use crate::source::{Cursor, TypesOf};
use fin_core::Kind;
use std::collections::HashMap;

/// What makes a list or a map of a type.
type Wrap = fn(Box<FieldType>) -> FieldType;

/// The scalars that a field's type can name.
const SCALARS: [Kind; 6] = [Kind::Text, Kind::Integer, Kind::Number, Kind::Boolean, Kind::Date, Kind::Uuid];

impl<'a> Resolver<'a> {
    /// The types, without their rules.
    pub(super) fn types(&mut self) -> Vec<Type> {
        for of in &self.files.types {
            if !self.tables.documents.contains_key(of.content.document.as_str()) {
                let top = Cursor::top(of.file);
                self.unknown_document(&of.content.document, &top.key("document"));
            }
        }
        let defs = self.tables.defs.clone();
        defs.into_iter().map(|def| self.one_type(def)).collect()
    }

    fn one_type(&mut self, Def { of, name, def }: Def<'a>) -> Type {
        let top = Cursor::top(of.file);
        let types = top.key("types");
        let here = types.key(name);
        self.type_name(name, &here);
        self.line(&def.doc, &here.key("doc"));
        self.rests_on(&def.rulings, &here);
        let what = format!("the type {}", quoted(name));
        let origin = Origin::of(def.section.as_ref(), def.source.as_ref());
        let origin = origin.stating(def.locator.as_ref(), def.says.as_ref());
        let place = self.own_place(of, origin, &what, &here);
        self.type_shape(name, def, &here);
        let shape = if def.values.is_empty() {
            Shape::Object { fields: self.fields(of, def, &place, &here), rules: Vec::new() }
        } else {
            Shape::Enum { values: self.values(of, def, &place, &here) }
        };
        Type {
            name: name.to_owned(),
            scope: scope(of),
            file: of.name.clone(),
            doc: def.doc.clone(),
            place,
            rulings: def.rulings.clone(),
            open: def.open,
            in_request: false,
            is_request: false,
            shape,
            example: def.example.clone(),
        }
    }

    fn type_shape(&mut self, name: &str, def: &crate::model::TypeDef, here: &Cursor<'_>) {
        let name = quoted(name);
        let message = match (def.fields.is_empty(), def.values.is_empty()) {
            (true, true) => format!("{name} has neither fields nor values"),
            (false, false) => format!("{name} has both fields and values"),
            (true, false) if !def.rules.is_empty() => format!("{name} has values, and values have no rules"),
            _ => return,
        };
        let draft = Draft::new(Code::TypeShape, here.at_key(), message);
        self.report(draft.remedy("an object has `fields`, an enum has `values`"));
    }

    fn fields(
        &mut self,
        of: &'a TypesOf,
        def: &'a crate::model::TypeDef,
        place: &Place,
        here: &Cursor<'_>,
    ) -> Vec<Field> {
        let at = here.key("fields");
        let mut seen: HashMap<&str, (&str, usize)> = HashMap::new();
        let mut times: HashMap<&str, usize> = HashMap::new();
        let mut fields = Vec::with_capacity(def.fields.0.len());
        for (key, field) in def.fields.iter() {
            let n = *times.entry(key).and_modify(|n| *n += 1).or_insert(0);
            let here = at.nth(key, n);
            let name = key.strip_suffix('?').unwrap_or(key);
            if let Some((first, _)) = seen.get(name) {
                let draft = Draft::new(
                    Code::DuplicateField,
                    here.at_key(),
                    format!("there are two fields {}", quoted(name)),
                );
                let first = at.key(first).at_key();
                self.report(draft.label("stands here again").note(first, "stands here first"));
                continue;
            }
            seen.insert(name, (key, n));
            self.field_name(name, &here);
            fields.push(self.field(of, def.open, name, key.ends_with('?'), field, place, &here));
        }
        fields
    }

    #[allow(clippy::too_many_arguments, reason = "what a field is made of")]
    fn field(
        &mut self,
        of: &'a TypesOf,
        open: bool,
        name: &str,
        optional: bool,
        def: &FieldDef,
        place: &Place,
        here: &Cursor<'_>,
    ) -> Field {
        self.line(&def.doc, &here.key("doc"));
        self.rests_on(&def.rulings, here);
        let origin = Origin::of(def.section.as_ref(), def.source.as_ref());
        let origin = origin.stating(def.locator.as_ref(), def.says.as_ref());
        let place = self.place(of, origin, Some(place.entry(name)), here);
        let type_at = here.key("type");
        let ty = self.field_type(&def.ty, of, open, &type_at);
        let constraints = match &ty {
            Some(ty) => self.constraints(def, ty, !optional && !open, here),
            None => Vec::new(),
        };
        if let Some(catalogue) = &def.catalogue {
            self.catalogue_list(catalogue, &here.key("catalogue"));
        }
        Field {
            name: name.to_owned(),
            ty: ty.unwrap_or(FieldType::Any),
            required: !optional,
            sensitive: def.sensitive,
            doc: def.doc.clone(),
            place: place.unwrap_or_default(),
            rulings: def.rulings.clone(),
            constraints,
            rules: Vec::new(),
            default: def.default.clone(),
            deprecated: def.deprecated.clone(),
            successor: def.successor.clone(),
            catalogue: def.catalogue.clone(),
        }
    }

    fn catalogue_list(&mut self, name: &str, at: &Cursor<'_>) {
        if self.tables.catalogue.contains(&name) {
            return;
        }
        let message = format!("unknown catalogue list {}", quoted(name));
        let draft = Draft::new(Code::UnknownCatalogue, at.at_value(), message);
        let known = self.tables.catalogue.clone();
        self.report_unknown(draft, name, known.into_iter(), "`catalogue` of a file of types names them");
    }

    /// `text`, `IndividualAddress`, `list of text`, `map of text`, `any`.
    pub(super) fn field_type(
        &mut self,
        text: &str,
        of: &TypesOf,
        open: bool,
        at: &Cursor<'_>,
    ) -> Option<FieldType> {
        let (wrap, inner): (Option<Wrap>, &str) = match text.split_once(" of ") {
            Some(("list", item)) => (Some(FieldType::List), item),
            Some(("map", value)) => (Some(FieldType::Map), value),
            _ => (None, text),
        };
        let offset = text.len() - inner.len();
        let words = || at.at_words(offset..text.len());
        let inner_type = if let Some(kind) = SCALARS.into_iter().find(|kind| kind.name() == inner) {
            FieldType::Scalar(kind)
        } else if let Some(id) = self.find_type(inner, of) {
            FieldType::Named(id)
        } else if inner == "any" {
            if !open {
                let draft = Draft::new(Code::BadType, words(), "`any` is only for open types");
                self.report(draft.remedy("name what it is; nothing could be checked about it otherwise"));
            }
            FieldType::Any
        } else if inner.contains(' ') {
            let message = format!("{} is no type", quoted(inner));
            let remedy = "a field is a scalar, a type, a `list of` or a `map of` one of them";
            self.report(Draft::new(Code::BadType, words(), message).remedy(remedy));
            return None;
        } else {
            let draft = Draft::new(Code::UnknownType, words(), format!("unknown type {}", quoted(inner)));
            let known: Vec<&str> =
                SCALARS.iter().map(|kind| kind.name()).chain(["any"]).chain(self.visible(of)).collect();
            self.report_unknown(draft, inner, known.into_iter(), "add it to `types`");
            return None;
        };
        Some(match wrap {
            Some(wrap) => wrap(Box::new(inner_type)),
            None => inner_type,
        })
    }

    fn values(
        &mut self,
        of: &'a TypesOf,
        def: &'a crate::model::TypeDef,
        place: &Place,
        here: &Cursor<'_>,
    ) -> Vec<EnumValue> {
        let at = here.key("values");
        let mut times: HashMap<&str, usize> = HashMap::new();
        let mut values = Vec::with_capacity(def.values.0.len());
        let life_cycle = def.values.iter().filter(|(_, value)| value.next.is_some()).count();
        if life_cycle != 0 && life_cycle != def.values.0.len() {
            let draft =
                Draft::new(Code::TypeShape, at.at_key(), "some values say what may follow, others do not");
            self.report(draft.remedy("every value of a life cycle has a `next`: `next: []` is final"));
        }
        for (name, value) in def.values.iter() {
            let n = *times.entry(name).and_modify(|n| *n += 1).or_insert(0);
            let here = at.nth(name, n);
            if n > 0 {
                let draft = Draft::new(
                    Code::DuplicateValue,
                    here.at_key(),
                    format!("there are two values {}", quoted(name)),
                );
                self.report(
                    draft.label("stands here again").note(at.key(name).at_key(), "stands here first"),
                );
                continue;
            }
            if name.trim().is_empty() || name.chars().any(char::is_control) {
                let draft =
                    Draft::new(Code::BadName, here.at_key(), format!("{} cannot be a value", quoted(name)));
                self.report(draft);
            }
            let place = self.value(of, def, value, place.entry(name), &here);
            values.push(EnumValue {
                name: name.to_owned(),
                doc: value.doc.clone(),
                next: value.next.clone(),
                place: place.unwrap_or_default(),
                rulings: value.rulings.clone(),
                deprecated: value.deprecated.clone(),
            });
        }
        values
    }

    fn value(
        &mut self,
        of: &'a TypesOf,
        def: &crate::model::TypeDef,
        value: &ValueDef,
        place: Place,
        here: &Cursor<'_>,
    ) -> Option<Place> {
        self.line(&value.doc, &here.key("doc"));
        self.rests_on(&value.rulings, here);
        let list = here.key("next");
        for (index, next) in value.next.iter().flatten().enumerate() {
            if def.values.get(next).is_none() {
                let draft = Draft::new(
                    Code::UnknownStatus,
                    list.index(index).at_value(),
                    format!("{} is no value of this enum", quoted(next)),
                );
                self.report_unknown(draft, next, def.values.iter().map(|(name, _)| name), "");
            }
        }
        let origin = Origin::of(None, value.source.as_ref());
        self.place(of, origin.stating(value.locator.as_ref(), value.says.as_ref()), Some(place), here)
    }
}
