//! Node, Python and a browser as the tests need them: found, fitted out under `target/`, and nothing installed
//! anywhere else.
//!
//! What is there already is left alone: the second run of a test costs nothing, and tests that run at the same
//! time wait for each other.

mod chromium;
mod node;
mod python;
mod semver;
mod stamp;

use crate::root;
use std::{
    env, fmt, io,
    path::PathBuf,
    process::{Command, Output},
};

pub use chromium::chromium;
pub use node::{Node, node};
pub use python::{Python, oldest_python, python};
pub use semver::semver_checks;
pub use stamp::{Stamp, files, fingerprint};

/// What is missing, or what went wrong and where: text for a person, so that an unwrapped one can be read.
#[derive(Clone)]
pub struct Failure(pub String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{self}\n")
    }
}

impl std::error::Error for Failure {}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure(error.to_string())
    }
}

/// Where the tests put what they make: a folder in `target/`.
#[must_use]
pub fn target(folder: &str) -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    root().join(target).join(folder)
}

/// How much of a failed command's output is shown.
const TAIL: usize = 80;

/// Runs a command to its end and hands back what it printed on standard output.
///
/// # Errors
/// It cannot be started or fails: the command, its folder, and the end of what it printed.
pub fn run(command: &mut Command) -> Result<String, Failure> {
    let output = command.output().map_err(|error| Failure(format!("{}: {error}", said(command))))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Failure(format!("{}\nended with {}\n{}", said(command), output.status, tail(&output))))
}

/// The command as it would be typed, folder and changed variables first.
fn said(command: &Command) -> String {
    let mut said = String::new();
    if let Some(folder) = command.get_current_dir() {
        said.push_str(&format!("cd {} && ", folder.display()));
    }
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            said.push_str(&format!("{}={} ", name.display(), value.display()));
        }
    }
    said.push_str(&command.get_program().to_string_lossy());
    for argument in command.get_args() {
        said.push_str(&format!(" {}", argument.display()));
    }
    said
}

/// The last lines of standard output and standard error.
fn tail(output: &Output) -> String {
    let printed = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = printed.lines().collect();
    lines.get(lines.len().saturating_sub(TAIL)..).unwrap_or_default().join("\n")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::run;
    use std::process::Command;

    #[test]
    fn a_failed_command_tells_what_it_was_and_what_it_printed() {
        let mut command = Command::new("sh");
        command
            .current_dir("/")
            .env("NAME", "value")
            .args(["-c", "echo printed; echo complained >&2; exit 3"]);
        let failure = run(&mut command).unwrap_err().to_string();
        for part in ["cd / && NAME=value sh -c", "exit status: 3", "printed\n", "complained"] {
            assert!(failure.contains(part), "{failure}");
        }
        assert_eq!(run(Command::new("echo").arg("fine")).unwrap(), "fine\n");
        let failure = run(&mut Command::new("no-such-program")).unwrap_err().to_string();
        assert!(failure.starts_with("no-such-program: "), "{failure}");
    }
}
