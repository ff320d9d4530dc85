use super::{
    COVERED, Error, MANIFEST, in_areas,
    place::{self, Places},
};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fmt::Write,
    fs, io,
    path::{Path, PathBuf},
};

/// Beside the manifest while files are being written: the manifests of this run and of earlier ones that
/// did not come to their end.
const PENDING: &str = "generated/.manifest.pending.json";

/// Paths and the hashes of what was written there.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(transparent)]
pub struct Manifest(pub BTreeMap<String, String>);

impl Manifest {
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// A manifest is only believed about the places that it is for.
    fn is_sound(&self) -> bool {
        self.0.keys().all(|path| place::fault(path).is_none() && in_areas(path, &COVERED))
    }
}

/// What is known of earlier runs.
pub struct Journal {
    path: PathBuf,
    manifest: Manifest,
    pending: Vec<Manifest>,
}

impl Journal {
    /// Reads what earlier runs left; when forced, a broken manifest counts as none.
    pub fn read(root: &Path, force: bool) -> Result<Self, Error> {
        let path = root.join(PENDING);
        let manifest = json(&root.join(MANIFEST), MANIFEST, force)?;
        let pending = json(&path, PENDING, force)?;
        let journal = Journal { path, manifest, pending };
        if !force && !journal.manifests().all(Manifest::is_sound) {
            return Err(Error::Manifest { path: MANIFEST });
        }
        let sound = |manifest: Manifest| if manifest.is_sound() { manifest } else { Manifest::default() };
        Ok(Journal {
            path: journal.path,
            manifest: sound(journal.manifest),
            pending: journal.pending.into_iter().map(sound).collect(),
        })
    }

    pub fn manifest(&self) -> &BTreeMap<String, String> {
        &self.manifest.0
    }

    fn manifests(&self) -> impl Iterator<Item = &Manifest> {
        std::iter::once(&self.manifest).chain(&self.pending)
    }

    /// Every path that a run has written, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let paths: BTreeMap<&str, ()> =
            self.manifests().flat_map(|manifest| manifest.0.keys()).map(|path| (path.as_str(), ())).collect();
        paths.into_keys()
    }

    /// Whether a run has written just that content there.
    pub fn knows(&self, path: &str, hash: &str) -> bool {
        self.manifests().any(|manifest| manifest.0.get(path).is_some_and(|known| known == hash))
    }

    /// Says what is about to be written.
    pub fn announce(&self, wanted: &Manifest, places: &Places<'_>) -> Result<(), Error> {
        let manifests: Vec<&Manifest> = self.pending.iter().chain(std::iter::once(wanted)).collect();
        places.replace(PENDING, &serde_json::to_vec(&manifests).unwrap_or_default())
    }

    /// Says that everything was written.
    pub fn close(self) -> Result<(), Error> {
        match fs::remove_file(&self.path) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                Err(Error::Io { path: self.path, source })
            }
            _ => Ok(()),
        }
    }
}

fn json<T: Default + serde::de::DeserializeOwned>(
    path: &Path,
    name: &'static str,
    force: bool,
) -> Result<T, Error> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(T::default()),
        Err(source) => return Err(Error::Io { path: path.to_owned(), source }),
    };
    match serde_json::from_slice(&bytes) {
        Ok(value) => Ok(value),
        Err(_) if force => Ok(T::default()),
        Err(_) => Err(Error::Manifest { path: name }),
    }
}

/// The SHA-256 of a content, in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
