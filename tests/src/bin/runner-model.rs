//! The conformance runner of the model: cases on standard input, judged by `fingen`'s reference validator.

use fin_tests::{oracle::Oracle, protocol::serve};
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // Nobody to tell when standard error is gone.
            let _ = writeln!(std::io::stderr(), "error: {message}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let oracle = Oracle::new()?;
    serve(|case| oracle.judge(case)).map_err(|error| error.to_string())
}
