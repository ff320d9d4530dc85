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

/// Puts values in the place of `{{ name }}`, in one pass: what a value says is not looked at again.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{ ") {
        filled.push_str(before);
        let value = after.split_once(" }}").and_then(|(name, after)| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, after))
        });
        match value {
            Some((value, after)) => {
                filled.push_str(value);
                rest = after;
            }
            None => {
                filled.push_str("{{ ");
                rest = after;
            }
        }
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn values_are_not_templates() {
        let values = [("a", "{{ b }}"), ("b", "{{ a }}")];
        assert_eq!(fill("{{ a }}-{{ b }}-{{ c }}-{{a}}-{{ ", &values), "{{ b }}-{{ a }}-{{ c }}-{{a}}-{{ ");
    }
}
