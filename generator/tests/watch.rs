//! `generate --watch` as a process: saves of many kinds, each answered once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "diff/model.rs"]
#[allow(dead_code, reason = "of the model's tools, some are for others")]
mod model;

use serde_json::Value;
use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::Duration,
};

/// No answer comes so late, on the busiest machine.
const LONG: Duration = Duration::from_secs(60);
/// A round that nobody asked for would have come by then.
const SHORT: Duration = Duration::from_millis(700);

/// A command that watches a copy of the small model, and is ended with the test.
struct Watch {
    folder: tempfile::TempDir,
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(flags: &[&str], before: impl FnOnce(&Path)) -> Watch {
        let folder = tempfile::tempdir().unwrap();
        write(&model::base(), &folder.path().join("spec"));
        before(folder.path());
        let mut child = Command::new(env!("CARGO_BIN_EXE_fingen"))
            .args(["generate", "--watch", "--target", "derive", "--target", "schema"])
            .args(flags)
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (send, lines) = mpsc::channel();
        for stream in [
            Box::new(child.stdout.take().unwrap()) as Box<dyn std::io::Read + Send>,
            Box::new(child.stderr.take().unwrap()),
        ] {
            let send = send.clone();
            thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let _ = send.send(line);
                }
            });
        }
        Watch { folder, child, lines }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn line(&self) -> String {
        self.lines.recv_timeout(LONG).expect("a line")
    }

    /// The lines up to one that starts so.
    fn until(&self, start: &str) -> Vec<String> {
        let mut lines = Vec::new();
        loop {
            lines.push(self.line());
            if lines.last().is_some_and(|line| line.starts_with(start)) {
                return lines;
            }
        }
    }

    fn round(&self) -> Value {
        serde_json::from_str(&self.line()).unwrap()
    }

    fn is_quiet(&self) {
        assert_eq!(self.lines.recv_timeout(SHORT), Err(RecvTimeoutError::Timeout));
    }

    /// As an editor does it that writes another file first: on a busy machine, a file that is written in place may be
    /// seen when it is half there.
    fn put(&self, name: &str, text: &str) {
        let beside = self.path("beside");
        fs::write(&beside, text).unwrap();
        fs::rename(beside, self.path(name)).unwrap();
    }

    fn save(&self, name: &str, change: impl FnOnce(String) -> String) {
        self.put(name, &change(fs::read_to_string(self.path(name)).unwrap()));
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn write(model: &model::Model, at: &Path) {
    for (name, text) in model {
        let path = at.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn shorter(text: String) -> String {
    assert!(text.contains("max_length: 50"));
    text.replacen("max_length: 50", "max_length: 40", 1)
}

#[test]
fn a_save_is_answered_in_short() {
    let watch = Watch::start(&[], |_| {});
    // They come by two pipes.
    let mut first = [watch.line(), watch.line()];
    first.sort();
    assert_eq!(first, ["8 files, 8 written, 0 removed", "watching `spec`: Ctrl-C ends it"]);
    watch.save("spec/v1/customer.yaml", shorter);
    assert_eq!(watch.line(), "1 breaking: asks for 0.4.0 (minor)");
    assert_eq!(watch.line(), "  breaking v1.CreateCustomer.name: max_length 50 -> max_length 40");
    assert_eq!(watch.line(), "2 written, 0 removed");
    assert_eq!(watch.line(), "  written fin-derive/src/gen/model.rs");
    assert_eq!(watch.line(), "  written generated/manifest.json");
    let good = fs::read_to_string(watch.path("fin-derive/src/gen/model.rs")).unwrap();

    watch.save("spec/v1/customer.yaml", |text| text.replacen("max_length: 40", "max_lenght: 40", 1));
    let told = watch.until("1 mistake in the model");
    assert!(told[0].starts_with("error[shape]: unknown key `max_lenght`"), "{told:?}");
    assert!(told[1].starts_with(" --> spec/v1/customer.yaml:"), "{told:?}");
    assert_eq!(fs::read_to_string(watch.path("fin-derive/src/gen/model.rs")).unwrap(), good);

    watch.save("spec/v1/customer.yaml", |text| text.replacen("max_lenght: 40", "max_length: 40", 1));
    assert_eq!([watch.line(), watch.line()], ["no changes", "every file is up to date"]);
    watch.save("spec/v1/customer.yaml", |text| text);
    fs::write(watch.path("spec/v1/.customer.yaml.swp"), "").unwrap();
    watch.is_quiet();
}

#[test]
fn files_and_the_folder_itself_come_and_go() {
    let watch = Watch::start(&["--format", "json"], |_| {});
    let first = watch.round();
    assert_eq!((&first["state"], &first["diff"]), (&Value::from("written"), &Value::Null));
    assert_eq!(first["files"].as_array().unwrap().len(), 8);

    watch.put("spec/v1/more.yaml", "types: [");
    let round = watch.round();
    assert_eq!(round["state"], "mistakes");
    assert_eq!(round["mistakes"][0]["place"]["file"], "spec/v1/more.yaml");
    fs::remove_file(watch.path("spec/v1/more.yaml")).unwrap();
    let round = watch.round();
    assert_eq!((round["state"].as_str(), round["files"].as_array().unwrap().len()), (Some("written"), 0));

    // The folder is put in the place of another one, as a change of branches does it.
    let other = watch.path("other");
    let mut changed = model::base();
    let file = changed.get_mut("v1/customer.yaml").unwrap();
    *file = shorter(std::mem::take(file));
    write(&changed, &other);
    fs::rename(watch.path("spec"), watch.path("away")).unwrap();
    fs::rename(other, watch.path("spec")).unwrap();
    let round = loop {
        let round = watch.round();
        // Between the two there may have been no folder.
        if round["state"] != "mistakes" {
            break round;
        }
    };
    assert_eq!(round["diff"]["bump"]["to"], "0.4.0", "{round}");

    // The new folder is watched as the old one was.
    watch.save("spec/v1/customer.yaml", |text| text.replacen("max_length: 40", "max_length: 30", 1));
    assert_eq!(watch.round()["diff"]["changes"].as_array().unwrap().len(), 1);

    fs::rename(watch.path("spec"), watch.path("away too")).unwrap();
    assert_eq!(watch.round()["state"], "mistakes");
    watch.is_quiet();
    write(&changed, &watch.path("spec"));
    while watch.round()["state"] != "written" {}
}

#[test]
fn what_was_edited_by_hand_stands_until_somebody_saves_again() {
    let watch = Watch::start(&["--format", "json"], |_| {});
    assert_eq!(watch.round()["state"], "written");
    let edited = watch.path("fin-derive/src/gen/model.rs");
    let text = fs::read_to_string(&edited).unwrap();
    fs::write(&edited, "mine").unwrap();
    watch.save("spec/v1/customer.yaml", shorter);
    let round = watch.round();
    assert_eq!(round["state"], "refused");
    let states = round["files"].as_array().unwrap().iter().map(|file| &file["state"]);
    assert!(states.into_iter().any(|state| state == "edited"), "{round}");
    watch.is_quiet();
    assert_eq!(fs::read_to_string(&edited).unwrap(), "mine");
    fs::write(&edited, text).unwrap();
    watch.save("spec/v1/customer.yaml", |text| text);
    let round = watch.round();
    assert_eq!((round["state"].as_str(), &round["diff"]["bump"]["to"]), (Some("written"), &"0.4.0".into()));
}

#[test]
fn templates_are_watched_too() {
    let template = "rust/terms.rs";
    let watch = Watch::start(&["--format", "json", "--templates", "own"], |folder| {
        fs::create_dir_all(folder.join("own/rust")).unwrap();
        fs::write(folder.join("own").join(template), "// mine\n").unwrap();
    });
    assert_eq!(watch.round()["state"], "written");
    watch.put(&format!("own/{template}"), "// mine still\n");
    let round = watch.round();
    assert_eq!(round["diff"]["changes"], Value::Array(Vec::new()));
    // The chosen outputs ask for none.
    assert_eq!((round["state"].as_str(), round["files"].as_array().unwrap().len()), (Some("written"), 0));
    fs::write(watch.path("own/rust/term.rs"), "").unwrap();
    let round = watch.round();
    let error = round["error"].as_str().unwrap();
    assert!(error.contains("did you mean `rust/terms.rs`?"), "{error}");
}

#[test]
fn what_cannot_work_ends_at_once() {
    let run = |arguments: &[&str]| {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_fingen"));
        command.arg("generate").args(arguments).current_dir(folder.path()).output().unwrap().status.code()
    };
    assert_eq!(run(&["--watch", "--check"]), Some(2));
    assert_eq!(run(&["--watch"]), Some(2), "there is no model");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it() {
    use rustix::process::{Pid, Signal, kill_process};
    use std::os::unix::process::ExitStatusExt;
    let mut watch = Watch::start(&[], |_| {});
    watch.until("watching");
    kill_process(Pid::from_child(&watch.child), Signal::INT).unwrap();
    assert_eq!(watch.child.wait().unwrap().signal(), Some(2));
    let check = Command::new(env!("CARGO_BIN_EXE_fingen"))
        .args(["generate", "--check", "--target", "derive", "--target", "schema"])
        .current_dir(watch.folder.path())
        .output();
    assert_eq!(check.unwrap().status.code(), Some(0));
}
