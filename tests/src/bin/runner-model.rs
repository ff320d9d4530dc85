//! The conformance runner of the model: cases on standard input, judged by `fingen`'s reference validator.

use fin_tests::protocol::{Case, Outcome, serve};
use fingen::judge::{Judge, Options};
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
    let api = fingen::load(&fin_tests::root().join("spec")).map_err(|report| report.text(false))?;
    let judge = Judge::new(&api).map_err(|error| error.to_string())?;
    serve(|case| answer(&judge, case)).map_err(|error| error.to_string())
}

fn answer(judge: &Judge, case: Case) -> Result<Outcome, String> {
    let context = judge.context(&case.context).map_err(|error| error.to_string())?;
    let options = Options {
        ignore: case.options.ignore.into_iter().collect(),
        allow_unknown_fields: case.options.allow_unknown_fields,
    };
    let verdict = judge.check_text(&case.schema, case.payload, &context, &options);
    verdict.map(Outcome::from).map_err(|error| error.to_string())
}
