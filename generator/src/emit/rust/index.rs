//! What every part of the crate needs to know of the others: names and modules.

use super::names::{self, Names};
use crate::api::{Api, Scope, TypeId};
use std::collections::BTreeMap;

/// Names that a type may not take from the prelude.
const PRELUDE: [&str; 16] = [
    "String",
    "Option",
    "Some",
    "None",
    "Vec",
    "Box",
    "Result",
    "Ok",
    "Err",
    "Clone",
    "PartialEq",
    "Eq",
    "Hash",
    "Debug",
    "Copy",
    "Self",
];

/// A module: the types of one file of the model.
pub struct Module {
    /// Its name.
    pub name: String,
    /// Its types, in the model's order.
    pub types: Vec<TypeId>,
}

/// Names and modules of an API.
pub struct Index<'a> {
    /// The API.
    pub api: &'a Api,
    names: Vec<String>,
    modules: BTreeMap<&'a str, Vec<Module>>,
    taken: BTreeMap<&'a str, Names>,
}

impl<'a> Index<'a> {
    pub fn new(api: &'a Api) -> Self {
        let mut taken: BTreeMap<&str, Names> = BTreeMap::new();
        let mut modules: BTreeMap<&str, Vec<(&str, Module)>> = BTreeMap::new();
        let mut module_names: BTreeMap<&str, Names> = BTreeMap::new();
        let mut names = Vec::with_capacity(api.types.len());
        for (index, ty) in api.types.iter().enumerate() {
            let scope = ty.scope.name();
            names.push(taken.entry(scope).or_default().take(type_name(&ty.name)));
            let list = modules.entry(scope).or_default();
            match list.iter_mut().find(|(file, _)| *file == ty.file) {
                Some((_, module)) => module.types.push(TypeId(index)),
                None => {
                    let name = module_names.entry(scope).or_default().take(module_name(&ty.file));
                    list.push((&ty.file, Module { name, types: vec![TypeId(index)] }));
                }
            }
        }
        let modules = modules
            .into_iter()
            .map(|(scope, list)| (scope, list.into_iter().map(|(_, module)| module).collect()))
            .collect();
        Index { api, names, modules, taken }
    }

    /// The type's name in Rust.
    pub fn name(&self, id: TypeId) -> &str {
        self.names.get(id.0).map_or("", String::as_str)
    }

    /// The modules of `shared` or of a version, in the model's order.
    pub fn modules(&self, scope: &str) -> &[Module] {
        self.modules.get(scope).map_or(&[], Vec::as_slice)
    }

    /// The public path of a type.
    pub fn path(&self, id: TypeId) -> String {
        let scope = self.api.type_of(id).map_or("shared", |ty| ty.scope.name());
        format!("crate::{}::{}", scope_module(scope), self.name(id))
    }

    /// Whether a type of that version hides a shared one of that name.
    pub fn is_hidden(&self, name: &str, version: &str) -> bool {
        self.taken.get(version).is_some_and(|names| names.has(name))
    }
}

/// The module of a scope.
pub fn scope_module(scope: &str) -> String {
    names::ident(scope)
}

fn type_name(name: &str) -> String {
    let plain =
        name.starts_with(|c: char| c.is_ascii_uppercase()) && name.bytes().all(|b| b.is_ascii_alphanumeric());
    let name = if plain { name.to_owned() } else { names::camel(name) };
    if PRELUDE.contains(&name.as_str()) { format!("{name}Type") } else { name }
}

fn module_name(file: &str) -> String {
    // A module of that name is how a folder's own file is found.
    match names::ident(&file.to_ascii_lowercase()).trim_start_matches("r#") {
        name @ ("mod" | "lib" | "main") => format!("{name}_"),
        name if names::ident(name).starts_with("r#") => format!("{name}_"),
        name => name.to_owned(),
    }
}

/// The scopes that have a module: `shared`, then the versions.
pub fn scopes(api: &Api) -> impl Iterator<Item = Scope> {
    std::iter::once(Scope::Shared).chain(api.versions.iter().cloned().map(Scope::Version))
}
