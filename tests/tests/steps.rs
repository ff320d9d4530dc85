//! Every kind of step of an upgrade, in a small model: each language's package does what the model's own walk does.
//! The packages of so small a model, without rulings, context and a second call, are formatted as well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fin_tests::{
    printed::package,
    root,
    toolchain::{node, python, run, target},
};
use fingen::{api::Api, surface::Language, upgrade::upgrade};
use serde_json::Value;
use std::{fs, path::PathBuf, process::Command};

const ORDER: &str = include_str!("../../generator/tests/emit/upgrade/order.json");
const ADDITIONS: &str = include_str!("../../generator/tests/emit/upgrade/additions.json");

fn model() -> Api {
    let folder = root().join("generator/tests/emit/upgrade/model");
    fingen::load(&folder).unwrap_or_else(|report| panic!("{}", report.text(false)))
}

/// A payload as it stands, and without what may be absent.
fn payloads() -> [String; 2] {
    let mut bare: Value = serde_json::from_str(ORDER).unwrap();
    bare.as_object_mut().unwrap().remove("house").unwrap();
    [ORDER.to_owned(), bare.to_string()]
}

/// The printed package, and what it says of each payload, a line each.
fn agrees(language: Language, say: impl Fn(&PathBuf) -> String) {
    let api = model();
    let (id, _) = api.root_upgrades().next().unwrap();
    let additions: Value = serde_json::from_str(ADDITIONS).unwrap();
    let folder = package(language, &api, &target("steps")).unwrap();
    let said: Vec<Value> = say(&folder).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let expected = payloads().map(|payload| {
        let payload = serde_json::from_str(&payload).unwrap();
        upgrade(&api, id, &payload, additions.as_object().unwrap()).payload
    });
    assert_eq!(said, expected, "{}", language.name());
    assert_eq!(said.iter().map(|own| &own["line"]).collect::<Vec<_>>(), ["Bred Street 9", "Bred Street"]);
}

#[test]
fn rust_takes_each_step() {
    agrees(Language::Rust, |folder| {
        let [whole, bare] = payloads();
        let code = format!(
            "use fin_sdk::{{FinPayload, v1, v2}};\n\nfn main() {{\n    for order in [{whole:?}, {bare:?}] {{\n        \
             let order = v1::Order::from_json(order.as_bytes()).unwrap();\n        \
             let additions = v2::OrderAdditions::from_json({ADDITIONS:?}.as_bytes()).unwrap();\n        \
             println!(\"{{}}\", serde_json::to_string(&order.upgrade(additions).unwrap()).unwrap());\n    }}\n}}\n"
        );
        fs::create_dir_all(folder.join("examples")).unwrap();
        fs::write(folder.join("examples/order.rs"), code).unwrap();
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(root()).args(["run", "--quiet", "--example", "order", "--manifest-path"]);
        run(cargo.arg(folder.join("Cargo.toml")).arg("--target-dir").arg(target("steps/cargo"))).unwrap()
    });
}

#[test]
fn typescript_takes_each_step() {
    let node = node().unwrap();
    agrees(Language::TypeScript, |folder| {
        let config = root().join("generated/typescript/biome.json");
        let mut biome = node.tool(".bin/biome");
        biome.current_dir(folder).args([
            "check",
            "--max-diagnostics=20",
            "--error-on-warnings",
            "--config-path",
        ]);
        run(biome.arg(config).arg("src")).unwrap();
        let mut tsc = node.tool("typescript/bin/tsc");
        run(tsc.current_dir(folder).args(["--outDir", "dist", "-p", "tsconfig.json"])).unwrap();
        fs::write(folder.join("dist/package.json"), r#"{"type":"module"}"#).unwrap();
        let code = format!(
            "import {{ upgradeOrder }} from './dist/upgrade.js';\n\
             import {{ Order }} from './dist/v1/index.js';\nimport {{ OrderAdditions }} from './dist/v2/index.js';\n\
             for (const order of {:?}) {{\n  const additions = OrderAdditions.parseJson({ADDITIONS:?});\n  \
             console.log(JSON.stringify(upgradeOrder(Order.parseJson(order), additions)));\n}}\n",
            payloads()
        );
        fs::write(folder.join("order.mjs"), code).unwrap();
        run(node.command().current_dir(folder).arg("order.mjs")).unwrap()
    });
}

#[test]
fn python_takes_each_step() {
    let python = python().unwrap();
    agrees(Language::Python, |folder| {
        run(python.tool("ruff").args(["format", "--check", "--diff"]).arg(folder)).unwrap();
        run(python.tool("ruff").arg("check").arg(folder)).unwrap();
        let code = format!(
            "from fin_sdk import upgrade, v1, v2\n\nfor order in {:?}:\n    \
             additions = v2.OrderAdditions.validate_json({ADDITIONS:?})\n    \
             newer = upgrade.upgrade_order(v1.Order.validate_json(order), additions)\n    \
             print(newer.model_dump_json())\n",
            payloads()
        );
        fs::write(folder.join("order.py"), code).unwrap();
        run(python.with_package(folder).arg(folder.join("order.py"))).unwrap()
    });
}
