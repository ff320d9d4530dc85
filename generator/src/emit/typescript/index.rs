//! What every part of the package needs to know of the others: names, files, imports.

use super::{
    layout::{WIDTH, width},
    names::{self, Names},
    shared::Shared,
};
use crate::api::{Api, Scope, TypeId};
use heck::ToUpperCamelCase;
use std::collections::{BTreeMap, BTreeSet};

/// A file: the types of one file of the model.
pub struct Module {
    /// Its name.
    pub name: String,
    /// Its types, in the model's order.
    pub types: Vec<TypeId>,
}

/// Names and files of an API.
pub struct Index<'a> {
    /// The API.
    pub api: &'a Api,
    names: Vec<String>,
    modules: BTreeMap<&'a str, Vec<Module>>,
    formats: BTreeMap<&'a str, String>,
    /// The rules that several types share.
    pub shared: Shared,
}

impl<'a> Index<'a> {
    pub fn new(api: &'a Api) -> Self {
        let mut taken: BTreeMap<&str, Names> = BTreeMap::new();
        let mut modules: BTreeMap<&str, Vec<(&str, Module)>> = BTreeMap::new();
        let mut files: BTreeMap<&str, Names> = BTreeMap::new();
        let mut names = Vec::with_capacity(api.types.len());
        for (index, ty) in api.types.iter().enumerate() {
            let scope = ty.scope.name();
            names.push(taken.entry(scope).or_default().take(names::type_name(&ty.name)));
            let list = modules.entry(scope).or_default();
            match list.iter_mut().find(|(file, _)| *file == ty.file) {
                Some((_, module)) => module.types.push(TypeId(index)),
                None => {
                    let name = files.entry(scope).or_default().take(names::file(&ty.file));
                    list.push((&ty.file, Module { name, types: vec![TypeId(index)] }));
                }
            }
        }
        let modules = modules
            .into_iter()
            .map(|(scope, list)| (scope, list.into_iter().map(|(_, module)| module).collect()))
            .collect();
        let mut taken = Names::default();
        let formats = api.formats.iter().map(|format| {
            (format.name.as_str(), taken.take(names::upper(&format.name.to_upper_camel_case())))
        });
        Index { api, names, modules, formats: formats.collect(), shared: Shared::find(api) }
    }

    /// The type's name.
    pub fn name(&self, id: TypeId) -> &str {
        self.names.get(id.0).map_or("", String::as_str)
    }

    /// The files of `shared` or of a version, in the model's order.
    pub fn modules(&self, scope: &str) -> &[Module] {
        self.modules.get(scope).map_or(&[], Vec::as_slice)
    }

    /// What a format's functions are named after.
    pub fn format(&self, name: &str) -> Option<&str> {
        self.formats.get(name).map(String::as_str)
    }

    /// Where a type stands: scope and file.
    pub fn place(&self, id: TypeId) -> (&'a str, &str) {
        let scope = self.api.type_of(id).map_or("shared", |ty| ty.scope.name());
        let module = self.modules(scope).iter().find(|module| module.types.contains(&id));
        (scope, module.map_or("", |module| module.name.as_str()))
    }
}

/// The folder of a scope.
pub fn folder(scope: &str) -> String {
    names::file(scope)
}

/// The scopes that have a folder: `shared`, then the versions.
pub fn scopes(api: &Api) -> impl Iterator<Item = Scope> {
    std::iter::once(Scope::Shared).chain(api.versions.iter().cloned().map(Scope::Version))
}

/// What a file imports: names by file, each as it is exported and as it is called here.
pub struct Imports<'a> {
    pub index: &'a Index<'a>,
    scope: String,
    /// The way to the folder `src`.
    up: &'static str,
    local: BTreeSet<TypeId>,
    lines: BTreeMap<String, BTreeMap<String, String>>,
    /// What is imported of the formats.
    pub formats: BTreeSet<String>,
}

impl<'a> Imports<'a> {
    /// Of a file in that scope that holds these types itself.
    pub fn new(index: &'a Index<'a>, scope: &str, local: &[TypeId]) -> Self {
        Imports {
            index,
            scope: scope.to_owned(),
            up: "../",
            local: local.iter().copied().collect(),
            lines: BTreeMap::new(),
            formats: BTreeSet::new(),
        }
    }

    /// Of a file in the folder `src` itself.
    pub fn root(index: &'a Index<'a>) -> Self {
        Imports { up: "./", ..Imports::new(index, "", &[]) }
    }

    /// A function, or `type …`, of the runtime.
    pub fn runtime(&mut self, name: &str, file: &str) {
        let called = name.trim_start_matches("type ").to_owned();
        self.add(format!("{}runtime/{file}.js", self.up), name.to_owned(), called);
    }

    /// A rule that several types share.
    pub fn rule(&mut self, name: &str) {
        self.add(format!("{}rules.js", self.up), name.to_owned(), name.to_owned());
    }

    fn add(&mut self, from: String, exported: String, name: String) {
        self.lines.entry(from).or_default().insert(exported, name);
    }

    /// A type's own name here.
    pub fn ty(&mut self, id: TypeId) -> String {
        self.of(id, "type ", "")
    }

    /// What a type's file exports under a name with a word before it: `visitGender`.
    pub fn value(&mut self, id: TypeId, word: &str) -> String {
        self.of(id, "", word)
    }

    fn of(&mut self, id: TypeId, kind: &str, word: &str) -> String {
        let exported = format!("{word}{}", self.index.name(id));
        if self.local.contains(&id) {
            return exported;
        }
        let (scope, module) = self.index.place(id);
        let (from, name) = if scope == self.scope {
            (format!("./{module}.js"), exported.clone())
        } else {
            // A version may have a type of that name too.
            let prefix = scope.to_upper_camel_case();
            (
                format!("{}{}/{module}.js", self.up, folder(scope)),
                format!("{word}{prefix}{}", self.index.name(id)),
            )
        };
        let name = if self.is_free(id, scope) { exported.clone() } else { name };
        self.add(from, format!("{kind}{exported}"), name.clone());
        name
    }

    /// Whether no type of this scope has the name of a type of another one.
    fn is_free(&self, id: TypeId, scope: &str) -> bool {
        let name = self.index.name(id);
        scope == self.scope
            || !self
                .index
                .modules(&self.scope)
                .iter()
                .flat_map(|module| &module.types)
                .any(|other| self.index.name(*other) == name)
    }

    /// The import lines.
    pub fn print(&self) -> String {
        let mut lines = self.lines.clone();
        for name in &self.formats {
            let from = lines.entry(format!("{}formats.js", self.up)).or_default();
            from.insert(name.clone(), name.clone());
        }
        lines.iter().map(|(from, names)| import(from, names)).collect()
    }
}

fn import(from: &str, names: &BTreeMap<String, String>) -> String {
    let bare = |exported: &str| exported.trim_start_matches("type ").to_owned();
    let mut names: Vec<(&String, &String)> = names.iter().collect();
    names.sort_by_key(|(exported, _)| bare(exported));
    let is_type = names.iter().all(|(exported, _)| exported.starts_with("type "));
    let names: Vec<String> = names
        .into_iter()
        .map(|(exported, name)| {
            let shown = if is_type { bare(exported) } else { exported.clone() };
            if bare(exported) == *name { shown } else { format!("{shown} as {name}") }
        })
        .collect();
    list(&format!("import {}", if is_type { "type " } else { "" }), &names, from)
}

/// `import { … } from "…";`, or the same with `export`.
pub fn list(head: &str, names: &[String], from: &str) -> String {
    let flat = format!("{head}{{ {} }} from \"{from}\";", names.join(", "));
    if width(&flat) <= WIDTH {
        return flat + "\n";
    }
    let names: String = names.iter().map(|name| format!("  {name},\n")).collect();
    format!("{head}{{\n{names}}} from \"{from}\";\n")
}
