use super::source::{self, Group};
use super::text;
use crate::diff::Diff;
use crate::diff::change::{Change, Verdict};
use crate::report::github::annotation;

/// An annotation a change, words aside; of the source one for all languages.
pub fn print(diff: &Diff) -> String {
    let wire = diff.changes.iter().filter(|change| change.verdict != Verdict::Words).map(command);
    wire.chain(source::groups(&diff.source).iter().map(of_source)).collect()
}

fn of_source(group: &Group<'_>) -> String {
    let (level, verdict) = if group.is_breaking() {
        ("error", Verdict::Breaking.name())
    } else {
        ("notice", Verdict::Compatible.name())
    };
    let kind = group.changes.first().map(|change| change.kind.name()).unwrap_or_default();
    let mut message = group.fact();
    for change in &group.changes {
        let effect = if change.verdict.is_breaking() { "breaks" } else { "goes on" };
        message.push_str(&format!("\n{} {effect}: {}", change.language.title(), change.why));
    }
    let title = format!("{verdict} in source: {kind}");
    annotation(level, &[("title", &title)], &message)
}

fn command(change: &Change) -> String {
    let level = match change.verdict {
        Verdict::Breaking | Verdict::Unproved | Verdict::Codes => "error",
        Verdict::Compatible | Verdict::Words => "notice",
    };
    let mut message = format!("{}: {}", change.subject, text::fact(change));
    if let Some(witness) = change.witness() {
        message.push_str(&format!("\nshown by {}", text::member(witness)));
    }
    let title = format!("{}: {}", change.verdict.name(), change.kind.name());
    annotation(level, &[("title", &title)], &message)
}
