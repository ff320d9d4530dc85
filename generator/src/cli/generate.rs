mod round;
mod show;
mod watch;

use super::{
    FINDINGS, Global, fail, print_report, progress,
    schema::{KINDS, Kind},
};
use crate::{
    api::Api,
    emit::{Error, TARGETS, Target, Templates, header, side_by_side},
    report::Report,
    source::Files,
    write::{self, File, Mode, Outcome},
};
use std::{path::PathBuf, process::ExitCode};

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
    /// Stay, and write again whenever the model or a template was saved; tells in short what has changed
    #[arg(long, conflicts_with = "check")]
    pub watch: bool,
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

/// What keeps the outputs from being made.
enum Failure {
    /// Mistakes in the model.
    Model(Report),
    /// Anything else, in words.
    Other(String),
}

/// Writes the outputs, or compares them with what is there.
pub fn run(global: &Global, args: Args) -> ExitCode {
    if args.watch {
        return watch::run(global, &args);
    }
    progress::step("reading the model");
    let made = crate::load_files(&global.spec).map_err(Failure::Model).and_then(|(files, api)| {
        let templates = Templates::new(args.templates.as_deref());
        make(&files, &api, &templates.map_err(|error| Failure::Other(error.to_string()))?, &args)
    });
    match made {
        Ok(outcome) => {
            show::outcome(&outcome, args.mode(), global.format);
            if outcome.done || outcome.is_clean() { ExitCode::SUCCESS } else { ExitCode::from(FINDINGS) }
        }
        Err(Failure::Model(report)) => print_report(&report, global.format),
        Err(Failure::Other(message)) => fail(&message),
    }
}

impl Args {
    fn mode(&self) -> Mode {
        if self.check { Mode::Check } else { Mode::Write { force: self.force } }
    }
}

/// Prints the chosen outputs of a model, and puts them where they belong or compares them with what is there.
fn make(files: &Files, api: &Api, templates: &Templates, args: &Args) -> Result<Outcome, Failure> {
    let chosen: Vec<&Target> = targets()
        .filter(|target| args.target.is_empty() || args.target.iter().any(|name| name == target.name))
        .collect();
    let areas: Vec<&str> = chosen.iter().flat_map(|target| target.areas).copied().collect();
    progress::step("printing the outputs");
    let printed = side_by_side(&chosen, |target| (target.emit)(api, templates));
    let printed = printed.map_err(|error| match error.report(files) {
        Some(report) => Failure::Model(report),
        None => Failure::Other(error.to_string()),
    })?;
    let printed: Vec<File> = printed.into_iter().flatten().collect();
    progress::step(if args.check { "comparing the outputs" } else { "writing the outputs" });
    write::write(&printed, &areas, &args.out, args.mode()).map_err(|error| Failure::Other(error.to_string()))
}
