//! The package's README.

use super::{
    FOLDER,
    index::{Index, folder},
};
use crate::{
    api::FieldType,
    emit::{
        Error, Templates, header,
        request::{first_request, lacks},
        rust::example,
        words::escape,
    },
    write::File,
};

/// Prints `README.md`.
pub fn print(index: &Index<'_>, templates: &Templates) -> Result<File, Error> {
    let api = index.api;
    let (mut sample, mut output) = (String::new(), String::new());
    if let Some((id, ty, value)) = first_request(api) {
        let (name, from) = (index.name(id), folder(ty.scope.name()));
        let json = example::json(api, Some(&FieldType::Named(id)), value, 0);
        // In a template literal nothing may end it or be filled in, nor may a fence be closed.
        let json = json.replace('\\', "\\\\").replace('`', "\\x60").replace("${", "\\${");
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
    let values = minijinja::context! { api, versions, example => sample, output };
    let text = header("<!-- ", " -->") + &templates.render("typescript/README.md.jinja", values)?;
    Ok(File { path: format!("{FOLDER}/README.md"), bytes: text.into_bytes() })
}
