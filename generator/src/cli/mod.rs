//! The command line: one module a command, each a `run` that prints and says how it went.

mod audit;
mod check;
pub mod commands;
mod completions;
mod diff;
mod explain;
mod generate;
mod judge;
mod output;
mod progress;
mod schema;
mod upgrade;

use crate::{api::Api, report::style};
use clap::{Args, FromArgMatches, Parser, Subcommand, ValueEnum, error::ErrorKind};
use commands::Terms;
use output::{fail, json, print, print_report, say};
use std::{path::PathBuf, process::ExitCode};

/// Turns a model of an API's onboarding guides into SDKs.
#[derive(Parser)]
#[command(name = "fingen", version, max_term_width = 110, styles = style::HELP)]
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
    /// When it is printed in colours.
    #[command(flatten)]
    pub color: colorchoice_clap::Color,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, with code frames
    #[default]
    Text,
    /// For programs, in the shapes that `generator/REPORTS.md` shows
    Json,
    /// As annotations of a GitHub workflow run
    Github,
    /// As Markdown, to be published
    Markdown,
}

impl Format {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
            Format::Github => "github",
            Format::Markdown => "markdown",
        }
    }
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
    let mut line = commands::command();
    let matches = line.get_matches_mut();
    let Arguments { global, command } = match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    global.color.write_global();
    if let Some(terms) = matches.subcommand_name().and_then(Terms::of)
        && !terms.formats.contains(&global.format)
    {
        let (name, format) = (terms.name, global.format.name());
        let message =
            format!("`{name}` has no `--format {format}`: it reports as {}", commands::names(terms.formats));
        line.error(ErrorKind::InvalidValue, message).exit();
    }
    progress::begin(global.format);
    let code = match command {
        Command::Generate(args) => generate::run(&global, args),
        Command::Check => check::run(&global),
        Command::Audit(args) => audit::run(&global, &args),
        Command::Schema(args) => schema::run(&args),
        Command::Explain(args) => explain::run(&global, &args),
        Command::Diff(args) => diff::run(&global, &args),
        Command::Judge(args) => judge::run(&global, args),
        Command::Upgrade(args) => upgrade::run(&global, &args),
        Command::Completions(args) => completions::run(&args),
    };
    progress::end();
    code
}

/// There are findings.
pub const FINDINGS: u8 = 1;
/// The command was used wrongly, or something cannot be read or written.
pub const FAILURE: u8 = 2;

/// Reads the model; where it has mistakes, prints them and gives the exit code.
fn load(global: &Global) -> Result<Api, ExitCode> {
    progress::step("reading the model");
    crate::load(&global.spec).map_err(|report| print_report(&report, global.format))
}

#[cfg(test)]
mod tests {
    use super::commands::{COMMANDS, command};

    #[test]
    fn the_arguments_are_consistent() {
        command().debug_assert();
    }

    #[test]
    fn every_command_has_its_terms() {
        let line = command();
        let names: Vec<&str> = line.get_subcommands().map(clap::Command::get_name).collect();
        assert_eq!(names, COMMANDS.map(|terms| terms.name));
    }
}
