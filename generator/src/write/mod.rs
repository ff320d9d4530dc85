//! The last step: files in memory become files on disk, or are compared with them. Nothing half-written ever:
//! a file is replaced by a rename, and where one file may not be replaced, none is.

mod diff;
mod journal;
mod place;

pub use diff::diff;
pub use place::PathFault;

use journal::{Journal, Manifest, hash};
use place::Places;
use rayon::prelude::*;
use std::{collections::BTreeMap, fmt, io, path::Path, path::PathBuf};

/// Where the hashes of everything written are kept.
pub const MANIFEST: &str = "generated/manifest.json";

/// The only places that a manifest may speak of, and so the only ones where a file is ever removed.
const COVERED: [&str; 3] = ["generated/", "fin-derive/src/gen/", "spec/schema/"];

/// A file to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Below the root, with slashes.
    pub path: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// What [`write()`] may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Write and remove files.
    Write {
        /// Also those that were edited by hand.
        force: bool,
    },
    /// Touch nothing, and say what would happen.
    Check,
}

/// How a file on disk stands to the file that it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Unchanged,
    /// Not there.
    Missing,
    /// As it was written the last time, and to be replaced.
    Outdated,
    /// As it was written the last time, and no longer wanted.
    Stale,
    /// Neither as it was written nor as it should be.
    Edited,
}

/// A file and how it stands.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Below the root, with slashes.
    pub path: String,
    /// How it stands.
    pub state: State,
    /// What is on disk, where that is to change.
    pub old: Option<Vec<u8>>,
    /// What it should be; `None` where it should not be at all.
    pub new: Option<Vec<u8>>,
}

/// What was found, sorted by path, and whether it was put right.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Every file, the unchanged ones too.
    pub findings: Vec<Finding>,
    /// Whether the changes were made: not in a check, and not where an edited file stands in the way.
    pub done: bool,
}

impl Outcome {
    /// The files in that state.
    pub fn of(&self, state: State) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.state == state)
    }

    /// Whether every file is as it should be.
    pub fn is_clean(&self) -> bool {
        self.findings.iter().all(|finding| finding.state == State::Unchanged)
    }
}

/// Why nothing could be said or done.
#[derive(Debug)]
pub enum Error {
    /// A path that may not be written.
    Path {
        /// The path.
        path: String,
        /// What is wrong with it.
        fault: PathFault,
    },
    /// The file system refused.
    Io {
        /// The path.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The manifest is not one.
    Manifest {
        /// Its path.
        path: &'static str,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Path { path, fault } => write!(f, "`{path}` {fault}"),
            Error::Io { path, source } => write!(f, "`{}`: {source}", path.display()),
            Error::Manifest { path } => {
                write!(f, "`{path}` is not a list of paths and hashes: restore it, or run with `--force`")
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io { source, .. } => Some(source),
            Error::Path { .. } | Error::Manifest { .. } => None,
        }
    }
}

/// Makes `areas` below `root` hold exactly `files`. An area is a folder (`generated/rust/`) or a file.
///
/// A file whose content is neither what was last written nor what it should be was edited: unless forced,
/// it is neither overwritten nor removed, and then nothing else is written either.
///
/// # Errors
/// A path leads out of the areas or through a symbolic link, the manifest is broken, or the file system fails.
pub fn write(files: &[File], areas: &[&str], root: &Path, mode: Mode) -> Result<Outcome, Error> {
    let places = Places::new(root, files)?;
    let journal = Journal::read(root, mode == Mode::Write { force: true })?;
    let mut findings = compare(files, areas, &places, &journal)?;
    let wanted = wanted_manifest(files, areas, &journal);
    let refused = mode != (Mode::Write { force: true }) && findings.iter().any(|f| f.state == State::Edited);
    let done = mode != Mode::Check && !refused;
    if done {
        put(&findings, &places, &journal, &wanted)?;
    }
    let manifest = manifest_finding(root, wanted.to_json())?;
    if let (true, Some(bytes)) = (done, &manifest.new) {
        places.replace(MANIFEST, bytes)?;
    }
    if done {
        journal.close()?;
    }
    findings.push(manifest);
    findings.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Outcome { findings, done })
}

fn in_areas(path: &str, areas: &[&str]) -> bool {
    areas.iter().any(|area| path == *area || (area.ends_with('/') && path.starts_with(area)))
}

fn compare(
    files: &[File],
    areas: &[&str],
    places: &Places<'_>,
    journal: &Journal,
) -> Result<Vec<Finding>, Error> {
    let compared: Vec<Result<Finding, Error>> =
        files.par_iter().map(|file| compare_file(file, areas, places, journal)).collect();
    let mut findings = compared.into_iter().collect::<Result<Vec<Finding>, Error>>()?;
    let kept: BTreeMap<&str, ()> = files.iter().map(|file| (file.path.as_str(), ())).collect();
    for path in journal.paths() {
        if in_areas(path, areas) && !kept.contains_key(path) {
            let Some(old) = places.read(path)? else { continue };
            let state = if journal.knows(path, &hash(&old)) { State::Stale } else { State::Edited };
            findings.push(Finding { path: path.to_owned(), state, old: Some(old), new: None });
        }
    }
    Ok(findings)
}

fn compare_file(
    file: &File,
    areas: &[&str],
    places: &Places<'_>,
    journal: &Journal,
) -> Result<Finding, Error> {
    if !in_areas(&file.path, areas) || !in_areas(&file.path, &COVERED) {
        return Err(Error::Path { path: file.path.clone(), fault: PathFault::OutsideAreas });
    }
    let old = places.read(&file.path)?;
    let state = match &old {
        None => State::Missing,
        Some(old) if *old == file.bytes => State::Unchanged,
        Some(old) if journal.knows(&file.path, &hash(old)) => State::Outdated,
        Some(_) => State::Edited,
    };
    let (old, new) = if state == State::Unchanged { (None, None) } else { (old, Some(file.bytes.clone())) };
    Ok(Finding { path: file.path.clone(), state, old, new })
}

/// The new files' hashes, and what the old manifest says of other areas.
fn wanted_manifest(files: &[File], areas: &[&str], journal: &Journal) -> Manifest {
    let others = journal.manifest().iter().filter(|(path, _)| !in_areas(path, areas));
    let mut wanted: BTreeMap<String, String> =
        others.map(|(path, hash)| (path.clone(), hash.clone())).collect();
    let hashes: Vec<_> = files.par_iter().map(|file| (file.path.clone(), hash(&file.bytes))).collect();
    wanted.extend(hashes);
    Manifest(wanted)
}

fn put(
    findings: &[Finding],
    places: &Places<'_>,
    journal: &Journal,
    manifest: &Manifest,
) -> Result<(), Error> {
    if findings.iter().all(|finding| finding.state == State::Unchanged) {
        return Ok(());
    }
    // First the intent: whatever a crash leaves behind is then known as our own by the next run.
    journal.announce(manifest, places)?;
    let (wanted, stale): (Vec<&Finding>, Vec<&Finding>) = findings
        .iter()
        .filter(|finding| finding.state != State::Unchanged)
        .partition(|finding| finding.new.is_some());
    wanted.par_iter().try_for_each(|finding| {
        finding.new.as_ref().map_or(Ok(()), |bytes| places.replace(&finding.path, bytes))
    })?;
    // One after the other, and last: a folder that is empty then goes as well.
    stale.iter().try_for_each(|finding| places.remove(&finding.path))
}

fn manifest_finding(root: &Path, wanted: Vec<u8>) -> Result<Finding, Error> {
    let path = root.join(MANIFEST);
    let old = match std::fs::read(&path) {
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(source) => return Err(Error::Io { path, source }),
    };
    let state = match &old {
        None => State::Missing,
        Some(old) if *old == wanted => State::Unchanged,
        Some(_) => State::Outdated,
    };
    let (old, new) = if state == State::Unchanged { (None, None) } else { (old, Some(wanted)) };
    Ok(Finding { path: MANIFEST.to_owned(), state, old, new })
}
