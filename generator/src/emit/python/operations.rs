//! The calls of the API → constants.

use super::index::{scope_module, scopes};
use super::names::{self, Names};
use super::text::{bracketed, code, docstring, fits, literal, literals, sentence};
use super::{doc, source};
use crate::{
    api::{Api, Operation, Scope},
    emit::{Error, Templates},
    model::{Content, Method, Mode},
    write::File,
};

/// Prints the package `operations`: what all calls have in common, and a module for each scope that has any.
pub fn print(api: &Api, templates: &Templates) -> Result<Vec<File>, Error> {
    let mut files =
        vec![source("operations/_operation.py", templates.get("python/operation.py")?.to_owned())];
    let mut modules = Vec::new();
    for scope in scopes(api) {
        let of_scope = named(api, &scope);
        if !of_scope.is_empty() {
            let module = scope_module(scope.name());
            files.push(source(&format!("operations/{module}.py"), calls(scope.name(), &of_scope)));
            modules.push(module);
        }
    }
    let summary = "The calls of the API as data: send them with the HTTP client of your choice.";
    let mut text = docstring(&[summary.to_owned()], 0);
    text.push_str("\nfrom typing import Final\n\nfrom fin_sdk.operations._operation import Operation\n");
    let mut all = vec!["Operation".to_owned(), "SERVERS".to_owned(), "UPLOAD_TYPES".to_owned()];
    if !modules.is_empty() {
        text = text.replace(
            "from fin_sdk.operations._op",
            &format!("from fin_sdk.operations import {}\nfrom fin_sdk.operations._op", modules.join(", ")),
        );
        all.extend(modules);
    }
    all.sort_by_key(|name| {
        (*name != name.to_uppercase(), name.starts_with(char::is_lowercase), name.clone())
    });
    let all: Vec<String> = all.iter().map(|name| literal(name)).collect();
    text.push('\n');
    text.push_str(&bracketed("__all__ = [", &all, "]", "", 0));
    text.push_str(&pairs("SERVERS", "The hosts: name and base URL.", &api.servers));
    let docs = "What an upload takes: the file's ending and its media type.";
    text.push_str(&pairs("UPLOAD_TYPES", docs, &api.upload_types));
    files.push(source("operations/__init__.py", text));
    Ok(files)
}

fn pairs(name: &str, docs: &str, list: &[(String, String)]) -> String {
    let mut rows = String::new();
    for (key, value) in list {
        rows.push_str(&format!("    {}: {},\n", literal(key), literal(value)));
    }
    let rows = if rows.is_empty() { "{}".to_owned() } else { format!("{{\n{rows}}}") };
    format!("\n{name}: Final[dict[str, str]] = {rows}\n{}", docstring(&[docs.to_owned()], 0))
}

/// The calls of a scope, each with the name of its constant.
pub fn named<'a>(api: &'a Api, scope: &Scope) -> Vec<(String, &'a Operation)> {
    let mut taken = Names::with(["ALL"]);
    let of_scope = api.operations.iter().filter(|one| one.scope == *scope);
    of_scope.map(|one| (taken.take(names::shouty(&one.name)), one)).collect()
}

/// The calls of a scope, one constant each.
fn calls(scope: &str, operations: &[(String, &Operation)]) -> String {
    let constants: String = operations.iter().map(|(name, operation)| constant(name, operation)).collect();
    // Of one item the comma is no sign for the formatter that each stands on a line of its own.
    let all = match operations {
        [(only, _)] if fits(&format!("ALL: Final = ({only},)")) => format!("({only},)"),
        _ => {
            let lines: String = operations.iter().map(|(name, _)| format!("    {name},\n")).collect();
            format!("(\n{lines})")
        }
    };
    let docs = docstring(&[format!("The calls of {}.", code(scope))], 0);
    format!(
        "{docs}\nfrom typing import Final\n\nfrom fin_sdk.operations._operation import Operation\n{constants}\n\
         ALL: Final = {all}\n\"\"\"All of them, in the guide's order.\"\"\"\n"
    )
}

fn constant(name: &str, operation: &Operation) -> String {
    let mut docs =
        vec![doc::summary(&operation.doc), doc::STYLE.origin(&operation.place, &operation.rulings)];
    if let Some(reason) = &operation.deprecated {
        docs.push(format!("Deprecated: {}", sentence(reason)));
    }
    if !operation.requires.is_empty() {
        docs.push("Before the call:".to_owned());
        docs.extend(operation.requires.iter().map(|text| format!("- {}", doc::summary(text))));
    }
    let method = match operation.method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Patch => "PATCH",
        Method::Put => "PUT",
        Method::Delete => "DELETE",
    };
    let mut fields = vec![
        format!("name={}", literal(&operation.name)),
        format!("method={}", literal(method)),
        format!("path={}", literal(&operation.path)),
    ];
    let mut list = |key: &str, items: Vec<String>| match items.as_slice() {
        [] => {}
        [only] => fields.push(format!("{key}=({only},)")),
        _ => fields.push(format!("{key}=({})", items.join(", "))),
    };
    let statuses = |list: Vec<u16>| list.iter().map(u16::to_string).collect::<Vec<_>>();
    list("query", literals(operation.query.iter().map(|(name, ..)| name.as_str())));
    list("answers", statuses(operation.answers.iter().map(|(status, _)| *status).collect()));
    list("errors", statuses(operation.errors.iter().map(|(status, _)| *status).collect()));
    list("when_status", literals(operation.when_status.iter().map(String::as_str)));
    for (key, holds) in [
        ("multipart", operation.content == Content::Multipart),
        ("asynchronous", operation.mode == Mode::Async),
        ("unauthenticated", operation.unauthenticated),
    ] {
        if holds {
            fields.push(format!("{key}=True"));
        }
    }
    if let Some(why) = &operation.deprecated {
        fields.push(format!("deprecated={}", literal(why)));
    }
    let lines: String = fields.iter().map(|field| format!("    {field},\n")).collect();
    format!("\n{name}: Final = Operation(\n{lines})\n{}", docstring(&docs, 0))
}
