//! The API → the npm package `fin-sdk`: interfaces, straight-line checks, and the runtime that both stand on.

mod automaton;
mod checks;
mod describe;
mod doc;
mod formats;
mod index;
mod layout;
mod lower;
mod names;
mod operations;
mod package;
mod pattern;
mod readme;
mod shared;
mod surface;
mod types;
mod upgrade;
mod webhooks;
mod words;

use super::{Error, Part, Templates, header, side_by_side};
use crate::{
    api::{Api, Scope, Shape, Type},
    write::File,
};
use index::{Imports, Index, Module, folder, scopes};
pub use package::TEMPLATES;
use std::collections::HashSet;
pub use surface::surface;

const FOLDER: &str = "generated/typescript";

/// Prints the package.
pub fn emit(api: &Api, templates: &Templates) -> Result<Vec<File>, Error> {
    let index = Index::new(api);
    let (files, modules) = rayon::join(|| around(&index, templates), || modules(&index));
    let (mut files, modules) = (files?, modules?);
    files.extend(modules);
    Ok(files)
}

/// The types.
fn modules(index: &Index<'_>) -> Result<Vec<File>, Error> {
    let scopes: Vec<Scope> = scopes(index.api).collect();
    let of = |scope| index.modules(Scope::name(scope)).iter().map(move |module| (scope, module));
    let modules: Vec<(&Scope, &Module)> = scopes.iter().flat_map(of).collect();
    side_by_side(&modules, |(scope, module)| {
        let text = module_file(index, scope, module)?;
        Ok(source(&format!("{}/{}.ts", folder(scope.name()), module.name), &text))
    })
}

/// Everything else.
fn around(index: &Index<'_>, templates: &Templates) -> Result<Vec<File>, Error> {
    let api = index.api;
    let mut files = package::emit(api, templates)?;
    files.push(readme::print(index, templates)?);
    files.push(source("formats.ts", &formats::print(index)?));
    files.push(source("rules.ts", &index.shared.print(index)));
    files.push(source("codes.ts", &words::codes(api)));
    files.push(source("webhooks.ts", &webhooks::print(index, templates)?));
    if let Some(text) = upgrade::print(index)? {
        files.push(source("upgrade.ts", &text));
    }
    files.extend(operations::print(api).iter().map(|(path, text)| source(path, text)));
    files.push(source("runtime/words.ts", &words::words()));
    for scope in scopes(api) {
        files.push(source(&format!("{}/index.ts", folder(scope.name())), &scope_file(index, &scope)));
    }
    Ok(files)
}

fn source(path: &str, text: &str) -> File {
    let text = format!("{}\n{text}", header("// ", ""));
    File { path: format!("{FOLDER}/src/{path}"), bytes: text.into_bytes() }
}

/// `v2/index.ts`: the types of a version side by side, the shared ones among them.
fn scope_file(index: &Index<'_>, scope: &Scope) -> String {
    let own = index.modules(scope.name()).iter().map(|module| ("./", module));
    let shared = match scope {
        Scope::Shared => &[],
        Scope::Version(_) => index.modules(Scope::Shared.name()),
    };
    let shared = shared.iter().map(|module| ("../shared/", module));
    let (mut text, mut taken) = (String::new(), HashSet::new());
    for (from, module) in own.chain(shared) {
        let names = names_of(index, module).into_iter().filter(|name| taken.insert(name.clone()));
        text.push_str(&export(&format!("{from}{}.js", module.name), names.collect()));
    }
    if text.is_empty() { "export {};\n".to_owned() } else { text }
}

/// What a file has for its reader: each type with its constant, and functions of its own.
fn names_of(index: &Index<'_>, module: &Module) -> Vec<String> {
    let mut names = Vec::new();
    for id in &module.types {
        let Some(ty) = index.api.type_of(*id) else { continue };
        let name = index.name(*id);
        names.push(name.to_owned());
        if ty.is_request && matches!(ty.shape, Shape::Object { .. }) {
            names.push(format!("check{name}"));
        }
        if types::has_life_cycle(ty) {
            names.extend([format!("canBecome{name}"), format!("isFinal{name}")]);
        }
    }
    names
}

fn export(from: &str, mut names: Vec<String>) -> String {
    names.sort_unstable();
    if names.is_empty() { String::new() } else { index::list("export ", &names, from) }
}

fn module_file(index: &Index<'_>, scope: &Scope, module: &Module) -> Result<String, Error> {
    let mut imports = Imports::new(index, scope.name(), &module.types);
    let mut types = String::new();
    for id in &module.types {
        let Some(ty) = index.api.type_of(*id) else { continue };
        types.push('\n');
        types.push_str(&types::declare(&mut imports, *id, ty)?);
    }
    Ok(imports.print() + &types)
}

/// Names the place of a construct that cannot be printed.
fn at(ty: &Type, part: &str, what: &'static str) -> Error {
    Error::Unprintable { part: Part::member(ty, part), what }
}
