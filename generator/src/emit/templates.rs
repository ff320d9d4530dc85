use super::Error;
use std::{fs, io, path::PathBuf};

/// The hand-written parts of the output.
const BUILT_IN: [(&str, &str); 3] = [
    ("rust/api_error.rs", include_str!("../../templates/rust/api_error.rs")),
    ("rust/terms.rs", include_str!("../../templates/rust/terms.rs")),
    ("rust/README.md", include_str!("../../templates/rust/README.md")),
];

/// Where hand-written parts come from: built in, or out of a folder where that has one of the name.
#[derive(Default)]
pub struct Templates {
    /// The folder.
    pub folder: Option<PathBuf>,
}

impl Templates {
    /// The text of a part.
    pub fn get(&self, name: &str) -> Result<String, Error> {
        let failed = |source| Error::Template { name: name.to_owned(), source };
        if let Some(folder) = &self.folder {
            match fs::read_to_string(folder.join(name)) {
                Ok(text) => return Ok(text),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(source) => return Err(failed(source)),
            }
        }
        let built_in = BUILT_IN.iter().find(|(known, _)| *known == name);
        built_in.map(|(_, text)| (*text).to_owned()).ok_or_else(|| failed(io::ErrorKind::NotFound.into()))
    }
}
