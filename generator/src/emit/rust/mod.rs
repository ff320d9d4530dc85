//! The crate `fin-sdk`: structs that show their own rules as attributes, and the rest of the API as data.

mod attr;
mod context;
pub mod doc;
pub mod example;
mod index;
pub mod lower;
pub(super) mod names;
mod operations;
mod package;
mod surface;
mod types;
mod upgrade;
mod webhooks;

pub use attr::unique_path;
pub use surface::surface;
pub use types::has_life_cycle;

use super::{Error, Part, Templates, header, side_by_side};
use crate::{
    api::{Api, Scope, Type},
    write::File,
};
use doc::{Block, comment};
use index::{Index, Module, scope_module, scopes};
use lower::Unprintable;
use types::Imports;

/// The hand-written parts.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("rust/api_error.rs", include_str!("../../../templates/rust/api_error.rs")),
    ("rust/surface.txt", include_str!("../../../templates/rust/surface.txt")),
    ("rust/terms.rs", include_str!("../../../templates/rust/terms.rs")),
    ("rust/upgrade.rs", include_str!("../../../templates/rust/upgrade.rs")),
    ("rust/webhooks.rs.jinja", include_str!("../../../templates/rust/webhooks.rs.jinja")),
    ("rust/README.md.jinja", include_str!("../../../templates/rust/README.md.jinja")),
];

const FOLDER: &str = "generated/rust";

/// Prints the crate.
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
        Ok(source(&format!("{}/{}.rs", folder(scope), module.name), module_file(index, scope, module)?))
    })
}

/// Everything else.
fn around(index: &Index<'_>, templates: &Templates) -> Result<Vec<File>, Error> {
    let api = index.api;
    let mut files = package::emit(api, index, templates)?;
    files.extend(operations::print(api).into_iter().map(|(path, text)| source(&path, text)));
    files.push(source("context.rs", context::print(api)?));
    files.push(source("webhooks.rs", webhooks::print(index, templates)?));
    if let Some(text) = upgrade::print(index, templates)? {
        files.push(source("upgrade.rs", text));
    }
    for scope in scopes(api) {
        files.push(source(&format!("{}/mod.rs", folder(&scope)), scope_file(index, &scope)));
    }
    Ok(files)
}

fn folder(scope: &Scope) -> String {
    scope_module(scope.name()).trim_start_matches("r#").to_owned()
}

fn source(path: &str, text: String) -> File {
    // Printed as rustfmt would, but for what is too long for a line: its verdict must not hang on that.
    let text = format!("{}#![cfg_attr(rustfmt, rustfmt_skip)]\n{text}", header("// ", ""));
    File { path: format!("{FOLDER}/src/{path}"), bytes: text.into_bytes() }
}

/// `v2/mod.rs`: the types of a version side by side, the shared ones among them.
fn scope_file(index: &Index<'_>, scope: &Scope) -> String {
    let what = match scope {
        Scope::Shared => "What every version of the API has in common.".to_owned(),
        Scope::Version(version) => format!("Version {} of the API.", doc::code(version)),
    };
    let mut text = comment(&[Block::Text(what)], "//!", 0);
    let mut modules: Vec<&Module> = index.modules(scope.name()).iter().collect();
    modules.sort_by(|a, b| a.name.cmp(&b.name));
    text.push('\n');
    text.extend(modules.iter().map(|module| format!("mod {};\n", module.name)));
    text.push('\n');
    for module in modules {
        let names = module.types.iter().map(|id| index.name(*id)).collect();
        text.push_str(&re_export(&module.name, names));
    }
    if let Scope::Version(version) = scope {
        let shared = index.modules(Scope::Shared.name()).iter().flat_map(|module| &module.types);
        let seen = shared.map(|id| index.name(*id)).filter(|name| !index.is_hidden(name, version));
        text.push_str(&re_export("crate::shared", seen.collect()));
    }
    text
}

fn re_export(from: &str, mut names: Vec<&str>) -> String {
    names.sort_unstable();
    match names.as_slice() {
        [] => String::new(),
        [only] => format!("pub use {from}::{only};\n"),
        _ => {
            let one = format!("pub use {from}::{{{}}};\n", names.join(", "));
            if one.chars().count() <= attr::WIDTH + 1 {
                return one;
            }
            let lines: Vec<String> = names.iter().map(|name| format!("    {name},\n")).collect();
            format!("pub use {from}::{{\n{}}};\n", lines.concat())
        }
    }
}

fn module_file(index: &Index<'_>, scope: &Scope, module: &Module) -> Result<String, Error> {
    let mut imports = Imports::new(index, scope.name(), &module.types);
    let mut types = String::new();
    for id in &module.types {
        let Some(ty) = index.api.type_of(*id) else { continue };
        types.push('\n');
        types.push_str(&types::declare(&mut imports, *id, ty)?);
    }
    let uses = imports.print();
    let gap = if uses.is_empty() { "" } else { "\n" };
    Ok(format!("{gap}{uses}{types}"))
}

/// Names the place of a construct that cannot be printed.
fn at(ty: &Type, part: &str, error: Unprintable) -> Error {
    Error::Unprintable { part: Part::member(ty, part), what: error.0 }
}
