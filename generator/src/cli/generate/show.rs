//! What became of the outputs, in every format.

use super::super::{Format, output};
use crate::{
    emit::COMMAND,
    report::{
        github::annotation,
        markdown::{code, fenced, indented},
        style::{ERROR, GOOD, NAME, TITLE, WARNING, painted, shown},
    },
    write::{self, Finding, Mode, Outcome, State},
};
use anstyle::Style;
use std::fmt::Write;

/// How many lines of a file's diff are shown.
const DIFF_LINES: usize = 40;

/// The states of files that are not as they should be, and what they are called.
const WRONG: [(State, &str); 4] = [
    (State::Missing, "missing"),
    (State::Outdated, "out of date"),
    (State::Stale, "stale, to be removed"),
    (State::Edited, "edited by hand"),
];

/// Prints an outcome: for people a refusal and differences on standard error, else on standard output.
pub fn outcome(outcome: &Outcome, mode: Mode, format: Format) {
    let is_check = mode == Mode::Check;
    match format {
        Format::Json => output::print(&json(outcome)),
        Format::Github => output::print(&github(outcome)),
        Format::Markdown => output::print(&markdown(outcome, is_check)),
        Format::Text if outcome.done => output::say(&format!("{}\n", summary(outcome))),
        Format::Text if is_check && outcome.is_clean() => {
            output::say(&format!("{}\n", up_to_date(outcome)));
        }
        Format::Text if is_check => output::warn(&differences(outcome)),
        Format::Text => output::warn(&refusal(outcome)),
    }
}

/// `42 files, 3 written, 1 removed`
pub fn summary(outcome: &Outcome) -> String {
    let there = outcome.findings.iter().filter(|finding| fate(finding, true) != "removed").count();
    format!("{there} files, {}", changed(outcome))
}

/// `3 written, 1 removed`
pub fn changed(outcome: &Outcome) -> String {
    let count = |style: Style, what: &str| {
        let count = outcome.findings.iter().filter(|finding| fate(finding, true) == what).count();
        let text = format!("{count} {what}");
        if count == 0 { text } else { painted(style, text) }
    };
    format!("{}, {}", count(GOOD, "written"), count(WARNING, "removed"))
}

fn up_to_date(outcome: &Outcome) -> String {
    format!("{} files, {}", outcome.findings.len(), painted(GOOD, "all up to date"))
}

/// What is told where nothing may be written.
pub fn refusal(outcome: &Outcome) -> String {
    let mut text = output::error("nothing was written, because these files were edited by hand:");
    paths(outcome, State::Edited, &mut text);
    text.push_str("move the changes into the model or the generator, or overwrite them:\n");
    let _ = writeln!(text, "  {}", painted(NAME, format!("{COMMAND} --force")));
    text
}

fn differences(outcome: &Outcome) -> String {
    let mut text = String::new();
    for finding in differing(outcome) {
        for line in write::diff(finding, DIFF_LINES).lines() {
            let _ = writeln!(text, "{}", coloured(line));
        }
        text.push('\n');
    }
    for (state, what) in WRONG {
        if outcome.of(state).next().is_some() {
            let style = if state == State::Edited { ERROR } else { WARNING };
            let _ = writeln!(text, "{}:", painted(style, what));
            paths(outcome, state, &mut text);
        }
    }
    let _ = writeln!(text, "run:\n  {}", painted(NAME, remedy(outcome)));
    text
}

/// The files of which a diff is worth showing: a hash more or less in the manifest says nothing that the files do not
/// say better.
fn differing(outcome: &Outcome) -> impl Iterator<Item = &Finding> {
    outcome.findings.iter().filter(|finding| finding.new.is_some() && finding.path != write::MANIFEST)
}

/// A line of a unified diff, as git shows it.
fn coloured(line: &str) -> String {
    match line.get(..1) {
        _ if line.starts_with("--- ") || line.starts_with("+++ ") => painted(TITLE, line),
        Some("-") => painted(ERROR, line),
        Some("+") => painted(GOOD, line),
        Some("@") => painted(NAME, line),
        _ => line.to_owned(),
    }
}

fn remedy(outcome: &Outcome) -> String {
    let force = if outcome.of(State::Edited).next().is_some() { " --force" } else { "" };
    format!("{COMMAND}{force}")
}

fn paths(outcome: &Outcome, state: State, text: &mut String) {
    for finding in outcome.of(state) {
        let _ = writeln!(text, "  {}", finding.path);
    }
}

/// What became of a file, or would become of it.
pub fn fate(finding: &Finding, done: bool) -> &'static str {
    match (finding.state, &finding.new, done) {
        (State::Unchanged, ..) => "unchanged",
        (_, Some(_), true) => "written",
        (_, None, true) => "removed",
        (State::Missing, ..) => "missing",
        (State::Outdated, ..) => "outdated",
        (State::Stale, ..) => "stale",
        (State::Edited, ..) => "edited",
    }
}

/// The files with what became of them; of a round alone those that did not stay.
pub fn files(outcome: &Outcome, all: bool) -> Vec<serde_json::Value> {
    let told = outcome.findings.iter().filter(|finding| all || finding.state != State::Unchanged);
    told.map(|finding| serde_json::json!({ "path": finding.path, "state": fate(finding, outcome.done) }))
        .collect()
}

fn json(outcome: &Outcome) -> String {
    format!("{}\n", serde_json::json!({ "done": outcome.done, "files": files(outcome, true) }))
}

fn github(outcome: &Outcome) -> String {
    let (mut text, remedy) = (String::new(), remedy(outcome));
    for finding in &outcome.findings {
        let (level, message) = match fate(finding, outcome.done) {
            "unchanged" => continue,
            fate @ ("written" | "removed") => ("notice", format!("{} was {fate}", finding.path)),
            fate => ("error", format!("{} is {fate}, run: {remedy}", finding.path)),
        };
        text.push_str(&annotation(level, &[("file", &finding.path)], &message));
    }
    text
}

fn markdown(outcome: &Outcome, is_check: bool) -> String {
    let list = |text: &mut String, what: &str, findings: &[&Finding]| {
        let _ = write!(text, "\n{what}:\n\n");
        text.extend(findings.iter().map(|finding| format!("- {}\n", code(&finding.path))));
    };
    if outcome.done || outcome.is_clean() {
        let title = shown(if outcome.done { summary(outcome) } else { up_to_date(outcome) }, false);
        let mut text = format!("## {title}\n");
        for what in ["written", "removed"] {
            let told = |finding: &&Finding| fate(finding, outcome.done) == what;
            let findings: Vec<&Finding> = outcome.findings.iter().filter(told).collect();
            if !findings.is_empty() {
                list(&mut text, what, &findings);
            }
        }
        return text;
    }
    let title = if is_check { "The outputs are not what the model says" } else { "Nothing was written" };
    let mut text = format!("## {title}\n");
    for (state, what) in WRONG {
        let findings: Vec<&Finding> =
            outcome.of(state).filter(|_| is_check || state == State::Edited).collect();
        if !findings.is_empty() {
            list(&mut text, what, &findings);
        }
    }
    let _ = write!(text, "\nRun {}", code(&remedy(outcome)));
    text.push_str(if is_check {
        ".\n"
    } else {
        " to overwrite them, or move the changes into the model or the generator.\n"
    });
    if is_check {
        for finding in differing(outcome) {
            let diff = fenced("diff", &write::diff(finding, DIFF_LINES));
            let _ = write!(text, "\n- {}\n\n{}", code(&finding.path), indented(&diff));
        }
    }
    text
}
