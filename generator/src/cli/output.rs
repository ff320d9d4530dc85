//! Standard output and standard error. Results go to the one, what went wrong and what is going on to the other; each
//! is judged on its own for colours, as cargo does it: by `--color`, by `NO_COLOR`, `CLICOLOR` and `CLICOLOR_FORCE`,
//! by the terminal.

use super::{FAILURE, FINDINGS, Format, progress};
use crate::report::{Report, style};
use serde::Serialize;
use std::{
    io::{self, IsTerminal, Write},
    process::ExitCode,
};

/// For people, on standard output. A reader that has gone away (`| head`) is no error.
pub fn say(text: &str) {
    write(text, io::stdout().is_terminal(), || anstream::stdout().write_all(text.as_bytes()));
}

/// For people, on standard error.
pub fn warn(text: &str) {
    write(text, true, || anstream::stderr().write_all(text.as_bytes()));
}

/// For programs, on standard output: as it is.
pub fn print(text: &str) {
    write(text, io::stdout().is_terminal(), || io::stdout().write_all(text.as_bytes()));
}

fn write(text: &str, is_beside_the_line: bool, write: impl FnOnce() -> io::Result<()>) {
    if is_beside_the_line && !text.is_empty() {
        progress::make_way();
    }
    let _ = write();
}

/// What `--format json` prints.
pub fn json(value: &impl Serialize) -> String {
    // Nothing that a command reports can fail to serialise.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// Says what keeps a command from doing its work, whatever the format.
pub fn fail(message: &str) -> ExitCode {
    warn(&error(message));
    ExitCode::from(FAILURE)
}

/// `error: …`
pub fn error(message: &str) -> String {
    format!("{}: {message}\n", style::painted(style::ERROR, "error"))
}

/// Prints mistakes in the chosen format: for people on standard error, else on standard output.
pub fn print_report(report: &Report, format: Format) -> ExitCode {
    match format {
        Format::Text => warn(&report.text(true)),
        Format::Json => print(&report.json()),
        Format::Github => print(&report.github()),
        Format::Markdown => print(&report.markdown()),
    }
    ExitCode::from(if report.is_failure() { FAILURE } else { FINDINGS })
}
