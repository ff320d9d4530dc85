use super::{FAILURE, FINDINGS, Format, Global, print, warn};
use crate::api::Api;
use crate::diff::{DiffError, Origin, RevisionError, Source, Subject, diff};
use crate::report::Report;
use crate::resolve::{resolve, resolve_past};
use crate::source::Files;
use crate::surface::Surface;
use clap::ValueEnum;
use std::{
    io::{self, IsTerminal},
    process::ExitCode,
};

const NOTE: &str = "\
OLD and NEW are folders, or git revisions (`main`, `v1.2.0`, `HEAD~3`), whose folder of the model is that of
`--spec`; `REVISION:PATH` names another one. Nothing is checked out.

What the packages offer is read from `generated/surface.*.txt` beside the folder of OLD, and of NEW where that is a
revision; what is not there is made from the model.

Exit codes:
  0  compared; nothing that `--fail-on` asks for
  1  there is what `--fail-on` asks for, or a model has mistakes
  2  the command was used wrongly, or a model cannot be read";

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
    let old = Source::new(&args.old, &global.spec);
    let new = Source::new(new, &global.spec);
    match (Loaded::old(&old, global.format), Loaded::new(&new, global.format)) {
        (Ok(old), Ok(new)) => print_diff(&old, &new, args, global.format),
        (Err(code), _) | (_, Err(code)) => code,
    }
}

fn print_diff(old: &Loaded<'_>, new: &Loaded<'_>, args: &Args, format: Format) -> ExitCode {
    let diff = match diff(old.subject(), new.subject()) {
        Ok(diff) => diff,
        Err(DiffError::Surface { name, error }) => {
            let at_fault = if name == new.name { new } else { old };
            if let Some(report) = error.report(&at_fault.files) {
                return super::print_report(&report, format);
            }
            warn(&format!("error: {name}: {error}\n"));
            return ExitCode::from(FAILURE);
        }
        Err(error) => {
            warn(&format!("error: {error}\n"));
            return ExitCode::from(FAILURE);
        }
    };
    print(&match format {
        Format::Text => diff.text(io::stdout().is_terminal()),
        Format::Json => diff.json(),
        Format::Github => diff.github(),
        Format::Markdown => diff.markdown(),
    });
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

impl<'s> Loaded<'s> {
    /// The old model may be of a time when less was asked of it. What was published of it is the truth.
    fn old(source: &'s Source, format: Format) -> Result<Self, ExitCode> {
        Self::load(source, format, resolve_past)
    }

    /// Of a working tree the model is the truth: what was generated may be of an earlier one.
    fn new(source: &'s Source, format: Format) -> Result<Self, ExitCode> {
        let mut loaded = Self::load(source, format, resolve)?;
        if matches!(source.origin, Origin::Folder(_)) {
            loaded.published.clear();
        }
        Ok(loaded)
    }

    fn load(
        source: &'s Source,
        format: Format,
        resolve: fn(&Files) -> Result<Api, Report>,
    ) -> Result<Self, ExitCode> {
        let (files, published) = match source.read() {
            Ok(read) => read,
            Err(RevisionError::Model(report)) => return Err(super::print_report(&report, format)),
            Err(error) => {
                warn(&format!("error: {error}\n"));
                return Err(ExitCode::from(FAILURE));
            }
        };
        let api = resolve(&files).map_err(|report| super::print_report(&report, format))?;
        Ok(Loaded { name: &source.name, files, api, published })
    }

    fn subject(&self) -> Subject<'_> {
        Subject { name: self.name, api: &self.api, published: self.published.clone() }
    }
}
