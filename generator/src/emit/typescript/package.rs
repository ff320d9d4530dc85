//! What makes a package of the types: manifest, README, and the hand-written parts.

use super::{
    FOLDER,
    doc::{self, Block, comment},
    index::folder,
    layout::{Code, entry},
    names::{key, literal, lower},
};
use crate::{
    api::{Api, ContextValue},
    emit::{Error, PACKAGE, Part, Templates, header, words::visible},
    write::File,
};
use fin_core::Kind;
use serde::Serialize;

/// A file by its name below `templates/typescript/`.
macro_rules! part {
    ($name:literal) => {
        (
            concat!("typescript/", $name),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/typescript/", $name)),
        )
    };
}

/// The hand-written parts.
pub const TEMPLATES: &[(&str, &str)] = &[
    part!("README.md.jinja"),
    part!("biome.json"),
    part!("mark.cjs"),
    part!("package-lock.json.jinja"),
    part!("package.json.jinja"),
    part!("surface.txt"),
    part!("tsconfig.cjs.json"),
    part!("tsconfig.json"),
    part!("src/dates.ts"),
    part!("src/errors.ts"),
    part!("src/terms.ts"),
    part!("src/webhooks.ts.jinja"),
    part!("src/runtime/additions.ts"),
    part!("src/runtime/automaton.ts"),
    part!("src/runtime/checker.ts"),
    part!("src/runtime/constraints.ts"),
    part!("src/runtime/date.ts"),
    part!("src/runtime/describe.ts"),
    part!("src/runtime/issue.ts"),
    part!("src/runtime/json.ts"),
    part!("src/runtime/nearest.ts"),
    part!("src/runtime/plain.ts"),
    part!("src/runtime/rules.ts"),
    part!("src/runtime/run.ts"),
    part!("src/runtime/schema.ts"),
    part!("src/runtime/standard.ts"),
    part!("src/runtime/types.ts"),
    part!("src/runtime/uuid.ts"),
];

/// What the hand-written parts offer, which is no part of the package.
const SURFACE: &str = "surface.txt";

/// The licences, which are the repository's.
const LICENSES: [(&str, &str); 2] = [
    ("LICENSE-APACHE", include_str!("../../../../LICENSE-APACHE")),
    ("LICENSE-MIT", include_str!("../../../../LICENSE-MIT")),
];

/// Prints what does not depend on the types.
pub fn emit(api: &Api, templates: &Templates) -> Result<Vec<File>, Error> {
    let file =
        |path: &str, text: &str| File { path: format!("{FOLDER}/{path}"), bytes: text.as_bytes().to_vec() };
    let mut files: Vec<File> = LICENSES.iter().map(|(name, text)| file(name, text)).collect();
    for (name, _) in TEMPLATES {
        let path = name.trim_start_matches("typescript/");
        match path.strip_prefix("src/") {
            _ if path.ends_with(".jinja") || path == SURFACE => {}
            Some(path) => files.push(super::source(path, templates.get(name)?)),
            // JSON has no room for a comment, but for the compiler's.
            None if path.starts_with("tsconfig") || path.ends_with(".cjs") => {
                files.push(file(path, &(header("// ", "") + templates.get(name)?)));
            }
            None => files.push(file(path, templates.get(name)?)),
        }
    }
    let manifest = manifest(api);
    for name in ["package.json", "package-lock.json"] {
        files.push(file(name, &templates.render(&format!("typescript/{name}.jinja"), &manifest)?));
    }
    files.push(super::source("context.ts", &context(api)?));
    files.push(super::source("rulings.ts", &rulings(api)));
    files.push(super::source("index.ts", &root(api)));
    Ok(files)
}

/// What the manifest says of the API.
#[derive(Serialize)]
struct Manifest {
    name: &'static str,
    version: String,
    description: String,
    entries: Vec<Entry>,
}

/// What can be imported, and from where in `dist` it comes.
#[derive(Serialize)]
struct Entry {
    /// The name below the package's own.
    path: String,
    name: String,
    file: String,
}

/// The entry points beside the package's own: what of it can be imported by a name.
pub fn entries(api: &Api) -> Vec<String> {
    let versions = api.versions.iter().map(|version| folder(version));
    let others = ["shared", "operations", "webhooks", "errors", "rulings"];
    let upgrade = (!api.upgrades.is_empty()).then_some("upgrade");
    versions.chain(others.into_iter().chain(upgrade).map(str::to_owned)).collect()
}

fn manifest(api: &Api) -> Manifest {
    let json = |text: &str| serde_json::Value::from(visible(text)).to_string();
    let entry = |path: &str, file: &str| {
        let name = if path.is_empty() { ".".to_owned() } else { format!("./{path}") };
        Entry { path: path.to_owned(), name, file: file.to_owned() }
    };
    let file = |name: &str| match name {
        "webhooks" | "errors" | "rulings" | "upgrade" => name.to_owned(),
        folder => format!("{folder}/index"),
    };
    let mut entries = vec![entry("", "index")];
    entries.extend(self::entries(api).iter().map(|name| entry(name, &file(name))));
    let description = json(&format!("Payloads of the {} API, checked before they are sent", api.name));
    Manifest { name: PACKAGE, version: json(&api.model_version), description, entries }
}

/// `index.ts`: what belongs to no version.
fn root(api: &Api) -> String {
    let mut text = String::from(
        "export type { IgnorableCode, IssueCode, StructureCode } from \"./codes.js\";\n\
         export type { Context } from \"./context.js\";\n\
         export { isIsoDate, isoDate, isoDateOf } from \"./dates.js\";\n\
         export { ApiError, type ApiIssue, type ErrorBodies, toErrorBody } from \"./errors.js\";\n\
         export type { CheckOptions } from \"./runtime/checker.js\";\n\
         export { FinValidationError, type Issue, type Issues } from \"./runtime/issue.js\";\n\
         export type { FinEnum, FinSchema, Result } from \"./runtime/schema.js\";\n\
         export type { IsoDate, Open, Uuid } from \"./runtime/types.js\";\n\
         export { tosPoliciesValue } from \"./terms.js\";\n",
    );
    for version in &api.versions {
        text.push_str(&format!("export * as {} from \"./{}/index.js\";\n", lower(version), folder(version)));
    }
    text
}

/// The decisions that fields and rules rest on.
fn rulings(api: &Api) -> String {
    let docs = "How this package reads the guides where they contradict themselves or leave something open.";
    let mut text = format!(
        "/** A decision on statements of the guides. */\nexport interface Ruling {{\n  readonly id: string;\n  \
         readonly conflict: string;\n  readonly decision: string;\n  readonly reason: string;\n}}\n\n\
         {}export const rulings: readonly Ruling[] = [\n",
        comment(&[Block::Text(docs.to_owned())], 0)
    );
    for (id, ruling) in &api.rulings {
        let fields = [
            ("id", id),
            ("conflict", &ruling.conflict),
            ("decision", &ruling.decision),
            ("reason", &ruling.reason),
        ];
        text.push_str("  {\n");
        for (key, value) in fields {
            text.push_str(&entry(key, &Code::word(literal(value)), 4));
        }
        text.push_str("  },\n");
    }
    if api.rulings.is_empty() { text.trim_end().to_owned() + "];\n" } else { text + "];\n" }
}

/// The type of a context value.
pub fn context_type(value: &ContextValue) -> Result<&'static str, Error> {
    match value.kind {
        Kind::Text => Ok("string"),
        Kind::Boolean => Ok("boolean"),
        Kind::Integer | Kind::Number => Ok("number"),
        Kind::Date => Ok("IsoDate"),
        Kind::Uuid | Kind::Enum | Kind::Object | Kind::List | Kind::Map => Err(Error::Unprintable {
            part: Part::Context(value.name.clone()),
            what: "a context value that is no text, boolean, integer, number or date",
        }),
    }
}

/// What rules ask for beside the payload, as an interface.
fn context(api: &Api) -> Result<String, Error> {
    let (mut fields, mut dates) = (String::new(), false);
    for value in &api.context {
        let ty = context_type(value)?;
        dates |= value.kind == Kind::Date;
        let mut docs = doc::sentence(&value.doc);
        if value.defaults_to_today {
            docs.push_str(" The current day in UTC unless it is given.");
        }
        fields.push_str(&comment(&[Block::Text(docs)], 2));
        fields.push_str(&format!("  readonly {}?: {ty} | undefined;\n", key(&value.name)));
    }
    let import = if dates { "import type { IsoDate } from \"./runtime/types.js\";\n\n" } else { "" };
    let docs = "What is known beside a payload. A rule that asks for a value that is not given is skipped.";
    let docs = comment(&[Block::Text(docs.to_owned())], 0);
    // An interface without members is one that linters refuse.
    let context = match fields.is_empty() {
        true => "export type Context = Record<never, never>;\n".to_owned(),
        false => format!("export interface Context {{\n{fields}}}\n"),
    };
    Ok(format!("{import}{docs}{context}"))
}
