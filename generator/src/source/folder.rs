use super::{Files, MAX_FILE_BYTES, Texts, parse};
use crate::report::{Code, Draft, Report};
use std::{fs, io::Read, path::Path};

/// Reads a model folder: the YAML and text files in it, and the YAML files in its folders.
///
/// # Errors
/// Files that cannot be read, and mistakes in their syntax and shape.
pub fn read(spec: &Path) -> Result<Files, Report> {
    parse(&name(spec), gather(spec)?)
}

/// The texts of a model folder, by their paths in it.
///
/// # Errors
/// Files that cannot be read.
pub fn gather(spec: &Path) -> Result<Vec<(String, String)>, Report> {
    let mut gathered = Gathered { files: Vec::new(), drafts: Vec::new() };
    gathered.folder(spec, "", &name(spec));
    if !gathered.drafts.is_empty() {
        return Err(Report::new(gathered.drafts, Texts::default()));
    }
    gathered.files.sort();
    Ok(gathered.files)
}

/// What a model folder is called in messages.
pub fn name(spec: &Path) -> String {
    spec.to_string_lossy().replace('\\', "/")
}

struct Gathered {
    files: Vec<(String, String)>,
    drafts: Vec<Draft>,
}

impl Gathered {
    fn folder(&mut self, path: &Path, inside: &str, name: &str) {
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => return self.unreadable(name, &error),
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => return self.unreadable(name, &error),
            };
            let own = entry.file_name().to_string_lossy().into_owned();
            let wanted = own.ends_with(".yaml") || (inside.is_empty() && own.ends_with(".txt"));
            let full = format!("{name}/{own}");
            if own.starts_with('.') {
                continue;
            } else if entry.path().is_dir() {
                if inside.is_empty() {
                    self.folder(&entry.path(), &format!("{own}/"), &full);
                }
            } else if wanted {
                self.file(&entry.path(), format!("{inside}{own}"), &full);
            }
        }
    }

    fn file(&mut self, path: &Path, inside: String, name: &str) {
        let mut bytes = Vec::new();
        let limit = MAX_FILE_BYTES as u64 + 1;
        if let Err(error) = fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes)) {
            return self.unreadable(name, &error);
        }
        if bytes.len() > MAX_FILE_BYTES {
            let message = format!("the file is larger than {} MiB", MAX_FILE_BYTES >> 20);
            self.drafts.push(Draft::in_file(Code::TooLarge, name, 0..0, message).remedy("split it"));
            return;
        }
        match String::from_utf8(bytes) {
            Ok(text) => self.files.push((inside, text)),
            Err(error) => {
                let message =
                    format!("the file is not UTF-8, from byte {} on", error.utf8_error().valid_up_to());
                self.drafts.push(Draft::in_file(Code::YamlSyntax, name, 0..0, message));
            }
        }
    }

    fn unreadable(&mut self, name: &str, error: &std::io::Error) {
        let message = format!("cannot read `{name}`: {error}");
        self.drafts.push(Draft::in_file(Code::Unreadable, name, 0..0, message));
    }
}
