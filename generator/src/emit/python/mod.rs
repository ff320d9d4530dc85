//! Python: a package of Pydantic models, and plain functions that own the verdict.

mod body;
mod checks;
mod formats;
mod index;
mod lower;
mod names;
mod package;
mod text;

use super::{Error, Templates, header};
use crate::{api::Api, write::File};
use formats::Formats;
use index::{Index, scope_module, scopes};

/// The hand-written parts.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("python/_collect.py", include_str!("../../../templates/python/_collect.py")),
    ("python/_read.py", include_str!("../../../templates/python/_read.py")),
    ("python/_verdict.py", include_str!("../../../templates/python/_verdict.py")),
    ("python/_wire.py", include_str!("../../../templates/python/_wire.py")),
    ("python/checks.py", include_str!("../../../templates/python/checks.py")),
    ("python/errors.py", include_str!("../../../templates/python/errors.py")),
    ("python/issues.py", include_str!("../../../templates/python/issues.py")),
    ("python/terms.py", include_str!("../../../templates/python/terms.py")),
];

const FOLDER: &str = "generated/python";

/// Prints the package.
pub fn emit(api: &Api, templates: &Templates) -> Result<Vec<File>, Error> {
    let index = Index::new(api);
    let formats = Formats::new(api);
    let mut files = package::emit(api, &index, templates)?;
    files.push(source("_formats.py", formats.print(api)));
    for scope in scopes(api) {
        let folder = scope_module(scope.name());
        files.push(source(&format!("{folder}/__init__.py"), String::new()));
        files.push(source(&format!("{folder}/_checks/__init__.py"), String::new()));
        for module in index.modules(scope.name()) {
            let checks = checks::print(&index, &formats, scope.name(), module)?;
            files.push(source(&format!("{folder}/_checks/{}.py", module.name), checks));
        }
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
