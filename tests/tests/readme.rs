//! The README's examples in other languages, run as they stand. (Those in Rust are doctests.)
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fin_tests::{
    root,
    toolchain::{node, python, run, target},
};
use std::fs;

/// The code block after a marker.
fn block(marker: &str) -> String {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, rest) = readme.split_once(&format!("<!-- tested: {marker} -->\n```")).unwrap();
    let (_, code) = rest.split_once('\n').unwrap();
    code.split_once("\n```").unwrap().0.to_owned() + "\n"
}

#[test]
fn the_example_in_typescript_prints_what_the_readme_says() {
    let node = node().unwrap();
    // Within the package its own name leads to it.
    let package = node.package(&root().join("generated/typescript"), "fin-sdk").unwrap();
    let script = package.join("readme.mjs");
    fs::write(&script, block("typescript")).unwrap();
    assert_eq!(run(node.command().arg(script)).unwrap(), block("issues"));
}

#[test]
fn the_example_in_python_prints_what_the_readme_says() {
    let mut command = python().unwrap().with_package(&root().join("generated/python"));
    let script = target("python").join("readme.py");
    fs::write(&script, block("python")).unwrap();
    assert_eq!(run(command.arg(script)).unwrap(), block("issues"));
}
