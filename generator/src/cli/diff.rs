use super::{FAILURE, FINDINGS, Format, Global, print, warn};
use crate::api::Api;
use crate::diff::{RevisionError, Source, diff};
use crate::report::Report;
use crate::resolve::{resolve, resolve_past};
use crate::source::Files;
use clap::ValueEnum;
use std::{
    io::{self, IsTerminal},
    process::ExitCode,
};

const NOTE: &str = "\
OLD and NEW are folders, or git revisions (`main`, `v1.2.0`, `HEAD~3`), whose folder of the model is that of
`--spec`; `REVISION:PATH` names another one. Nothing is checked out.

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
    /// What breaks, may break, or has another code
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
    let (old_api, new_api) =
        match (load(&old_source, global.format, resolve_past), load(&new_source, global.format, resolve)) {
            (Ok(old), Ok(new)) => (old, new),
            (Err(code), _) | (_, Err(code)) => return code,
        };
    match diff((&old_source.name, &old_api), (&new_source.name, &new_api)) {
        Ok(diff) => {
            print(&match global.format {
                Format::Text => diff.text(io::stdout().is_terminal()),
                Format::Json => diff.json(),
                Format::Github => diff.github(),
                Format::Markdown => diff.markdown(),
            });
            let fails = match args.fail_on {
                FailOn::Breaking => diff.is_breaking(),
                FailOn::Any => !diff.changes.is_empty(),
                FailOn::Never => false,
            };
            if fails { ExitCode::from(FINDINGS) } else { ExitCode::SUCCESS }
        }
        Err(error) => {
            warn(&format!("error: {error}\n"));
            ExitCode::from(FAILURE)
        }
    }
}

/// Reads and resolves a model. The old one may be of a time when less was asked of it.
fn load(
    source: &Source,
    format: Format,
    resolve: fn(&Files) -> Result<Api, Report>,
) -> Result<Api, ExitCode> {
    let files = match source.read() {
        Ok(files) => files,
        Err(RevisionError::Model(report)) => return Err(super::print_report(&report, format)),
        Err(error) => {
            warn(&format!("error: {error}\n"));
            return Err(ExitCode::from(FAILURE));
        }
    };
    resolve(&files).map_err(|report| super::print_report(&report, format))
}
