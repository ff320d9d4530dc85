//! Packages of other models than ours, printed below `target/`.

use crate::root;
use fingen::{
    api::Api,
    emit::{TARGETS, Templates},
    surface::Language,
};
use std::{error::Error, fs, path::Path, path::PathBuf};

/// Prints the package of a language into a folder; where it stands then. A crate is outside of the workspace, with
/// the versions that everything else is tested with.
///
/// # Errors
/// The model cannot be printed, or a file not be written.
pub fn package(language: Language, api: &Api, folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let target = TARGETS.iter().find(|target| target.name == language.name()).ok_or("no such target")?;
    let package = folder.join("generated").join(language.name());
    if package.exists() {
        fs::remove_dir_all(&package)?;
    }
    for file in (target.emit)(api, &Templates::new(None)?)? {
        let path = folder.join(file.path);
        fs::create_dir_all(path.parent().ok_or("a file without a folder")?)?;
        fs::write(path, file.bytes)?;
    }
    if language == Language::Rust {
        let manifest = package.join("Cargo.toml");
        let payload = root().join("fin-payload").display().to_string();
        let text = fs::read_to_string(&manifest)?.replace("\"../../fin-payload\"", &format!("{payload:?}"));
        fs::write(manifest, text + "\n[workspace]\n")?;
        fs::copy(root().join("Cargo.lock"), package.join("Cargo.lock"))?;
    }
    Ok(package)
}
