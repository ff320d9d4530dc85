mod around;
mod find;
mod markdown;
mod words;

use super::{Format, Global};
use crate::report::style::{NAME, TITLE, painted};
use serde::Serialize;
use std::{fmt::Write, process::ExitCode};

/// What `explain` takes.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// A type, field or value (`v2.CreateIndividualCustomer.basic_info.email`), a code, a format, a ruling, a context value,
    /// an operation or a webhook
    path: String,
}

/// Something of the model in words.
#[derive(Debug, Default, Serialize)]
pub struct Explanation {
    /// `type`, `field`, `value`, `rule`, `format`, `ruling`, `context`, `operation`, `webhook`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// What it is.
    pub is: String,
    /// Its line of documentation.
    pub doc: String,
    /// What it demands, or what it is made of.
    pub demands: Vec<Demand>,
    /// Where the documents say it: section, place in it, and what is said there.
    pub sections: Vec<String>,
    /// The rulings that it rests on.
    pub rulings: Vec<RulingWords>,
}

/// One thing that is demanded.
#[derive(Debug, Default, Serialize)]
pub struct Demand {
    /// The code; the name of a part.
    pub code: String,
    /// The message, if it has one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// What must hold, in words.
    pub words: Vec<String>,
}

/// A ruling in words.
#[derive(Debug, Serialize)]
pub struct RulingWords {
    /// The id.
    pub id: String,
    /// What the model does.
    pub decision: String,
    /// Why.
    pub reason: String,
}

/// Says what something in the model demands.
pub fn run(global: &Global, args: &Args) -> ExitCode {
    let api = match super::load(global) {
        Ok(api) => api,
        Err(code) => return code,
    };
    match find::find(&api, &args.path) {
        Ok(explanations) => {
            let each = |print: fn(&Explanation) -> String| {
                explanations.iter().map(print).collect::<Vec<_>>().join("\n")
            };
            match global.format {
                Format::Json => super::print(&super::json(&explanations)),
                Format::Markdown => super::print(&each(markdown::print)),
                // A workflow has no use for an explanation: it is not offered.
                Format::Text | Format::Github => super::say(&each(text)),
            }
            ExitCode::SUCCESS
        }
        Err(unknown) => super::fail(&unknown),
    }
}

fn text(explanation: &Explanation) -> String {
    let mut text = format!("{} {}", explanation.kind, painted(TITLE, &explanation.name));
    for (before, part) in [(": ", &explanation.is), ("\n  ", &explanation.doc)] {
        if !part.is_empty() {
            text.push_str(before);
            text.push_str(part);
        }
    }
    text.push('\n');
    if !explanation.demands.is_empty() {
        text.push('\n');
    }
    for demand in &explanation.demands {
        let _ = write!(text, "  {}", painted(NAME, &demand.code));
        if !demand.message.is_empty() {
            let _ = write!(text, ": \"{}\"", demand.message);
        }
        text.push('\n');
        for words in &demand.words {
            let _ = writeln!(text, "    {words}");
        }
    }
    if !explanation.sections.is_empty() || !explanation.rulings.is_empty() {
        let _ = writeln!(text, "\n  {}", painted(TITLE, "rests on"));
    }
    for section in &explanation.sections {
        let _ = writeln!(text, "    {section}");
    }
    for ruling in &explanation.rulings {
        let _ = writeln!(text, "    ruling {}: {}", ruling.id, ruling.decision);
        let _ = writeln!(text, "      {}", ruling.reason);
    }
    text
}
