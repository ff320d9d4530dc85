//! What makes a newer payload of an older one: `upgrade.py`, a function a type.

use super::doc;
use super::index::{Index, scope_module};
use super::names::{self, Names};
use super::text::{bracketed, docstring, literal};
use crate::api::{
    Api, Field, Filling, How, Shape, Type, TypeId, Upgrade, UpgradeId, UpgradeShape, UpgradeStep,
};
use crate::emit::{Error, Part};
use std::collections::BTreeSet;

/// The module; `None` where the model has no upgrades.
pub fn print(index: &Index<'_>) -> Result<Option<String>, Error> {
    let api = index.api;
    if api.upgrades.is_empty() {
        return Ok(None);
    }
    let mut printer =
        Printer { index, functions: functions(api), helpers: BTreeSet::new(), scopes: BTreeSet::new() };
    let (mut public, mut own) = (String::new(), String::new());
    let mut all = Vec::new();
    for (number, upgrade) in api.upgrades.iter().enumerate() {
        let id = UpgradeId(number);
        if upgrade.is_root {
            let name = offered(printer.name(id));
            public.push_str(&printer.public(&name, id, upgrade));
            all.push(name);
        }
        own.push_str(&printer.function(id, upgrade)?);
    }
    if is_fallible(api) {
        printer.helpers.insert(MISMATCH);
        all.insert(0, MISMATCH.to_owned());
    }
    all.sort_by_key(|name| (name.starts_with(|c: char| c.is_ascii_lowercase()), name.clone()));
    let all: Vec<String> = all.iter().map(|name| literal(name)).collect();
    let scopes: Vec<&str> = printer.scopes.iter().map(String::as_str).collect();
    let summary =
        "Payloads of one version as those of the next. Each function gives a checked payload.".to_owned();
    let mut text = docstring(&[summary], 0);
    text.push_str("\nfrom __future__ import annotations\n\nfrom typing import TYPE_CHECKING, Final\n\n");
    text.push_str(&format!("from fin_sdk import {}\n", scopes.join(", ")));
    if !printer.helpers.is_empty() {
        let helpers: Vec<String> = printer.helpers.iter().map(|name| (*name).to_owned()).collect();
        text.push_str(&super::models::from("fin_sdk._additions", &helpers));
    }
    text.push_str("\nif TYPE_CHECKING:\n    from collections.abc import Collection\n\n    from fin_sdk.context import Context\n\n");
    text.push_str(&bracketed("__all__ = [", &all, "]", "", 0));
    Ok(Some(text + &public + &own))
}

/// What can go wrong in some upgrades.
pub const MISMATCH: &str = "AdditionsMismatchError";

/// Whether some upgrade can fail.
pub fn is_fallible(api: &Api) -> bool {
    api.upgrades.iter().any(|upgrade| upgrade.is_fallible)
}

/// The functions that the package offers, with the upgrade that each stands for.
pub fn named(api: &Api) -> Vec<(String, &Upgrade)> {
    let all = functions(api).into_iter().zip(&api.upgrades).filter(|(_, upgrade)| upgrade.is_root);
    all.map(|(own, upgrade)| (offered(&own), upgrade)).collect()
}

/// What such a function takes, and what it gives.
pub fn signature(upgrade: &Upgrade, mut ty: impl FnMut(TypeId) -> String) -> (Vec<String>, String) {
    let mut parameters = vec![format!("payload: {}", ty(upgrade.from))];
    parameters.extend(upgrade.additions.map(|additions| format!("additions: {}", ty(additions))));
    let options = ["*", "context: Context | None = None", "ignore: Collection[str] = ()"];
    parameters.extend(options.map(str::to_owned));
    (parameters, ty(upgrade.to))
}

/// The names of the module's own functions.
fn functions(api: &Api) -> Vec<String> {
    let mut taken = Names::default();
    let name = |upgrade: &Upgrade| names::snake(api.type_of(upgrade.to).map_or("", |ty| ty.name.as_str()));
    api.upgrades.iter().map(|upgrade| taken.take(format!("_{}", name(upgrade)))).collect()
}

/// The name of what the package offers over one of the module's own functions.
fn offered(own: &str) -> String {
    format!("upgrade{own}")
}

struct Printer<'a> {
    index: &'a Index<'a>,
    functions: Vec<String>,
    /// What is taken of `_additions`.
    helpers: BTreeSet<&'static str>,
    /// The packages whose types are named.
    scopes: BTreeSet<String>,
}

impl<'a> Printer<'a> {
    fn name(&self, id: UpgradeId) -> &str {
        self.functions.get(id.0).map_or("", String::as_str)
    }

    /// A type by its version: each version has a type of the same name.
    fn ty(&mut self, id: TypeId) -> String {
        let scope = self.index.api.type_of(id).map_or("shared", |ty| ty.scope.name());
        let package = scope_module(scope);
        self.scopes.insert(package.clone());
        format!("{package}.{}", self.index.name(id))
    }

    /// What the package offers of a request's upgrade.
    fn public(&mut self, name: &str, id: UpgradeId, upgrade: &Upgrade) -> String {
        let (parameters, to) = signature(upgrade, |id| self.ty(id));
        let arguments = if upgrade.additions.is_some() { "payload, additions" } else { "payload" };
        let lines: String = parameters.iter().map(|parameter| format!("    {parameter},\n")).collect();
        format!(
            "\n\ndef {name}(\n{lines}) -> {to}:\n{}    plain = {}({arguments})\n    \
             return {to}.validate(plain, context=context, ignore=ignore)\n",
            self.docs(id, upgrade),
            self.name(id)
        )
    }

    fn docs(&self, id: UpgradeId, upgrade: &Upgrade) -> String {
        let api = self.index.api;
        let [from, to] = [upgrade.from, upgrade.to].map(|id| doc::STYLE.ty(api, id));
        let mut blocks = vec![format!("Make a {to} of a {from}.")];
        blocks.extend(doc::STYLE.upgrade(api, upgrade));
        let refusals = doc::STYLE.refusals(api, id);
        if !refusals.is_empty() {
            let what = "With valid additions the payload is valid, but for what the newer version demands more of values \
                        that are carried:";
            blocks.push(what.to_owned());
            blocks.extend(refusals.iter().map(|own| format!("- {own}")));
        }
        let mismatch = if upgrade.is_fallible {
            format!(
                "\n        {MISMATCH}: The additions for the items of a list are not as many as its items."
            )
        } else {
            String::new()
        };
        let raises = format!(
            "\n    Raises:\n        FinValidationError: Something is wrong with the newer payload; the error names \
             everything.{mismatch}\n    \"\"\"\n"
        );
        let text = docstring(&blocks, 4);
        let open =
            text.trim_end().strip_suffix("\"\"\"").map(|text| text.trim_end().to_owned()).unwrap_or_default();
        format!("{open}\n{raises}")
    }

    fn function(&mut self, id: UpgradeId, upgrade: &Upgrade) -> Result<String, Error> {
        let name = self.name(id).to_owned();
        let UpgradeShape::Object { steps, .. } = &upgrade.shape else {
            return Ok(self.choice(&name, upgrade));
        };
        let api = self.index.api;
        let ty = api.type_of(upgrade.to).ok_or_else(|| unprintable(None, "a type that is none"))?;
        let from = self.ty(upgrade.from);
        let mut parameters = vec![format!("old: {from}")];
        if let Some(additions) = upgrade.additions {
            parameters.push(format!("new: {}", self.ty(additions)));
        }
        let own = fields(ty);
        let found: Option<Vec<(&Field, &UpgradeStep)>> = steps
            .iter()
            .map(|step| own.iter().find(|field| field.name == step.field).map(|field| (field, step)))
            .collect();
        let found = found.ok_or_else(|| unprintable(Some(ty), "a field that is none"))?;
        let is_sparse = found.iter().any(|(field, step)| may_be_absent(field, step));
        let indent = if is_sparse { 12 } else { 8 };
        let mut body = String::new();
        for (field, step) in found {
            body.push_str(&self.entry(upgrade, field, step, indent)?);
        }
        let body = if is_sparse {
            self.helpers.insert("given");
            format!("    return given(\n        {{\n{body}        }}\n    )\n")
        } else {
            format!("    return {{\n{body}    }}\n")
        };
        let head = bracketed(&format!("def {name}("), &parameters, ")", " -> dict[str, object]:", 0);
        Ok(format!("\n\n{head}{body}"))
    }

    /// A key of the newer object with its value.
    fn entry(
        &mut self,
        upgrade: &Upgrade,
        field: &Field,
        step: &UpgradeStep,
        indent: usize,
    ) -> Result<String, Error> {
        let api = self.index.api;
        let key = literal(&field.name);
        let no_field = || unprintable(api.type_of(upgrade.to), "a path to no field");
        let given = || self.attribute("new", upgrade.additions, &step.field);
        let (from, optional, otherwise, how, wrapped) = match &step.filling {
            Filling::Asked => {
                return Ok(bracketed(&format!("{key}: "), &[], &given().ok_or_else(no_field)?, ",", indent));
            }
            Filling::Joined { parts, separator } => {
                let texts = parts.iter().map(|(path, _)| self.older(upgrade, path));
                let texts = [Some(literal(separator))].into_iter().chain(texts).collect::<Option<Vec<_>>>();
                self.helpers.insert("joined");
                return Ok(bracketed(
                    &format!("{key}: joined("),
                    &texts.ok_or_else(no_field)?,
                    ")",
                    ",",
                    indent,
                ));
            }
            Filling::Taken { from, optional, otherwise, how, wrapped } => {
                (from, optional, otherwise, how, wrapped)
            }
        };
        let needs = how_upgrade(*how).and_then(|id| api.upgrade(id)).is_some_and(|of| of.additions.is_some());
        let given = if needs { given().ok_or_else(no_field)? } else { String::new() };
        let older = self.older(upgrade, from).ok_or_else(no_field)?;
        if let Some(text) = otherwise {
            let made = self.made(*how, &older, &given, field).flat();
            let value = format!("{} if {older} is None else {made}", literal(text));
            return Ok(bracketed(&format!("{key}: "), &[], &value, ",", indent));
        }
        let made = self.made(*how, if *optional { "value" } else { &older }, &given, field);
        let Made((open, parts, close)) = match *wrapped {
            true => Made(("[".to_owned(), vec![made.flat()], "]".to_owned())),
            false => made,
        };
        let (open, parts, close) = if *optional {
            let flat = Made((open, parts, close)).flat();
            if flat == "value" {
                (older, Vec::new(), String::new())
            } else {
                self.helpers.insert("if_there");
                let make = match flat.strip_suffix("(value)") {
                    Some(name) if !name.contains(['(', '[']) => name.to_owned(),
                    _ => format!("lambda value: {flat}"),
                };
                ("if_there(".to_owned(), vec![older, make], ")".to_owned())
            }
        } else {
            (open, parts, close)
        };
        Ok(bracketed(&format!("{key}: {open}"), &parts, &close, ",", indent))
    }

    /// What stands at a path of the older model.
    fn older(&self, upgrade: &Upgrade, path: &[String]) -> Option<String> {
        let mut older = "old".to_owned();
        let mut of = Some(upgrade.from);
        for name in path {
            let ty = of.and_then(|id| self.index.api.type_of(id));
            let next = ty.and_then(|ty| fields(ty).iter().find(|own| own.name == *name));
            older = self.attribute(&older, of, name)?;
            of = next.and_then(|field| match field.ty {
                crate::api::FieldType::Named(id) => Some(id),
                _ => None,
            });
        }
        Some(older)
    }

    /// What becomes of a value: what opens, the parts, and what closes.
    fn made(&mut self, how: How, value: &str, given: &str, field: &Field) -> Made {
        let api = self.index.api;
        let call = |name: &str, arguments: &[&str]| {
            let arguments = arguments.iter().filter(|text| !text.is_empty()).map(|text| (*text).to_owned());
            Made((format!("{name}("), arguments.collect(), ")".to_owned()))
        };
        let word = |text: String| Made((text, Vec::new(), String::new()));
        match how {
            How::Same => word(value.to_owned()),
            How::One(id) => {
                let name = self.name(id).to_owned();
                match api.upgrade(id) {
                    Some(Upgrade { shape: UpgradeShape::Enum { .. }, .. }) => {
                        word(mapped(&name, value, given))
                    }
                    Some(upgrade) if upgrade.is_fallible => {
                        self.helpers.insert("below");
                        let make = format!("lambda: {}", call(&name, &[value, given]).flat());
                        call("below", &[&literal(&field.name), &make])
                    }
                    _ => call(&name, &[value, given]),
                }
            }
            How::Each(id) => {
                let name = self.name(id).to_owned();
                match api.upgrade(id) {
                    Some(Upgrade { shape: UpgradeShape::Enum { .. }, .. }) => {
                        self.helpers.insert("every");
                        call("every", &[value, &format!("lambda item: {}", mapped(&name, "item", given))])
                    }
                    Some(Upgrade { additions: Some(_), .. }) => {
                        self.helpers.insert("each");
                        call("each", &[&literal(&field.name), value, given, &name])
                    }
                    _ => {
                        self.helpers.insert("every");
                        call("every", &[value, &name])
                    }
                }
            }
        }
    }

    /// A table from older values to newer ones; those that the caller stands in for are not in it.
    fn choice(&self, name: &str, upgrade: &Upgrade) -> String {
        let UpgradeShape::Enum { values, .. } = &upgrade.shape else { return String::new() };
        let rows: String = values
            .iter()
            .filter_map(|(older, newer)| {
                Some(format!("    {}: {},\n", literal(older), literal(newer.as_deref()?)))
            })
            .collect();
        format!("\n\n{}: Final[dict[str, str]] = {{\n{rows}}}\n", table(name))
    }

    /// An attribute of a model.
    fn attribute(&self, of: &str, ty: Option<TypeId>, name: &str) -> Option<String> {
        let own = fields(self.index.api.type_of(ty?)?);
        let wire: Vec<&str> = own.iter().map(|field| field.name.as_str()).collect();
        let attributes = Names::default().take_all(&wire, names::field);
        let at = wire.iter().position(|own| *own == name)?;
        Some(format!("{of}.{}", attributes.get(at)?))
    }
}

/// What opens, the parts between, and what closes.
struct Made((String, Vec<String>, String));

impl Made {
    fn flat(&self) -> String {
        let Made((open, parts, close)) = self;
        format!("{open}{}{close}", parts.join(", "))
    }
}

/// A newer value by the table, or what stands in.
fn mapped(name: &str, value: &str, given: &str) -> String {
    match given {
        "" => format!("{}[{value}]", table(name)),
        given => format!("{}.get({value}, {given})", table(name)),
    }
}

fn table(function: &str) -> String {
    function.to_uppercase()
}

fn how_upgrade(how: How) -> Option<UpgradeId> {
    match how {
        How::Same => None,
        How::One(id) | How::Each(id) => Some(id),
    }
}

/// Whether a field may stay absent.
fn may_be_absent(field: &Field, step: &UpgradeStep) -> bool {
    match &step.filling {
        Filling::Asked => !field.required,
        Filling::Joined { .. } => false,
        Filling::Taken { optional, otherwise, .. } => *optional && otherwise.is_none(),
    }
}

fn fields(ty: &Type) -> &[Field] {
    match &ty.shape {
        Shape::Object { fields, .. } => fields,
        Shape::Enum { .. } => &[],
    }
}

fn unprintable(ty: Option<&Type>, what: &'static str) -> Error {
    let ty = ty.map(Type::qualified).unwrap_or_default();
    Error::Unprintable { part: Part::Member { ty, name: String::new() }, what }
}
