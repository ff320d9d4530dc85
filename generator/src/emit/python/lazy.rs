//! The `__init__.py` of each package: names for type checkers, loaded on first use.

use super::index::{Index, scope_module, scopes, spelling};
use super::models::from;
use super::names::{self, Names};
use super::text::{bracketed, code, docstring, literal};
use crate::api::{Api, Scope, Shape, TypeId};
use std::collections::BTreeMap;

/// What the package itself offers: name and home.
const ROOT: [(&str, &str); 8] = [
    ("ApiError", "errors"),
    ("Context", "context"),
    ("ErrorBody", "issues"),
    ("FinValidationError", "issues"),
    ("Issue", "issues"),
    ("Issues", "issues"),
    ("Operation", "operations"),
    ("tos_policies_value", "terms"),
];

/// Modules of the package that are the same for every model.
const MODULES: [&str; 7] = ["checks", "context", "errors", "issues", "operations", "rulings", "terms"];

/// `fin_sdk/__init__.py`.
pub fn root(api: &Api) -> String {
    let mut modules: Vec<String> = MODULES.iter().map(|&name| name.to_owned()).collect();
    modules.extend(scopes(api).map(|scope| scope_module(scope.name())));
    if !api.webhooks.is_empty() {
        modules.push("webhooks".to_owned());
    }
    if !api.upgrades.is_empty() {
        modules.push("upgrade".to_owned());
    }
    modules.sort();
    let mut homes: BTreeMap<String, String> =
        ROOT.iter().map(|(name, home)| ((*name).to_owned(), format!("fin_sdk.{home}"))).collect();
    homes.extend(modules.iter().map(|name| (name.clone(), format!("fin_sdk.{name}"))));
    let mut imports = format!("    from fin_sdk import {}\n", again(&modules).join(", "));
    if imports.chars().count() > super::text::WIDTH {
        imports = indented(&from("fin_sdk", &again(&modules)));
    }
    let mut by_home: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (name, home) in ROOT {
        by_home.entry(home).or_default().push(name.to_owned());
    }
    for (home, names) in by_home {
        imports.push_str(&indented(&from(&format!("fin_sdk.{home}"), &again(&names))));
    }
    let versions: Vec<String> =
        api.versions.iter().map(|version| code(&format!("fin_sdk.{}", scope_module(version)))).collect();
    let docs = docstring(
        &[
            format!(
                "The payloads of the {} API, checked before they are sent.",
                super::text::plain(&api.name)
            ),
            format!("Everything loads on first use. The payloads are in {}.", versions.join(" and ")),
        ],
        0,
    );
    file(docs, &imports, &homes)
}

/// `fin_sdk/v2/__init__.py`: the types of a version side by side, the shared ones among them.
pub fn scope(index: &Index<'_>, scope: &Scope) -> String {
    let what = match scope {
        Scope::Shared => "What every version of the API has in common.".to_owned(),
        Scope::Version(version) => format!("Version {} of the API.", code(version)),
    };
    let mut taken = Names::default();
    let mut homes = BTreeMap::new();
    let mut imports: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut scopes = vec![scope];
    if *scope != Scope::Shared {
        scopes.push(&Scope::Shared);
    }
    for scope in scopes {
        for id in index.models(scope.name()).iter().flat_map(|module| &module.types) {
            let home = format!("fin_sdk.{}.{}", index.package(*id), index.model_home(*id));
            for name in names_of(index, *id) {
                // A version's own type hides a shared one of its name.
                if taken.take(name.clone()) == name {
                    homes.insert(name.clone(), home.clone());
                    imports.entry(home.clone()).or_default().push(name);
                }
            }
        }
    }
    let imports: String = imports
        .into_iter()
        .map(|(home, mut names)| {
            names.sort_by_key(|name| names::rank(name));
            indented(&from(&home, &again(&names)))
        })
        .collect();
    file(docstring(&[what], 0), &imports, &homes)
}

/// What a type is offered as: its class, and of an enum the type of the fields that hold it.
pub fn names_of(index: &Index<'_>, id: TypeId) -> Vec<String> {
    let name = index.name(id).to_owned();
    match index.api.type_of(id).map(|ty| &ty.shape) {
        Some(Shape::Enum { .. }) => vec![spelling(&name), name],
        _ => vec![name],
    }
}

/// `Name as Name`: how a checker knows that the name is meant for others.
fn again(names: &[String]) -> Vec<String> {
    names.iter().map(|name| format!("{name} as {name}")).collect()
}

fn indented(text: &str) -> String {
    let flat = text.lines().count() == 1;
    if flat && text.chars().count() + 4 > super::text::WIDTH + 1 {
        let (head, names) = text.trim_end().split_once(" import ").unwrap_or((text, ""));
        let lines: String = names.split(", ").map(|name| format!("        {name},\n")).collect();
        return format!("    {head} import (\n{lines}    )\n");
    }
    text.lines().map(|line| format!("    {line}\n")).collect()
}

fn file(docs: String, imports: &str, homes: &BTreeMap<String, String>) -> String {
    let mut text = docs;
    if homes.is_empty() {
        return text;
    }
    text.push_str("\nfrom typing import TYPE_CHECKING\n\nfrom fin_sdk._lazy import attach\n\n");
    text.push_str(&format!("if TYPE_CHECKING:\n{imports}\n"));
    let mut all: Vec<&String> = homes.keys().collect();
    // Classes, then functions and modules: the order of the linter.
    all.sort_by_key(|name| (name.starts_with(|c: char| c.is_ascii_lowercase()), *name));
    let all: Vec<String> = all.into_iter().map(|name| literal(name)).collect();
    text.push_str(&bracketed("__all__ = [", &all, "]", "", 0));
    let rows: String =
        homes.iter().map(|(name, home)| format!("    {}: {},\n", literal(name), literal(home))).collect();
    text.push_str(&format!("\n_HOMES = {{\n{rows}}}\n\nif not TYPE_CHECKING:\n"));
    text.push_str("    __getattr__, __dir__ = attach(__name__, _HOMES)\n");
    text
}
