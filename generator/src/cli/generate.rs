use super::{
    FAILURE, FINDINGS, Format, Global,
    schema::{KINDS, Kind},
};
use crate::{
    api::Api,
    emit::{COMMAND, Error, TARGETS, Target, Templates, header},
    write::{self, File, Finding, Mode, Outcome, State},
};
use std::{fmt::Write, panic, path::PathBuf, process::ExitCode, thread};

/// How many lines of a file's diff are shown.
const DIFF_LINES: usize = 40;

/// Where the schemas go.
const SCHEMA_FOLDER: &str = "spec/schema/";

/// The schemas of the model's own files stand beside the outputs: they are about no API.
const SCHEMAS: Target = Target { name: "schema", areas: &[SCHEMA_FOLDER], emit: schemas };

fn targets() -> impl Iterator<Item = &'static Target> {
    TARGETS.iter().chain([&SCHEMAS])
}

/// A file for each kind: an editor finds a schema by its file, and not by a name within one.
fn schemas(_: &Api, _: &Templates) -> Result<Vec<File>, Error> {
    let file = |kind: &Kind| {
        let mut schema = kind.schema();
        if let Some(schema) = schema.as_object_mut() {
            schema.insert("$comment".to_owned(), header("", "").trim_end().into());
        }
        let path = format!("{SCHEMA_FOLDER}{}.json", kind.name);
        File { path, bytes: format!("{schema:#}\n").into_bytes() }
    };
    Ok(KINDS.iter().map(file).collect())
}

/// What `generate` takes.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Write nothing: list stale and edited files and show what would change
    #[arg(long)]
    pub check: bool,
    /// Only this output; may be given several times
    #[arg(long, value_name = "NAME", value_parser = targets().map(|target| target.name).collect::<Vec<_>>())]
    pub target: Vec<String>,
    /// The folder to write to
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub out: PathBuf,
    /// Templates that replace the built-in ones of the same name
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// Overwrite and remove files that were edited by hand
    #[arg(long, conflicts_with = "check")]
    pub force: bool,
}

/// Writes the outputs, or compares them with what is there.
pub fn run(global: &Global, args: Args) -> ExitCode {
    let (files, api) = match crate::load_files(&global.spec) {
        Ok(loaded) => loaded,
        Err(report) => return super::print_report(&report, global.format),
    };
    let chosen: Vec<&Target> = targets()
        .filter(|target| args.target.is_empty() || args.target.iter().any(|name| name == target.name))
        .collect();
    let mode = if args.check { Mode::Check } else { Mode::Write { force: args.force } };
    let areas: Vec<&str> = chosen.iter().flat_map(|target| target.areas).copied().collect();
    let printed = Templates::new(args.templates.as_deref())
        .and_then(|templates| emit(&api, &chosen, &templates))
        .map_err(|error| error.report(&files).ok_or_else(|| error.to_string()));
    let outcome = match printed {
        Err(Ok(report)) => return super::print_report(&report, global.format),
        Err(Err(error)) => Err(error),
        Ok(files) => write::write(&files, &areas, &args.out, mode).map_err(|error| error.to_string()),
    };
    match outcome {
        Ok(outcome) => report(&outcome, mode, global.format),
        Err(error) => {
            super::warn(&format!("error: {error}\n"));
            ExitCode::from(FAILURE)
        }
    }
}

/// Prints the targets side by side: none of them reads what another one wrote.
fn emit(api: &Api, targets: &[&Target], templates: &Templates) -> Result<Vec<File>, Error> {
    let printed: Vec<Result<Vec<File>, Error>> = thread::scope(|scope| {
        let running: Vec<_> =
            targets.iter().map(|target| scope.spawn(|| (target.emit)(api, templates))).collect();
        let joined = running.into_iter().map(|one| one.join());
        joined.map(|one| one.unwrap_or_else(|panic| panic::resume_unwind(panic))).collect()
    });
    let mut files = Vec::new();
    for one in printed {
        files.extend(one?);
    }
    Ok(files)
}

fn report(outcome: &Outcome, mode: Mode, format: Format) -> ExitCode {
    match format {
        Format::Json => super::print(&json(outcome)),
        Format::Github => super::print(&github(outcome)),
        Format::Text | Format::Markdown if outcome.done => super::print(&summary(outcome)),
        Format::Text | Format::Markdown if mode == Mode::Check && outcome.is_clean() => {
            super::print(&format!("{} files, all up to date\n", outcome.findings.len()));
        }
        Format::Text | Format::Markdown if mode == Mode::Check => super::warn(&differences(outcome)),
        Format::Text | Format::Markdown => super::warn(&refusal(outcome)),
    }
    if outcome.done || outcome.is_clean() { ExitCode::SUCCESS } else { ExitCode::from(FINDINGS) }
}

/// `42 files, 3 written, 1 removed`
fn summary(outcome: &Outcome) -> String {
    let removed = |finding: &&Finding| finding.state != State::Unchanged && finding.new.is_none();
    let removed = outcome.findings.iter().filter(removed).count();
    let written = outcome.findings.iter().filter(|finding| finding.new.is_some()).count();
    format!("{} files, {written} written, {removed} removed\n", outcome.findings.len() - removed)
}

fn refusal(outcome: &Outcome) -> String {
    let mut text = String::from("error: nothing was written, because these files were edited by hand:\n");
    paths(outcome, State::Edited, &mut text);
    text.push_str("move the changes into the model or the generator, or overwrite them:\n");
    let _ = writeln!(text, "  {COMMAND} --force");
    text
}

fn differences(outcome: &Outcome) -> String {
    let mut text = String::new();
    for finding in &outcome.findings {
        // A hash more or less in the manifest says nothing that the files do not say better.
        if finding.new.is_some() && finding.path != write::MANIFEST {
            text.push_str(&write::diff(finding, DIFF_LINES));
            text.push('\n');
        }
    }
    for (state, what) in [
        (State::Missing, "missing"),
        (State::Outdated, "out of date"),
        (State::Stale, "stale, to be removed"),
        (State::Edited, "edited by hand"),
    ] {
        if outcome.of(state).next().is_some() {
            let _ = writeln!(text, "{what}:");
            paths(outcome, state, &mut text);
        }
    }
    let force = if outcome.of(State::Edited).next().is_some() { " --force" } else { "" };
    let _ = writeln!(text, "run:\n  {COMMAND}{force}");
    text
}

fn paths(outcome: &Outcome, state: State, text: &mut String) {
    for finding in outcome.of(state) {
        let _ = writeln!(text, "  {}", finding.path);
    }
}

/// What became of a file, or would become of it.
fn fate(finding: &Finding, done: bool) -> &'static str {
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

fn json(outcome: &Outcome) -> String {
    let files: Vec<serde_json::Value> = outcome
        .findings
        .iter()
        .map(|finding| serde_json::json!({ "path": finding.path, "state": fate(finding, outcome.done) }))
        .collect();
    format!("{}\n", serde_json::json!({ "done": outcome.done, "files": files }))
}

fn github(outcome: &Outcome) -> String {
    let mut text = String::new();
    for finding in &outcome.findings {
        match fate(finding, outcome.done) {
            "unchanged" => {}
            fate @ ("written" | "removed") => {
                let _ = writeln!(text, "::notice file={0}::{0} was {fate}", finding.path);
            }
            fate => {
                let _ = writeln!(text, "::error file={0}::{0} is {fate}, run: {COMMAND}", finding.path);
            }
        }
    }
    text
}
