//! `cargo semver-checks`, installed in `target/tools` by its version.

use super::{Failure, Stamp, run, target};
use std::{path::PathBuf, process::Command, sync::OnceLock};

/// It reads what rustdoc of the pinned toolchain writes: a later toolchain needs a later version.
const VERSION: &str = "0.51.0";

/// A command that runs the tool, installed when it is not there yet.
///
/// # Errors
/// What it cannot be installed for.
pub fn semver_checks() -> Result<Command, Failure> {
    static PROGRAM: OnceLock<Result<PathBuf, Failure>> = OnceLock::new();
    let program = PROGRAM.get_or_init(install).as_ref().map_err(Clone::clone)?;
    let mut command = Command::new(program);
    // As cargo starts its own commands, and with the cargo that runs the tests.
    command.arg("semver-checks").env("CARGO", env!("CARGO"));
    Ok(command)
}

fn install() -> Result<PathBuf, Failure> {
    let folder = target("tools");
    let stamp = Stamp::of(&folder)?;
    stamp.unless_made_of(&format!("cargo-semver-checks {VERSION}"), || {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["install", "--quiet", "--locked", "cargo-semver-checks", "--version"]);
        cargo.arg(format!("={VERSION}")).arg("--root").arg(&folder);
        run(&mut cargo).map(drop).map_err(missing)
    })?;
    Ok(folder.join("bin/cargo-semver-checks"))
}

fn missing(failure: Failure) -> Failure {
    Failure(format!(
        "the comparison with `cargo semver-checks` needs version {VERSION} of it, and it cannot be installed: \
         see to it that crates.io can be reached, or install it yourself with `--root target/tools`\n{failure}"
    ))
}
