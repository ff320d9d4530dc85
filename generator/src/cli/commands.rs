//! One table of the commands: in which formats each reports, and with which exit codes it ends. The help, the check of
//! `--format` and `REPORTS.md` say what stands here.

use super::Format::{self, Github, Json, Markdown, Text};
use clap::{Command, CommandFactory};

/// What a command keeps to.
pub struct Terms {
    /// Its name.
    pub name: &'static str,
    /// The formats in which it reports.
    pub formats: &'static [Format],
    /// When it ends with 0.
    pub clean: &'static str,
    /// When it ends with 1; nothing where it never does.
    pub findings: Option<&'static str>,
}

/// When any command ends with 2.
pub const FAILED: &str = "the command was used wrongly, or something cannot be read or written";

const ALL: &[Format] = &[Text, Json, Github, Markdown];

/// Every command.
pub const COMMANDS: [Terms; 9] = [
    Terms {
        name: "generate",
        formats: ALL,
        clean: "the outputs are what the model says",
        findings: Some(
            "the model has mistakes, an output was edited by hand, or `--check` found a difference",
        ),
    },
    Terms { name: "check", formats: ALL, clean: "the model has no mistakes", findings: Some("it has") },
    Terms {
        name: "audit",
        formats: ALL,
        clean: "the guides are as they were accepted, and the model is at one with them",
        findings: Some("they changed, there is an open finding, or the model has mistakes"),
    },
    Terms { name: "schema", formats: &[Text, Json], clean: "the schema was printed", findings: None },
    Terms {
        name: "explain",
        formats: &[Text, Json, Markdown],
        clean: "the model has it, and it was explained",
        findings: Some("the model has mistakes"),
    },
    Terms {
        name: "diff",
        formats: ALL,
        clean: "compared; nothing that `--fail-on` asks for",
        findings: Some("there is what `--fail-on` asks for, or a model has mistakes"),
    },
    Terms {
        name: "judge",
        formats: ALL,
        clean: "every payload is valid",
        findings: Some("one is not, or the model has mistakes"),
    },
    Terms {
        name: "upgrade",
        formats: &[Text, Json, Github],
        clean: "every payload has become one of the newer version",
        findings: Some("one is invalid or lacks something, or the model has mistakes"),
    },
    Terms { name: "completions", formats: &[Text], clean: "the script was printed", findings: None },
];

impl Terms {
    /// Those of a command.
    pub fn of(name: &str) -> Option<&'static Terms> {
        COMMANDS.iter().find(|terms| terms.name == name)
    }

    fn help(&self) -> String {
        let mut text = format!("Formats: {}\n\nExit codes:\n  0  {}", names(self.formats), self.clean);
        if let Some(findings) = self.findings {
            text.push_str(&format!("\n  1  {findings}"));
        }
        text + &format!("\n  2  {FAILED}")
    }
}

/// Formats by their names: `text, json and markdown`.
pub fn names(formats: &[Format]) -> String {
    let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
    match names.as_slice() {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        few => few.concat(),
    }
}

/// The command line with the help of every command.
pub fn command() -> Command {
    let whole = super::Arguments::command().after_help(format!(
        "Exit codes:\n  0  nothing to complain about\n  1  there is something: the help of the command says what\n  \
         2  {FAILED}"
    ));
    COMMANDS.iter().fold(whole, |command, terms| {
        command.mut_subcommand(terms.name, |own| {
            let note = own.get_after_help().map_or(String::new(), |note| format!("{note}\n\n"));
            own.after_help(note + &terms.help())
        })
    })
}
