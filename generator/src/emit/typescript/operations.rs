//! The calls of the API → constants.

use super::{
    doc::{self, Block, comment},
    index::{folder, scopes},
    layout::{Code, assign, entry},
    names::{Names, literal, lower},
};
use crate::{
    api::{Api, Operation, Scope},
    emit::words::capital,
    model::{Content, Method, Mode},
};

const SHAPE: &str = r"/** A call: what to send where, and which answers it has. */
export interface Operation {
  /** The name in the model. */
  readonly name: string;
  /** The HTTP method. */
  readonly method: string;
  /** The path, with parameters in braces. */
  readonly path: string;
  /** The names of the query's parameters. */
  readonly query: readonly string[];
  /** Whether the body is `multipart/form-data` instead of JSON. */
  readonly multipart: boolean;
  /** Whether the work goes on after the answer; webhooks tell how it ends. */
  readonly asynchronous: boolean;
  /** Whether it is called without an access token. */
  readonly unauthenticated: boolean;
  /** The statuses of success. */
  readonly answers: readonly number[];
  /** The documented statuses of failure. */
  readonly errors: readonly number[];
  /** The customer's statuses in which it may be called; empty means any. */
  readonly whenStatus: readonly string[];
  /** Why it is deprecated, and what to use. */
  readonly deprecated: string | undefined;
}
";

/// Prints the folder `operations`: what all calls have in common, and a file for each scope that has any.
pub fn print(api: &Api) -> Vec<(String, String)> {
    let mut files = vec![("operations/operation.ts".to_owned(), SHAPE.to_owned())];
    let mut index = String::new();
    for scope in scopes(api) {
        let of_scope = named(api, &scope);
        if !of_scope.is_empty() {
            let folder = folder(scope.name());
            index.push_str(&format!("export * as {} from \"./{folder}.js\";\n", namespace(&scope)));
            files.push((format!("operations/{folder}.ts"), calls(&of_scope)));
        }
    }
    index.push_str("export type { Operation } from \"./operation.js\";\n");
    index.push_str(&pairs("The hosts: name and base URL.", "servers", &api.servers));
    let what = "What an upload takes: the file's ending and its media type.";
    index.push_str(&pairs(what, "uploadTypes", &api.upload_types));
    files.push(("operations/index.ts".to_owned(), index));
    files
}

/// What a scope's operations are called together.
pub fn namespace(scope: &Scope) -> String {
    lower(scope.name())
}

fn pairs(docs: &str, name: &str, list: &[(String, String)]) -> String {
    let entries = list.iter().map(|pair| {
        let (key, value) = (literal(&pair.0), literal(&pair.1));
        Code::List(vec![Code::Word(key), Code::Word(value)])
    });
    let head = format!("export const {name}: readonly (readonly [string, string])[] = ");
    // A list of lists is broken whenever it has more than one.
    let lines: String = entries.map(|entry| format!("  {},\n", entry.print(2, 2, 1))).collect();
    let list = if list.len() > 1 {
        format!("[\n{lines}]")
    } else {
        format!("[{}]", lines.trim().trim_end_matches(','))
    };
    format!("\n{}{head}{list};\n", comment(&[Block::Text(docs.to_owned())], 0))
}

/// The calls of a scope, each with the name of its constant.
pub fn named<'a>(api: &'a Api, scope: &Scope) -> Vec<(String, &'a Operation)> {
    let mut taken = Names::default();
    taken.take("all".to_owned());
    let of_scope = api.operations.iter().filter(|one| one.scope == *scope);
    of_scope.map(|one| (taken.take(lower(&one.name)), one)).collect()
}

/// The calls of a scope, one constant each.
fn calls(operations: &[(String, &Operation)]) -> String {
    let constants: String = operations.iter().map(|(name, operation)| constant(name, operation)).collect();
    let all = Code::List(operations.iter().map(|(name, _)| Code::word(name.as_str())).collect());
    let all = assign("export const all: readonly Operation[]", &all);
    format!(
        "import type {{ Operation }} from \"./operation.js\";\n{constants}\n{}{all}",
        comment(&[Block::Text("All of them, in the guide's order.".to_owned())], 0)
    )
}

fn constant(name: &str, operation: &Operation) -> String {
    let mut docs = vec![
        Block::Text(doc::sentence(&operation.doc)),
        Block::Text(doc::STYLE.origin(&operation.place, &operation.rulings)),
    ];
    if !operation.requires.is_empty() {
        docs.push(Block::Text("Before the call:".to_owned()));
        docs.extend(operation.requires.iter().map(|text| Block::Item(capital(&doc::sentence(text)))));
    }
    docs.extend(doc::deprecated(operation.deprecated.as_deref()));
    let method = match operation.method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Patch => "PATCH",
        Method::Put => "PUT",
        Method::Delete => "DELETE",
    };
    let word = |text: String| Code::Word(text);
    let texts =
        |list: Vec<&String>| Code::List(list.into_iter().map(|one| Code::Word(literal(one))).collect());
    let statuses =
        |list: Vec<u16>| Code::List(list.into_iter().map(|one| Code::Word(one.to_string())).collect());
    let deprecated = operation.deprecated.as_ref().map_or_else(|| "undefined".to_owned(), |why| literal(why));
    let fields = [
        ("name", word(literal(&operation.name))),
        ("method", word(literal(method))),
        ("path", word(literal(&operation.path))),
        ("query", texts(operation.query.iter().map(|(name, ..)| name).collect())),
        ("multipart", word((operation.content == Content::Multipart).to_string())),
        ("asynchronous", word((operation.mode == Mode::Async).to_string())),
        ("unauthenticated", word(operation.unauthenticated.to_string())),
        ("answers", statuses(operation.answers.iter().map(|(status, _)| *status).collect())),
        ("errors", statuses(operation.errors.iter().map(|(status, _)| *status).collect())),
        ("whenStatus", texts(operation.when_status.iter().collect())),
        ("deprecated", word(deprecated)),
    ];
    let fields: String = fields.iter().map(|(key, value)| entry(key, value, 2)).collect();
    format!("\n{}export const {name}: Operation = {{\n{fields}}};\n", comment(&docs, 0))
}
