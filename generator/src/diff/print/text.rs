use super::{
    listed,
    source::{self, Group},
};
use crate::diff::change::{Change, Claim, Direction, Verdict};
use crate::diff::{Bump, Diff, Level, Witness};
use crate::report::style;
use serde_json::Value;
use std::fmt::Write;

/// Of the places of a change, so many are shown.
const MOST_USES: usize = 3;
/// A value is shown up to this length.
const LONGEST: usize = 60;

/// Everything, by verdict, and the version that it asks for; with styles.
pub fn print(diff: &Diff) -> String {
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
        let _ = write!(text, "\n{}: {}\n", verdict.painted(), meaning(verdict));
        for change in changes {
            one(&mut text, change);
        }
    }
    let groups = source::groups(&diff.source);
    if !groups.is_empty() {
        text.push_str("\nsource: what it does to code that uses the packages\n");
    }
    for group in groups {
        let kind = group.changes.first().map(|change| change.kind.name()).unwrap_or_default();
        let _ = writeln!(text, "  {} [{kind}]", group.fact());
        let _ = writeln!(text, "    {}", effect(&group));
    }
    versions(&mut text, diff);
    text
}

/// `breaks Rust, not TypeScript and Python`
fn effect(group: &Group<'_>) -> String {
    let (broken, sound) = (group.languages(true), group.languages(false));
    let breaks = style::painted(style::ERROR, "breaks");
    match (broken.is_empty(), sound.is_empty()) {
        (true, _) => format!("breaks nothing in {}", listed(&sound)),
        (_, true) => format!("{breaks} {}", listed(&broken)),
        _ => format!("{breaks} {}, not {}", listed(&broken), listed(&sound)),
    }
}

/// The version of each package; in a line where they are at one.
fn versions(text: &mut String, diff: &Diff) {
    if diff.bump.level == Level::None {
        return;
    }
    let is_one = diff.packages.iter().all(|package| package.bump.level == diff.bump.level);
    let proposed = |bump: &Bump| {
        format!(
            "{} ({}), for {}",
            style::painted(style::TITLE, &bump.to),
            bump.level.name(),
            bump.reasons.join(", ")
        )
    };
    if is_one {
        let _ = writeln!(text, "\nproposed version: {}", proposed(&diff.bump));
    } else {
        text.push_str("\nproposed versions:\n");
        for package in &diff.packages {
            let name = format!("{} on {}", package.name, package.registry);
            let _ = match package.bump.level {
                Level::None => writeln!(text, "  {name}: {}, as it is", package.bump.from),
                _ => writeln!(text, "  {name}: {}", proposed(&package.bump)),
            };
        }
    }
    let (says, to) = (&diff.new.model_version, &diff.bump.to);
    let _ = match (diff.bump.is_done, is_one) {
        (true, _) => writeln!(text, "  `model_version` is {says}: nothing to do"),
        (false, true) => writeln!(text, "  `model_version` is {says} still"),
        (false, false) => writeln!(text, "  `model_version` is {says} still, and {to} is for all of them"),
    };
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
    let subject = style::painted(style::TITLE, &change.subject);
    let _ = writeln!(text, "  {subject}: {} [{}]", fact(change), change.kind.name());
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
