//! What makes a newer payload of an older one, a function a type: `upgrade.ts`, which nothing else imports.

use super::{
    at,
    doc::{self, Block, comment},
    index::{Index, folder},
    layout::{Code, function},
    names::{self, literal},
};
use crate::{
    api::{Api, Field, Filling, How, Shape, Type, TypeId, Upgrade, UpgradeId, UpgradeShape, UpgradeStep},
    emit::{Error, Part},
};
use heck::ToLowerCamelCase;
use std::collections::{BTreeSet, HashSet};

/// The file; `None` where the model has no upgrades.
pub fn print(index: &Index<'_>) -> Result<Option<String>, Error> {
    let api = index.api;
    if api.upgrades.is_empty() {
        return Ok(None);
    }
    let mut printer =
        Printer { index, functions: functions(api), runtime: BTreeSet::new(), scopes: BTreeSet::new() };
    let mut body = String::new();
    for (number, upgrade) in api.upgrades.iter().enumerate() {
        let id = UpgradeId(number);
        body.push('\n');
        body.push_str(&printer.function(id, upgrade)?);
    }
    let mut text = String::new();
    if !printer.runtime.is_empty() {
        let names: Vec<&str> = printer.runtime.iter().copied().collect();
        text.push_str(&format!("import {{ {} }} from \"./runtime/additions.js\";\n", names.join(", ")));
    }
    for scope in &printer.scopes {
        text.push_str(&format!(
            "import type * as {} from \"./{}/index.js\";\n",
            names::lower(scope),
            folder(scope)
        ));
    }
    if is_fallible(api) {
        text.push_str(&format!("\nexport {{ {MISMATCH} }} from \"./runtime/additions.js\";\n"));
    }
    Ok(Some(text + &body))
}

/// What can go wrong in some upgrades.
pub const MISMATCH: &str = "AdditionsMismatch";

/// Whether some upgrade can fail.
pub fn is_fallible(api: &Api) -> bool {
    api.upgrades.iter().any(|upgrade| upgrade.is_fallible)
}

/// The functions that the package offers, with the upgrade that each stands for.
pub fn named(api: &Api) -> Vec<(String, &Upgrade)> {
    functions(api).into_iter().zip(&api.upgrades).filter(|(_, upgrade)| upgrade.is_root).collect()
}

/// What a function takes, and what it gives.
pub fn signature(upgrade: &Upgrade, mut ty: impl FnMut(TypeId) -> String) -> (Vec<String>, String) {
    let mut parameters = vec![format!("from: {}", ty(upgrade.from))];
    parameters.extend(upgrade.additions.map(|additions| format!("additions: {}", ty(additions))));
    (parameters, ty(upgrade.to))
}

/// The functions' names: those of requests are the package's, others the file's own.
fn functions(api: &Api) -> Vec<String> {
    let mut taken: HashSet<String> =
        ["each", "below", "ifThere", "joined"].map(str::to_owned).into_iter().collect();
    let mut functions = Vec::with_capacity(api.upgrades.len());
    for upgrade in &api.upgrades {
        let name = api.type_of(upgrade.to).map_or("", |ty| ty.name.as_str());
        let name = if upgrade.is_root {
            format!("upgrade{name}")
        } else {
            format!("to{name}").to_lower_camel_case()
        };
        let mut free = name.clone();
        let mut number = 2;
        while !taken.insert(free.clone()) {
            free = format!("{name}{number}");
            number += 1;
        }
        functions.push(free);
    }
    functions
}

struct Printer<'a> {
    index: &'a Index<'a>,
    functions: Vec<String>,
    /// What is taken of `runtime/additions.ts`.
    runtime: BTreeSet<&'static str>,
    /// The versions whose types are named.
    scopes: BTreeSet<String>,
}

impl<'a> Printer<'a> {
    fn api(&self) -> &'a Api {
        self.index.api
    }

    fn name(&self, id: UpgradeId) -> &str {
        self.functions.get(id.0).map_or("", String::as_str)
    }

    /// A type by its version: each version has a type of the same name.
    fn ty(&mut self, id: TypeId) -> String {
        let scope = self.api().type_of(id).map_or("shared", |ty| ty.scope.name());
        self.scopes.insert(scope.to_owned());
        format!("{}.{}", names::lower(scope), self.index.name(id))
    }

    fn function(&mut self, id: UpgradeId, upgrade: &Upgrade) -> Result<String, Error> {
        let (parameters, to) = signature(upgrade, |id| self.ty(id));
        let body = match &upgrade.shape {
            UpgradeShape::Enum { values, .. } => choice(values),
            UpgradeShape::Object { steps, .. } => {
                let entries = self.entries(upgrade, steps)?;
                let mut text = String::from("  return {\n");
                for (key, value) in entries {
                    text.push_str(&super::layout::entry(&key, &value, 4));
                }
                text + "  };\n"
            }
        };
        let head = function(self.name(id), &parameters, &to);
        let head = if upgrade.is_root {
            comment(&self.docs(id, upgrade), 0) + &head
        } else {
            // Without the word before it there is more room on the line.
            local(self.name(id), &parameters, &to)
        };
        Ok(format!("{head}{body}}}\n"))
    }

    fn docs(&self, id: UpgradeId, upgrade: &Upgrade) -> Vec<Block> {
        let api = self.api();
        let [from, to] = [upgrade.from, upgrade.to].map(|id| doc::STYLE.ty(api, id));
        let mut docs = vec![Block::Text(format!("A {from} as a {to}."))];
        docs.extend(doc::STYLE.upgrade(api, upgrade).into_iter().map(Block::Text));
        let refusals = doc::STYLE.refusals(api, id);
        if !refusals.is_empty() {
            let what = "A valid payload with valid additions gives a valid one, but for what the newer version demands \
                        more of values that are carried:";
            docs.push(Block::Text(what.to_owned()));
            docs.extend(refusals.into_iter().map(Block::Item));
        }
        if upgrade.is_fallible {
            let what =
                format!("{MISMATCH} if the additions for the items of a list are not as many as its items.");
            docs.push(Block::Tag("throws", what));
        }
        docs
    }

    fn entries(&mut self, upgrade: &Upgrade, steps: &[UpgradeStep]) -> Result<Vec<(String, Code)>, Error> {
        let ty = self.api().type_of(upgrade.to).ok_or_else(|| unprintable("a type that is none"))?;
        let mut entries = Vec::with_capacity(steps.len());
        for step in steps {
            let field = fields(ty).iter().find(|field| field.name == step.field);
            let field = field.ok_or_else(|| at(ty, &step.field, "a field that is none"))?;
            entries.push((names::key(&field.name), self.value(field, step)));
        }
        Ok(entries)
    }

    fn value(&mut self, field: &Field, step: &UpgradeStep) -> Code {
        let given = names::property("additions", &step.field, false);
        let at = |path: &[String]| {
            path.iter().fold("from".to_owned(), |of, name| names::property(&of, name, false))
        };
        let (from, optional, otherwise, how, wrapped) = match &step.filling {
            Filling::Asked => {
                let absent = if field.required { "" } else { " ?? undefined" };
                return Code::word(given + absent);
            }
            Filling::Joined { parts, separator } => {
                self.runtime.insert("joined");
                let mut arguments = vec![Code::word(literal(separator))];
                arguments.extend(parts.iter().map(|(path, _)| Code::word(at(path))));
                return Code::call("joined", arguments);
            }
            Filling::Taken { from, optional, otherwise, how, wrapped } => {
                (from, optional, otherwise, how, wrapped)
            }
        };
        let older = at(from);
        if *optional {
            let made = self.made(*how, "item", &given, field);
            let value = match (&made, wrapped) {
                (Code::Word(word), false) if word == "item" => {
                    let absent = if otherwise.is_some() { "" } else { " ?? undefined" };
                    Code::word(older + absent)
                }
                (made, wrapped) => {
                    self.runtime.insert("ifThere");
                    let made = if *wrapped { Code::List(vec![made.clone()]) } else { made.clone() };
                    let make = match made.flat().strip_suffix("(item)") {
                        Some(name) if !name.contains(['(', '[']) => name.to_owned(),
                        _ => format!("(item) => {}", made.flat()),
                    };
                    Code::call("ifThere", [Code::word(older), Code::word(make)])
                }
            };
            return match otherwise {
                None => value,
                Some(text) => Code::word(format!("{} ?? {}", value.flat(), literal(text))),
            };
        }
        let made = self.made(*how, &older, &given, field);
        if *wrapped { Code::List(vec![made]) } else { made }
    }

    /// What becomes of a value.
    fn made(&mut self, how: How, value: &str, given: &str, field: &Field) -> Code {
        let api = self.api();
        let upgrade = |id: UpgradeId| api.upgrade(id);
        match how {
            How::Same => Code::word(value),
            How::One(id) => {
                let mut arguments = vec![Code::word(value)];
                arguments.extend(upgrade(id).and_then(|of| of.additions).map(|_| Code::word(given)));
                let call = Code::call(self.name(id), arguments);
                if !upgrade(id).is_some_and(|of| of.is_fallible) {
                    return call;
                }
                self.runtime.insert("below");
                let make = Code::word(format!("() => {}", call.flat()));
                Code::call("below", [Code::word(literal(&field.name)), make])
            }
            How::Each(id) => {
                let name = self.name(id).to_owned();
                let Some(of) = upgrade(id).filter(|of| of.additions.is_some()) else {
                    return Code::call(
                        format!("{value}.map"),
                        [Code::word(format!("(item) => {name}(item)"))],
                    );
                };
                if let UpgradeShape::Enum { .. } = of.shape {
                    let one = format!("(item) => {name}(item, {given})");
                    return Code::call(format!("{value}.map"), [Code::word(one)]);
                }
                self.runtime.insert("each");
                let path = Code::word(literal(&field.name));
                Code::call("each", [path, Code::word(value), Code::word(given), Code::word(name)])
            }
        }
    }
}

/// The head of a function of the file's own.
fn local(name: &str, parameters: &[String], result: &str) -> String {
    let end = format!(": {result} {{");
    let parameters: Vec<Code> = parameters.iter().map(Code::word).collect();
    let head = Code::call(format!("function {name}"), parameters);
    format!("{}{end}\n", head.print(0, 0, super::layout::width(&end)))
}

fn choice(values: &[(String, Option<String>)]) -> String {
    let mut text = String::from("  switch (from) {\n");
    for (at, (older, newer)) in values.iter().enumerate() {
        text.push_str(&format!("    case {}:\n", literal(older)));
        let next = values.get(at + 1).map(|(_, next)| next);
        if next == Some(newer) {
            continue;
        }
        let newer = newer.as_ref().map_or_else(|| "additions".to_owned(), |newer| literal(newer));
        text.push_str(&format!("      return {newer};\n"));
    }
    text + "  }\n"
}

fn fields(ty: &Type) -> &[Field] {
    match &ty.shape {
        Shape::Object { fields, .. } => fields,
        Shape::Enum { .. } => &[],
    }
}

fn unprintable(what: &'static str) -> Error {
    Error::Unprintable { part: Part::Member { ty: String::new(), name: String::new() }, what }
}
