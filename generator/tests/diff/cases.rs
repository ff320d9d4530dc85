//! A case is a file in `tests/diff/cases`: words on what it is about, a change to the model in `tests/diff/base`, a
//! line `---`, and what `diff` prints then, forwards and backwards. A change names a file (`@ v1/customer.yaml`),
//! takes lines out (`-`) and puts others in their place (`+`); added lines alone go to the end of the file. Of a name
//! such as `words.json.txt` the middle is the format. `FINGEN_BLESS=1 cargo test -p fingen --test diff` rewrites what
//! is expected.

use super::model::{base, change, compare, folder, load};
use fingen::diff::{Claim, Diff, Effect, Kind, SourceKind, TABLE, Verdict, Whose};
use fingen::surface::Language;
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
    changes.extend(diff.source.iter().map(|change| {
        let (kind, lines) = if turn {
            (change.kind.mirrored(), [&change.new, &change.old])
        } else {
            (change.kind, [&change.old, &change.new])
        };
        format!("{:?} {} {lines:?}", change.language, kind.name())
    }));
    changes.sort();
    changes
}

/// Whether the verdicts on names are those of the table, whichever way one looks.
fn by_the_table(diff: &Diff) {
    for change in &diff.source {
        let line = change.new.as_deref().or(change.old.as_deref()).unwrap();
        let side = [("request ", Whose::Requests), ("answer ", Whose::Answers)];
        let side = side.into_iter().find(|(word, _)| line.starts_with(word)).map(|(_, whose)| whose);
        let is_open = line.split(' ').take(2).any(|word| word == "open");
        let rows = || TABLE.iter().filter(|(kind, ..)| *kind == change.kind);
        let wanted = [is_open.then_some(Whose::Open), side, Some(Whose::All)];
        let row = wanted.into_iter().flatten().find_map(|whose| rows().find(|(_, of, _)| *of == whose));
        let (.., effects) = row.unwrap_or_else(|| panic!("no row for {change:?}"));
        let effect = match change.language {
            Language::Rust => effects[0],
            Language::TypeScript => effects[1],
            Language::Python => effects[2],
        };
        let expected = match effect {
            Effect::Breaks(why) => (Verdict::Breaking, why),
            Effect::GoesOn(why) => (Verdict::Compatible, why),
        };
        assert_eq!((change.verdict, change.why), expected, "{change:?}");
    }
}

#[test]
fn each_change_of_a_model_is_told_as_expected_and_backwards_mirrors_it() {
    let bless = env::var_os("FINGEN_BLESS").is_some();
    let old = load(&base()).unwrap_or_else(|report| panic!("{}", report.text(false)));
    assert!(compare(&old, &old).is_empty());
    let (mut seen, mut seen_of_names, mut wrong, mut edits) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for (name, patch, expected) in all() {
        let mut model = base();
        change(&mut model, &patch).unwrap_or_else(|error| panic!("{name}: {error}"));
        let new = load(&model).unwrap_or_else(|report| panic!("{name}: {}", report.text(false)));
        let (there, back) = (compare(&old, &new), compare(&new, &old));
        edits += 1;
        seen.extend(there.changes.iter().chain(&back.changes).map(|change| change.kind));
        seen_of_names.extend(there.source.iter().chain(&back.source).map(|change| change.kind));
        by_the_table(&there);
        by_the_table(&back);
        assert!(!there.is_empty() || name.starts_with("same"), "{name} changes nothing");
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
    // Traits and defaults are the emitters' affair: no edit of a model changes them and nothing else.
    let of_emitters = {
        use SourceKind::{DefaultGained, DefaultLost, TraitsGained, TraitsLost};
        [TraitsGained, TraitsLost, DefaultGained, DefaultLost]
    };
    for kind in SourceKind::ALL.iter().filter(|kind| !of_emitters.contains(kind)) {
        assert!(seen_of_names.contains(kind), "no case shows `{}`", kind.name());
    }
}

#[test]
fn the_policy_is_the_table_that_the_code_goes_by() {
    let mut text = String::from(
        "# What a change of a public name does\n\n\
         A request is built and read by the user's code; an answer is read.\n\
         In Rust a struct literal and a `match` count on either side, as `cargo semver-checks` has it.\n\
         *open* are types of which the language knows that more may come: `#[non_exhaustive]`, `Open<…>`, and enums \
         beside which any text is taken.\n\n\
         The table is `policy.rs` in words, and a test holds the two together.\n\n\
         | change | backwards | of | Rust | TypeScript | Python |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for (kind, whose, effects) in TABLE {
        let effects = effects.map(|effect| match effect {
            Effect::Breaks(why) => format!("**breaks**: {why}"),
            Effect::GoesOn(why) => format!("goes on: {why}"),
        });
        let cells = effects.join(" | ");
        let (name, mirror) = (kind.name(), kind.mirrored().name());
        text.push_str(&format!("| `{name}` | `{mirror}` | {} | {cells} |\n", whose.name()));
    }
    let path = folder().join("../../src/diff/source/POLICY.md");
    if env::var_os("FINGEN_BLESS").is_some() {
        fs::write(&path, &text).unwrap();
    }
    assert_eq!(fs::read_to_string(path).unwrap(), text, "FINGEN_BLESS=1 rewrites it");
    for kind in SourceKind::ALL {
        assert_eq!(kind.mirrored().mirrored(), *kind);
        let rows = || TABLE.iter().filter(|(of, ..)| of == kind).map(|(_, whose, _)| *whose);
        let both = [Whose::Requests, Whose::Answers].iter().all(|side| rows().any(|whose| whose == *side));
        assert!(both || rows().any(|whose| whose == Whose::All), "{}", kind.name());
    }
}
