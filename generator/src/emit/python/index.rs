//! What every part of the package needs to know of the others: names and modules.

use super::models::named_in;
use super::names::{self, Names};
use crate::api::{Api, Scope, Shape, TypeId};
use std::collections::{BTreeMap, BTreeSet};

/// Names that a class may not take from the modules that it stands in.
const TAKEN: [&str; 14] = [
    "Answer",
    "Any",
    "ClassVar",
    "Field",
    "Final",
    "Literal",
    "None",
    "Request",
    "StrEnum",
    "True",
    "False",
    "TypeAlias",
    "TYPE_CHECKING",
    "Annotated",
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
    checks: Vec<String>,
    homes: Vec<String>,
    model_homes: Vec<String>,
    modules: BTreeMap<&'a str, Vec<Module>>,
    models: BTreeMap<String, Vec<Module>>,
}

impl<'a> Index<'a> {
    pub fn new(api: &'a Api) -> Self {
        let mut taken: BTreeMap<&str, Names> = BTreeMap::new();
        let mut checks_taken: BTreeMap<&str, Names> = BTreeMap::new();
        let mut modules: BTreeMap<&str, Vec<(&str, Module)>> = BTreeMap::new();
        let mut module_names: BTreeMap<&str, Names> = BTreeMap::new();
        let (mut type_names, mut checks, mut homes) = (Vec::new(), Vec::new(), Vec::new());
        for (index, ty) in api.types.iter().enumerate() {
            let scope = ty.scope.name();
            let taken = taken.entry(scope).or_insert_with(|| Names::with(TAKEN));
            let name = taken.take(class_name(&ty.name));
            if matches!(ty.shape, Shape::Enum { .. }) {
                taken.take(spelling(&name));
            }
            type_names.push(name);
            checks.push(
                checks_taken.entry(scope).or_default().take(format!("check_{}", names::snake(&ty.name))),
            );
            let list = modules.entry(scope).or_default();
            let home = match list.iter_mut().find(|(file, _)| *file == ty.file) {
                Some((_, module)) => {
                    module.types.push(TypeId(index));
                    module.name.clone()
                }
                None => {
                    let names = module_names.entry(scope).or_default();
                    let name = names.take(names::snake(&ty.file));
                    list.push((&ty.file, Module { name: name.clone(), types: vec![TypeId(index)] }));
                    name
                }
            };
            homes.push(home);
        }
        let modules = modules
            .into_iter()
            .map(|(scope, list)| (scope, list.into_iter().map(|(_, module)| module).collect()))
            .collect();
        let (model_homes, models) = (homes.clone(), BTreeMap::new());
        let mut index = Index { api, names: type_names, checks, homes, model_homes, modules, models };
        for scope in scopes(api) {
            let merged = index.merged(scope.name());
            for module in &merged {
                for id in &module.types {
                    if let Some(home) = index.model_homes.get_mut(id.0) {
                        home.clone_from(&module.name);
                    }
                }
            }
            index.models.insert(scope.name().to_owned(), merged);
        }
        index
    }

    /// The modules of a scope's models: as the checks', but that those which need each other are one. Unlike a
    /// function, a class needs what it is made of when it is defined.
    fn merged(&self, scope: &str) -> Vec<Module> {
        let modules = self.modules(scope);
        let needs: BTreeMap<&str, BTreeSet<&str>> =
            modules.iter().map(|module| (module.name.as_str(), self.needs(scope, module))).collect();
        let reached: BTreeMap<&str, BTreeSet<&str>> =
            modules.iter().map(|module| (module.name.as_str(), reached(&needs, &module.name))).collect();
        let reaches = |from: &str, to: &str| reached.get(from).is_some_and(|reached| reached.contains(to));
        let mut merged: Vec<Module> = Vec::new();
        for module in modules {
            let is_one = |known: &&mut Module| {
                reaches(&module.name, &known.name) && reaches(&known.name, &module.name)
            };
            match merged.iter_mut().find(is_one) {
                Some(known) => known.types.extend(&module.types),
                None => merged.push(Module { name: module.name.clone(), types: module.types.clone() }),
            }
        }
        merged
    }

    /// The modules of the scope that a module's types are made of.
    fn needs(&self, scope: &str, module: &Module) -> BTreeSet<&str> {
        let needed = module.types.iter().flat_map(|id| self.needed(*id));
        let here = needed.filter(|id| self.api.type_of(*id).is_some_and(|ty| ty.scope.name() == scope));
        here.map(|id| self.home(id)).collect()
    }

    fn needed(&self, id: TypeId) -> Vec<TypeId> {
        match self.api.type_of(id).map(|ty| &ty.shape) {
            Some(Shape::Object { fields, .. }) => {
                fields.iter().filter_map(|field| named_in(&field.ty)).collect()
            }
            Some(Shape::Enum { .. }) | None => Vec::new(),
        }
    }

    /// The modules of the models of `shared` or of a version.
    pub fn models(&self, scope: &str) -> &[Module] {
        self.models.get(scope).map_or(&[], Vec::as_slice)
    }

    /// The module that holds the type's model, without its package.
    pub fn model_home(&self, id: TypeId) -> &str {
        self.model_homes.get(id.0).map_or("", String::as_str)
    }

    /// The type's class.
    pub fn name(&self, id: TypeId) -> &str {
        self.names.get(id.0).map_or("", String::as_str)
    }

    /// The function that checks the type.
    pub fn check(&self, id: TypeId) -> &str {
        self.checks.get(id.0).map_or("", String::as_str)
    }

    /// The module that holds the type's check, without its package.
    pub fn home(&self, id: TypeId) -> &str {
        self.homes.get(id.0).map_or("", String::as_str)
    }

    /// The package that holds the type's module.
    pub fn package(&self, id: TypeId) -> String {
        scope_module(self.api.type_of(id).map_or("shared", |ty| ty.scope.name()))
    }

    /// The modules of the checks of `shared` or of a version, in the model's order.
    pub fn modules(&self, scope: &str) -> &[Module] {
        self.modules.get(scope).map_or(&[], Vec::as_slice)
    }
}

/// What can be reached from a name, itself included.
fn reached<'n>(needs: &BTreeMap<&'n str, BTreeSet<&'n str>>, from: &str) -> BTreeSet<&'n str> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&str> = needs.get_key_value(from).map(|(name, _)| *name).into_iter().collect();
    while let Some(name) = waiting.pop() {
        if reached.insert(name) {
            waiting.extend(needs.get(name).into_iter().flatten());
        }
    }
    reached
}

/// What a closed enum's field takes beside the members: the same texts as literals.
pub fn spelling(name: &str) -> String {
    format!("{name}Like")
}

/// The package of a scope.
pub fn scope_module(scope: &str) -> String {
    match names::snake(scope).as_str() {
        name @ ("operations" | "webhooks" | "context" | "errors" | "issues" | "rulings" | "terms"
        | "upgrade") => {
            format!("{name}_")
        }
        name => name.to_owned(),
    }
}

fn class_name(name: &str) -> String {
    let plain =
        name.starts_with(|c: char| c.is_ascii_uppercase()) && name.bytes().all(|b| b.is_ascii_alphanumeric());
    if plain && names::ident(name) == name { name.to_owned() } else { names::camel(name) }
}

/// The scopes that have a package: `shared`, then the versions.
pub fn scopes(api: &Api) -> impl Iterator<Item = Scope> {
    std::iter::once(Scope::Shared).chain(api.versions.iter().cloned().map(Scope::Version))
}
