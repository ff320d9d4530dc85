//! Every kind of mistake in a model, as it is printed.
//!
//! A case is a file in `tests/mistakes`: a change to the model in `tests/mistakes/base`, a line `---`, and what is
//! printed then. A change names a file (`@ v1/customer.yaml`), takes lines out (`-`) and puts others in their place
//! (`+`); added lines alone go to the end of the file. `FINGEN_BLESS=1 cargo test -p fingen --test mistakes` rewrites
//! what is expected.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fingen::report::{Code, Report};
use std::{collections::BTreeMap, env, fs, path::Path, path::PathBuf};

type Model = BTreeMap<String, String>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes")
}

fn base() -> Model {
    let mut model = Model::new();
    for inside in ["", "shared/", "v1/", "v2/"] {
        for entry in fs::read_dir(folder().join("base").join(inside)).unwrap() {
            let entry = entry.unwrap();
            if entry.path().is_file() {
                let name = format!("{inside}{}", entry.file_name().to_string_lossy());
                model.insert(name, fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    model
}

/// Applies a change to the model.
fn change(model: &mut Model, patch: &str) {
    let (mut file, mut old, mut new) = (String::new(), Vec::new(), Vec::new());
    for line in patch.lines().chain(["@ "]) {
        match line.split_at(line.len().min(1)) {
            ("-", rest) if new.is_empty() => old.push(rest),
            ("+", rest) => new.push(rest),
            (sign, rest) => {
                apply(model, &file, &old, &new);
                (old, new) = (Vec::new(), Vec::new());
                match sign {
                    "@" => file = rest.trim().to_owned(),
                    "-" => old.push(rest),
                    _ => {}
                }
            }
        }
    }
}

fn apply(model: &mut Model, file: &str, old: &[&str], new: &[&str]) {
    let lines = |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    if old.is_empty() && new.is_empty() {
        return;
    }
    if new.is_empty() && old == ["*"] {
        model.remove(file).expect("a file of the base model");
        return;
    }
    let text = model.entry(file.to_owned()).or_default();
    if old.is_empty() {
        text.push_str(&lines(new));
    } else {
        let old = lines(old);
        assert_eq!(text.matches(&old).count(), 1, "{file} has these lines once:\n{old}");
        *text = text.replacen(&old, &lines(new), 1);
    }
}

fn load(model: Model) -> Result<fingen::api::Api, Report> {
    let files = fingen::source::parse("spec", model.into_iter().collect())?;
    fingen::resolve::resolve(&files)
}

#[test]
fn the_base_model_has_no_mistakes() {
    if let Err(report) = load(base()) {
        panic!("{}", report.text(false));
    }
}

#[test]
fn every_kind_of_mistake_prints_as_expected() {
    let bless = env::var_os("FINGEN_BLESS").is_some();
    let (mut seen, mut wrong) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let case = fs::read_to_string(&path).unwrap();
        let (patch, expected) = case.split_once("\n---\n").unwrap_or_else(|| panic!("{name} has no `---`"));
        let mut model = base();
        change(&mut model, patch);
        let report = load(model).expect_err(&name);
        seen.extend(report.mistakes.iter().map(|mistake| mistake.code));
        let kind = name.split('.').next().unwrap();
        assert!(
            report.mistakes.iter().any(|m| m.code.name() == kind),
            "{name} makes: {}",
            report.text(false)
        );
        let printed = match name.rsplit('.').next().unwrap() {
            "json" => report.json(),
            "github" => report.github(),
            _ => report.text(false),
        };
        if bless {
            fs::write(&path, format!("{patch}\n---\n{printed}")).unwrap();
        } else if printed != expected {
            wrong.push(format!("{name} prints:\n{printed}instead of:\n{expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}\nFINGEN_BLESS=1 rewrites what is expected", wrong.join("\n"));
    for code in Code::ALL {
        // What cannot be read is no text, and what cannot be printed is no mistake before something prints: both
        // have tests of their own.
        let elsewhere = [Code::Unreadable, Code::Unprintable].contains(code);
        assert!(elsewhere || seen.contains(code), "no case shows `{}`", code.name());
    }
}

#[test]
fn what_cannot_be_read_is_a_failure() {
    let report = fingen::load(Path::new("tests/no such folder")).unwrap_err();
    assert!(report.is_failure());
    let text = report.text(false);
    assert!(text.starts_with("error[unreadable]: cannot read `tests/no such folder`"), "{text}");
}
