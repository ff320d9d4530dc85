use super::Global;
use std::{path::PathBuf, process::ExitCode};

/// What `generate` takes.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Write nothing: list stale and edited files and show what would change
    #[arg(long)]
    pub check: bool,
    /// Only this output; may be given several times
    #[arg(long, value_name = "NAME")]
    pub target: Vec<String>,
    /// The folder to write to
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub out: PathBuf,
    /// Templates that replace the built-in ones of the same name
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// Overwrite and remove files that were edited by hand
    #[arg(long)]
    pub force: bool,
}

pub fn run(global: &Global, _args: Args) -> ExitCode {
    match super::load(global) {
        Ok(_) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}
