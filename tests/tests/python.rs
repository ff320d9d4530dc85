//! The Python package: formatted, linted, typed, tested, built, installed, and its README's example run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fin_tests::{
    blocks, root,
    toolchain::{Python, node, oldest_python, python, run, target},
};
use std::{collections::BTreeSet, fs, path::Path, process::Command};

fn tools() -> &'static Python {
    python().unwrap()
}

fn package() -> std::path::PathBuf {
    root().join("generated/python")
}

/// Python that is written by hand and goes by the package's own settings.
const BY_HAND: [&str; 4] =
    ["generator/templates/python", "tests/python", "tests/runners/python", "bench/python"];

#[test]
fn the_output_is_what_ruff_would_leave() {
    run(tools().tool("ruff").current_dir(package()).args(["format", "--no-cache", "--diff", "."])).unwrap();
    let settings = package().join("pyproject.toml");
    let mut ruff = tools().tool("ruff");
    ruff.current_dir(root()).args(["format", "--no-cache", "--diff", "--config"]).arg(settings).args(BY_HAND);
    run(&mut ruff).unwrap();
}

#[test]
fn ruff_finds_nothing() {
    run(tools().tool("ruff").current_dir(package()).args(["check", "--no-cache", "."])).unwrap();
}

/// The first Python that the package runs on, and the last that the type checkers know.
const OLDEST: &str = "3.11";
const NEWEST: &str = "3.14";

fn mypy(file: &Path, version: &str) -> Command {
    let mut mypy = tools().tool("mypy");
    mypy.args(["--strict", "--no-error-summary", "--python-version", version, "--cache-dir"])
        .arg(target("python/mypy"))
        .env("MYPYPATH", package().join("src"))
        .arg(file);
    mypy
}

/// Pyright in strict mode over one path, with the package in sight.
fn pyright(name: &str, path: &Path, version: &str) -> Command {
    let settings = target("python").join(format!("pyright-{name}-{version}.json"));
    let text = serde_json::json!({
        "include": [path],
        "typeCheckingMode": "strict",
        "pythonVersion": version,
        "extraPaths": [package().join("src")],
        "venvPath": target("python"),
        "venv": "venv",
        // A line of examples may name a thing and do nothing with it.
        "reportUnusedExpression": false,
    });
    // The settings' folder is where the paths begin.
    let relative = text.to_string().replace(&format!("{}/", root().display()), "../../");
    fs::write(&settings, relative).unwrap();
    let mut pyright = node().unwrap().tool(".bin/pyright");
    pyright.arg("-p").arg(settings);
    pyright
}

#[test]
fn the_package_is_typed() {
    for version in [OLDEST, NEWEST] {
        run(&mut mypy(&package().join("src"), version)).unwrap();
        run(&mut pyright("package", &package().join("src"), version)).unwrap();
    }
}

#[test]
fn code_that_uses_the_package_is_typed() {
    let good = root().join("tests/python/typing/good.py");
    run(&mut mypy(&good, OLDEST)).unwrap();
    run(&mut pyright("good", &good, OLDEST)).unwrap();
}

/// The lines that a checker names: `bad.py:7: error` or `bad.py:7:1 - error`.
fn lines_of(mut checker: Command) -> BTreeSet<usize> {
    let output = checker.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let errors = text.lines().filter(|line| line.contains("error"));
    errors.filter_map(|line| line.split_once("bad.py:")?.1.split([':', ' ']).next()?.parse().ok()).collect()
}

#[test]
fn mistakes_are_found_while_typing() {
    let bad = root().join("tests/python/typing/bad.py");
    let text = fs::read_to_string(&bad).unwrap();
    let marked = |(index, line): (usize, &str)| line.contains("# BAD").then_some(index + 1);
    let expected: BTreeSet<usize> = text.lines().enumerate().filter_map(marked).collect();
    assert_eq!(expected.len(), 10);
    assert_eq!(lines_of(mypy(&bad, OLDEST)), expected, "mypy");
    assert_eq!(lines_of(pyright("bad", &bad, OLDEST)), expected, "pyright");
}

fn pytest(python: &Python) {
    let mut pytest = python.with_package(&package());
    pytest.args(["-m", "pytest", "-q", "-p", "no:cacheprovider"]).arg(root().join("tests/python"));
    run(&mut pytest).unwrap();
}

#[test]
fn its_own_tests_pass() {
    pytest(tools());
}

#[test]
fn its_own_tests_pass_with_the_oldest_pydantic() {
    let declared = fs::read_to_string(package().join("pyproject.toml")).unwrap();
    let (_, declared) = declared.split_once("\"pydantic>=").unwrap();
    let declared = declared.split('"').next().unwrap();
    let installed = fs::read_to_string(root().join("tests/python/oldest.in")).unwrap();
    assert!(installed.contains(&format!("\npydantic=={declared}.0\n")), "declared is {declared}");
    pytest(oldest_python().unwrap());
}

#[test]
fn it_installs_from_its_wheel_and_the_readme_holds() {
    let built = target("python/dist");
    let _ = fs::remove_dir_all(&built);
    let mut build = tools().command();
    build.args(["-m", "build", "--no-isolation", "--outdir"]).arg(&built).arg(package());
    run(&mut build).unwrap();
    let files: Vec<_> = fs::read_dir(&built).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 2, "{files:?}");
    run(tools().tool("twine").args(["check", "--strict"]).args(&files)).unwrap();

    let environment = target("python/installed");
    let _ = fs::remove_dir_all(&environment);
    run(tools().command().args(["-m", "venv"]).arg(&environment)).unwrap();
    let wheel = files.iter().find(|path| path.extension().is_some_and(|end| end == "whl")).unwrap();
    let inside = || {
        let mut python = Command::new(environment.join("bin/python"));
        python.env_remove("PYTHONPATH").env_remove("PYTHONHOME").current_dir(&built);
        python
    };
    run(inside().args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).arg(wheel))
        .unwrap();
    // The first script prints what stands below it; the one that upgrades a payload prints nothing.
    let readme = fs::read_to_string(package().join("README.md")).unwrap();
    let [issues] = blocks(&readme, "text").try_into().unwrap();
    let [sample, upgrade] = blocks(&readme, "python").try_into().unwrap();
    for (script, expected) in [(sample, issues), (upgrade, String::new())] {
        assert_eq!(run(inside().arg("-c").arg(script)).unwrap(), expected);
    }
}
