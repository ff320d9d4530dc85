use super::text;
use crate::diff::Diff;
use crate::diff::change::{Change, Verdict};

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
    format!("::{level} title={}::{}\n", property(&title), data(&message))
}

/// As GitHub's workflow commands want it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
