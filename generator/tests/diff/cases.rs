//! A case is a file in `tests/diff/cases`: words on what it is about, a change to the model in `tests/diff/base`, a
//! line `---`, and what `diff` prints then, forwards and backwards. A change names a file (`@ v1/customer.yaml`),
//! takes lines out (`-`) and puts others in their place (`+`); added lines alone go to the end of the file. Of a name
//! such as `words.json.txt` the middle is the format. `FINGEN_BLESS=1 cargo test -p fingen --test diff` rewrites what
//! is expected.

use super::model::{base, change, compare, folder, load};
use fingen::diff::{Claim, Diff, Kind};
use std::{env, fs};

/// Every case: its name, what it does to the model, and what is expected.
pub fn all() -> Vec<(String, String, String)> {
    let mut cases = Vec::new();
    for entry in fs::read_dir(folder().join("cases")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let (patch, expected) = text.split_once("\n---\n").unwrap_or_else(|| panic!("{name} has no `---`"));
        cases.push((name, patch.to_owned(), expected.to_owned()));
    }
    cases.sort();
    cases
}

fn printed(name: &str, diff: &Diff) -> String {
    match name.rsplit('.').next().unwrap() {
        "json" => diff.json(),
        "github" => diff.github(),
        "markdown" => diff.markdown(),
        _ => diff.text(false),
    }
}

/// What a change is, whichever way one looks: names of the old model are left out.
pub fn mirrored(diff: &Diff, turn: bool) -> Vec<String> {
    let claim = |claim: &Claim| match claim {
        Claim::No => "no",
        Claim::Stated => "stated",
        Claim::Proved(_) => "proved",
        Claim::Unproved => "unproved",
    };
    let mut changes: Vec<String> = diff
        .changes
        .iter()
        .map(|change| {
            let (kind, sides) = if turn {
                (change.kind.mirrored(), [(&change.new, &change.gains), (&change.old, &change.loses)])
            } else {
                (change.kind, [(&change.old, &change.loses), (&change.new, &change.gains)])
            };
            let sides = sides.map(|(text, made)| format!("{text:?} {}", claim(made)));
            format!("{} {:?} {}", kind.name(), change.direction, sides.join(", "))
        })
        .collect();
    changes.sort();
    changes
}

#[test]
fn each_change_of_a_model_is_told_as_expected_and_backwards_mirrors_it() {
    let bless = env::var_os("FINGEN_BLESS").is_some();
    let old = load(&base()).unwrap_or_else(|report| panic!("{}", report.text(false)));
    assert_eq!(compare(&old, &old).changes, []);
    let (mut seen, mut wrong, mut edits) = (Vec::new(), Vec::new(), 0);
    for (name, patch, expected) in all() {
        let mut model = base();
        change(&mut model, &patch).unwrap_or_else(|error| panic!("{name}: {error}"));
        let new = load(&model).unwrap_or_else(|report| panic!("{name}: {}", report.text(false)));
        let (there, back) = (compare(&old, &new), compare(&new, &old));
        edits += 1;
        seen.extend(there.changes.iter().chain(&back.changes).map(|change| change.kind));
        assert!(!there.changes.is_empty() || name.starts_with("same"), "{name} changes nothing");
        assert_eq!(mirrored(&there, true), mirrored(&back, false), "{name}");
        let text = format!("{}--- backwards\n{}", printed(&name, &there), printed(&name, &back));
        if bless {
            let path = folder().join("cases").join(format!("{name}.txt"));
            fs::write(path, format!("{patch}\n---\n{text}")).unwrap();
        } else if text != expected {
            wrong.push(format!("{name} prints:\n{text}instead of:\n{expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}\nFINGEN_BLESS=1 rewrites what is expected", wrong.join("\n"));
    assert!(edits >= 60, "{edits} cases");
    for kind in Kind::ALL {
        assert!(seen.contains(kind), "no case shows `{}`", kind.name());
    }
}
