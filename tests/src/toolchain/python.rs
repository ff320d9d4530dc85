//! Python, and what `tests/python/requirements.txt` names, in a virtual environment in `target/python`; what
//! `oldest.txt` names is in another.

use super::{Failure, Stamp, fingerprint, run, target};
use crate::root;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

/// The oldest Python that the package runs on.
const OLDEST: (u32, u32) = (3, 11);

/// A virtual environment with the packages that the tests use.
pub struct Python {
    folder: PathBuf,
}

/// Finds Python, and makes the environment when it is not there yet.
///
/// # Errors
/// What is missing, and how to get it.
pub fn python() -> Result<&'static Python, Failure> {
    static PYTHON: OnceLock<Result<Python, Failure>> = OnceLock::new();
    PYTHON.get_or_init(|| install("requirements.txt", "python")).as_ref().map_err(Clone::clone)
}

/// The same with the oldest versions that the package says it takes.
///
/// # Errors
/// What is missing, and how to get it.
pub fn oldest_python() -> Result<&'static Python, Failure> {
    static PYTHON: OnceLock<Result<Python, Failure>> = OnceLock::new();
    PYTHON.get_or_init(|| install("oldest.txt", "python-oldest")).as_ref().map_err(Clone::clone)
}

fn install(list: &str, folder: &str) -> Result<Python, Failure> {
    let (program, version) = found()?;
    let list = root().join("tests/python").join(list);
    let folder = target(folder);
    let stamp = Stamp::of(&folder)?;
    let things = format!("{version} {}", fingerprint(&[&list])?);
    let python = Python { folder };
    stamp.unless_made_of(&things, || {
        let environment = python.environment();
        if environment.exists() {
            fs::remove_dir_all(&environment)?;
        }
        fs::create_dir_all(&python.folder)?;
        run(Command::new(program).args(["-m", "venv"]).arg(&environment))
            .map_err(|failure| missing(&format!("it cannot make a virtual environment\n{failure}")))?;
        let mut pip = python.command();
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]);
        run(pip.arg("--requirement").arg(&list)).map(drop)
    })?;
    Ok(python)
}

/// The first Python that is new enough, and its version.
fn found() -> Result<(&'static str, String), Failure> {
    let mut old = None;
    for program in ["python3", "python", "python3.14", "python3.13", "python3.12", "python3.11"] {
        let Ok(said) = run(Command::new(program).arg("--version")) else { continue };
        let version = said.trim().trim_start_matches("Python ").to_owned();
        let mut parts = version.split('.').map(str::parse::<u32>);
        if let (Some(Ok(major)), Some(Ok(minor))) = (parts.next(), parts.next())
            && (major, minor) >= OLDEST
        {
            return Ok((program, version));
        }
        old.get_or_insert(format!("the `{program}` that was found is {version}"));
    }
    Err(missing(&old.unwrap_or_else(|| "no `python3` was found".to_owned())))
}

fn missing(what: &str) -> Failure {
    let (major, minor) = OLDEST;
    Failure(format!(
        "the tests of the Python package need Python {major}.{minor} or later with `venv`, and {what}: \
         install `python3` and `python3-venv` from your system's packages, or Python from python.org, \
         and see to it that `python3` is in PATH"
    ))
}

impl Python {
    /// The virtual environment.
    #[must_use]
    pub fn environment(&self) -> PathBuf {
        self.folder.join("venv")
    }

    /// A command that runs the environment's `python`. What it compiles goes below `target/`, not beside the sources.
    #[must_use]
    pub fn command(&self) -> Command {
        self.fitted(Command::new(self.environment().join("bin/python")))
    }

    /// A command that runs one of the environment's tools: `mypy`, `ruff`.
    #[must_use]
    pub fn tool(&self, name: &str) -> Command {
        self.fitted(Command::new(self.environment().join("bin").join(name)))
    }

    /// A command that runs the environment's `python` with a generated package in sight.
    #[must_use]
    pub fn with_package(&self, source: &Path) -> Command {
        let mut python = self.command();
        python.env("PYTHONPATH", source.join("src"));
        python
    }

    fn fitted(&self, mut command: Command) -> Command {
        let mut path = self.environment().join("bin").into_os_string();
        if let Some(inherited) = env::var_os("PATH") {
            path.push(":");
            path.push(inherited);
        }
        command
            .env("PATH", path)
            .env("VIRTUAL_ENV", self.environment())
            .env("PYTHONPYCACHEPREFIX", self.folder.join("cache"))
            .env_remove("PYTHONPATH")
            .env_remove("PYTHONHOME");
        command
    }
}
