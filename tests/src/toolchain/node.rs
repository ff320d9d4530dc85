//! Node, and what `tests/node/package-lock.json` names, in `target/node`.

use super::{Failure, Stamp, fingerprint, run, stamp, target};
use crate::root;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

/// The oldest Node that the package runs on.
const OLDEST: u32 = 20;

/// Node with the packages that the tests use.
pub struct Node {
    folder: PathBuf,
}

/// Finds Node, and installs the packages of the lock file when they are not there yet.
///
/// # Errors
/// What is missing, and how to get it.
pub fn node() -> Result<&'static Node, Failure> {
    static NODE: OnceLock<Result<Node, Failure>> = OnceLock::new();
    NODE.get_or_init(install).as_ref().map_err(Clone::clone)
}

fn install() -> Result<Node, Failure> {
    let version = found("node")?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST) {
        return Err(missing(&format!("the `node` that was found is {version}")));
    }
    found("npm")?;
    let from = root().join("tests/node");
    let lists = [from.join("package.json"), from.join("package-lock.json")];
    let folder = target("node");
    let stamp = Stamp::of(&folder)?;
    let things = format!("{version} {}", fingerprint(&[&lists[0], &lists[1]])?);
    stamp.unless_made_of(&things, || {
        fs::create_dir_all(&folder)?;
        for list in &lists {
            fs::copy(list, folder.join(list.file_name().unwrap_or_default()))?;
        }
        // No script of a package runs: none of these needs one, and one could download what CI cannot.
        run(npm(&folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])).map(drop)
    })?;
    Ok(Node { folder })
}

fn npm(folder: &Path) -> Command {
    let mut npm = Command::new("npm");
    npm.current_dir(folder).env("npm_config_update_notifier", "false");
    npm
}

/// The version that a program says it has.
fn found(program: &str) -> Result<String, Failure> {
    let said = run(Command::new(program).arg("--version"));
    said.map(|version| version.trim().to_owned()).map_err(|_| missing(&format!("no `{program}` was found")))
}

fn missing(what: &str) -> Failure {
    Failure(format!(
        "the tests of the TypeScript package need Node {OLDEST} or later with npm, and {what}: \
         install Node from your system's packages or from nodejs.org, and see to it that `node` and `npm` are in PATH"
    ))
}

impl Node {
    /// The folder that holds `node_modules`: a file below it may import any package of the lock file.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A command that runs `node`, in the folder.
    #[must_use]
    pub fn command(&self) -> Command {
        let mut node = Command::new("node");
        node.current_dir(&self.folder);
        node
    }

    /// A command that runs a tool by its path below `node_modules`: `.bin/biome`, `typescript-7/bin/tsc`.
    #[must_use]
    pub fn tool(&self, path: &str) -> Command {
        let mut tool = Command::new(self.folder.join("node_modules").join(path));
        tool.current_dir(&self.folder);
        tool
    }

    /// Copies a generated package to `target/node/packages/<name>` and builds it by its own script `build`,
    /// unless neither it nor what it is built with has changed since; the built package's folder.
    ///
    /// # Errors
    /// What `npm run build` fails with.
    pub fn package(&self, source: &Path, name: &str) -> Result<PathBuf, Failure> {
        let folder = self.folder.join("packages").join(name);
        let stamp = Stamp::of(&folder)?;
        let lock = self.folder.join("package-lock.json");
        stamp.unless_made_of(&fingerprint(&[source, &lock])?, || {
            if folder.exists() {
                fs::remove_dir_all(&folder)?;
            }
            for file in stamp::files(source)? {
                let copy = folder.join(file.strip_prefix(source).unwrap_or(&file));
                fs::create_dir_all(copy.parent().unwrap_or(&folder))?;
                fs::copy(&file, &copy)?;
            }
            run(npm(&folder).args(["run", "build"])).map(drop)
        })?;
        Ok(folder)
    }
}
