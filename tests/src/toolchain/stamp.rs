//! What was made from what: a stamp beside a folder lets the next run see that nothing is to be done.

use super::Failure;
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

/// The right to make a folder, held until it is dropped, by one thread of one process at a time.
pub struct Stamp {
    path: PathBuf,
    _lock: File,
}

impl Stamp {
    /// Waits for whoever makes that folder at the moment.
    ///
    /// # Errors
    /// The files beside the folder cannot be written.
    pub fn of(folder: &Path) -> Result<Stamp, Failure> {
        let beside = |ending: &str| {
            let mut name = folder.file_name().unwrap_or_default().to_os_string();
            name.push(ending);
            folder.with_file_name(name)
        };
        if let Some(above) = folder.parent() {
            fs::create_dir_all(above)?;
        }
        let lock = File::create(beside(".lock"))?;
        lock.lock()?;
        Ok(Stamp { path: beside(".stamp"), _lock: lock })
    }

    /// Makes the folder unless it was made of the same things before.
    ///
    /// # Errors
    /// What making it fails with; it is made anew the next time.
    pub fn unless_made_of(
        &self,
        things: &str,
        make: impl FnOnce() -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        if fs::read_to_string(&self.path).is_ok_and(|made_of| made_of == things) {
            return Ok(());
        }
        if self.path.exists() {
            fs::remove_file(&self.path)?;
        }
        make()?;
        Ok(fs::write(&self.path, things)?)
    }
}

/// A hash of those files and of what is in those folders, names included; folders that builds fill are left out.
///
/// # Errors
/// One of them cannot be read.
pub fn fingerprint(paths: &[&Path]) -> Result<String, Failure> {
    let mut hash = Sha256::new();
    for path in paths {
        if path.is_dir() {
            for file in files(path)? {
                let name = file.strip_prefix(path).unwrap_or(&file);
                hash.update(format!("{}\0", name.display()));
                hash.update(Sha256::digest(fs::read(&file)?));
            }
        } else {
            hash.update(Sha256::digest(fs::read(path)?));
        }
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What a build leaves in a source folder.
const BUILT: &[&str] = &["node_modules", "dist", "__pycache__"];

/// The files of a folder, in order.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if !entry.file_type()?.is_dir() {
                found.push(entry.path());
            } else if !BUILT.iter().any(|built| entry.file_name() == *built) {
                folders.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Stamp, fingerprint};
    use crate::toolchain::{Failure, target};
    use std::{cell::Cell, fs};

    #[test]
    fn a_folder_is_made_anew_when_what_it_is_made_of_changed() {
        let folder = target("stamps").join(format!("test-{}", std::process::id()));
        let source = folder.join("source");
        fs::create_dir_all(source.join("dist")).unwrap();
        let made = Cell::new(0);
        let make = |is_sound: bool| {
            let stamp = Stamp::of(&folder.join("made")).unwrap();
            let result = stamp.unless_made_of(&fingerprint(&[&source]).unwrap(), || {
                made.set(made.get() + 1);
                if is_sound { Ok(()) } else { Err(Failure("broken".into())) }
            });
            (result.is_ok(), made.get())
        };
        fs::write(source.join("a"), "1").unwrap();
        assert_eq!(make(true), (true, 1));
        assert_eq!(make(true), (true, 1));
        fs::write(source.join("dist/built"), "1").unwrap();
        assert_eq!(make(true), (true, 1));
        fs::write(source.join("a"), "2").unwrap();
        assert_eq!(make(false), (false, 2));
        assert_eq!(make(true), (true, 3));
        fs::rename(source.join("a"), source.join("b")).unwrap();
        assert_eq!(make(true), (true, 4));
        fs::remove_dir_all(folder).unwrap();
    }
}
