use crate::diff::change::{Change, Claim, Direction, Verdict};
use crate::diff::{Diff, Level, Witness};
use serde_json::Value;
use std::fmt::Write;

/// Of the places of a change, so many are shown.
const MOST_USES: usize = 3;
/// A value is shown up to this length.
const LONGEST: usize = 60;

/// Everything, by verdict, and the version that it asks for.
pub fn print(diff: &Diff, colour: bool) -> String {
    let mut text = format!(
        "{}: {} {} -> {} {}: {}\n",
        diff.new.api,
        diff.old.name,
        diff.old.model_version,
        diff.new.name,
        diff.new.model_version,
        diff.counts()
    );
    for verdict in Verdict::ALL {
        let changes: Vec<&Change> = diff.of(verdict).collect();
        if changes.is_empty() {
            continue;
        }
        let _ = write!(text, "\n{}: {}\n", painted(verdict, colour), meaning(verdict));
        for change in changes {
            one(&mut text, change);
        }
    }
    if diff.bump.level != Level::None {
        let _ = write!(
            text,
            "\nproposed version: {} ({}), for {}\n",
            diff.bump.to,
            diff.bump.level.name(),
            diff.bump.reasons.join(", ")
        );
        let says = &diff.new.model_version;
        if diff.bump.is_done {
            let _ = writeln!(text, "  `model_version` is {says}: nothing to do");
        } else {
            let _ = writeln!(text, "  `model_version` is {says} still");
        }
    }
    text
}

fn painted(verdict: Verdict, colour: bool) -> String {
    let code = match verdict {
        Verdict::Breaking => "1;31",
        Verdict::Unproved => "1;33",
        Verdict::Codes => "1;35",
        Verdict::Compatible => "1;32",
        Verdict::Words => "1;34",
    };
    if colour { format!("\x1b[{code}m{}\x1b[0m", verdict.name()) } else { verdict.name().to_owned() }
}

fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Breaking => "something that worked does not any more",
        Verdict::Unproved => "may break, and counts as if it did: no payload was found that shows it",
        Verdict::Codes => "who compares a code or switches it off has to follow",
        Verdict::Compatible => "nothing that worked is lost",
        Verdict::Words => "nothing but words",
    }
}

fn one(text: &mut String, change: &Change) {
    let _ = writeln!(text, "  {}: {} [{}]", change.subject, fact(change), change.kind.name());
    if change.verdict == Verdict::Words {
        return;
    }
    for place in change.uses.iter().take(MOST_USES) {
        let _ = writeln!(text, "    in {place}");
    }
    if change.uses.len() > MOST_USES {
        let _ = writeln!(text, "    and {} more", change.uses.len() - MOST_USES);
    }
    for (claim, words) in [(&change.loses, said(change, true)), (&change.gains, said(change, false))] {
        if let Claim::Proved(witness) = claim {
            let _ = writeln!(text, "    {words}: {}", member(witness));
            let _ = writeln!(text, "      {}", issue(witness));
        }
    }
}

/// What a claim means for the caller.
fn said(change: &Change, is_lost: bool) -> &'static str {
    match (change.direction, is_lost) {
        (Direction::Request, true) => "refused now",
        (Direction::Request, false) => "taken now",
        (Direction::Answer, true) => "comes no longer",
        (Direction::Answer, false) => "may come now",
    }
}

/// `max_length 50 -> max_length 40`, `new, optional text`, `gone, optional text`
pub fn fact(change: &Change) -> String {
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => format!("{old} -> {new}"),
        (Some(old), None) => format!("gone, {old}"),
        (None, Some(new)) => format!("new, {new}"),
        (None, None) => String::from("changed"),
    }
}

/// The member of a witness that makes the difference, and the context that it takes.
pub fn member(witness: &Witness) -> String {
    let path = &witness.issue.path;
    let mut text = match find(&witness.payload, path) {
        _ if path.is_empty() => shortened(&witness.payload),
        Some(value) => format!("{path} = {}", shortened(value)),
        None => format!("without {path}"),
    };
    let is_about_days =
        ["past", "past_or_today", "future", "min_age", "max_age"].contains(&witness.issue.code.as_str());
    for (name, value) in &witness.context {
        if name != "today" || is_about_days {
            let _ = write!(text, ", {name} = {}", shortened(value));
        }
    }
    text
}

/// `name: Must have at most 40 characters [max_length]`
fn issue(witness: &Witness) -> String {
    let issue = &witness.issue;
    if issue.path.is_empty() {
        format!("{} [{}]", issue.message, issue.code)
    } else {
        format!("{}: {} [{}]", issue.path, issue.message, issue.code)
    }
}

fn shortened(value: &Value) -> String {
    let text = value.to_string();
    let count = text.chars().count();
    if count <= LONGEST {
        return text;
    }
    let start: String = text.chars().take(LONGEST).collect();
    match value {
        Value::String(text) => format!("{start}… ({} characters)", text.chars().count()),
        Value::Array(items) => format!("{start}… ({} items)", items.len()),
        _ => format!("{start}…"),
    }
}

/// What stands at an issue's path.
fn find<'v>(payload: &'v Value, path: &str) -> Option<&'v Value> {
    let mut value = payload;
    for part in path.split('.').filter(|part| !part.is_empty()) {
        let (name, mut rest) = part.split_at(part.find('[').unwrap_or(part.len()));
        if !name.is_empty() {
            value = value.get(name)?;
        }
        while let Some(inner) = rest.strip_prefix('[') {
            let (index, after) = inner.split_once(']')?;
            value = value.get(index.parse::<usize>().ok()?)?;
            rest = after;
        }
    }
    Some(value)
}
