//! A conformance runner by its name: cases on standard input, verdicts on standard output.

use fin_tests::{
    oracle::Oracle,
    protocol::serve,
    runner::{Language, python, typescript},
    sdk,
};
use std::{
    env,
    io::{self, Write},
    process::{Command, ExitCode},
};

fn main() -> ExitCode {
    let named = env::args().nth(1).and_then(|name| Language::named(&name));
    let result = match named {
        Some(Language::Model) => Oracle::new().and_then(|oracle| said(serve(|case| oracle.judge(case)))),
        Some(Language::Rust) => said(serve(sdk::judge)),
        Some(Language::TypeScript) => typescript().map_err(|failure| failure.0).and_then(pass_on),
        Some(Language::Python) => python().map_err(|failure| failure.0).and_then(pass_on),
        None => Err(format!("usage: runner {}", Language::ALL.map(Language::name).join("|"))),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // Nobody to tell when standard error is gone.
            let _ = writeln!(io::stderr(), "error: {message}");
            ExitCode::from(2)
        }
    }
}

fn said(result: io::Result<()>) -> Result<(), String> {
    result.map_err(|error| error.to_string())
}

/// Lets another program answer.
fn pass_on(mut command: Command) -> Result<(), String> {
    let status = command.status().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err(format!("the runner ended with {status}")) }
}
