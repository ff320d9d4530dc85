//! A folder of its own, and the command in it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// How a command ended.
pub struct Ended {
    pub out: String,
    pub err: String,
    pub code: i32,
}

/// The small guides and their model, accepted, and a second model that is the same.
pub struct Place(tempfile::TempDir);

impl Place {
    pub fn new() -> Place {
        let place = tempfile::tempdir().unwrap();
        let tests = root().join("generator/tests/audit");
        copy(&tests.join("small"), place.path());
        fs::copy(tests.join("small.lock"), place.path().join("spec/docs.lock")).unwrap();
        copy(&place.path().join("spec"), &place.path().join("old"));
        let parcel = r#"{"parcel": {"weight_grams": 3, "target": "12345", "speed": "FAST"}}"#;
        let wrong = r#"{"parcel": {"weight_grams": -1, "target": 12345, "speed": "SLOW", "a|b": null}}"#;
        let older = r#"{"parcel": {"weight": 3, "target": "12345"}}"#;
        fs::write(place.path().join("older.json"), older).unwrap();
        fs::write(place.path().join("additions.json"), r#"{"parcel": {"speed": "FAST"}}"#).unwrap();
        fs::write(place.path().join("good.json"), parcel).unwrap();
        fs::write(place.path().join("mixed.jsonl"), format!("{parcel}\n\n{wrong}\n")).unwrap();
        Place(place)
    }

    /// Runs `fingen`, in an environment that says nothing of colours.
    pub fn fingen(&self, arguments: &[&str]) -> Ended {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fingen"));
        command.args(arguments).current_dir(self.0.path());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        let output = command.output().unwrap();
        Ended {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().unwrap(),
        }
    }

    /// Takes a line out (`-`) and puts others in its place (`+`), file by file (`@ spec/v2/parcel.yaml`).
    pub fn change(&self, patch: &str) {
        let (mut file, mut old) = (PathBuf::new(), String::new());
        for line in patch.lines() {
            match line.split_at(1) {
                ("@", name) => file = self.0.path().join(name.trim()),
                ("-", line) => old = format!("{line}\n"),
                ("+", line) => {
                    let text = fs::read_to_string(&file).unwrap();
                    assert_eq!(text.matches(&old).count(), 1, "{} holds {old:?} once", file.display());
                    fs::write(&file, text.replace(&old, &format!("{line}\n"))).unwrap();
                }
                _ => panic!("{line}"),
            }
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}
