//! What a terminal sees, and what a pipe does: colours and progress.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use rustix::{
    fs::{CWD, FileType, Mode, mknodat},
    pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt},
};
use std::{
    fs::{self, File},
    io::{Read, Write},
    path::Path,
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

/// A command whose environment says nothing of colours, in the folder of the small model.
fn fingen(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fingen"));
    command.args(arguments).current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audit/small"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI"] {
        command.env_remove(name);
    }
    command.env("TERM", "xterm-256color");
    command
}

/// A terminal: what is written to the second is read from the first.
fn terminal() -> (File, File) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
    (File::from(master), File::options().read(true).write(true).open(name).unwrap())
}

/// Everything that is written to a terminal, once the command has ended.
fn read(mut terminal: File) -> mpsc::Receiver<String> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let (mut all, mut buffer) = (Vec::new(), [0; 4096]);
        // Linux says of a terminal that nobody writes to any more that it cannot be read.
        while let Ok(count @ 1..) = terminal.read(&mut buffer) {
            all.extend_from_slice(&buffer[..count]);
        }
        let _ = send.send(String::from_utf8_lossy(&all).into_owned());
    });
    receive
}

/// What a terminal and a pipe see of a command: its standard output and its standard error.
fn seen(mut command: Command, is_out: bool) -> (String, String) {
    let (master, slave) = terminal();
    let on_terminal = read(master);
    let mut child = if is_out {
        command.stdout(Stdio::from(slave)).stderr(Stdio::piped()).spawn().unwrap()
    } else {
        command.stdout(Stdio::piped()).stderr(Stdio::from(slave)).spawn().unwrap()
    };
    // Its copy of the terminal would keep it open.
    drop(command);
    let mut piped = String::new();
    if let Some(out) = &mut child.stdout {
        out.read_to_string(&mut piped).unwrap();
    }
    if let Some(err) = &mut child.stderr {
        err.read_to_string(&mut piped).unwrap();
    }
    child.wait().unwrap();
    (on_terminal.recv_timeout(Duration::from_secs(60)).unwrap(), piped)
}

const ESCAPE: char = '\x1b';

#[test]
fn each_stream_is_judged_on_its_own() {
    let wrong = ["check", "--spec", "spec/v1"];
    let (terminal, pipe) = seen(fingen(&wrong), false);
    assert!(terminal.contains(ESCAPE) && terminal.contains("missing_file"), "{terminal}");
    assert_eq!(pipe, "");
    let (terminal, pipe) = seen(fingen(&wrong), true);
    assert_eq!(terminal, "");
    assert!(!pipe.contains(ESCAPE) && pipe.contains("error[missing_file]"), "{pipe}");
    let (terminal, _) = seen(fingen(&["check"]), true);
    assert!(terminal.contains(ESCAPE), "{terminal}");
}

#[test]
fn the_flag_and_the_environment_decide_as_with_cargo() {
    let on_terminal = |flags: &[&str], environment: &[(&str, &str)]| {
        let mut command = fingen(&[&["check"], flags].concat());
        command.envs(environment.iter().copied());
        seen(command, true).0.contains(ESCAPE)
    };
    assert!(!on_terminal(&["--color", "never"], &[]));
    assert!(!on_terminal(&[], &[("NO_COLOR", "1")]));
    assert!(!on_terminal(&[], &[("CLICOLOR", "0")]));
    assert!(!on_terminal(&[], &[("TERM", "dumb")]));
    assert!(on_terminal(&["--color", "always"], &[("NO_COLOR", "1"), ("TERM", "dumb")]));
    let on_pipe = |flags: &[&str], environment: &[(&str, &str)]| {
        let mut command = fingen(&[&["check"], flags].concat());
        let output = command.envs(environment.iter().copied()).output().unwrap();
        String::from_utf8(output.stdout).unwrap().contains(ESCAPE)
    };
    assert!(!on_pipe(&[], &[]));
    assert!(on_pipe(&["--color", "always"], &[]));
    assert!(on_pipe(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!on_pipe(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    for format in ["json", "github", "markdown"] {
        assert!(!on_pipe(&["--color", "always", "--format", format], &[]), "{format}");
    }
}

/// Runs `check` on a model of which a file is a pipe that says nothing for a while, and gives what standard error saw.
fn slow(flags: &[&str], is_terminal: bool, pause: Duration) -> (String, Duration) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("fin.yaml"),
        "api: Slow\nmodel_version: 0.1.0\nversions: [v1]\nservers: {}\ndocuments: {}\n",
    )
    .unwrap();
    let pipe = folder.path().join("formats.yaml");
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    let writer = thread::spawn(move || {
        // Opening it waits for the reader.
        let mut pipe = File::options().write(true).open(pipe).unwrap();
        thread::sleep(pause);
        pipe.write_all(b"formats: {}\n").unwrap();
    });
    let start = Instant::now();
    let mut command = fingen(&[&["check", "--spec", folder.path().to_str().unwrap()], flags].concat());
    let err = if is_terminal {
        seen(command, false).0
    } else {
        String::from_utf8(command.output().unwrap().stderr).unwrap()
    };
    writer.join().unwrap();
    (err, start.elapsed())
}

#[test]
fn what_takes_longer_than_a_second_says_so_on_a_terminal_and_takes_it_away() {
    let (seen, took) = slow(&[], true, Duration::from_millis(1600));
    assert!(took > Duration::from_millis(1500));
    assert!(seen.contains("reading the model ("), "{seen:?}");
    // The last thing that is done to the line is to clear it.
    let after = seen.rsplit_once("reading the model").unwrap().1;
    assert!(after.contains("\x1b[2K"), "{after:?}");
    assert!(!slow(&[], true, Duration::from_millis(100)).0.contains("reading"), "what is quick says nothing");
}

/// What a terminal sees of `judge` when the payloads come after a while, with its results or without.
fn judged(payloads: &str, has_results: bool) -> String {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("slow.jsonl");
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    let (master, slave) = terminal();
    let on_terminal = read(master);
    let mut command = fingen(&["judge", "--schema", "v2.SendParcel"]);
    let results = if has_results { Stdio::from(slave.try_clone().unwrap()) } else { Stdio::null() };
    let mut child = command.arg(&pipe).stdout(results).stderr(slave).spawn().unwrap();
    drop(command);
    let mut pipe = File::options().write(true).open(&pipe).unwrap();
    thread::sleep(Duration::from_millis(1400));
    pipe.write_all(payloads.as_bytes()).unwrap();
    drop(pipe);
    assert_eq!(child.wait().unwrap().code(), Some(1));
    on_terminal.recv_timeout(Duration::from_secs(60)).unwrap()
}

#[test]
fn the_line_makes_way_for_results() {
    let seen = judged("[]\n{}\n", true);
    let (before, after) = seen.split_once("\x1b[1m").unwrap();
    let line = before.rsplit_once("reading ").expect("the line was there").1;
    assert!(line.contains("\x1b[2K"), "it is cleared before a result is written: {seen:?}");
    let plain = anstream::adapter::strip_str(after).to_string();
    assert!(plain.contains("slow.jsonl:1: Must be an object [type]\r\n"), "{seen:?}");
    assert!(plain.contains("slow.jsonl:2: parcel: "), "{seen:?}");
}

#[test]
fn the_line_stays_as_it_is_for_results_that_go_elsewhere() {
    let seen = judged(&"[]\n".repeat(5_000), false);
    assert!(seen.contains("of 5000 ("), "{seen:?}");
    // It is drawn a few times a second, and not for each of them.
    assert!(seen.len() < 50_000, "{} bytes", seen.len());
}

#[test]
fn nothing_of_it_is_seen_elsewhere() {
    let pause = Duration::from_millis(1300);
    assert_eq!(slow(&[], false, pause).0, "");
    assert_eq!(slow(&["--format", "json"], true, pause).0, "");
}
