use std::process::ExitCode;

/// What `schema` takes.
#[derive(clap::Args, Debug)]
pub struct Args {}

/// Prints the JSON Schema of the model's files.
pub fn run(_args: &Args) -> ExitCode {
    ExitCode::SUCCESS
}
