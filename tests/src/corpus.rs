//! The conformance corpus: cases of the protocol, each with what is expected and what it shows.

use crate::{
    protocol::{AS_VALUE_TOO, Answer, Outcome, read},
    root,
};
use serde::Deserialize;
use serde_json::Value;
use std::{fs, io};

/// A case of the corpus.
pub struct Recorded {
    /// The file without folder and ending.
    pub file: String,
    /// Which line of it, from 1.
    pub number: usize,
    /// The line as it stands there.
    pub line: String,
    /// The payload's text.
    pub payload: Vec<u8>,
    /// What the line says beside the case.
    pub says: Says,
}

/// What is told apart, expected and shown.
#[derive(Deserialize)]
pub struct Says {
    /// The name of the case.
    pub id: String,
    /// The request schema.
    pub schema: String,
    /// The outcome.
    pub expect: Outcome,
    /// In words, what the case shows.
    pub note: String,
}

impl Recorded {
    /// The line that a runner is asked with: the case's own, and a `payload` as a value too.
    #[must_use]
    pub fn question(&self) -> String {
        match self.line.strip_prefix('{') {
            Some(rest) if !rest.contains("\"payload_text\": ") => format!("{{{AS_VALUE_TOO}{rest}"),
            _ => self.line.clone(),
        }
    }

    /// The line that a runner answers with.
    #[must_use]
    pub fn answer(&self) -> String {
        Answer::Outcome { id: Value::from(self.says.id.as_str()), outcome: self.says.expect.clone() }.line()
    }

    /// The payload as a value; `None` where it is no JSON.
    #[must_use]
    pub fn value(&self) -> Option<Value> {
        serde_json::from_slice(&self.payload).ok()
    }
}

/// Reads the corpus, file by file.
///
/// # Errors
/// A file cannot be read, or a line of it holds no case.
pub fn load() -> io::Result<Vec<Recorded>> {
    let folder = root().join("tests/conformance");
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    let mut corpus = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "jsonl")) {
        let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for (number, line) in fs::read_to_string(path)?.lines().enumerate() {
            let wrong = |error: String| io::Error::other(format!("{file}.jsonl:{}: {error}", number + 1));
            let says = serde_json::from_str(line).map_err(|error| wrong(error.to_string()))?;
            let payload = read(line.as_bytes()).map_err(wrong)?.payload;
            corpus.push(Recorded {
                file: file.clone(),
                number: number + 1,
                line: line.to_owned(),
                payload,
                says,
            });
        }
    }
    Ok(corpus)
}
