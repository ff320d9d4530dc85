//! The package's README.

use super::{
    FOLDER,
    index::{Index, folder},
    upgrade,
};
use crate::{
    api::{Api, FieldType, TypeId},
    emit::{
        Error, Templates, header,
        request::{first_request, first_upgrade, lacks},
        rust::example,
        words::escape,
    },
    write::File,
};
use serde_json::Value;

/// Prints `README.md`.
pub fn print(index: &Index<'_>, templates: &Templates) -> Result<File, Error> {
    let api = index.api;
    let (mut sample, mut output) = (String::new(), String::new());
    if let Some((id, ty, value)) = first_request(api) {
        let (name, from) = (index.name(id), folder(ty.scope.name()));
        let json = literal(api, id, value);
        sample = format!(
            "import {{ {name} }} from \"fin-sdk/{from}\";\n\nconst payload = {name}.parseJson(`{json}`);\n\
             {name}.parse(payload); // the same object\n\n// Everything that is wrong is named at once.\n\
             for (const {{ path, message, code }} of {name}.check({{}})) {{\n  \
             console.log(`${{path}}: ${{message}} [${{code}}]`);\n}}\n"
        );
        output = lacks(ty);
    }
    let versions: Vec<String> =
        api.versions.iter().map(|version| format!("`fin-sdk/{}`", folder(version))).collect();
    let (api, versions) = (escape(&api.name), versions.join(" and "));
    let upgrade = upgrade_sample(index);
    let values = minijinja::context! { api, versions, example => sample, output, upgrade };
    let text = header("<!-- ", " -->") + &templates.render("typescript/README.md.jinja", values)?;
    Ok(File { path: format!("{FOLDER}/README.md"), bytes: text.into_bytes() })
}

/// JSON within a template literal: nothing may end it or be filled in, nor may a fence be closed.
fn literal(api: &Api, id: TypeId, value: &Value) -> String {
    let json = example::json(api, Some(&FieldType::Named(id)), value, 0);
    json.replace('\\', "\\\\").replace('`', "\\x60").replace("${", "\\${")
}

/// An older payload as a newer one.
fn upgrade_sample(index: &Index<'_>) -> Option<String> {
    let api = index.api;
    let sample = first_upgrade(api)?;
    let (function, _) = upgrade::named(api).into_iter().find(|(_, of)| of.to == sample.upgrade.to)?;
    let [from, to] = [sample.from, sample.to].map(|ty| folder(ty.scope.name()));
    let name = |id| index.name(id);
    let (older, newer) = (name(sample.upgrade.from), name(sample.upgrade.to));
    let payload = literal(api, sample.upgrade.from, sample.payload);
    let additions = literal(api, sample.asked, sample.additions);
    Some(format!(
        "import {{ {function} }} from \"fin-sdk/upgrade\";\nimport * as {from} from \"fin-sdk/{from}\";\n\
         import * as {to} from \"fin-sdk/{to}\";\n\n\
         const older = {from}.{older}.parseJson(`{payload}`);\n\
         const additions = {to}.{asked}.parseJson(`{additions}`);\n\
         const newer = {function}(older, additions);\n{to}.{newer}.parse(newer); // the same object\n",
        asked = name(sample.asked),
    ))
}
