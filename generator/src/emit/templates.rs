//! The parts of the output that are written by hand: minijinja templates, and files that go out as they are.

use super::Error;
use fin_core::nearest;
use minijinja::{Environment, UndefinedBehavior, syntax::SyntaxConfig, value::Serde};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

/// The built-in parts of every language, under their names below `templates/`.
fn built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
    let languages = [
        super::rust::TEMPLATES,
        super::typescript::TEMPLATES,
        super::python::TEMPLATES,
        super::docs::TEMPLATES,
    ];
    languages.into_iter().flatten().copied()
}

/// Every part by its name: built in, or a maintainer's own of the same name.
pub struct Templates {
    environment: Environment<'static>,
    texts: BTreeMap<String, String>,
}

impl Templates {
    /// The built-in parts, with those of a folder laid over them, file by file.
    ///
    /// # Errors
    /// The folder cannot be read, or holds a file that replaces nothing (it would be lost without a word).
    pub fn new(folder: Option<&Path>) -> Result<Self, Error> {
        let mut texts: BTreeMap<String, String> =
            built_in().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        if let Some(folder) = folder {
            lay_over(&mut texts, folder, folder)?;
        }
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let mut syntax = SyntaxConfig::builder();
        syntax.keep_trailing_newline(true).trim_blocks(true).lstrip_blocks(true);
        environment.set_syntax(syntax.build()?);
        environment.set_debug(true);
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        for (name, text) in texts.iter().filter(|(name, _)| name.ends_with(".jinja")) {
            environment.add_template_owned(name.clone(), text.clone())?;
        }
        Ok(Templates { environment, texts })
    }

    /// Every part as it stands, by its name.
    pub fn texts(&self) -> &BTreeMap<String, String> {
        &self.texts
    }

    /// A part as it stands.
    ///
    /// # Errors
    /// There is none of that name.
    pub fn get(&self, name: &str) -> Result<&str, Error> {
        self.texts.get(name).map(String::as_str).ok_or_else(|| missing(name))
    }

    /// A template filled in. What a value says is not looked at again.
    ///
    /// # Errors
    /// It is missing, or names a value that it is not given.
    pub fn render(&self, name: &str, values: impl Serialize) -> Result<String, Error> {
        Ok(self.environment.get_template(name)?.render(Serde(values))?)
    }
}

fn missing(name: &str) -> Error {
    Error::Folder { path: name.into(), source: io::ErrorKind::NotFound.into() }
}

fn lay_over(texts: &mut BTreeMap<String, String>, root: &Path, folder: &Path) -> Result<(), Error> {
    let failed = |path: &Path, source| Error::Folder { path: path.to_owned(), source };
    let entries = fs::read_dir(folder).map_err(|source| failed(folder, source))?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<PathBuf>>>()
        .map_err(|source| failed(folder, source))?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            lay_over(texts, root, &path)?;
            continue;
        }
        let name = path.strip_prefix(root).unwrap_or(&path).components();
        let name: Vec<_> = name.map(|part| part.as_os_str().to_string_lossy()).collect();
        let name = name.join("/");
        let Some(text) = texts.get_mut(&name) else {
            let meant = nearest(&name, texts.keys().map(String::as_str))
                .map_or_else(String::new, |meant| format!(", did you mean `{meant}`?"));
            let why = format!("replaces no built-in template{meant}");
            return Err(failed(&path, io::Error::other(why)));
        };
        *text = fs::read_to_string(&path).map_err(|source| failed(&path, source))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Error, Templates};
    use minijinja::context;
    use std::fs;

    #[test]
    fn values_are_not_templates() {
        let templates = Templates::new(None).unwrap();
        let values =
            context! { api => "{{ versions }}", versions => "<{% raw %}&", example => "", upgrade => "" };
        let text = templates.render("rust/README.md.jinja", values).unwrap();
        assert!(text.contains("The payloads of the {{ versions }} API"), "{text}");
        assert!(text.contains("<{% raw %}& hold"), "{text}");
    }

    #[test]
    fn a_folder_replaces_file_by_file_and_names_what_replaces_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("rust")).unwrap();
        fs::write(folder.path().join("rust/terms.rs"), "// mine\n").unwrap();
        let templates = Templates::new(Some(folder.path())).unwrap();
        assert_eq!(templates.get("rust/terms.rs").unwrap(), "// mine\n");
        assert!(templates.get("rust/api_error.rs").unwrap().contains("ApiError"));

        fs::write(folder.path().join("rust/term.rs"), "").unwrap();
        let error = Templates::new(Some(folder.path())).err().unwrap().to_string();
        assert!(error.ends_with("replaces no built-in template, did you mean `rust/terms.rs`?"), "{error}");
    }

    #[test]
    fn a_template_that_asks_for_an_unknown_value_names_its_line() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("rust")).unwrap();
        fs::write(folder.path().join("rust/README.md.jinja"), "one\n{{ nothing }}\n").unwrap();
        let templates = Templates::new(Some(folder.path())).unwrap();
        let error = templates.render("rust/README.md.jinja", context! { api => "" }).unwrap_err();
        assert!(matches!(error, Error::Template(_)));
        assert!(error.to_string().contains("rust/README.md.jinja:2"), "{error}");
    }
}
