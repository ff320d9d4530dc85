//! Node and Python can be fitted out, and what they are fitted out with runs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fin_tests::{
    root,
    toolchain::{node, python, run, target},
};
use std::fs;

#[test]
fn nodes_tools_run() {
    let node = node().unwrap();
    for (tool, version) in [
        ("typescript/bin/tsc", "5."),
        ("typescript-6/bin/tsc", "6."),
        ("typescript-7/bin/tsc", "7."),
        (".bin/biome", "2."),
        (".bin/esbuild", "0."),
        (".bin/pyright", "1."),
        (".bin/publint", "0."),
        (".bin/attw", "core:"),
    ] {
        let said = run(node.tool(tool).arg("--version")).unwrap();
        assert!(said.contains(version), "{tool} says {said}");
    }
}

#[test]
fn pythons_tools_run() {
    let python = python().unwrap();
    for tool in ["mypy", "ruff", "twine", "pytest"] {
        run(python.tool(tool).arg("--version")).unwrap();
    }
    let said =
        run(python.command().args(["-c", "import pydantic, sys; print(pydantic.VERSION, sys.prefix)"]));
    let said = said.unwrap();
    assert!(said.starts_with("2.") && said.contains(python.environment().to_str().unwrap()), "{said}");
}

#[test]
fn a_package_is_copied_beside_the_tools_and_built_once() {
    let source = target("toolchain-test");
    let write = |name: &str, text: &str| {
        let path = source.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "package.json",
        r#"{"name": "a", "version": "1.0.0", "scripts": {"build": "tsc --version > dist.txt"}}"#,
    );
    write("node_modules/left/out", "");
    let built = || {
        let package = node().unwrap().package(&source, "toolchain-test").unwrap();
        assert!(!package.join("node_modules").exists());
        fs::metadata(package.join("dist.txt")).unwrap().modified().unwrap()
    };
    let first = built();
    assert_eq!(first, built());
    write("package.json", r#"{"name": "a", "scripts": {"build": "echo complained; exit 1"}}"#);
    let failure = node().unwrap().package(&source, "toolchain-test").unwrap_err().to_string();
    assert!(failure.contains("complained") && failure.contains("npm run build"), "{failure}");
}

/// An address in a lock file would bind everyone to one registry.
#[test]
fn the_lock_files_name_no_registry() {
    for list in ["tests/node/package-lock.json", "tests/python/requirements.txt"] {
        let text = fs::read_to_string(root().join(list)).unwrap();
        for word in ["\"resolved\"", "--index-url", "--find-links"] {
            assert!(!text.contains(word), "{list} holds {word}");
        }
    }
}
