//! A conformance runner as the tests hold one: started once, asked line by line, answering in order.

use crate::{
    root,
    toolchain::{self, Failure},
};
use std::{
    collections::VecDeque,
    env,
    io::{BufRead, BufReader, BufWriter, Write},
    path::Path,
    process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread::{self, JoinHandle},
    time::Duration,
};

/// What judges payloads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// The model itself.
    Model,
    /// The crate `fin-sdk`.
    Rust,
    /// The npm package `fin-sdk`.
    TypeScript,
    /// The Python package `fin_sdk`.
    Python,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 4] = [Language::Model, Language::Rust, Language::TypeScript, Language::Python];

    /// The name of its folder in `tests/runners`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Language::Model => "model",
            Language::Rust => "rust",
            Language::TypeScript => "typescript",
            Language::Python => "python",
        }
    }

    /// The one with that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.name() == name)
    }
}

/// The command that judges by the TypeScript package.
///
/// # Errors
/// Node is missing, or the package cannot be built.
pub fn typescript() -> Result<Command, Failure> {
    typescript_of(&root().join("generated/typescript"), "fin-sdk")
}

/// The command that judges by the TypeScript package of a folder, built under that name when it changed.
///
/// # Errors
/// Node is missing, or the package cannot be built.
pub fn typescript_of(source: &Path, name: &str) -> Result<Command, Failure> {
    let node = toolchain::node()?;
    let package = node.package(source, name)?;
    let mut command = node.command();
    command.arg(root().join("tests/runners/typescript/runner.mjs")).arg(package);
    Ok(command)
}

/// The command that judges by the Python package.
///
/// # Errors
/// Python is missing.
pub fn python() -> Result<Command, Failure> {
    python_of(&root().join("generated/python"))
}

/// The command that judges by the Python package of a folder.
///
/// # Errors
/// Python is missing.
pub fn python_of(source: &Path) -> Result<Command, Failure> {
    let mut command = toolchain::python()?.with_package(source);
    command.arg(root().join("tests/runners/python/runner.py"));
    Ok(command)
}

/// The command of the binary `runner`, which cargo builds beside the tests of this crate.
fn own(language: Language) -> Result<Command, Failure> {
    let test = env::current_exe()?;
    let built =
        test.ancestors().nth(2).unwrap_or(&test).join("runner").with_extension(env::consts::EXE_EXTENSION);
    let mut command = Command::new(built);
    command.arg(language.name());
    Ok(command)
}

/// A running runner. Cases go in and answers come out side by side, so that neither waits for a full pipe.
pub struct Runner {
    name: String,
    child: Child,
    // Taken when it is over.
    input: Option<Sender<String>>,
    output: Receiver<String>,
    complaints: Option<JoinHandle<VecDeque<String>>>,
}

/// How long a runner may think about one case.
const PATIENCE: Duration = Duration::from_secs(120);

/// How many lines of its standard error are shown.
const COMPLAINTS: usize = 40;

impl Runner {
    /// Starts the runner of a language.
    ///
    /// # Errors
    /// What it needs is missing or cannot be built.
    pub fn of(language: Language) -> Result<Runner, Failure> {
        let command = match language {
            Language::Model | Language::Rust => own(language)?,
            Language::TypeScript => typescript()?,
            Language::Python => python()?,
        };
        Runner::start(language.name(), command)
    }

    /// Starts any program that speaks the protocol.
    ///
    /// # Errors
    /// It does not start.
    pub fn start(name: &str, mut command: Command) -> Result<Runner, Failure> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command
            .spawn()
            .map_err(|error| Failure(format!("the runner `{name}` does not start, {command:?}: {error}")))?;
        let (Some(stdin), Some(stdout), Some(stderr)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(Failure(format!("the runner `{name}` has no pipes")));
        };
        let (input, lines) = mpsc::channel();
        let (answers, output) = mpsc::channel();
        thread::spawn(move || write(stdin, &lines));
        thread::spawn(move || read(stdout, &answers));
        let complaints = Some(thread::spawn(move || last_lines(stderr)));
        Ok(Runner { name: name.to_owned(), child, input: Some(input), output, complaints })
    }

    /// The answers to some cases, each a line, in order.
    ///
    /// # Errors
    /// The runner died or hangs: at which case, and what it complained about.
    pub fn ask(&mut self, lines: &[String]) -> Result<Vec<String>, Failure> {
        for line in lines {
            // A runner that is gone shows when its answer is missing.
            let _ = self.input.as_ref().map(|input| input.send(line.clone()));
        }
        let mut answers = Vec::with_capacity(lines.len());
        for line in lines {
            match self.output.recv_timeout(PATIENCE) {
                Ok(answer) => answers.push(answer),
                Err(RecvTimeoutError::Timeout) => return Err(self.ended("hangs", line)),
                Err(RecvTimeoutError::Disconnected) => return Err(self.ended("died", line)),
            }
        }
        Ok(answers)
    }

    /// Ends the runner as its protocol has it, by the end of its input.
    ///
    /// # Errors
    /// It ends with a failure.
    pub fn close(mut self) -> Result<(), Failure> {
        drop(self.input.take());
        if self.child.wait()?.success() { Ok(()) } else { Err(self.ended("failed at the end", "")) }
    }

    fn ended(&mut self, how: &str, line: &str) -> Failure {
        drop(self.input.take());
        // It is dead already unless it hangs.
        let _ = self.child.kill();
        let status = self.child.wait().map_or_else(|error| error.to_string(), |status| status.to_string());
        let complaints =
            self.complaints.take().and_then(|complaints| complaints.join().ok()).unwrap_or_default();
        let complaints = Vec::from(complaints).join("\n");
        let shown: String = line.chars().take(400).collect();
        Failure(format!("the runner `{}` {how} ({status}) at\n{shown}\n{complaints}", self.name))
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        drop(self.input.take());
        // Nothing of it is waited for any more.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn write(stdin: ChildStdin, lines: &Receiver<String>) {
    let mut stdin = BufWriter::new(stdin);
    while let Ok(line) = lines.recv() {
        let mut next = Some(line);
        while let Some(line) = next {
            if stdin.write_all(line.as_bytes()).and_then(|()| stdin.write_all(b"\n")).is_err() {
                return;
            }
            next = lines.try_recv().ok();
        }
        if stdin.flush().is_err() {
            return;
        }
    }
}

fn read(stdout: ChildStdout, answers: &Sender<String>) {
    for line in BufReader::new(stdout).lines() {
        let Ok(line) = line else { return };
        if answers.send(line).is_err() {
            return;
        }
    }
}

fn last_lines(stderr: ChildStderr) -> VecDeque<String> {
    let mut last = VecDeque::new();
    for line in BufReader::new(stderr).split(b'\n').map_while(Result::ok) {
        if last.len() == COMPLAINTS {
            last.pop_front();
        }
        last.push_back(String::from_utf8_lossy(&line).into_owned());
    }
    last
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Runner;
    use std::process::Command;

    fn shell(script: &str) -> Runner {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        Runner::start("shell", command).unwrap()
    }

    #[test]
    fn more_than_a_pipe_holds_goes_in_and_comes_out() {
        let mut runner = shell("cat");
        for round in 0..3 {
            let lines: Vec<String> =
                (0..2_000).map(|number| format!("{round} {number} {}", "x".repeat(500))).collect();
            assert_eq!(runner.ask(&lines).unwrap(), lines);
        }
        runner.close().unwrap();
    }

    #[test]
    fn a_runner_that_dies_says_at_what_and_why() {
        let mut runner = shell("read -r line; echo \"$line\"; echo first >&2; echo last >&2; exit 3");
        let failure = runner.ask(&["a".to_owned(), "b".to_owned()]).unwrap_err().to_string();
        assert_eq!(failure, "the runner `shell` died (exit status: 3) at\nb\nfirst\nlast");
        let failure = shell("cat; exit 4").close().unwrap_err().to_string();
        assert!(failure.contains("exit status: 4"), "{failure}");
    }
}
