//! The types of a file → Pydantic models and enums.

pub mod choice;

use super::index::{Index, Module, scope_module, spelling};
use super::lower::Unprintable;
use super::names::{self, Names};
use super::text::{bracketed, docstring, literal};
use super::{checks::unprintable, doc};
use crate::api::{Field, FieldType, Shape, Type, TypeId};
use crate::emit::Error;
use fin_core::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// What a file has to import, and how it names types.
pub struct Imports<'a> {
    index: &'a Index<'a>,
    scope: &'a str,
    own: BTreeSet<TypeId>,
    /// Module and name → the name in this file.
    names: BTreeMap<(String, String), String>,
    taken: Names,
    words: BTreeSet<&'static str>,
}

impl<'a> Imports<'a> {
    fn new(index: &'a Index<'a>, scope: &'a str, module: &'a Module) -> Self {
        let names = module.types.iter().flat_map(|id| {
            let name = index.name(*id).to_owned();
            [spelling(&name), name]
        });
        let names: Vec<String> = names.collect();
        let taken = Names::with(names.iter().map(String::as_str));
        let own = module.types.iter().copied().collect();
        Imports { index, scope, own, names: BTreeMap::new(), taken, words: BTreeSet::new() }
    }

    fn word(&mut self, word: &'static str) -> &'static str {
        self.words.insert(word);
        word
    }

    /// The type of a value.
    fn of(&mut self, ty: &FieldType) -> Result<String, Unprintable> {
        Ok(match ty {
            FieldType::Scalar(kind) => self.scalar(*kind)?.to_owned(),
            FieldType::Named(id) => self.named(*id),
            FieldType::List(item) => format!("list[{}]", self.of(item)?),
            FieldType::Map(value) => format!("dict[str, {}]", self.of(value)?),
            FieldType::Any => self.word("Any").to_owned(),
        })
    }

    fn scalar(&mut self, kind: Kind) -> Result<&'static str, Unprintable> {
        match kind {
            Kind::Date => self.word("dt"),
            Kind::Uuid => self.word("uuid"),
            _ => "",
        };
        scalar(kind)
    }

    fn named(&mut self, id: TypeId) -> String {
        let class = self.index.name(id);
        let is_enum = self.index.api.type_of(id).is_some_and(|ty| matches!(ty.shape, Shape::Enum { .. }));
        let name = if is_enum { spelling(class) } else { class.to_owned() };
        if self.own.contains(&id) {
            return name;
        }
        let key = (format!("fin_sdk.{}.{}", self.index.package(id), self.index.model_home(id)), name.clone());
        let taken = &mut self.taken;
        self.names.entry(key).or_insert_with(|| taken.take(name)).clone()
    }

    fn print(&self, homes: &BTreeSet<String>) -> String {
        let mut text = String::new();
        let mut standard = Vec::new();
        if self.words.contains("dt") {
            standard.push("import datetime as dt\n".to_owned());
        }
        if self.words.contains("uuid") {
            standard.push("import uuid\n".to_owned());
        }
        if self.words.contains("StrEnum") {
            standard.push("from enum import StrEnum\n".to_owned());
        }
        let typing = ["TYPE_CHECKING", "Annotated", "Any", "ClassVar", "Literal", "TypeAlias"];
        let typing: Vec<&str> = typing.into_iter().filter(|word| self.words.contains(word)).collect();
        if !typing.is_empty() {
            standard.push(format!("from typing import {}\n", typing.join(", ")));
        }
        let mut ours = Vec::new();
        let bases: Vec<&str> =
            ["Answer", "Request"].into_iter().filter(|word| self.words.contains(word)).collect();
        if !bases.is_empty() {
            ours.push(format!("from fin_sdk._model import {}\n", bases.join(", ")));
        }
        let mut by_module: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for ((module, name), alias) in &self.names {
            let renamed = if name == alias { name.clone() } else { format!("{name} as {alias}") };
            by_module.entry(module).or_default().push(renamed);
        }
        for (module, mut names) in by_module {
            names.sort_by_key(|name| names::rank(name.split(' ').next().unwrap_or_default()));
            ours.push(from(module, &names));
        }
        if !homes.is_empty() {
            let package = scope_module(self.scope);
            let names: Vec<String> = homes.iter().map(|home| format!("{home} as _{home}")).collect();
            ours.push(from(&format!("fin_sdk.{package}._checks"), &names));
        }
        ours.sort_by_key(|line| line.split(' ').nth(1).unwrap_or_default().to_owned());
        let field = self.words.contains("Field").then(|| vec!["from pydantic import Field\n".to_owned()]);
        for block in [standard, field.unwrap_or_default(), ours].iter().filter(|block| !block.is_empty()) {
            text.push('\n');
            text.push_str(&block.concat());
        }
        text
    }
}

/// The class of a scalar.
pub fn scalar(kind: Kind) -> Result<&'static str, Unprintable> {
    match kind {
        Kind::Text => Ok("str"),
        Kind::Integer => Ok("int"),
        Kind::Number => Ok("float"),
        Kind::Boolean => Ok("bool"),
        Kind::Date => Ok("dt.date"),
        Kind::Uuid => Ok("uuid.UUID"),
        Kind::Enum | Kind::Object | Kind::List | Kind::Map => Err(Unprintable("a scalar that is none")),
    }
}

/// An import, over several lines where it is too long.
pub fn from(module: &str, names: &[String]) -> String {
    let flat = format!("from {module} import {}\n", names.join(", "));
    if flat.chars().count() <= super::text::WIDTH + 1 {
        return flat;
    }
    let lines: String = names.iter().map(|name| format!("    {name},\n")).collect();
    format!("from {module} import (\n{lines})\n")
}

/// Prints the models of a file.
pub fn print(index: &Index<'_>, scope: &str, module: &Module) -> Result<String, Error> {
    let mut imports = Imports::new(index, scope, module);
    let mut text = String::new();
    let mut homes = BTreeSet::new();
    for id in in_order(index, module) {
        let Some(ty) = index.api.type_of(id) else { continue };
        text.push_str(&match &ty.shape {
            Shape::Object { .. } => {
                homes.insert(index.home(id).to_owned());
                object(&mut imports, id, ty)?
            }
            Shape::Enum { values } => choice::print(&mut imports, index.name(id), ty, values),
        });
    }
    let summary = format!("What {} of {} holds.", super::text::code(&module.name), super::text::code(scope));
    Ok(docstring(&[summary], 0) + &imports.print(&homes) + &text)
}

/// The types of a file, each after those that its fields are made of.
fn in_order(index: &Index<'_>, module: &Module) -> Vec<TypeId> {
    fn visit(index: &Index<'_>, waiting: &mut BTreeSet<TypeId>, id: TypeId, done: &mut Vec<TypeId>) {
        if !waiting.remove(&id) {
            return;
        }
        if let Some(Shape::Object { fields, .. }) = index.api.type_of(id).map(|ty| &ty.shape) {
            for field in fields {
                if let Some(inner) = named_in(&field.ty) {
                    visit(index, waiting, inner, done);
                }
            }
        }
        done.push(id);
    }
    let (mut waiting, mut done) = (module.types.iter().copied().collect(), Vec::new());
    for id in &module.types {
        visit(index, &mut waiting, *id, &mut done);
    }
    done
}

/// The type that a field's value is made of.
pub fn named_in(ty: &FieldType) -> Option<TypeId> {
    match ty {
        FieldType::Named(id) => Some(*id),
        FieldType::List(item) | FieldType::Map(item) => named_in(item),
        FieldType::Scalar(_) | FieldType::Any => None,
    }
}

fn object(imports: &mut Imports<'_>, id: TypeId, ty: &Type) -> Result<String, Error> {
    let Shape::Object { fields, rules } = &ty.shape else { return Ok(String::new()) };
    let index = imports.index;
    let base = imports.word(if ty.open { "Answer" } else { "Request" });
    let mut text = format!("\n\nclass {}({base}):\n", index.name(id));
    text.push_str(&docstring(&doc::of_type(index.api, ty, fields, rules), 4));
    text.push_str(&format!("\n    _fin_check = _{}.{}\n", index.home(id), index.check(id)));
    let home = format!("{}.{}.{}", index.package(id), index.model_home(id), index.name(id));
    text.push_str(&format!("    _fin_schema = {}\n", literal(&home)));
    let wire: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let names = attributes(fields);
    let renamed: Vec<String> = names
        .iter()
        .zip(&wire)
        .filter(|(name, wire)| name != wire)
        .map(|(name, wire)| format!("{}: {}", literal(name), literal(wire)))
        .collect();
    if !renamed.is_empty() {
        imports.word("ClassVar");
        let open = "_fin_keys: ClassVar[dict[str, str]] = {";
        text.push_str(&bracketed(open, &renamed, "}", "", 4));
    }
    for (field, name) in fields.iter().zip(&names) {
        text.push_str(&member(imports, ty, field, name)?);
    }
    Ok(text)
}

/// The names of the fields.
pub fn attributes(fields: &[Field]) -> Vec<String> {
    let wire: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    Names::default().take_all(&wire, names::field)
}

fn member(imports: &mut Imports<'_>, ty: &Type, field: &Field, name: &str) -> Result<String, Error> {
    let class = imports.of(&field.ty).map_err(|error| unprintable(ty, &field.name, error))?;
    let mut options = Vec::new();
    if !field.required {
        options.push("default=None".to_owned());
    }
    if name != field.name {
        let key = literal(&field.name);
        options.push(format!("validation_alias={key}"));
        options.push(format!("serialization_alias={key}"));
    }
    if field.sensitive {
        options.push("repr=False".to_owned());
    }
    let class = if field.required || field.ty == FieldType::Any { class } else { format!("{class} | None") };
    let head = format!("{name}: {class}");
    let mut text = match options.as_slice() {
        [] => format!("    {head}\n"),
        [only] if only == "default=None" => format!("    {head} = None\n"),
        _ => bracketed(&format!("{head} = {}(", imports.word("Field")), &options, ")", "", 4),
    };
    text.push_str(&docstring(&[doc::of_field(field, ty)], 4));
    Ok(text)
}
