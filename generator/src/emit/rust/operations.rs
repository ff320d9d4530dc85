//! The calls of the API → constants.

use super::{
    attr::literal,
    doc::{self, Block, comment},
    index::{scope_module, scopes},
    names::{self, Names},
};
use crate::{
    api::{Api, Operation, Scope},
    model::{Content, Method, Mode},
};

const SHAPE: &str = "
/// A call: what to send where, and which answers it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// The name in the model.
    pub name: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path, with parameters in braces.
    pub path: &'static str,
    /// The names of the query's parameters.
    pub query: &'static [&'static str],
    /// Whether the body is `multipart/form-data` instead of JSON.
    pub multipart: bool,
    /// Whether the work goes on after the answer; webhooks tell how it ends.
    pub asynchronous: bool,
    /// Whether it is called without an access token.
    pub unauthenticated: bool,
    /// The statuses of success.
    pub answers: &'static [u16],
    /// The documented statuses of failure.
    pub errors: &'static [u16],
    /// The customer's statuses in which it may be called; empty means any.
    pub when_status: &'static [&'static str],
    /// Why it is deprecated, and what to use.
    pub deprecated: Option<&'static str>,
}
";

/// Prints the module `operations`: what all calls have in common, and a file for each scope that has any.
pub fn print(api: &Api) -> Vec<(String, String)> {
    let mut text =
        String::from("//! The calls of the API as data: send them with the HTTP client of your choice.\n\n");
    let mut files = Vec::new();
    for scope in scopes(api) {
        let of_scope = named(api, &scope);
        if !of_scope.is_empty() {
            let module = scope_module(scope.name());
            text.push_str(&format!("pub mod {module};\n"));
            let path = format!("operations/{}.rs", module.trim_start_matches("r#"));
            files.push((path, calls(scope.name(), &of_scope)));
        }
    }
    text.push_str(SHAPE);
    let pairs = |list: &[(String, String)]| -> String {
        list.iter().map(|(name, value)| format!("    ({}, {}),\n", literal(name), literal(value))).collect()
    };
    text.push_str("\n/// The hosts: name and base URL.\npub const SERVERS: &[(&str, &str)] = &[\n");
    text.push_str(&pairs(&api.servers));
    text.push_str("];\n\n/// What an upload takes: the file's ending and its media type.\n");
    text.push_str("pub const UPLOAD_TYPES: &[(&str, &str)] = &[\n");
    text.push_str(&pairs(&api.upload_types));
    text.push_str("];\n");
    files.insert(0, ("operations/mod.rs".to_owned(), text));
    files
}

/// The calls of a scope, each with the name of its constant.
pub fn named<'a>(api: &'a Api, scope: &Scope) -> Vec<(String, &'a Operation)> {
    let mut taken = Names::default();
    taken.take("ALL".to_owned());
    let of_scope = api.operations.iter().filter(|one| one.scope == *scope);
    of_scope.map(|one| (taken.take(names::shouty(&one.name)), one)).collect()
}

/// The calls of a scope, one constant each.
fn calls(scope: &str, operations: &[(String, &Operation)]) -> String {
    let (mut constants, mut all) = (String::new(), String::new());
    for (name, operation) in operations {
        constants.push_str(&constant(name, operation));
        all.push_str(&format!("    {name},\n"));
    }
    format!(
        "//! The calls of {}.\n\nuse super::Operation;\n\n/// All of them, in the guide's order.\n\
         pub const ALL: &[Operation] = &[\n{all}];\n{constants}",
        doc::code(scope)
    )
}

fn constant(name: &str, operation: &Operation) -> String {
    let mut docs = vec![
        Block::Text(doc::sentence(&operation.doc)),
        Block::Text(doc::STYLE.origin(&operation.place, &operation.rulings)),
    ];
    if let Some(reason) = &operation.deprecated {
        docs.push(Block::Text(format!("**Deprecated**: {}", doc::sentence(reason))));
    }
    if !operation.requires.is_empty() {
        docs.push(Block::Text("Before the call:".to_owned()));
        docs.extend(operation.requires.iter().map(|text| Block::Item(doc::capital(&doc::sentence(text)))));
    }
    let method = match operation.method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Patch => "PATCH",
        Method::Put => "PUT",
        Method::Delete => "DELETE",
    };
    let query: Vec<String> = operation.query.iter().map(|(name, ..)| literal(name)).collect();
    let statuses = |list: Vec<u16>| list.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
    let when: Vec<String> = operation.when_status.iter().map(|status| literal(status)).collect();
    let deprecated = operation
        .deprecated
        .as_ref()
        .map_or_else(|| "None".to_owned(), |why| format!("Some({})", literal(why)));
    let fields = [
        ("name", literal(&operation.name)),
        ("method", literal(method)),
        ("path", literal(&operation.path)),
        ("query", format!("&[{}]", query.join(", "))),
        ("multipart", (operation.content == Content::Multipart).to_string()),
        ("asynchronous", (operation.mode == Mode::Async).to_string()),
        ("unauthenticated", operation.unauthenticated.to_string()),
        (
            "answers",
            format!("&[{}]", statuses(operation.answers.iter().map(|(status, _)| *status).collect())),
        ),
        ("errors", format!("&[{}]", statuses(operation.errors.iter().map(|(status, _)| *status).collect()))),
        ("when_status", format!("&[{}]", when.join(", "))),
        ("deprecated", deprecated),
    ];
    let fields: String = fields.iter().map(|(key, value)| format!("    {key}: {value},\n")).collect();
    format!("\n{}pub const {name}: Operation = Operation {{\n{fields}}};\n", comment(&docs, "///", 0))
}
