//! Reads the files of a model folder into the types of [`crate::model`], and finds places in them again.
//!
//! Nothing else reads YAML. The typed reader keeps no places: they are looked up by a second, span-keeping
//! parser, and only in files in which there is something to report.

mod folder;
mod spot;
mod tree;
mod yaml;

pub use folder::{gather, name, read};
pub use spot::{Cursor, FileId, Part, Spot, Step};
pub use tree::Tree;
pub use yaml::read as read_yaml;

use crate::model::{ApiFile, ContextFile, FormatsFile, RulingsFile, TypesFile};
use crate::report::{Code, Draft, Report, quoted};
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// A file larger than this is refused.
pub const MAX_FILE_BYTES: usize = 8 << 20;

/// The texts of the files, by name: the model folder's own path, then the path in it.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    files: Vec<(String, String)>,
    by_name: HashMap<String, usize>,
}

impl Texts {
    /// Adds a file.
    pub fn add(&mut self, name: String, text: String) -> FileId {
        let id = self.files.len();
        self.by_name.insert(name.clone(), id);
        self.files.push((name, text));
        FileId(id)
    }

    /// Name and text of a file.
    pub fn get(&self, id: FileId) -> Option<(&str, &str)> {
        self.files.get(id.0).map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// The text of the file of that name.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.get(FileId(*self.by_name.get(name)?)).map(|(_, text)| text)
    }
}

/// The files of a model.
#[derive(Debug)]
pub struct Files {
    /// Their texts.
    pub texts: Texts,
    /// `fin.yaml`
    pub api: (FileId, ApiFile),
    /// `formats.yaml`
    pub formats: Option<(FileId, FormatsFile)>,
    /// `context.yaml`
    pub context: Option<(FileId, ContextFile)>,
    /// `rulings.yaml`
    pub rulings: Option<(FileId, RulingsFile)>,
    /// Lists of texts, by file name.
    pub values: HashMap<String, FileId>,
    /// The files of types: shared ones first, then version by version, by name.
    pub types: Vec<TypesOf>,
}

/// A file of types.
#[derive(Debug)]
pub struct TypesOf {
    /// The file.
    pub file: FileId,
    /// Its name without folder and ending.
    pub name: String,
    /// The version of its folder; `None` is `shared`.
    pub version: Option<String>,
    /// What it says.
    pub content: TypesFile,
}

/// Reads a model out of texts: pairs of a path in the model folder, such as `v1/create.yaml`, and what it says.
/// `folder` is only a name for messages.
///
/// # Errors
/// Mistakes in the syntax and shape of every file.
pub fn parse(folder: &str, mut files: Vec<(String, String)>) -> Result<Files, Report> {
    files.sort();
    let mut reading = Reading { folder, texts: Texts::default(), drafts: Vec::new() };
    let mut names = Vec::new();
    for (path, text) in files {
        let id = reading.texts.add(reading.name(&path), text);
        names.push((path, id));
    }
    match reading.files(&names) {
        Some(mut files) if reading.drafts.is_empty() => {
            files.texts = reading.texts;
            Ok(files)
        }
        _ => Err(Report::new(reading.drafts, reading.texts)),
    }
}

struct Reading<'a> {
    folder: &'a str,
    texts: Texts,
    drafts: Vec<Draft>,
}

/// A file, and what it says or why it cannot be read.
type Said<T> = (FileId, Result<T, Box<Draft>>);

impl Reading<'_> {
    fn name(&self, path: &str) -> String {
        if self.folder.is_empty() { path.to_owned() } else { format!("{}/{path}", self.folder) }
    }

    fn files(&mut self, names: &[(String, FileId)]) -> Option<Files> {
        // Side by side, the largest ones first.
        let ((rulings, types), (api, formats, context)) = rayon::join(
            || rayon::join(|| self.single(names, "rulings.yaml"), || self.types(names)),
            || {
                let api = self.single::<ApiFile>(names, "fin.yaml");
                (api, self.single(names, "formats.yaml"), self.single(names, "context.yaml"))
            },
        );
        let api = self.kept(api);
        if api.is_none() && self.drafts.is_empty() {
            let draft =
                Draft::in_file(Code::MissingFile, &self.name("fin.yaml"), 0..0, "there is no `fin.yaml`");
            self.drafts
                .push(draft.remedy("every model has one: it names the API, its versions and its documents"));
        }
        let (formats, context, rulings) = (self.kept(formats), self.kept(context), self.kept(rulings));
        let mut values = HashMap::new();
        let mut wanted = HashMap::new();
        for (path, file) in names {
            match path.split_once('/') {
                Some((folder, name)) if self.is_version(api.as_ref(), folder, name) => {
                    wanted.insert(*file, (folder, name));
                }
                Some(_) => {}
                None if path.ends_with(".txt") => {
                    values.insert(path.clone(), *file);
                }
                None if !["fin.yaml", "formats.yaml", "context.yaml", "rulings.yaml"]
                    .contains(&path.as_str()) =>
                {
                    let message = format!("nothing reads {}", quoted(path));
                    self.drafts.push(
                        Draft::in_file(Code::StrayFile, &self.name(path), 0..0, message).remedy(
                            "types and operations stand in `shared` or in the folder of their version",
                        ),
                    );
                }
                None => {}
            }
        }
        let mut found = Vec::new();
        for (file, said) in types {
            let Some((folder, name)) = wanted.get(&file) else { continue };
            let version = Some((*folder).to_owned()).filter(|folder| folder != "shared");
            let name = name.strip_suffix(".yaml").unwrap_or(name).to_owned();
            let content = self.kept(Some((file, said)));
            found.extend(content.map(|(file, content)| TypesOf { file, name, version, content }));
        }
        let api = api?;
        let rank = |types: &TypesOf| {
            types.version.as_ref().map(|version| api.1.versions.iter().position(|known| known == version))
        };
        found.sort_by_key(rank);
        Some(Files { texts: Texts::default(), api, formats, context, rulings, values, types: found })
    }

    fn single<T: DeserializeOwned>(&self, names: &[(String, FileId)], path: &str) -> Option<Said<T>> {
        let (_, file) = names.iter().find(|(name, _)| name == path)?;
        self.yaml(*file)
    }

    /// The files in folders: they are most of a model.
    fn types(&self, names: &[(String, FileId)]) -> Vec<Said<TypesFile>> {
        let inside: Vec<FileId> =
            names.iter().filter(|(path, _)| path.contains('/')).map(|(_, file)| *file).collect();
        inside.par_iter().with_max_len(1).filter_map(|file| self.yaml(*file)).collect()
    }

    fn yaml<T: DeserializeOwned>(&self, file: FileId) -> Option<Said<T>> {
        let (name, text) = self.texts.get(file)?;
        Some((file, yaml::read(name, text)))
    }

    /// What a file says; reports it where it cannot be read.
    fn kept<T>(&mut self, said: Option<Said<T>>) -> Option<(FileId, T)> {
        let (file, said) = said?;
        let content = said.map_err(|draft| self.drafts.push(*draft)).ok()?;
        Some((file, content))
    }

    /// Whether a folder is one that the API has; reports the file otherwise.
    fn is_version(&mut self, api: Option<&(FileId, ApiFile)>, folder: &str, name: &str) -> bool {
        let known = api.map(|(_, api)| api.versions.as_slice());
        if folder == "shared" || known.is_none_or(|versions| versions.iter().any(|v| v == folder)) {
            return true;
        }
        let message = format!("`fin.yaml` names no version {}", quoted(folder));
        let draft = Draft::in_file(Code::StrayFile, &self.name(&format!("{folder}/{name}")), 0..0, message);
        self.drafts.push(draft.meant(
            folder,
            known.unwrap_or_default().iter().map(String::as_str),
            "add the version to `versions`, or remove the folder",
        ));
        false
    }
}
