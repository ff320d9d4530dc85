use clap::CommandFactory;
use clap_complete::Shell;
use std::process::ExitCode;

/// What `completions` takes.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The shell
    shell: Shell,
}

/// Prints a completion script.
pub fn run(args: &Args) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::Arguments::command(), "fingen", &mut script);
    super::print(&String::from_utf8_lossy(&script));
    ExitCode::SUCCESS
}
