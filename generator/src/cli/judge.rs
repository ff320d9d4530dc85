mod show;

pub(super) use show::words;

use super::{FINDINGS, Format, Global, fail, progress};
use crate::api::{Api, ContextValue};
use crate::judge::{Judge, Options, Verdict};
use fin_core::Kind;
use serde::Serialize;
use serde_json::{Map, Value};
use std::{
    fs,
    io::{self, IsTerminal, Read},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What `judge` takes.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The type that the payloads are: `v2.CreateIndividualCustomer`
    #[arg(long, value_name = "TYPE")]
    pub schema: String,
    /// A context value, `today=2026-01-01`, or several as a JSON object
    #[arg(long, value_name = "KEY=VALUE|JSON")]
    pub context: Vec<String>,
    /// The code of a rule or constraint that is switched off
    #[arg(long, value_name = "CODE")]
    pub ignore: Vec<String>,
    /// What becomes of fields that the model does not know
    #[arg(long, value_name = "WHAT", value_parser = ["allow", "refuse"], default_value = "refuse")]
    pub unknown_fields: String,
    /// Payloads: JSON, or JSON Lines by the name; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// After so many payloads it is said how far it is.
const STEP: usize = 256;

/// A payload's verdict, as `--format json` prints it.
#[derive(Serialize)]
struct Judged<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(flatten)]
    verdict: &'a Verdict,
}

pub fn run(global: &Global, args: Args) -> ExitCode {
    let api = match super::load(global) {
        Ok(api) => api,
        Err(code) => return code,
    };
    match judge_files(&api, global.format, &args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FINDINGS),
        Err(message) => fail(&message),
    }
}

/// Whether every payload is valid. A file that cannot be read is told at once, and the others are judged still.
fn judge_files(api: &Api, format: Format, args: &Args) -> Result<bool, String> {
    let judge = Judge::new(api).map_err(|error| error.to_string())?;
    let context = read_context(&api.context, &args.context)?;
    let context = judge.context(&context).map_err(|error| error.to_string())?;
    let options = Options {
        ignore: args.ignore.iter().cloned().collect(),
        allow_unknown_fields: args.unknown_fields == "allow",
    };
    let (mut seen, mut invalid) = (0, 0);
    let mut failures = Vec::new();
    for file in &args.files {
        let name = file.display().to_string();
        progress::step(format!("reading {name}"));
        let bytes = match read(file, format) {
            Ok(bytes) => bytes,
            Err(error) => {
                failures.push(format!("cannot read {name}: {error}"));
                continue;
            }
        };
        let payloads = payloads(file, &bytes);
        for (index, (line, payload)) in payloads.iter().enumerate() {
            if index.is_multiple_of(STEP) {
                progress::step(format!("judging {name}: {index} of {}", payloads.len()));
            }
            let verdict = judge.check_text(&args.schema, payload, &context, &options);
            let verdict = verdict.map_err(|error| error.to_string())?;
            if seen == 0 {
                show::head(&args.schema, format);
            }
            seen += 1;
            invalid += usize::from(!verdict.valid);
            show::verdict(&Judged { file: &name, line: *line, verdict: &verdict }, format);
        }
    }
    if seen > 0 {
        show::foot(seen, invalid, format);
    }
    if failures.is_empty() { Ok(invalid == 0) } else { Err(failures.join("\nerror: ")) }
}

pub(super) fn read(file: &Path, format: Format) -> io::Result<Vec<u8>> {
    if file.as_os_str() != "-" {
        return fs::read(file);
    }
    // Whoever is typing knows what is going on.
    if io::stdin().is_terminal() {
        progress::end();
    }
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    progress::begin(format);
    Ok(bytes)
}

/// The payloads of a file: one, or those of its lines with their numbers.
pub(super) fn payloads<'a>(file: &Path, bytes: &'a [u8]) -> Vec<(Option<usize>, &'a [u8])> {
    if file.extension().is_none_or(|extension| extension != "jsonl") {
        return vec![(None, bytes)];
    }
    let lines = bytes.split(|&byte| byte == b'\n').enumerate();
    let payloads = lines.filter(|(_, line)| !line.trim_ascii().is_empty());
    payloads.map(|(index, line)| (Some(index + 1), line)).collect()
}

/// Reads `KEY=VALUE`, the value as what the model says the key is, and JSON objects.
pub(super) fn read_context(known: &[ContextValue], given: &[String]) -> Result<Map<String, Value>, String> {
    let mut context = Map::new();
    for text in given {
        if text.trim_start().starts_with('{') {
            let values: Map<String, Value> =
                serde_json::from_str(text).map_err(|_| String::from("`--context` is no JSON object"))?;
            context.extend(values);
        } else {
            let (name, value) = text
                .split_once('=')
                .ok_or_else(|| String::from("`--context` takes `key=value` or a JSON object"))?;
            let kind = known.iter().find(|entry| entry.name == name).map(|entry| entry.kind);
            let value = match kind {
                Some(Kind::Boolean | Kind::Integer | Kind::Number) => serde_json::from_str(value).ok(),
                _ => None,
            }
            .unwrap_or_else(|| Value::from(value));
            context.insert(name.to_owned(), value);
        }
    }
    Ok(context)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::{Judged, payloads, read_context, show};
    use crate::api::ContextValue;
    use crate::cli::Format;
    use crate::judge::{Issue, Verdict};
    use crate::report::style;
    use fin_core::Kind;
    use serde_json::{Value, json};
    use std::path::Path;

    #[test]
    fn reads_context_values() {
        let known =
            [("today", Kind::Date), ("region", Kind::Text), ("strict", Kind::Boolean)].map(|(name, kind)| {
                ContextValue { name: name.into(), kind, doc: String::new(), defaults_to_today: false }
            });
        let read = |given: &[&str]| {
            let given: Vec<String> = given.iter().map(|&text| text.to_owned()).collect();
            read_context(&known, &given).map(Value::from)
        };
        let given = ["today=2026-01-01", "strict=true", r#"{"a": 1}"#, "region=12", "c=x=y"];
        let expected = json!({"today": "2026-01-01", "strict": true, "a": 1, "region": "12", "c": "x=y"});
        assert_eq!(read(&given), Ok(expected));
        assert!(read(&["today"]).is_err());
        assert!(read(&["{"]).is_err());
    }

    #[test]
    fn reads_lines_of_json_lines_only() {
        let bytes = b"{}\n\n[]\n";
        assert_eq!(payloads(Path::new("a.json"), bytes), [(None, &bytes[..])]);
        let lines = payloads(Path::new("a.jsonl"), bytes);
        assert_eq!(lines, [(Some(1), &b"{}"[..]), (Some(3), &b"[]"[..])]);
    }

    #[test]
    fn shows_a_verdict_in_every_format() {
        let issue =
            |path: &str| Issue { path: path.into(), code: "type".into(), message: "Must be a number".into() };
        let verdict = Verdict { valid: false, issues: vec![issue(""), issue("a[\"x\"]")], truncated: true };
        let judged = Judged { file: "f.jsonl", line: Some(3), verdict: &verdict };
        let text = style::shown(show::text(&judged), false);
        assert_eq!(
            text,
            "f.jsonl:3: Must be a number [type]\nf.jsonl:3: a[\"x\"]: Must be a number [type]\n\
             f.jsonl:3: there are more issues than are shown\n"
        );
        let json: Value = serde_json::from_str(&show::machine(&judged, Format::Json)).unwrap();
        assert_eq!(json["line"], 3);
        assert_eq!(json["issues"][1]["path"], "a[\"x\"]");
        assert_eq!(json["truncated"], true);
        let github = show::machine(&judged, Format::Github);
        assert!(github.starts_with("::error file=f.jsonl,line=3::Must be a number [type]\n"), "{github}");
        assert!(github.ends_with("::there are more issues than are shown\n"), "{github}");
        let markdown = "- `f.jsonl:3`\n  - Must be a number (`type`)\n  - `a[\"x\"]`: Must be a number (`type`)\n  \
            - there are more issues than are shown\n";
        assert_eq!(show::machine(&judged, Format::Markdown), markdown);
    }
}
