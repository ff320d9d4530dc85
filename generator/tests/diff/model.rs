//! The model that is edited, and the language of edits.

use fingen::api::Api;
use fingen::diff::{Diff, diff};
use fingen::report::Report;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The texts of a model's files.
pub type Model = BTreeMap<String, String>;

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff")
}

pub fn base() -> Model {
    read(&folder().join("base"))
}

/// The files of a model folder.
pub fn read(folder: &Path) -> Model {
    let mut model = Model::new();
    let mut add = |inside: &str, path: &Path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_file() && (name.ends_with(".yaml") || name.ends_with(".txt")) {
            model.insert(format!("{inside}{name}"), fs::read_to_string(path).unwrap());
        }
    };
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let inside = format!("{}/", path.file_name().unwrap().to_string_lossy());
            for entry in fs::read_dir(&path).unwrap() {
                add(&inside, &entry.unwrap().path());
            }
        } else {
            add("", &path);
        }
    }
    model
}

pub fn load(model: &Model) -> Result<Api, Report> {
    let files = fingen::source::parse("spec", model.clone().into_iter().collect())?;
    fingen::resolve::resolve(&files)
}

pub fn compare(old: &Api, new: &Api) -> Diff {
    diff(("old", old), ("new", new)).unwrap()
}

/// Applies a change; an error says which of its lines the model does not have once.
pub fn change(model: &mut Model, patch: &str) -> Result<(), String> {
    let (mut file, mut old, mut new) = (String::new(), Vec::new(), Vec::new());
    for line in patch.lines().chain(["@ "]) {
        match line.split_at(line.len().min(1)) {
            ("-", rest) if new.is_empty() => old.push(rest),
            ("+", rest) => new.push(rest),
            (sign, rest) => {
                apply(model, &file, &old, &new)?;
                (old, new) = (Vec::new(), Vec::new());
                match sign {
                    "@" => file = rest.trim().to_owned(),
                    "-" => old.push(rest),
                    _ => {}
                }
            }
        }
    }
    Ok(())
}

fn apply(model: &mut Model, file: &str, old: &[&str], new: &[&str]) -> Result<(), String> {
    let lines = |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    if old.is_empty() && new.is_empty() {
        return Ok(());
    }
    let text = model.entry(file.to_owned()).or_default();
    if old.is_empty() {
        text.push_str(&lines(new));
        return Ok(());
    }
    let old = lines(old);
    if text.matches(&old).count() != 1 {
        return Err(format!("{file} does not have these lines once:\n{old}"));
    }
    *text = text.replacen(&old, &lines(new), 1);
    Ok(())
}
