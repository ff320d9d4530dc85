//! Python: a package of Pydantic models, and plain functions that own the verdict.

mod body;
mod checks;
mod describe;
mod doc;
mod formats;
mod index;
mod lazy;
mod lower;
mod models;
mod names;
mod needed;
mod node;
mod operations;
mod package;
mod surface;
mod text;
mod upgrade;
mod webhooks;

use super::{Error, Templates, header, side_by_side};
use crate::{
    api::{Api, Scope},
    write::File,
};
use formats::Formats;
use index::{Index, Module, scope_module, scopes};
pub use surface::surface;

/// The hand-written parts.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("python/_additions.py", include_str!("../../../templates/python/_additions.py")),
    ("python/_collect.py", include_str!("../../../templates/python/_collect.py")),
    ("python/_describe.py", include_str!("../../../templates/python/_describe.py")),
    ("python/_lazy.py", include_str!("../../../templates/python/_lazy.py")),
    ("python/_model.py", include_str!("../../../templates/python/_model.py")),
    ("python/_read.py", include_str!("../../../templates/python/_read.py")),
    ("python/_verdict.py", include_str!("../../../templates/python/_verdict.py")),
    ("python/_wire.py", include_str!("../../../templates/python/_wire.py")),
    ("python/checks.py", include_str!("../../../templates/python/checks.py")),
    ("python/errors.py", include_str!("../../../templates/python/errors.py")),
    ("python/issues.py", include_str!("../../../templates/python/issues.py")),
    ("python/README.md.jinja", include_str!("../../../templates/python/README.md.jinja")),
    ("python/operation.py", include_str!("../../../templates/python/operation.py")),
    ("python/pyproject.toml.jinja", include_str!("../../../templates/python/pyproject.toml.jinja")),
    ("python/webhooks.py.jinja", include_str!("../../../templates/python/webhooks.py.jinja")),
    ("python/surface.txt", include_str!("../../../templates/python/surface.txt")),
    ("python/terms.py", include_str!("../../../templates/python/terms.py")),
];

const FOLDER: &str = "generated/python";

/// Prints the package.
pub fn emit(api: &Api, templates: &Templates) -> Result<Vec<File>, Error> {
    let index = Index::new(api);
    let formats = Formats::new(api);
    let (files, modules) = rayon::join(|| around(&index, &formats, templates), || modules(&index, &formats));
    let (mut files, modules) = (files?, modules?);
    files.extend(modules);
    Ok(files)
}

/// What is printed of a module, each in a file of its own.
#[derive(Clone, Copy)]
enum Of {
    Models,
    Described,
    Checks,
}

/// The types.
fn modules(index: &Index<'_>, formats: &Formats) -> Result<Vec<File>, Error> {
    let scopes: Vec<Scope> = scopes(index.api).collect();
    let mut parts: Vec<(&str, Of, &Module)> = Vec::new();
    for scope in scopes.iter().map(Scope::name) {
        for module in index.models(scope) {
            parts.extend([(scope, Of::Models, module), (scope, Of::Described, module)]);
        }
        parts.extend(index.modules(scope).iter().map(|module| (scope, Of::Checks, module)));
    }
    let files = side_by_side(&parts, |(scope, of, module)| {
        let (folder, text) = match of {
            Of::Models => ("", Some(models::print(index, scope, module)?)),
            Of::Described => ("_described/", describe::print(index, formats, scope, module)),
            Of::Checks => ("_checks/", Some(checks::print(index, formats, scope, module)?)),
        };
        let path = format!("{}/{folder}{}.py", scope_module(scope), module.name);
        Ok(text.map(|text| source(&path, text)))
    })?;
    Ok(files.into_iter().flatten().collect())
}

/// Everything else.
fn around(index: &Index<'_>, formats: &Formats, templates: &Templates) -> Result<Vec<File>, Error> {
    let api = index.api;
    let mut files = package::emit(api, index, templates)?;
    files.push(source("_formats.py", formats.print(api)));
    files.extend(operations::print(api, templates)?);
    if let Some(text) = webhooks::print(index, templates)? {
        files.push(source("webhooks.py", text));
    }
    if let Some(text) = upgrade::print(index)? {
        files.push(source("upgrade.py", text));
        files.push(source("_additions.py", templates.get("python/_additions.py")?.to_owned()));
    }
    for scope in scopes(api) {
        let folder = scope_module(scope.name());
        files.push(source(&format!("{folder}/__init__.py"), lazy::scope(index, &scope)));
        let docs = "\"\"\"The checks, without Pydantic.\"\"\"\n".to_owned();
        files.push(source(&format!("{folder}/_checks/__init__.py"), docs));
        let docs = "\"\"\"What JSON Schema says of the models.\"\"\"\n".to_owned();
        files.push(source(&format!("{folder}/_described/__init__.py"), docs));
    }
    Ok(files)
}

fn source(path: &str, text: String) -> File {
    let text = header("# ", "") + text.trim_end_matches('\n');
    File {
        path: format!("{FOLDER}/src/fin_sdk/{path}"),
        bytes: (text.trim_end().to_owned() + "\n").into_bytes(),
    }
}
