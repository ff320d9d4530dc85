//! What each package offers, as its surface says it, against the real thing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod change;
mod rust;
mod uses;

use fin_tests::{
    root,
    toolchain::{node, python, run},
};
use fingen::surface::{Item, Language, Surface};
use std::{collections::BTreeSet, fs};

/// The lines of a surface without the words that the language does not have.
fn published(language: Language, without: impl Fn(Item) -> Item) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join(language.file())).unwrap();
    let surface = Surface::parse(language, &text).unwrap();
    let plain = |item: &Item| without(Item { side: None, ..item.clone() }).to_string();
    surface.items().iter().map(plain).collect()
}

/// Nothing is missing and nothing invented.
fn agree(said: &BTreeSet<String>, real: &BTreeSet<String>) {
    assert!(real.len() > 500, "{} names were found", real.len());
    let list = |lines: Vec<&String>| lines.iter().map(|line| format!("  {line}\n")).collect::<String>();
    let missing = list(real.difference(said).collect());
    let invented = list(said.difference(real).collect());
    assert!(
        missing.is_empty() && invented.is_empty(),
        "the package has, and the surface has not:\n{missing}the surface has, and the package has not:\n{invented}"
    );
}

#[test]
fn the_surface_of_the_crate_is_what_rustdoc_sees() {
    // A builder is a struct for each request: one stands for all. Of names rustdoc leaves `r#` out.
    let said = published(Language::Rust, |item| Item { path: item.path.replace("r#", ""), ..item });
    agree(&said.into_iter().filter(|line| line != "struct _Builder<T>").collect(), &rust::lines());
}

#[test]
fn the_surface_of_the_npm_package_is_what_the_compiler_sees() {
    let node = node().unwrap();
    let package = node.package(&root().join("generated/typescript"), "fin-sdk").unwrap();
    // Beside the packages that it imports.
    let script = node.folder().join("surface.mjs");
    fs::copy(root().join("tests/typescript/surface.mjs"), &script).unwrap();
    let printed = run(node.command().arg(script).arg(package)).unwrap();
    agree(&published(Language::TypeScript, |item| item), &printed.lines().map(str::to_owned).collect());
}

#[test]
fn the_surface_of_the_python_package_is_what_an_import_offers() {
    let mut python = python().unwrap().with_package(&root().join("generated/python"));
    let printed = run(python.arg(root().join("tests/python/surface.py"))).unwrap();
    // Python knows no open enums, and the order of literals is of no account.
    let said = published(Language::Python, |item| item.open(false));
    let real = printed.lines().map(in_order).collect();
    agree(&said, &real);
}

/// A line whose literals stand in their order.
fn in_order(line: &str) -> String {
    match line.split_once(" | Literal[") {
        Some((head, literals)) if line.starts_with("alias ") => {
            let mut literals: Vec<&str> = literals.trim_end_matches(']').split(", ").collect();
            literals.sort_unstable();
            format!("{head} | Literal[{}]", literals.join(", "))
        }
        _ => line.to_owned(),
    }
}
