//! What makes a package of the types: the hand-written parts, and what of them depends on the model.

use super::index::{Index, scope_module};
use super::names;
use super::text::{bracketed, docstring, literal, sentence};
use super::{FOLDER, source, upgrade};
use crate::emit::{
    request::{first_request, first_upgrade, lacks},
    rust::example,
    words::{escape, visible},
};
use crate::{
    api::{Api, ContextValue, FieldType, Shape, TypeId},
    emit::{Error, PACKAGE, Part, Templates, header},
    write::File,
};
use fin_core::{Kind, MAX_ISSUES, Structure, unknown_field};
use serde_json::Value;

/// Modules that are the same for every model.
const AS_THEY_ARE: [&str; 11] = [
    "_collect",
    "_describe",
    "_lazy",
    "_model",
    "_read",
    "_verdict",
    "_wire",
    "checks",
    "errors",
    "issues",
    "terms",
];

/// Prints what the types do not make.
pub fn emit(api: &Api, index: &Index<'_>, templates: &Templates) -> Result<Vec<File>, Error> {
    let mut files = vec![
        File { path: format!("{FOLDER}/src/fin_sdk/py.typed"), bytes: header("# ", "").into_bytes() },
        source("__init__.py", super::lazy::root(api)),
        source("_schemas.py", schemas(index)),
        source("_words.py", words()),
        source("rulings.py", rulings(api)),
        project(api, templates)?,
        readme(api, index, templates)?,
        licence("LICENSE-MIT", include_str!("../../../../LICENSE-MIT")),
        licence("LICENSE-APACHE", include_str!("../../../../LICENSE-APACHE")),
        source("context.py", context(api)?),
    ];
    for name in AS_THEY_ARE {
        files.push(source(&format!("{name}.py"), templates.get(&format!("python/{name}.py"))?.to_owned()));
    }
    Ok(files)
}

/// Where the check of each schema is.
fn schemas(index: &Index<'_>) -> String {
    let mut text = docstring(&["Where the check of each schema is.".to_owned()], 0);
    text.push_str("\nfrom typing import Final\n\nCHECKS: Final = {\n");
    for (number, ty) in index.api.types.iter().enumerate() {
        if let Shape::Object { .. } = ty.shape {
            let id = TypeId(number);
            let module = format!("fin_sdk.{}._checks.{}", index.package(id), index.home(id));
            let pair = [literal(&module), literal(index.check(id))];
            text.push_str(&bracketed(&format!("{}: (", literal(&ty.qualified())), &pair, ")", ",", 4));
        }
    }
    text + "}\n"
}

/// `pyproject.toml`.
fn project(api: &Api, templates: &Templates) -> Result<File, Error> {
    // JSON's escapes are TOML's too.
    let toml = |text: &str| serde_json::Value::from(visible(text)).to_string();
    let description = format!("Payloads of the {} API, checked before they are sent", api.name);
    let values = minijinja::context! {
        name => PACKAGE, version => toml(&api.model_version), description => toml(&description),
    };
    let text = header("# ", "") + &templates.render("python/pyproject.toml.jinja", values)?;
    Ok(File { path: format!("{FOLDER}/pyproject.toml"), bytes: text.into_bytes() })
}

/// A licence, as it stands.
fn licence(name: &str, text: &str) -> File {
    File { path: format!("{FOLDER}/{name}"), bytes: text.as_bytes().to_vec() }
}

fn readme(api: &Api, index: &Index<'_>, templates: &Templates) -> Result<File, Error> {
    let (mut example, mut output) = (String::new(), String::new());
    if let Some((id, ty, value)) = first_request(api) {
        let (name, package) = (index.name(id), index.package(id));
        let json = text_of(api, id, value);
        example = format!(
            "from fin_sdk.{package} import {name}\n\npayload = {name}.validate_json(\"\"\"{json}\"\"\")\n\
             assert not {name}.check(payload)\n\n\
             # Everything that is wrong is named at once.\nprint({name}.check({{}}))\n"
        );
        output = lacks(ty);
    }
    let versions: Vec<String> = api
        .versions
        .iter()
        .map(|version| super::text::code(&format!("fin_sdk.{}", scope_module(version))))
        .collect();
    let (api, versions) = (escape(&api.name), versions.join(" and "));
    let upgrade = upgrade_sample(index);
    let values = minijinja::context! { api, versions, example, output, upgrade };
    let text = header("<!-- ", " -->") + &templates.render("python/README.md.jinja", values)?;
    Ok(File { path: format!("{FOLDER}/README.md"), bytes: text.into_bytes() })
}

/// JSON within a text of several lines.
fn text_of(api: &Api, id: TypeId, value: &Value) -> String {
    let json = example::json(api, Some(&FieldType::Named(id)), value, 0).replace('\\', "\\\\");
    json.replace("\"\"\"", "\\\"\\\"\\\"").replace('`', "\\x60")
}

/// An older payload as a newer one.
fn upgrade_sample(index: &Index<'_>) -> Option<String> {
    let api = index.api;
    let sample = first_upgrade(api)?;
    let (function, _) = upgrade::named(api).into_iter().find(|(_, of)| of.to == sample.upgrade.to)?;
    let [from, to] = [sample.from, sample.to].map(|ty| scope_module(ty.scope.name()));
    Some(format!(
        "from fin_sdk import {from}, {to}\nfrom fin_sdk.upgrade import {function}\n\n\
         older = {from}.{}.validate_json(\"\"\"{}\"\"\")\n\
         additions = {to}.{}.validate_json(\"\"\"{}\"\"\")\n\
         newer = {function}(older, additions)\nassert newer.model_dump_json()\n",
        index.name(sample.upgrade.from),
        text_of(api, sample.upgrade.from, sample.payload),
        index.name(sample.asked),
        text_of(api, sample.asked, sample.additions),
    ))
}

/// `rulings.py`: the decisions that fields and rules rest on.
fn rulings(api: &Api) -> String {
    let summary = "How the guides are read where they contradict themselves or leave something open.";
    let mut text = docstring(&[summary.to_owned()], 0);
    text.push_str(
        "\nfrom typing import Final, NamedTuple\n\n__all__ = [\"RULINGS\", \"Ruling\"]\n\n\n\
         class Ruling(NamedTuple):\n    \"\"\"A decision.\"\"\"\n\n    conflict: str\n    \
         \"\"\"What the guides say, or do not say.\"\"\"\n    decision: str\n    \
         \"\"\"How it is read.\"\"\"\n    reason: str\n    \"\"\"Why so.\"\"\"\n\n\n\
         RULINGS: Final[dict[str, Ruling]] = {",
    );
    text.push_str(if api.rulings.is_empty() { "" } else { "\n" });
    for (id, ruling) in &api.rulings {
        let parts = [&ruling.conflict, &ruling.decision, &ruling.reason].map(|part| sentence(part));
        let lines: String = ["conflict", "decision", "reason"]
            .iter()
            .zip(&parts)
            .map(|(key, part)| format!("        {key}={},\n", literal(part)))
            .collect();
        text.push_str(&format!("    {}: Ruling(\n{lines}    ),\n", literal(id)));
    }
    text + "}\n\"\"\"The decisions by their ids.\"\"\"\n"
}

/// Codes and messages that the runtime itself reports.
fn words() -> String {
    let mut text = docstring(&["What the runtime itself reports.".to_owned()], 0);
    let mut constant = |name: &str, value: String| text.push_str(&format!("{name} = {value}\n"));
    constant("\nMAX_ISSUES", MAX_ISSUES.to_string());
    constant("JSON", literal(Structure::Json.code()));
    constant("NOT_JSON", literal(Structure::Json.message().unwrap_or_default()));
    constant("REQUIRED", literal(Structure::Required.code()));
    constant("TYPE", literal(Structure::Type.code()));
    constant("UNKNOWN_FIELD", literal(Structure::UnknownField.code()));
    constant("UNKNOWN", literal(&unknown_field(None)));
    // The name that is meant stands for itself.
    constant("UNKNOWN_NEAR", literal(&unknown_field(Some("\0"))));
    text
}

/// `context.py`: what rules ask for beside the payload.
fn context(api: &Api) -> Result<String, Error> {
    let mut text = docstring(&["What is known beside a payload.".to_owned()], 0);
    text.push_str(
        "\nimport datetime as dt\nfrom dataclasses import dataclass\n\n__all__ = [\"Context\"]\n\n\n",
    );
    text.push_str("@dataclass(frozen=True, kw_only=True, slots=True)\nclass Context:\n");
    text.push_str(&docstring(
        &[
            "What the rules of the API ask for beside the payload.".to_owned(),
            "A rule that asks for a value that is not given is skipped; the day is the current one in UTC then."
                .to_owned(),
        ],
        4,
    ));
    let today = api.context.iter().find(|value| value.name == "today");
    let words =
        today.map_or_else(|| "The day on which the payload is judged".to_owned(), |value| value.doc.clone());
    text.push_str("\n    today: dt.date | None = None\n");
    text.push_str(&docstring(&[sentence(&words)], 4));
    for (name, value) in context_values(api) {
        text.push_str(&format!("    {name}: {} | None = None\n", class(value)?));
        let docs = sentence(&value.doc);
        if !docs.is_empty() {
            text.push_str(&docstring(&[docs], 4));
        }
    }
    Ok(text)
}

/// The values beside `today`, each with the name of its field.
pub fn context_values(api: &Api) -> Vec<(String, &ContextValue)> {
    let mut taken = names::Names::with(["today"]);
    let others = api.context.iter().filter(|value| value.name != "today");
    others.map(|value| (taken.take(names::field(&value.name)), value)).collect()
}

/// The class of a context value.
pub fn class(value: &ContextValue) -> Result<&'static str, Error> {
    match value.kind {
        Kind::Text => Ok("str"),
        Kind::Boolean => Ok("bool"),
        Kind::Integer => Ok("int"),
        Kind::Number => Ok("float"),
        Kind::Date => Ok("dt.date"),
        Kind::Uuid | Kind::Enum | Kind::Object | Kind::List | Kind::Map => Err(Error::Unprintable {
            part: Part::Context(value.name.clone()),
            what: "a context value that is no text, boolean, integer, number or date",
        }),
    }
}
