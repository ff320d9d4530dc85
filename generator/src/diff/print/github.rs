use super::text;
use crate::diff::Diff;
use crate::diff::change::{Change, Verdict};
use crate::report::github::annotation;

/// An annotation a change, words aside.
pub fn print(diff: &Diff) -> String {
    diff.changes.iter().filter(|change| change.verdict != Verdict::Words).map(command).collect()
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
