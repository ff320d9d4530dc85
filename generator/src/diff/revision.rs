//! Where a model is read: a folder, or a folder of a git revision, out of the repository's objects, and what was
//! published of the packages beside it. Nothing is checked out and nothing is written.

use crate::report::Report;
use crate::source::{self, Files, MAX_FILE_BYTES};
use crate::surface::{Damage, Language, Surface};
use std::fmt;
use std::io::{ErrorKind, Read as _, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where a model is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// As it was asked for.
    pub name: String,
    /// What that means.
    pub origin: Origin,
}

/// What the name of a model means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A folder.
    Folder(PathBuf),
    /// A folder of a revision: `v1.2.0` and `./spec`, as git reads paths.
    Revision {
        /// The revision.
        revision: String,
        /// The folder; one that starts with `./` is below the current one.
        folder: String,
    },
}

/// A revision that cannot be read.
#[derive(Debug)]
pub enum RevisionError {
    /// `git` cannot be run.
    NoGit(std::io::Error),
    /// There is neither such a folder nor such a revision.
    Unknown {
        /// What was asked for.
        name: String,
        /// What git says.
        why: String,
    },
    /// The revision has no such folder.
    NoFolder {
        /// The revision.
        revision: String,
        /// The folder.
        folder: String,
    },
    /// A file is too large, or no text.
    File {
        /// Its name.
        file: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// What was published of a package cannot be read.
    Surface {
        /// The file.
        file: String,
        /// What is wrong with it.
        damage: Damage,
    },
    /// git gave something else than it was asked for.
    Garbled,
    /// The model has mistakes.
    Model(Box<Report>),
}

impl fmt::Display for RevisionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RevisionError::NoGit(error) => write!(f, "cannot run `git`: {error}"),
            RevisionError::Unknown { name, why } if why.is_empty() => {
                write!(f, "`{name}` is neither a folder nor a git revision")
            }
            RevisionError::Unknown { name, why } => {
                write!(f, "`{name}` is neither a folder nor a git revision: {why}")
            }
            RevisionError::NoFolder { revision, folder } => write!(
                f,
                "the revision `{revision}` has no folder `{folder}`; `{revision}:PATH` names another one"
            ),
            RevisionError::File { file, why } => write!(f, "cannot read `{file}`: {why}"),
            RevisionError::Surface { file, damage } => write!(
                f,
                "`{file}` is damaged, {damage}; generate it again where it is, or compare with a model that has it not"
            ),
            RevisionError::Garbled => write!(f, "cannot read what `git` gives"),
            RevisionError::Model(_) => write!(f, "the model has mistakes"),
        }
    }
}

impl std::error::Error for RevisionError {}

impl Source {
    /// What a name means: a folder that there is, or a revision, with `spec` as its folder unless it names one.
    pub fn new(name: &str, spec: &Path) -> Source {
        let origin = if Path::new(name).is_dir() {
            Origin::Folder(PathBuf::from(name))
        } else {
            let (revision, folder) = match name.split_once(':') {
                Some((revision, folder)) => (revision, folder.trim_end_matches('/').to_owned()),
                None => (name, below_current(spec)),
            };
            Origin::Revision { revision: revision.to_owned(), folder }
        };
        Source { name: name.to_owned(), origin }
    }

    /// Reads its files, and the surfaces that stand beside its folder: what was published, whatever the emitters of
    /// today would print.
    ///
    /// # Errors
    /// No such folder or revision, files that cannot be read, mistakes in their syntax and shape.
    pub fn read(&self) -> Result<(Files, Vec<Surface>), RevisionError> {
        let (files, published) = match &self.origin {
            Origin::Folder(folder) => (source::read(folder), published(folder)?),
            Origin::Revision { revision, folder } => {
                let (files, published) = read(&self.name, revision, folder)?;
                let name = format!("{revision}:{}", folder.trim_start_matches("./"));
                (source::parse(&name, files), published)
            }
        };
        Ok((files.map_err(|report| RevisionError::Model(Box::new(report)))?, published))
    }
}

/// The surfaces beside a folder.
fn published(folder: &Path) -> Result<Vec<Surface>, RevisionError> {
    let mut surfaces = Vec::new();
    for language in Language::ALL {
        let above = match folder.file_name() {
            Some(_) => folder.parent().unwrap_or(folder).to_owned(),
            None => folder.join(".."),
        };
        let path = above.join(language.file());
        let name = || path.display().to_string();
        let failed = |why| RevisionError::File { file: name(), why };
        let mut text = String::new();
        let read = std::fs::File::open(&path).and_then(|file| {
            // One byte more than there may be tells a file that is too large from one that is not.
            file.take(MAX_FILE_BYTES as u64 + 1).read_to_string(&mut text)
        });
        match read {
            Ok(size) if size > MAX_FILE_BYTES => return Err(failed("the file is too large")),
            Ok(_) => surfaces.push(surface(language, &text, name)?),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                return Err(failed("the file is not UTF-8"));
            }
            Err(_) => return Err(failed("the file cannot be opened")),
        }
    }
    Ok(surfaces)
}

fn surface(language: Language, text: &str, name: impl Fn() -> String) -> Result<Surface, RevisionError> {
    Surface::parse(language, text).map_err(|damage| RevisionError::Surface { file: name(), damage })
}

/// A path of the file system as git reads one that is below the current folder.
fn below_current(spec: &Path) -> String {
    let path = spec.to_string_lossy().replace('\\', "/");
    let path = path.trim_end_matches('/');
    if path.starts_with("./") || path.starts_with("../") { path.to_owned() } else { format!("./{path}") }
}

/// The files of a revision's folder that make a model, those in it and those in its folders, and the surfaces beside.
#[allow(clippy::type_complexity, reason = "it is the name and the text of each file, and the surfaces")]
fn read(
    name: &str,
    revision: &str,
    folder: &str,
) -> Result<(Vec<(String, String)>, Vec<Surface>), RevisionError> {
    let commit = git(&["rev-parse", "--verify", "--end-of-options", &format!("{revision}^{{commit}}")], "")?;
    let commit = commit.map_err(|why| RevisionError::Unknown { name: name.to_owned(), why })?;
    let commit = text(commit)?;
    let commit = commit.trim();
    let no_folder = || RevisionError::NoFolder {
        revision: revision.to_owned(),
        folder: folder.trim_start_matches("./").to_owned(),
    };
    let inside = format!("{revision}:{}/", folder.trim_start_matches("./"));
    let model = list(commit, folder, &inside, is_wanted)?.ok_or_else(no_folder)?;
    let beside = match folder.rsplit_once('/') {
        Some((above, _)) => format!("{above}/"),
        None => String::new(),
    };
    let of = |name: &str| Language::ALL.into_iter().find(|language| language.file().ends_with(name));
    let outside = format!("{revision}:{}generated/", beside.trim_start_matches("./"));
    let is_surface = |path: &str| path.starts_with("surface.") && of(path).is_some();
    let output = list(commit, &format!("{beside}generated"), &outside, is_surface)?.unwrap_or_default();
    let objects: String = model.iter().chain(&output).map(|entry| format!("{}\n", entry.object)).collect();
    let contents = git(&["cat-file", "--batch"], &objects)?.map_err(|_| RevisionError::Garbled)?;
    let mut rest = contents.as_slice();
    let mut content = |entry: &Entry| {
        let content = take_object(&mut rest).ok_or(RevisionError::Garbled)?;
        let why = "the file is not UTF-8";
        String::from_utf8(content).map_err(|_| RevisionError::File { file: entry.name.clone(), why })
    };
    let mut files = Vec::new();
    for entry in model {
        files.push((entry.path.clone(), content(&entry)?));
    }
    let mut surfaces = Vec::new();
    for entry in output {
        let text = content(&entry)?;
        if let Some(language) = of(&entry.path) {
            surfaces.push(surface(language, &text, || entry.name.clone())?);
        }
    }
    Ok((files, surfaces))
}

/// A file of a revision.
struct Entry {
    /// From the folder.
    path: String,
    object: String,
    /// As it is called in messages.
    name: String,
}

/// The files of a revision's folder that are wanted; nothing where there is no such folder.
fn list(
    commit: &str,
    folder: &str,
    inside: &str,
    is_wanted: impl Fn(&str) -> bool,
) -> Result<Option<Vec<Entry>>, RevisionError> {
    let tree = git(&["rev-parse", "--verify", "--end-of-options", &format!("{commit}:{folder}")], "")?;
    let Ok(tree) = tree else { return Ok(None) };
    let listed = git(&["ls-tree", "-r", "-l", "-z", "--full-tree", text(tree)?.trim()], "")?;
    let Ok(listed) = listed else { return Ok(None) };
    let mut wanted = Vec::new();
    for line in text(listed)?.split('\0').filter(|line| !line.is_empty()) {
        let (about, path) = line.split_once('\t').ok_or(RevisionError::Garbled)?;
        let mut about = about.split_whitespace().skip(1);
        let (Some("blob"), Some(object), Some(size)) = (about.next(), about.next(), about.next()) else {
            continue;
        };
        if is_wanted(path) {
            let name = format!("{inside}{path}");
            if size.parse().is_ok_and(|size: usize| size > MAX_FILE_BYTES) {
                return Err(RevisionError::File { file: name, why: "the file is too large" });
            }
            wanted.push(Entry { path: path.to_owned(), object: object.to_owned(), name });
        }
    }
    Ok(Some(wanted))
}

/// As with a folder: the YAML and text files in it, and the YAML files in its folders, hidden ones aside.
fn is_wanted(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    let is_hidden = parts.iter().any(|part| part.starts_with('.'));
    match parts.as_slice() {
        [name] => !is_hidden && (name.ends_with(".yaml") || name.ends_with(".txt")),
        [_, name] => !is_hidden && name.ends_with(".yaml"),
        _ => false,
    }
}

/// The next object of `cat-file --batch`: a line `<object> blob <size>`, so many bytes, and a newline.
fn take_object(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let newline = rest.iter().position(|byte| *byte == b'\n')?;
    let head = std::str::from_utf8(rest.get(..newline)?).ok()?;
    let size: usize = head.rsplit(' ').next()?.parse().ok()?;
    let start = newline + 1;
    let content = rest.get(start..start.checked_add(size)?)?.to_vec();
    *rest = rest.get(start + size + 1..)?;
    Some(content)
}

fn text(bytes: Vec<u8>) -> Result<String, RevisionError> {
    String::from_utf8(bytes).map_err(|_| RevisionError::Garbled)
}

/// Runs git: what it prints, or, where it fails, why it says it does.
fn git(arguments: &[&str], input: &str) -> Result<Result<Vec<u8>, String>, RevisionError> {
    let mut child = Command::new("git")
        .args(arguments)
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(RevisionError::NoGit)?;
    let mut stdin = child.stdin.take();
    let input = input.to_owned();
    // Beside the reading: a pipe that nobody reads is full after a while.
    let writer = std::thread::spawn(move || stdin.as_mut().map(|stdin| stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().map_err(RevisionError::NoGit)?;
    let _ = writer.join();
    if output.status.success() {
        return Ok(Ok(output.stdout));
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let first = said.lines().next().unwrap_or_default();
    Ok(Err(first.trim_start_matches("fatal: ").trim_start_matches("error: ").to_owned()))
}
