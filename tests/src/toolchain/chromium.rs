//! A browser of the system's: none is installed by the tests.

use super::{Failure, run};
use std::{env, path::PathBuf, process::Command};

/// Under what names a Chromium is found.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The program that `CHROMIUM` names, or else the first of the usual names that runs.
///
/// Where there is none a person's run may go on without, and `None` says so; where `CI` is set it may not.
///
/// # Errors
/// What is missing, and how to get it.
pub fn chromium() -> Result<Option<PathBuf>, Failure> {
    let named = env::var_os("CHROMIUM").filter(|name| !name.is_empty()).map(PathBuf::from);
    let runs = |program: &PathBuf| run(Command::new(program).arg("--version")).is_ok();
    if let Some(named) = named {
        let failure = format!("`CHROMIUM` names {}, which does not run: {HOW}", named.display());
        return if runs(&named) { Ok(Some(named)) } else { Err(Failure(failure)) };
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let mut programs = NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let found = programs.find(|program| program.is_file() && runs(program));
    let is_wanted = env::var("CI").is_ok_and(|set| set == "true" || set == "1");
    match found {
        None if is_wanted => Err(Failure(format!("no Chromium was found: {HOW}"))),
        None => {
            eprintln!("SKIPPED, no Chromium was found: {HOW}");
            Ok(None)
        }
        found => Ok(found),
    }
}

const HOW: &str = "the tests of the reference open it in a browser; install `chromium` from your system's packages \
                   (`apt-get install chromium`), or set `CHROMIUM` to the path of a Chromium or Chrome";

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::toolchain::run;
    use std::{env, process::Command};

    const STEP: &str = "FIN_TESTS_CHROMIUM";

    /// In processes of their own, whose variables are nobody else's.
    #[test]
    fn what_is_missing_is_said() {
        if env::var_os(STEP).is_some() {
            println!("found {:?}", super::chromium());
            return;
        }
        let name = "toolchain::chromium::tests::what_is_missing_is_said";
        let said = |variables: &[(&str, &str)]| {
            let mut command = Command::new(env::current_exe().unwrap());
            command.args(["--exact", name, "--nocapture"]).env(STEP, "1");
            command.env_remove("CHROMIUM").env_remove("CI");
            run(command.env("PATH", "").envs(variables.iter().copied())).unwrap()
        };
        assert!(said(&[]).contains("found Ok(None)"));
        for variables in [[("CI", "true"), ("A", "")], [("CHROMIUM", "/nowhere"), ("CI", "")]] {
            let said = said(&variables);
            assert!(said.contains("found Err(") && said.contains("apt-get install chromium"), "{said}");
        }
        let shell = env::split_paths(&env::var_os("PATH").unwrap_or_default())
            .map(|folder| folder.join("true"))
            .find(|program| program.is_file())
            .unwrap();
        assert!(said(&[("CHROMIUM", shell.to_str().unwrap())]).contains("found Ok(Some("));
    }
}
