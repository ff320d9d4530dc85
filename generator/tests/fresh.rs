//! What is committed is what the model says: the output, and the console sessions in the README.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn fingen(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fingen")).current_dir(folder).args(arguments).output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn the_output_is_what_the_model_says() {
    let output = fingen(&root(), &["generate", "--check"]);
    assert!(output.status.success(), "{}", text(&output));
}

/// The console session after a marker in the README: the arguments of the command, and what it printed.
fn session(marker: &str) -> (Vec<String>, String) {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, rest) = readme.split_once(&format!("<!-- tested: {marker} -->\n```console\n$ ")).unwrap();
    let (block, _) = rest.split_once("\n```").unwrap();
    let (command, printed) = block.split_once('\n').unwrap();
    let arguments = command.strip_prefix("cargo run --release -- ").unwrap();
    (arguments.split(' ').map(str::to_owned).collect(), printed.to_owned())
}

fn assert_prints(folder: &Path, marker: &str) {
    let (arguments, printed) = session(marker);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let output = text(&fingen(folder, &arguments));
    assert_eq!(output.trim_end(), printed.trim_end(), "`{marker}` in the README");
}

#[test]
fn the_readme_shows_what_a_mistake_looks_like() {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("spec"), &folder.path().join("spec"));
    let file = folder.path().join("spec/v2/individual_create.yaml");
    let yaml = fs::read_to_string(&file).unwrap();
    let right = "require: this.address.country == this.basic_info.country_of_residence";
    assert_eq!(yaml.matches(right).count(), 1);
    fs::write(&file, yaml.replace(right, &right.replace("residence", "residense"))).unwrap();
    assert_prints(folder.path(), "a mistake");
}

#[test]
fn the_readme_shows_what_explain_says() {
    assert_prints(&root(), "explain");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}
