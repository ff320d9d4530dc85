mod markdown;

use super::{Format, Global};
use crate::explain::{Explanation, find};
use crate::report::style::{NAME, TITLE, painted};
use crate::witness::{Example, Payload};
use serde_json::Value;
use std::{fmt::Write, process::ExitCode};

/// Of the types that report a code, so many are shown.
const MOST_TYPES: usize = 12;
/// Of the sections that a code rests on, so many are shown.
const MOST_SECTIONS: usize = 6;
/// A text is shown up to this length.
const LONGEST: usize = 60;
/// A payload of more lines is shown without what does not matter.
const MOST_LINES: usize = 14;

/// What `explain` takes.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// A type, field or value (`v2.CreateIndividualCustomer.basic_info.email`), a code, a format, a ruling, a context value,
    /// an operation or a webhook
    path: String,
}

/// Says what something in the model demands.
pub fn run(global: &Global, args: &Args) -> ExitCode {
    let api = match super::load(global) {
        Ok(api) => api,
        Err(code) => return code,
    };
    match find(&api, &args.path) {
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
    if explanation.kind == "code" {
        arises(explanation, &mut text);
        match &explanation.example {
            Some(shown) => example(shown, &mut text),
            None => text.push_str("\n  no payload was found that shows it\n"),
        }
    }
    if !explanation.sections.is_empty() || !explanation.rulings.is_empty() {
        let _ = writeln!(text, "\n  {}", painted(TITLE, "rests on"));
    }
    // Most rows of the guides' tables ask for something: of a code not all of them are worth reading.
    let most = if explanation.kind == "code" { MOST_SECTIONS } else { usize::MAX };
    for section in explanation.sections.iter().take(most) {
        let _ = writeln!(text, "    {section}");
    }
    let more = explanation.sections.len().saturating_sub(most);
    if more > 0 {
        let _ = writeln!(text, "    and {more} more sections: --format json has them");
    }
    for ruling in &explanation.rulings {
        let _ = writeln!(text, "    ruling {}: {}", ruling.id, ruling.decision);
        let _ = writeln!(text, "      {}", ruling.reason);
    }
    if !explanation.switch_off.is_empty() {
        let _ = writeln!(text, "\n  {}", painted(TITLE, "switched off by"));
    }
    for way in &explanation.switch_off {
        let language = way.language.map(|language| format!("{language:<12}")).unwrap_or_default();
        let _ = writeln!(text, "    {language}{}", way.how);
    }
    text
}

fn arises(explanation: &Explanation, text: &mut String) {
    if !explanation.arises.is_empty() {
        let _ = writeln!(text, "\n  {}", painted(TITLE, "arises in"));
    }
    for arises in explanation.arises.iter().take(MOST_TYPES) {
        let _ = write!(text, "    {}", arises.ty);
        if !arises.fields.is_empty() {
            let _ = write!(text, ": {}", arises.fields.join(", "));
        }
        text.push('\n');
    }
    let more = explanation.arises.iter().skip(MOST_TYPES);
    let fields: usize = more.clone().map(|arises| arises.fields.len().max(1)).sum();
    if fields > 0 {
        let _ = writeln!(text, "    and {fields} more in {} types: --format json has them", more.count());
    }
}

fn example(example: &Example, text: &mut String) {
    let mut context = String::new();
    for (name, value) in &example.context {
        let _ = write!(context, ", with {name} {}", value.as_str().map_or(value.to_string(), str::to_owned));
    }
    let _ = writeln!(text, "\n  {} {}{context}", painted(TITLE, "fails as"), example.schema);
    match &example.fails {
        Payload::Json(fails) => payload(fails, &example.passes, &example.looks_at, text),
        Payload::Text(fails) => {
            let _ = writeln!(text, "    {}", shortened(fails));
        }
    }
    let issue = &example.issue;
    let path = if issue.path.is_empty() { String::new() } else { format!("{}: ", issue.path) };
    let _ = writeln!(text, "  {path}{} [{}]", issue.message, issue.code);
    let _ = writeln!(text, "\n  {}", painted(TITLE, "passes"));
    let other = match &example.fails {
        Payload::Json(fails) => fails,
        Payload::Text(_) => &Value::Null,
    };
    payload(&example.passes, other, &example.looks_at, text);
}

/// A payload, without the parts of a long one that the other has too and that do not matter.
fn payload(payload: &Value, other: &Value, looks_at: &[String], text: &mut String) {
    let mut whole = String::new();
    lines(payload, None, looks_at, &mut (String::new(), 4), &mut whole);
    if whole.lines().count() > MOST_LINES {
        whole.clear();
        lines(payload, Some(other), looks_at, &mut (String::new(), 4), &mut whole);
    }
    let _ = writeln!(text, "    {whole}");
}

/// Prints a value; `at` is its path and its indentation.
fn lines(
    value: &Value,
    other: Option<&Value>,
    looks_at: &[String],
    at: &mut (String, usize),
    text: &mut String,
) {
    let members: Vec<(String, String, &Value, Option<&Value>)> = match value {
        Value::Object(members) => {
            let of = |(key, member)| {
                let (key, member): (&String, &Value) = (key, member);
                let other = other.map(|other| other.get(key).unwrap_or(&Value::Null));
                let dot = if at.0.is_empty() { "" } else { "." };
                (format!("{}: ", Value::from(key.as_str())), format!("{}{dot}{key}", at.0), member, other)
            };
            members.iter().map(of).collect()
        }
        Value::Array(items) => {
            let of = |(index, item)| {
                let (index, item): (usize, &Value) = (index, item);
                let other = other.map(|other| other.get(index).unwrap_or(&Value::Null));
                (String::new(), format!("{}[{index}]", at.0), item, other)
            };
            items.iter().enumerate().map(of).collect()
        }
        Value::String(long) => return text.push_str(&Value::from(shortened(long)).to_string()),
        other => return text.push_str(&other.to_string()),
    };
    let (open, close) = if value.is_array() { ('[', ']') } else { ('{', '}') };
    text.push(open);
    let mut is_cut = false;
    let count = members.len();
    for (index, (key, path, member, other)) in members.into_iter().enumerate() {
        let matters = looks_at.iter().any(|looked| is_on_way(looked, &path));
        if other == Some(member) && !matters {
            if !std::mem::replace(&mut is_cut, true) {
                let _ = write!(text, "\n{:1$}…", "", at.1 + 2);
            }
            continue;
        }
        is_cut = false;
        let _ = write!(text, "\n{:1$}{key}", "", at.1 + 2);
        lines(member, other, looks_at, &mut (path, at.1 + 2), text);
        if index + 1 < count {
            text.push(',');
        }
    }
    if count > 0 {
        let _ = write!(text, "\n{:1$}", "", at.1);
    }
    text.push(close);
}

/// Whether one path leads to the other.
fn is_on_way(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

fn shortened(text: &str) -> String {
    let count = text.chars().count();
    if count <= LONGEST {
        return text.to_owned();
    }
    format!("{}… ({count} characters)", text.chars().take(LONGEST / 2).collect::<String>())
}
