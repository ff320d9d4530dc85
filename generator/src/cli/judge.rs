use super::Global;
use std::{path::PathBuf, process::ExitCode};

/// What `judge` takes.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The type that the payloads are: `v2.CreateIndividualCustomer`
    #[arg(long, value_name = "TYPE")]
    pub schema: String,
    /// A context value, `today=2026-01-01`, or several as a JSON object
    #[arg(long, value_name = "KEY=VALUE|JSON")]
    pub context: Vec<String>,
    /// The code of a rule that is switched off
    #[arg(long, value_name = "CODE")]
    pub ignore: Vec<String>,
    /// What becomes of fields that the model does not know
    #[arg(long, value_name = "WHAT", value_parser = ["allow", "refuse"], default_value = "refuse")]
    pub unknown_fields: String,
    /// Payloads: JSON, or JSON Lines by the name; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

pub fn run(global: &Global, _args: Args) -> ExitCode {
    match super::load(global) {
        Ok(_) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}
