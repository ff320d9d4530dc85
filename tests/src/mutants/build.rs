//! The packages of a model with altered rules, printed and built below `target/mutants`.

use crate::{
    root, runner,
    toolchain::{self, Failure, run, target},
};
use fingen::{
    api::Api,
    emit::{TARGETS, Templates},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Where a language's package goes: `target/mutants/rust`.
fn folder(language: &str) -> PathBuf {
    target("mutants").join(language)
}

/// Prints a language's package. Files that stay the same are not written, so that nothing is built again for them;
/// what an earlier model had more of is taken away.
fn print(api: &Api, language: &str) -> Result<PathBuf, Failure> {
    let target = TARGETS.iter().find(|target| target.name == language);
    let target = target.ok_or_else(|| Failure(format!("nothing is printed for {language}")))?;
    let templates = Templates::new(None).map_err(|error| Failure(error.to_string()))?;
    let files = (target.emit)(api, &templates).map_err(|error| Failure(error.to_string()))?;
    let folder = folder(language);
    let mut printed = Vec::new();
    for file in files {
        let inside = target.areas.iter().find_map(|area| file.path.strip_prefix(area));
        let path = folder.join(inside.unwrap_or(&file.path));
        update(&path, &file.bytes)?;
        printed.push(path);
    }
    for file in toolchain::files(&folder)? {
        if !printed.contains(&file) {
            fs::remove_file(file)?;
        }
    }
    Ok(folder)
}

fn update(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    Ok(fs::write(path, bytes)?)
}

/// The runner of the Rust crate: the protocol's own sources, over that crate.
///
/// # Errors
/// What cannot be printed, or what the compiler says.
pub fn rust(api: &Api) -> Result<Command, Failure> {
    let printed = print(api, "rust")?;
    // The crate is somewhere else than where it is printed for.
    let manifest = printed.join("Cargo.toml");
    let text = fs::read_to_string(&manifest)?;
    let payload = root().join("fin-payload").display().to_string();
    fs::write(&manifest, text.replace("\"../../fin-payload\"", &format!("{payload:?}")))?;
    let runner = folder("runner");
    update(&runner.join("Cargo.toml"), manifest_of_runner(&payload).as_bytes())?;
    update(&runner.join("src/main.rs"), main_of_runner().as_bytes())?;
    // The versions that everything else is tested with; what of them is not needed is left out.
    if !runner.join("Cargo.lock").exists() {
        fs::copy(root().join("Cargo.lock"), runner.join("Cargo.lock"))?;
    }
    let built = target("mutants").join("target");
    let mut cargo = Command::new(env!("CARGO"));
    // From the root, so that the workspace's own toolchain is taken.
    cargo.current_dir(root()).args(["build", "--quiet", "--offline", "--manifest-path"]);
    run(cargo.arg(runner.join("Cargo.toml")).arg("--target-dir").arg(&built))?;
    Ok(Command::new(built.join("debug/runner")))
}

/// The runner of the TypeScript package.
///
/// # Errors
/// What cannot be printed or built, or Node is missing.
pub fn typescript(api: &Api) -> Result<Command, Failure> {
    runner::typescript_of(&print(api, "typescript")?, "altered")
}

/// The runner of the Python package.
///
/// # Errors
/// What cannot be printed, or Python is missing.
pub fn python(api: &Api) -> Result<Command, Failure> {
    runner::python_of(&print(api, "python")?)
}

fn manifest_of_runner(payload: &str) -> String {
    format!(
        "[package]\nname = \"runner\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         fin-payload = {{ path = {payload:?} }}\nfin-sdk = {{ path = \"../rust\" }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\n\
         serde_json = {{ version = \"1\", features = [\"float_roundtrip\", \"raw_value\"] }}\n\n\
         [profile.dev]\ndebug = false\n"
    )
}

fn main_of_runner() -> String {
    let module = |name: &str| {
        let path = root().join("tests/src").join(name).with_extension("rs").display().to_string();
        format!("#[path = {path:?}]\nmod {name};\n")
    };
    let modules: String = ["plain", "protocol", "sdk"].into_iter().map(module).collect();
    format!(
        "#![allow(dead_code)]\n\n{modules}\nfn main() {{\n    protocol::serve(sdk::judge).unwrap();\n}}\n"
    )
}
