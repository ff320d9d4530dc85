//! What each package offers → a file a language, one public name and signature a line.

use super::{Error, Templates, python, rust, side_by_side, typescript};
use crate::{
    api::Api,
    surface::{Language, Surface},
    write::File,
};

/// The files.
pub const AREAS: [&str; 3] = [Language::Rust.file(), Language::TypeScript.file(), Language::Python.file()];

/// Prints the surfaces.
pub fn emit(api: &Api, templates: &Templates) -> Result<Vec<File>, Error> {
    let file = |language: Language| {
        let text = of(api, language, templates)?.text();
        Ok(File { path: language.file().to_owned(), bytes: text.into_bytes() })
    };
    side_by_side(&Language::ALL, |language| file(*language))
}

/// What the package of a language offers.
///
/// # Errors
/// What the package itself cannot be printed for.
pub fn of(api: &Api, language: Language, templates: &Templates) -> Result<Surface, Error> {
    let mut items = match language {
        Language::Rust => rust::surface(api)?,
        Language::TypeScript => typescript::surface(api)?,
        Language::Python => python::surface(api)?,
    };
    // What the parts that are written by hand offer is written down by hand beside them.
    let part = format!("{}/surface.txt", language.name());
    let by_hand = crate::surface::items(templates.get(&part)?);
    items.extend(by_hand.map_err(|damage| Error::Surface { part, damage })?);
    Ok(Surface::new(language, items))
}
