//! Formatting and lints, as tests: there is no second list of checks anywhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::Command;

/// The toolchain that runs the tests, not whatever `cargo` a folder above would pick.
fn cargo(arguments: &[&str]) {
    let output = Command::new(env!("CARGO")).current_dir(fin_tests::root()).args(arguments).output().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {}\n{printed}", arguments.join(" "));
}

#[test]
fn the_sources_are_formatted() {
    cargo(&["fmt", "--all", "--check"]);
}

#[test]
fn the_sources_are_clean() {
    cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]);
}

#[test]
fn the_documentation_has_no_warnings() {
    let output = Command::new(env!("CARGO"))
        .current_dir(fin_tests::root())
        .args([
            "doc",
            "--no-deps",
            "--quiet",
            "-p",
            "fin-sdk",
            "-p",
            "fin-payload",
            "-p",
            "fin-derive",
            "-p",
            "fingen",
        ])
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Files that a person writes stay short enough to be read in one sitting.
#[test]
fn no_source_file_is_long() {
    let listed =
        Command::new("git").current_dir(fin_tests::root()).args(["ls-files", "*.rs"]).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let by_hand = |path: &&str| {
        !path.starts_with("generated/") && !path.contains("/gen/") && !path.contains("/expansion/")
    };
    let long: Vec<_> = listed
        .lines()
        .filter(by_hand)
        .filter(|path| {
            std::fs::read_to_string(fin_tests::root().join(path)).is_ok_and(|text| text.lines().count() > 450)
        })
        .collect();
    assert!(long.is_empty(), "over 450 lines, split them: {long:?}");
}
