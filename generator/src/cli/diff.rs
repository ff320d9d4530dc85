use super::{FINDINGS, Format, Global, fail, print, progress, say};
use crate::api::Api;
use crate::diff::{DiffError, Origin, RevisionError, Source, Subject, diff};
use crate::report::Report;
use crate::resolve::{resolve, resolve_past};
use crate::source::Files;
use crate::surface::Surface;
use clap::ValueEnum;
use std::{panic, process::ExitCode, thread};

const NOTE: &str = "\
OLD and NEW are folders, or git revisions (`main`, `v1.2.0`, `HEAD~3`), whose folder of the model is that of
`--spec`; `REVISION:PATH` names another one. Nothing is checked out.

What the packages offer is read from `generated/surface.*.txt` beside the folder of OLD, and of NEW where that is a
revision; what is not there is made from the model.";

/// What `diff` takes.
#[derive(clap::Args, Debug)]
#[command(after_help = NOTE)]
pub struct Args {
    /// The model that was
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The model that is; the folder of `--spec` when left out
    #[arg(value_name = "NEW")]
    pub new: Option<String>,
    /// With which changes the command ends with 1
    #[arg(long, value_name = "WHAT", value_enum, default_value_t)]
    pub fail_on: FailOn,
}

/// With which changes the command ends with 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// What breaks or may break, over the wire or in code that uses a package, or has another code
    Breaking,
    /// Any change
    Any,
    /// None
    #[default]
    Never,
}

/// Compares two models.
pub fn run(global: &Global, args: &Args) -> ExitCode {
    let spec = global.spec.to_string_lossy().into_owned();
    let new = args.new.as_deref().unwrap_or(&spec);
    let old_source = Source::new(&args.old, &global.spec);
    let new_source = Source::new(new, &global.spec);
    progress::step(format!("reading {} and {}", old_source.name, new_source.name));
    let (old, new) = both(&old_source, &new_source);
    let failed = |error| match error {
        RevisionError::Model(report) => super::print_report(&report, global.format),
        error => fail(&error.to_string()),
    };
    let (old, new) = match (old.map_err(failed), new.map_err(failed)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(code), _) | (_, Err(code)) => return code,
    };
    progress::step(format!("comparing {} with {}", old.name, new.name));
    print_diff(&old, &new, args, global.format)
}

fn print_diff(old: &Loaded<'_>, new: &Loaded<'_>, args: &Args, format: Format) -> ExitCode {
    let diff = match diff(old.subject(), new.subject()) {
        Ok(diff) => diff,
        Err(DiffError::Surface { name, error }) => {
            let at_fault = if name == new.name { new } else { old };
            return match error.report(&at_fault.files) {
                Some(report) => super::print_report(&report, format),
                None => fail(&format!("{name}: {error}")),
            };
        }
        Err(error) => return fail(&error.to_string()),
    };
    match format {
        Format::Text => say(&diff.text(true)),
        Format::Json => print(&diff.json()),
        Format::Github => print(&diff.github()),
        Format::Markdown => print(&diff.markdown()),
    }
    let fails = match args.fail_on {
        FailOn::Breaking => diff.is_breaking(),
        FailOn::Any => !diff.is_empty(),
        FailOn::Never => false,
    };
    if fails { ExitCode::from(FINDINGS) } else { ExitCode::SUCCESS }
}

/// A model with its files and with what was published of it.
struct Loaded<'s> {
    name: &'s str,
    files: Files,
    api: Api,
    published: Vec<Surface>,
}

type Loading<'s> = Result<Loaded<'s>, RevisionError>;

/// Reads both models side by side: the one waits for git while the other is resolved.
fn both<'s>(old: &'s Source, new: &'s Source) -> (Loading<'s>, Loading<'s>) {
    thread::scope(|scope| {
        // As much stack as the main thread has: what is deep is deep in either.
        let own = thread::Builder::new().stack_size(8 << 20);
        let running = own.spawn_scoped(scope, || Loaded::old(old));
        let new = Loaded::new(new);
        let old = match running {
            Ok(running) => running.join().unwrap_or_else(|panic| panic::resume_unwind(panic)),
            // A system without another thread to give.
            Err(_) => Loaded::old(old),
        };
        (old, new)
    })
}

impl<'s> Loaded<'s> {
    /// The old model may be of a time when less was asked of it. What was published of it is the truth.
    fn old(source: &'s Source) -> Loading<'s> {
        Self::load(source, resolve_past)
    }

    /// Of a working tree the model is the truth: what was generated may be of an earlier one.
    fn new(source: &'s Source) -> Loading<'s> {
        let mut loaded = Self::load(source, resolve)?;
        if matches!(source.origin, Origin::Folder(_)) {
            loaded.published.clear();
        }
        Ok(loaded)
    }

    fn load(source: &'s Source, resolve: fn(&Files) -> Result<Api, Report>) -> Loading<'s> {
        let (files, published) = source.read()?;
        let api = resolve(&files).map_err(|report| RevisionError::Model(Box::new(report)))?;
        Ok(Loaded { name: &source.name, files, api, published })
    }

    fn subject(&self) -> Subject<'_> {
        Subject { name: self.name, api: &self.api, published: self.published.clone() }
    }
}
