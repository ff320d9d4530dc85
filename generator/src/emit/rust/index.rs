//! What every part of the crate needs to know of the others: names, modules, and where a type holds itself.

use super::names::{self, Names};
use crate::api::{Api, FieldType, Scope, Shape, TypeId};
use std::collections::{BTreeMap, HashSet};

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
    boxed: HashSet<(TypeId, TypeId)>,
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
        Index { api, names, modules, boxed: cycles(api) }
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
        self.modules(version).iter().flat_map(|module| &module.types).any(|id| self.name(*id) == name)
    }

    /// Whether the field would make the type hold itself.
    pub fn is_boxed(&self, owner: TypeId, field: TypeId) -> bool {
        self.boxed.contains(&(owner, field))
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

/// The fields by which a type holds itself without a list or map between: they need a box.
fn cycles(api: &Api) -> HashSet<(TypeId, TypeId)> {
    let direct = |id: TypeId| -> Vec<TypeId> {
        match api.type_of(id).map(|ty| &ty.shape) {
            Some(Shape::Object { fields, .. }) => fields
                .iter()
                .filter_map(|field| match field.ty {
                    FieldType::Named(target) => Some(target),
                    FieldType::Scalar(_) | FieldType::List(_) | FieldType::Map(_) | FieldType::Any => None,
                })
                .collect(),
            Some(Shape::Enum { .. }) | None => Vec::new(),
        }
    };
    let edges: Vec<Vec<TypeId>> = (0..api.types.len()).map(|index| direct(TypeId(index))).collect();
    let component = components(&edges);
    let same = |a: TypeId, b: TypeId| component.get(a.0) == component.get(b.0);
    let all =
        edges.iter().enumerate().flat_map(|(from, list)| list.iter().map(move |to| (TypeId(from), *to)));
    all.filter(|(from, to)| same(*from, *to)).collect()
}

/// Which types reach each other, by Kosaraju's two walks, without recursion.
fn components(edges: &[Vec<TypeId>]) -> Vec<usize> {
    let mut back = vec![Vec::new(); edges.len()];
    for (from, list) in edges.iter().enumerate() {
        for to in list {
            if let Some(sources) = back.get_mut(to.0) {
                sources.push(TypeId(from));
            }
        }
    }
    let mut seen = vec![false; edges.len()];
    let mut order = Vec::with_capacity(edges.len());
    for start in 0..edges.len() {
        walk(start, edges, &mut seen, &mut order);
    }
    let mut component = vec![0; edges.len()];
    let mut seen = vec![false; edges.len()];
    for (number, start) in order.into_iter().rev().enumerate() {
        let mut members = Vec::new();
        walk(start, &back, &mut seen, &mut members);
        for member in members {
            if let Some(slot) = component.get_mut(member) {
                *slot = number;
            }
        }
    }
    component
}

/// Everything new that can be reached, each after what it reaches.
fn walk(start: usize, edges: &[Vec<TypeId>], seen: &mut [bool], order: &mut Vec<usize>) {
    let mut stack = vec![(start, 0)];
    if seen.get(start).copied().unwrap_or(true) {
        return;
    }
    if let Some(slot) = seen.get_mut(start) {
        *slot = true;
    }
    while let Some((at, next)) = stack.pop() {
        match edges.get(at).and_then(|list| list.get(next)) {
            Some(TypeId(to)) => {
                stack.push((at, next + 1));
                if let Some(slot) = seen.get_mut(*to).filter(|seen| !**seen) {
                    *slot = true;
                    stack.push((*to, 0));
                }
            }
            None => order.push(at),
        }
    }
}

/// The scopes that have a module: `shared`, then the versions.
pub fn scopes(api: &Api) -> impl Iterator<Item = Scope> {
    std::iter::once(Scope::Shared).chain(api.versions.iter().cloned().map(Scope::Version))
}
