//! The conformance runner of the Rust SDK: cases on standard input, judged by `fin-sdk`.

use fin_tests::{protocol::serve, sdk};
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    match serve(sdk::judge) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody to tell when standard error is gone.
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}
