//! The command line: one module a command, each a `run` that prints and says how it went.
//!
//! Results go to standard output, what went wrong to standard error.

mod audit;
mod check;
mod completions;
mod diff;
mod explain;
mod generate;
mod judge;
mod schema;
mod upgrade;

use crate::{api::Api, report::Report};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::{
    io::{self, IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
};

const EXIT_CODES: &str = "\
Exit codes:
  0  nothing to complain about
  1  there are findings: mistakes in the model, stale or edited output, an invalid payload
     or one that lacks something, a guide that changed or is not at one with the model,
     changes that `--fail-on` asks for
  2  the command was used wrongly, or a file cannot be read or written";

/// Turns a model of an API's onboarding guides into SDKs.
#[derive(Parser)]
#[command(name = "fingen", version, after_help = EXIT_CODES, max_term_width = 110)]
struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Args, Debug)]
pub struct Global {
    /// How findings are printed
    #[arg(long, global = true, value_enum, default_value_t)]
    pub format: Format,
    /// The folder of the model
    #[arg(long, global = true, value_name = "DIR", default_value = "spec")]
    pub spec: PathBuf,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, with code frames
    #[default]
    Text,
    /// For programs
    Json,
    /// As annotations of a GitHub workflow run
    Github,
    /// As Markdown, where a command has it; else as for people
    Markdown,
}

#[derive(Subcommand)]
enum Command {
    /// Write the SDKs, or check that they are what the model says
    Generate(generate::Args),
    /// Look for mistakes in the model
    Check,
    /// Hold the guides against the model and against what was accepted last
    Audit(audit::Args),
    /// Print the JSON Schema of the model's files
    Schema(schema::Args),
    /// Say in words what a type, field, rule, format or ruling demands, and what it rests on
    Explain(explain::Args),
    /// Say what has changed between two models, whom it breaks and which version it asks for
    Diff(diff::Args),
    /// Judge payloads by the model itself
    Judge(judge::Args),
    /// Turn payloads of one version into those of the next, and tell what they lack
    Upgrade(upgrade::Args),
    /// Print a completion script for a shell
    Completions(completions::Args),
}

/// Parses the arguments of the process and runs the command.
pub fn run() -> ExitCode {
    let Arguments { global, command } = Arguments::parse();
    match command {
        Command::Generate(args) => generate::run(&global, args),
        Command::Check => check::run(&global),
        Command::Audit(args) => audit::run(&global, &args),
        Command::Schema(args) => schema::run(&args),
        Command::Explain(args) => explain::run(&global, &args),
        Command::Diff(args) => diff::run(&global, &args),
        Command::Judge(args) => judge::run(&global, args),
        Command::Upgrade(args) => upgrade::run(&global, &args),
        Command::Completions(args) => completions::run(&args),
    }
}

/// There are findings.
pub const FINDINGS: u8 = 1;
/// The command was used wrongly, or a file cannot be read or written.
pub const FAILURE: u8 = 2;

/// Reads the model; where it has mistakes, prints them and gives the exit code.
fn load(global: &Global) -> Result<Api, ExitCode> {
    crate::load(&global.spec).map_err(|report| print_report(&report, global.format))
}

/// Prints mistakes in the chosen format: for people on standard error, else on standard output.
fn print_report(report: &Report, format: Format) -> ExitCode {
    match format {
        Format::Text | Format::Markdown => warn(&report.text(io::stderr().is_terminal())),
        Format::Json => print(&report.json()),
        Format::Github => print(&report.github()),
    }
    ExitCode::from(if report.is_failure() { FAILURE } else { FINDINGS })
}

/// Writes to standard output. A reader that has gone away (`| head`) is no error.
fn print(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

/// Writes to standard error.
fn warn(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::Arguments;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }
}
