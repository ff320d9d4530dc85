//! The `fingen` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    fingen::cli::run()
}
