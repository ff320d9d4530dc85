//! Every report: what each command prints in each of its formats and in colours, in every state that it can end in.
//!
//! A file in `tests/reports` is a state: `check.mistakes.txt` is what `check` prints of a model with mistakes. The
//! folder in which the commands run is a copy of `tests/audit/small`, with the model once more as `old`; `␛` stands for
//! the escape character. `REPORTS.md` shows some of it, and the table of exit codes.
//! `FINGEN_BLESS=1 cargo test -p fingen --test reports` rewrites both.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "reports/run.rs"]
mod run;
#[path = "reports/states.rs"]
mod states;

use fingen::cli::{Format, commands};
use run::{Place, root};
use states::{STATES, State};
use std::{env, fmt::Write as _, fs};

fn is_blessed() -> bool {
    env::var_os("FINGEN_BLESS").is_some()
}

/// What is printed of a state in a format, and the exit code.
fn printed(state: &State, more: &[&str]) -> (String, i32) {
    let place = Place::new();
    for before in state.before {
        place.fingen(before);
    }
    place.change(state.patch);
    let arguments: Vec<&str> = state.arguments.iter().chain(more).copied().collect();
    let ended = place.fingen(&arguments);
    let mut text = format!("$ fingen {}\n", arguments.join(" "));
    for (name, stream) in [("", &ended.out), ("stderr:\n", &ended.err)] {
        if !stream.is_empty() {
            let _ = write!(text, "{name}{}", stream.replace('\x1b', "␛"));
        }
    }
    let _ = writeln!(text, "[exit {}]", ended.code);
    (text, ended.code)
}

fn sections(state: &State) -> Vec<(String, i32)> {
    let formats = commands::Terms::of(state.arguments[0]).unwrap().formats;
    let mut all: Vec<_> = formats.iter().map(|format| printed(state, &["--format", format.name()])).collect();
    all.push(printed(state, &["--color", "always"]));
    all
}

#[test]
fn each_report_is_printed_as_expected() {
    let folder = root().join("generator/tests/reports");
    let mut wrong = Vec::new();
    for state in &STATES {
        let sections = sections(state);
        for (text, code) in &sections {
            assert_eq!(*code, state.code, "{text}");
            assert_eq!(text.contains('␛'), text.contains("--color always") && state.is_coloured, "{text}");
        }
        let text = sections.into_iter().map(|(text, _)| text).collect::<Vec<_>>().join("\n");
        let path = folder.join(format!("{}.{}.txt", state.arguments[0], state.name));
        if is_blessed() {
            fs::write(&path, &text).unwrap();
        }
        if fs::read_to_string(&path).unwrap_or_default() != text {
            wrong.push(format!("{}\n{text}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}\nFINGEN_BLESS=1 rewrites what is expected", wrong.join("\n"));
    let known: Vec<String> =
        STATES.iter().map(|state| format!("{}.{}.txt", state.arguments[0], state.name)).collect();
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(name.ends_with(".rs") || known.contains(&name), "no state prints {name}");
    }
}

/// Arguments with which a command does its work.
fn arguments(name: &'static str) -> Vec<&'static str> {
    let state = STATES.iter().find(|state| state.arguments[0] == name && state.code == 0);
    // What it prints is clap's, and is looked at elsewhere.
    state.map_or(vec![name, "fish"], |state| state.arguments.to_vec())
}

#[test]
fn every_command_ends_with_each_of_its_codes() {
    for terms in &commands::COMMANDS {
        let codes =
            |code: i32| STATES.iter().any(|state| state.arguments[0] == terms.name && state.code == code);
        assert_eq!(Place::new().fingen(&arguments(terms.name)).code, 0, "`{}`", terms.name);
        assert_eq!(codes(1), terms.findings.is_some(), "`{}` in a state of 1", terms.name);
        let wrong = Place::new().fingen(&[terms.name, "--no-such-option"]);
        assert_eq!(wrong.code, 2, "{}", terms.name);
    }
}

#[test]
fn a_format_that_a_command_lacks_is_refused() {
    let all = [Format::Text, Format::Json, Format::Github, Format::Markdown];
    for terms in &commands::COMMANDS {
        for format in all.into_iter().filter(|format| !terms.formats.contains(format)) {
            let mut arguments = arguments(terms.name);
            arguments.extend(["--format", format.name()]);
            let ended = Place::new().fingen(&arguments);
            assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{arguments:?}");
            let (name, format) = (terms.name, format.name());
            let names = commands::names(terms.formats);
            let message = format!("error: `{name}` has no `--format {format}`: it reports as {names}\n");
            assert!(ended.err.starts_with(&message), "{}", ended.err);
        }
    }
    let ended = Place::new().fingen(&["generate", "--watch", "--format", "github"]);
    let message = "error: `generate --watch` has no `--format github`: it reports as text and json\n";
    assert_eq!((ended.err.as_str(), ended.code), (message, 2));
}

#[test]
fn the_help_has_the_formats_and_the_exit_codes() {
    for terms in &commands::COMMANDS {
        let help = Place::new().fingen(&[terms.name, "--help"]).out;
        let formats = format!("\nFormats: {}\n", commands::names(terms.formats));
        assert!(help.contains(&formats), "{help}");
        assert!(help.contains(&format!("\n  0  {}\n", terms.clean)), "{help}");
        let findings = terms.findings.map(|findings| format!("\n  1  {findings}\n"));
        assert!(findings.is_none_or(|line| help.contains(&line)), "{help}");
        assert!(help.contains(&format!("\n  2  {}\n", commands::FAILED)), "{help}");
    }
}

/// The block that follows a marker, rewritten where it is asked for.
fn block(document: &mut String, marker: &str, real: &str) -> String {
    let start = format!("<!-- tested: {marker} -->\n");
    let from = document.find(&start).unwrap_or_else(|| panic!("no `{marker}`")) + start.len();
    let to = from + document[from..].find("<!-- end -->").unwrap();
    let shown = document[from..to].to_owned();
    document.replace_range(from..to, real);
    shown
}

#[test]
fn the_document_on_reports_is_true() {
    let path = root().join("generator/REPORTS.md");
    let mut document = fs::read_to_string(&path).unwrap();
    let before = document.clone();
    let mut table = String::from("| command | formats | 0 | 1 |\n| --- | --- | --- | --- |\n");
    for terms in &commands::COMMANDS {
        let findings = terms.findings.unwrap_or("never");
        let formats = commands::names(terms.formats);
        let _ = writeln!(table, "| `{}` | {formats} | {} | {findings} |", terms.name, terms.clean);
    }
    assert!(document.contains(commands::FAILED), "what 2 means");
    let mut pairs = vec![(block(&mut document, "commands", &table), table)];
    for state in STATES.iter().filter(|state| state.is_shown) {
        let (text, _) = printed(state, &["--format", "json"]);
        let real = format!("```console\n{}```\n", text.replace(&format!("[exit {}]\n", state.code), ""));
        let marker = format!("{}.{}", state.arguments[0], state.name);
        pairs.push((block(&mut document, &marker, &real), real));
    }
    if is_blessed() && document != before {
        fs::write(path, document).unwrap();
        return;
    }
    for (shown, real) in pairs {
        assert_eq!(shown, real, "FINGEN_BLESS=1 rewrites it");
    }
}
