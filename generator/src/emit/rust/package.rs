//! What makes a crate of the types: manifest, README, root module, and the hand-written parts.

use super::{
    Error, FOLDER,
    doc::{self, Block, anchor, comment},
    example,
    index::{Index, scope_module, scopes},
    source,
};
use crate::{
    api::{Api, FieldType, TypeId},
    emit::{
        PACKAGE, Templates, header,
        request::{first_request, first_upgrade},
    },
    write::File,
};
use serde_json::Value;

/// Prints the manifest, the README, `lib.rs` and its modules that are the same for every model.
pub fn emit(api: &Api, index: &Index<'_>, templates: &Templates) -> Result<Vec<File>, Error> {
    let file = |path: &str, text: String| File { path: format!("{FOLDER}/{path}"), bytes: text.into_bytes() };
    Ok(vec![
        file("Cargo.toml", manifest(api)),
        file("README.md", readme(api, index, templates)?),
        source("lib.rs", root(api)),
        source("api_error.rs", templates.get("rust/api_error.rs")?.to_owned()),
        source("terms.rs", templates.get("rust/terms.rs")?.to_owned()),
        source("rulings.rs", rulings(api)),
    ])
}

fn manifest(api: &Api) -> String {
    let description = toml(&format!("Payloads of the {} API, checked before they are sent", api.name));
    format!(
        "{}[package]\nname = \"{PACKAGE}\"\nversion = {}\ndescription = {description}\nedition = \"2024\"\n\
         rust-version = \"{}\"\nlicense = \"MIT OR Apache-2.0\"\nreadme = \"README.md\"\n\n[dependencies]\n\
         fin-payload = {{ path = \"../../fin-payload\", version = \"{}\" }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
         uuid = {{ version = \"1\", features = [\"serde\"] }}\n",
        header("# ", ""),
        toml(&api.model_version),
        env!("CARGO_PKG_RUST_VERSION"),
        env!("CARGO_PKG_VERSION"),
    )
}

/// A text as a TOML string: JSON's escapes are TOML's too.
fn toml(text: &str) -> String {
    serde_json::Value::from(doc::visible(text)).to_string()
}

fn readme(api: &Api, index: &Index<'_>, templates: &Templates) -> Result<String, Error> {
    let sample = first_request(api).map_or_else(String::new, |(id, ty, example)| {
        let path = format!("{}::{}", scope_module(ty.scope.name()), index.name(id));
        let json = example::json(api, Some(&FieldType::Named(id)), example, 0);
        let fenced = example::raw_string(&json);
        format!(
            "```rust\nuse fin_sdk::{{FinPayload, {path}}};\n\nlet payload = {name}::from_json({fenced}.as_bytes())?;\n\
             assert_eq!(payload.validate(), Ok(()));\n\n\
             // Everything that is wrong is named at once.\n\
             let issues = {name}::from_json(b\"{{}}\").unwrap_err();\n\
             assert!(issues.iter().all(|issue| issue.code == \"required\"));\n\
             # Ok::<(), fin_sdk::Issues>(())\n```",
            name = index.name(id),
        )
    });
    let versions: Vec<String> = api
        .versions
        .iter()
        .map(|version| doc::code(&format!("fin_sdk::{}", scope_module(version))))
        .collect();
    let (api, versions) = (doc::escape(&api.name), versions.join(" and "));
    let upgrade = upgrade_sample(index);
    let values = minijinja::context! { api, versions, example => sample, upgrade };
    Ok(header("<!-- ", " -->") + &templates.render("rust/README.md.jinja", values)?)
}

/// An older payload as a newer one.
fn upgrade_sample(index: &Index<'_>) -> Option<String> {
    let api = index.api;
    let sample = first_upgrade(api)?;
    let [from, to] = [sample.from, sample.to].map(|ty| scope_module(ty.scope.name()));
    let raw = |id: TypeId, value: &Value| {
        example::raw_string(&example::json(api, Some(&FieldType::Named(id)), value, 0))
    };
    let (fallible, error) = match sample.upgrade.is_fallible {
        true => ("?", "Box<dyn std::error::Error>"),
        false => ("", "fin_sdk::Issues"),
    };
    Some(format!(
        "use fin_sdk::{{FinPayload, {from}, {to}}};\n\n\
         let older = {from}::{}::from_json({}.as_bytes())?;\n\
         let additions = {to}::{}::from_json({}.as_bytes())?;\n\
         let newer = older.upgrade(additions){fallible};\n\
         assert_eq!(newer.validate(), Ok(()));\n# Ok::<(), {error}>(())",
        index.name(sample.upgrade.from),
        raw(sample.upgrade.from, sample.payload),
        index.name(sample.asked),
        raw(sample.asked, sample.additions),
    ))
}

fn root(api: &Api) -> String {
    let mut text = String::from("#![doc = include_str!(\"../README.md\")]\n#![forbid(unsafe_code)]\n\n");
    for module in ["api_error", "context", "terms"] {
        text.push_str(&format!("mod {module};\n"));
    }
    if !api.upgrades.is_empty() {
        text.push_str("mod upgrade;\n");
    }
    text.push_str("pub mod operations;\npub mod rulings;\n");
    for scope in scopes(api) {
        text.push_str(&format!("pub mod {};\n", scope_module(scope.name())));
    }
    text.push_str(
        "pub mod webhooks;\n\npub use api_error::ApiError;\npub use context::OnboardingContext;\n\
         pub use fin_payload::{Context, Date, ErrorBody, FinPayload, Issue, Issues, Options};\n\
         pub use terms::tos_policies_value;\n",
    );
    if super::upgrade::is_fallible(api) {
        text.push_str(&format!("pub use upgrade::{};\n", super::upgrade::MISMATCH));
    }
    text
}

/// The decisions that fields and rules rest on, as a page of the documentation.
fn rulings(api: &Api) -> String {
    let mut blocks = vec![Block::Text(
        "How this crate reads the guides where they contradict themselves or leave something open."
            .to_owned(),
    )];
    for (id, ruling) in &api.rulings {
        blocks.push(Block::Verbatim(vec![format!("## {}", anchor(id))]));
        blocks.push(Block::Text(doc::sentence(&ruling.conflict)));
        blocks.push(Block::Text(format!("**Decision**: {}", doc::sentence(&ruling.decision))));
        blocks.push(Block::Text(format!("**Reason**: {}", doc::sentence(&ruling.reason))));
    }
    comment(&blocks, "//!", 0)
}
