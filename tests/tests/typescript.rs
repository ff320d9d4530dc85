//! The TypeScript package: formatted, linted, compiled, packed, small, and used as its readers use it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../../generator/tests/emit/evil.rs"]
#[allow(dead_code)]
mod evil;

use fin_tests::{
    blocks, root,
    sdk::SCHEMAS,
    toolchain::{Node, node, run},
};
use fingen::emit::{Templates, typescript};
use serde::Deserialize;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

/// The compilers that the package is read by.
const COMPILERS: [&str; 3] = ["typescript", "typescript-6", "typescript-7"];

/// What one payload's check may take in a bundle, in bytes after gzip.
const BUDGET: u64 = 4_096;

/// What takes more. Of a business's create request the names, enum values, messages, codes and patterns alone take
/// 2,750 bytes after gzip in v2 and 1,700 in v1, and the runtime as much as that of v1 again.
const LARGE: [(&str, u64); 2] = [("v1.CreateBusinessCustomer", 4_300), ("v2.CreateBusinessCustomer", 6_450)];

fn tools() -> &'static Node {
    node().unwrap()
}

fn source() -> PathBuf {
    root().join("generated/typescript")
}

/// The package, built.
fn package() -> PathBuf {
    tools().package(&source(), "fin-sdk").unwrap()
}

fn compiler(name: &str) -> Command {
    let mut tsc = tools().command();
    tsc.arg(tools().folder().join("node_modules").join(name).join("bin/tsc"));
    tsc
}

/// A folder into which the packed package was installed, with the tests that are written in JavaScript.
fn consumer() -> &'static Path {
    static CONSUMER: OnceLock<PathBuf> = OnceLock::new();
    CONSUMER.get_or_init(|| {
        let package = package();
        let folder = tools().folder().join("consumer");
        let _ = fs::remove_dir_all(&folder);
        copy(&root().join("tests/typescript"), &folder);
        let packed = run(npm(&package)
            .args(["pack", "--ignore-scripts", "--silent", "--pack-destination"])
            .arg(&folder));
        let packed = folder.join(packed.unwrap().trim());
        let install =
            ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"];
        run(npm(&folder).args(install).arg(&packed)).unwrap();
        fs::rename(packed, folder.join("fin-sdk.tgz")).unwrap();
        folder
    })
}

fn npm(folder: &Path) -> Command {
    let mut npm = Command::new("npm");
    npm.current_dir(folder).env("npm_config_update_notifier", "false");
    npm
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn biome(folder: &Path, arguments: &[&str]) {
    run(tools().tool(".bin/biome").current_dir(folder).args(arguments)).unwrap();
}

#[test]
fn the_output_is_what_biome_would_leave() {
    biome(&source(), &["format", "--max-diagnostics=20", "."]);
}

/// By the package's own settings: what is written by hand goes through the same as what is printed.
#[test]
fn biome_finds_nothing() {
    biome(&source(), &["lint", "--error-on-warnings", "--max-diagnostics=20", "src"]);
    let settings = format!("--config-path={}", source().display());
    for folder in ["tests/typescript", "tests/runners/typescript", "bench/typescript"] {
        biome(&root().join(folder), &["format", &settings, "."]);
        biome(&root().join(folder), &["lint", &settings, "--error-on-warnings", "."]);
    }
}

#[test]
fn every_compiler_takes_the_source() {
    let package = package();
    for name in COMPILERS {
        for settings in ["tsconfig.json", "tsconfig.cjs.json"] {
            run(compiler(name).current_dir(&package).args(["--noEmit", "-p", settings])).unwrap();
        }
    }
}

#[test]
fn every_compiler_takes_what_readers_write() {
    for name in COMPILERS {
        run(compiler(name).current_dir(consumer()).args(["-p", "types"])).unwrap();
    }
}

/// A mistake is told in words that help: `UPDATE_EXPECT=1` writes what is expected anew.
#[test]
fn every_compiler_tells_what_is_wrong() {
    let file = root().join("tests/typescript/types/bad.txt");
    for name in COMPILERS {
        let mut tsc = compiler(name);
        tsc.current_dir(consumer()).args(["--pretty", "false", "-p", "types/tsconfig.bad.json"]);
        let output = tsc.output().unwrap();
        assert!(!output.status.success());
        let said = String::from_utf8(output.stdout).unwrap();
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&file, &said).unwrap();
        }
        assert_eq!(said, fs::read_to_string(&file).unwrap(), "{name}");
    }
}

#[test]
fn the_tests_in_javascript_pass() {
    run(tools().command().current_dir(consumer()).arg("--test")).unwrap();
}

#[test]
fn publint_and_attw_find_nothing() {
    let packed = consumer().join("fin-sdk.tgz");
    run(tools().tool(".bin/publint").arg("--strict").arg(&packed)).unwrap();
    run(tools().tool(".bin/attw").arg(&packed)).unwrap();
}

#[derive(Debug, Deserialize)]
struct Size {
    r#type: String,
    check: u64,
    whole: u64,
}

#[test]
fn a_bundle_stays_small() {
    let printed = run(tools().command().current_dir(consumer()).arg("size.mjs")).unwrap();
    let sizes: Vec<Size> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for schema in SCHEMAS {
        assert!(sizes.iter().any(|size| size.r#type == *schema), "{schema} has a size");
    }
    for Size { r#type, check, whole } in &sizes {
        println!("{type:36} check {check:5}  whole {whole:5}", type = r#type);
    }
    let budget =
        |name: &str| LARGE.iter().find(|(large, _)| *large == name).map_or(BUDGET, |(_, most)| *most);
    let over: Vec<_> = sizes.iter().filter(|size| size.check > budget(&size.r#type)).collect();
    assert!(over.is_empty(), "over the budget: {over:?}");
}

/// Whatever an author writes, it stays TypeScript, and formatted.
#[test]
fn hostile_text_stays_text() {
    let folder = tools().folder().join("hostile");
    let _ = fs::remove_dir_all(&folder);
    for file in typescript::emit(&evil::api(), &Templates::new(None).unwrap()).unwrap() {
        let path = folder.join(file.path.strip_prefix("generated/typescript/").unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.bytes).unwrap();
    }
    biome(&folder, &["format", "--max-diagnostics=20", "."]);
    run(compiler("typescript").current_dir(&folder).args(["--outDir", "dist", "-p", "tsconfig.json"]))
        .unwrap();
    fs::write(folder.join("dist/package.json"), r#"{"type":"module"}"#).unwrap();
    // It loads, and a field of any name is asked for under that name.
    let script = "import { String as Odd } from './dist/v1/index.js'; \
                  console.log(JSON.stringify(Odd.check({}).map((issue) => issue.message)));";
    fs::write(folder.join("load.mjs"), script).unwrap();
    let messages = run(tools().command().current_dir(&folder).arg("load.mjs")).unwrap();
    let messages: Vec<String> = serde_json::from_str(&messages).unwrap();
    for text in evil::TEXTS {
        assert!(messages.contains(&format!("{text} is required")), "{text:?} in {messages:?}");
    }
}

/// The README's first script prints what stands below it; the one that upgrades a payload prints nothing.
#[test]
fn the_readme_holds() {
    let readme = fs::read_to_string(source().join("README.md")).unwrap();
    let [issues] = blocks(&readme, "text").try_into().unwrap();
    let [sample, upgrade] = blocks(&readme, "js").try_into().unwrap();
    for (text, printed) in [(sample, issues), (upgrade, String::new())] {
        let script = consumer().join("readme.mjs");
        fs::write(&script, text).unwrap();
        assert_eq!(run(tools().command().arg(script)).unwrap(), printed);
    }
}
