use super::{Error, File};
use std::{
    collections::{BTreeMap, HashSet},
    fmt, fs,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Why a path may not be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathFault {
    /// Absolute, upwards, or not the same on every system.
    NotPlain,
    /// Two files would be one, on this file system or on one that ignores case.
    Twice,
    /// It, or a folder on the way to it, is a symbolic link.
    Symlink,
    /// No target is to write there.
    OutsideAreas,
}

impl fmt::Display for PathFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PathFault::NotPlain => "is not a plain relative path: use letters, digits, `.`, `-`, `_` and `/`",
            PathFault::Twice => "would be written twice where case does not count: rename one of the two",
            PathFault::Symlink => "is a symbolic link: put a real folder or file in its place",
            PathFault::OutsideAreas => "lies outside of what the chosen targets write",
        })
    }
}

/// What is wrong with a path, before looking at the disk.
pub fn fault(path: &str) -> Option<PathFault> {
    let plain = |name: &str| {
        !name.is_empty()
            && name != "."
            && name != ".."
            && !name.ends_with('.')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
    };
    (!path.split('/').all(plain)).then_some(PathFault::NotPlain)
}

/// The files below a root.
pub struct Places<'r> {
    root: &'r Path,
    /// Folders that are there, and are no symbolic links.
    checked: Mutex<HashSet<PathBuf>>,
}

impl<'r> Places<'r> {
    pub fn new(root: &'r Path, files: &[File]) -> Result<Self, Error> {
        let mut seen = BTreeMap::new();
        for file in files {
            let twice = seen.insert(file.path.to_lowercase(), ()).is_some();
            if let Some(fault) = fault(&file.path).or(twice.then_some(PathFault::Twice)) {
                return Err(Error::Path { path: file.path.clone(), fault });
            }
        }
        Ok(Places { root, checked: Mutex::default() })
    }

    fn checked(&self) -> MutexGuard<'_, HashSet<PathBuf>> {
        self.checked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The path on disk, once it is certain that no symbolic link leads elsewhere.
    fn locate(&self, path: &str) -> Result<PathBuf, Error> {
        if let Some(fault) = fault(path) {
            return Err(Error::Path { path: path.to_owned(), fault });
        }
        let mut place = self.root.to_owned();
        let mut is_there = true;
        let mut parts = path.split('/').peekable();
        while let Some(part) = parts.next() {
            place.push(part);
            // Below what is not there, nothing is.
            if !is_there || self.checked().contains(&place) {
                continue;
            }
            match fs::symlink_metadata(&place) {
                Ok(meta) if meta.is_symlink() => {
                    return Err(Error::Path { path: path.to_owned(), fault: PathFault::Symlink });
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => is_there = false,
                Err(source) => return Err(Error::Io { path: place, source }),
                Ok(_) if parts.peek().is_some() => {
                    self.checked().insert(place.clone());
                }
                Ok(_) => {}
            }
        }
        Ok(place)
    }

    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
        let place = self.locate(path)?;
        match fs::read(&place) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(Error::Io { path: place, source }),
        }
    }

    /// Puts a whole file in place of the old one. No `fsync`: after a power cut it can be written again.
    pub fn replace(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let place = self.locate(path)?;
        let failed = |source| Error::Io { path: place.clone(), source };
        let folder = place.parent().unwrap_or(self.root);
        if !self.checked().contains(folder) {
            fs::create_dir_all(folder).map_err(failed)?;
            self.checked().insert(folder.to_owned());
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".fingen-");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(folder).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        file.persist(&place).map_err(|error| failed(error.error))?;
        Ok(())
    }

    /// Removes a file, and the folders that are empty then.
    pub fn remove(&self, path: &str) -> Result<(), Error> {
        let place = self.locate(path)?;
        fs::remove_file(&place).map_err(|source| Error::Io { path: place.clone(), source })?;
        let depth = path.split('/').count();
        for folder in place.ancestors().skip(1).take(depth.saturating_sub(2)) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }
}
