//! What random payloads are made of: the model's own names and values, and whatever tends to break readers.

use super::{
    number, pick, pick_text,
    words::{DATES, KEYS, NUMBERS, SPELLINGS, TEXTS, UUIDS},
};
use crate::tree::{Tree, quote};
use fastrand::Rng;
use fin_core::{Constraint, Kind};
use fingen::api::{Api, Field, FieldType, Shape};
use serde_json::Value;
use std::collections::BTreeMap;

/// What the model knows.
pub struct Pool {
    /// Every code of a constraint, format or rule, and the codes that cannot be switched off.
    pub codes: Vec<String>,
    /// Every field's name.
    pub names: Vec<String>,
    /// Values by the name of the field that they were made for.
    values: BTreeMap<String, Vec<Tree>>,
    /// The names that keep company in a type, with values where an example has one.
    pub siblings: BTreeMap<String, Vec<String>>,
}

impl Pool {
    /// Collects names and values of the requests.
    pub fn new(api: &Api) -> Pool {
        let codes = ["json", "type", "required", "unknown_field", "enum", "date", "uuid"];
        let mut pool = Pool {
            codes: codes.map(str::to_owned).to_vec(),
            names: Vec::new(),
            values: BTreeMap::new(),
            siblings: BTreeMap::new(),
        };
        for ty in api.types.iter().filter(|ty| ty.in_request) {
            if let Some(example) = &ty.example {
                pool.samples(example);
            }
            if let Shape::Object { fields, rules } = &ty.shape {
                let names: Vec<String> = fields.iter().map(|field| field.name.clone()).collect();
                for field in fields {
                    pool.field(api, field);
                    pool.siblings.entry(field.name.clone()).or_default().extend(names.iter().cloned());
                }
                let rules = rules.iter().chain(fields.iter().flat_map(|field| &field.rules));
                pool.codes.extend(rules.map(|rule| rule.code.clone()));
            }
        }
        pool.codes.sort();
        pool.codes.dedup();
        pool
    }

    fn samples(&mut self, value: &Value) {
        match value {
            Value::Object(entries) => {
                for (name, value) in entries {
                    self.values.entry(name.clone()).or_default().push(Tree::of(value));
                    self.samples(value);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.samples(item)),
            _ => {}
        }
    }

    fn field(&mut self, api: &Api, field: &Field) {
        self.names.push(field.name.clone());
        let mut texts: Vec<String> = Vec::new();
        for constraint in &field.constraints {
            self.codes.push(constraint.code.clone());
            let mut format = match &constraint.constraint {
                Constraint::Format(name) => api.format(name),
                _ => None,
            };
            while let Some(asked) = format {
                self.codes.push(asked.code.clone());
                texts.extend(asked.valid.iter().chain(&asked.invalid).cloned());
                format = asked.then.as_deref().and_then(|then| api.format(then));
            }
        }
        let mut ty = &field.ty;
        while let FieldType::List(item) | FieldType::Map(item) = ty {
            ty = item;
        }
        match ty {
            FieldType::Named(id) => {
                if let Some(Shape::Enum { values }) = api.type_of(*id).map(|ty| &ty.shape) {
                    texts.extend(values.iter().map(|value| value.name.clone()));
                    texts.extend(values.iter().map(|value| value.name.to_lowercase()));
                }
            }
            FieldType::Scalar(Kind::Date) => texts.extend(DATES.iter().map(|&date| date.to_owned())),
            FieldType::Scalar(Kind::Uuid) => texts.extend(UUIDS.iter().map(|&uuid| uuid.to_owned())),
            FieldType::Scalar(Kind::Text) => texts.extend(TEXTS.iter().map(|&text| text.to_owned())),
            _ => {}
        }
        let values = self.values.entry(field.name.clone()).or_default();
        values.extend(texts.iter().map(|text| Tree::text(text)));
        if let FieldType::Scalar(Kind::Integer | Kind::Number) = ty {
            values.extend(NUMBERS.iter().map(|&number| Tree::Leaf(number.to_owned())));
        }
        if let FieldType::Scalar(Kind::Boolean) = ty {
            values.extend(["true", "false"].map(|flag| Tree::Leaf(flag.to_owned())));
        }
    }

    /// A value that was made for a field of that name.
    pub fn value(&self, name: &str, rng: &mut Rng) -> Tree {
        let values = self.values.get(name).and_then(|values| pick(rng, values));
        values.cloned().unwrap_or_else(|| self.scalar(rng))
    }

    /// A scalar of any kind.
    pub fn scalar(&self, rng: &mut Rng) -> Tree {
        Tree::Leaf(match rng.u8(..10) {
            0 => "null".to_owned(),
            1 => "true".to_owned(),
            2..4 => pick(rng, NUMBERS).copied().unwrap_or("0").to_owned(),
            4 => number::any(rng),
            5 => pick_text(rng, DATES),
            6 => long_text(rng),
            7 => pick(rng, SPELLINGS).copied().unwrap_or("0").to_owned(),
            _ => pick_text(rng, TEXTS),
        })
    }

    /// A key, as JSON spells it.
    pub fn key(&self, rng: &mut Rng) -> String {
        match pick(rng, &self.names) {
            Some(name) if rng.u8(..4) > 0 => quote(&misspelt(name, rng)),
            _ => pick_text(rng, KEYS),
        }
    }

    /// JSON of any shape, up to that depth.
    pub fn anything(&self, rng: &mut Rng, depth: u8) -> Tree {
        match rng.u8(..if depth == 0 { 4 } else { 10 }) {
            0..4 => self.scalar(rng),
            4..6 => Tree::List((0..rng.usize(..4)).map(|_| self.anything(rng, depth - 1)).collect()),
            _ => {
                let entry = |rng: &mut Rng| (self.key(rng), self.anything(rng, depth - 1));
                Tree::Object((0..rng.usize(..5)).map(|_| entry(rng)).collect())
            }
        }
    }
}

/// The name itself, or one near it.
fn misspelt(name: &str, rng: &mut Rng) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = rng.usize(..letters.len().max(1));
    match rng.u8(..6) {
        0 if at + 1 < letters.len() => letters.swap(at, at + 1),
        1 if at < letters.len() => drop(letters.remove(at)),
        2 => letters.insert(at, '_'),
        3 => return name.to_uppercase(),
        _ => {}
    }
    letters.into_iter().collect()
}

/// A text as long as a limit of the model, one more or one less.
fn long_text(rng: &mut Rng) -> String {
    let length = pick(rng, &[50_usize, 100, 255, 500]).copied().unwrap_or(50) + rng.usize(..3) - 1;
    quote(&pick(rng, &["a", "é", "😀", " "]).copied().unwrap_or("a").repeat(length))
}
