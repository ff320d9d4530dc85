use super::Global;
use std::process::ExitCode;

/// What `explain` takes.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// A type or field (`v2.CreateIndividualCustomer.basic_info.email`), a code, a format or a ruling
    path: String,
}

/// Says what something in the model demands.
pub fn run(global: &Global, _args: &Args) -> ExitCode {
    match super::load(global) {
        Ok(_) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}
