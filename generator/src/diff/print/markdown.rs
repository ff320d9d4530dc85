use super::sentence::sentence;
use crate::diff::change::{Change, Verdict};
use crate::diff::{Diff, Level};

/// A section with the proposed version, in words.
pub fn print(diff: &Diff) -> String {
    let version = if diff.bump.is_done { &diff.new.model_version } else { &diff.bump.to };
    let mut text = format!("## {version}\n");
    if diff.bump.level == Level::None {
        return text + "\nNothing has changed.\n";
    }
    let sections: [(&str, &[Verdict]); 4] = [
        ("Breaking", &[Verdict::Breaking, Verdict::Unproved]),
        ("Codes", &[Verdict::Codes]),
        ("Compatible", &[Verdict::Compatible]),
        ("Words", &[Verdict::Words]),
    ];
    for (title, verdicts) in sections {
        let changes: Vec<&Change> =
            diff.changes.iter().filter(|change| verdicts.contains(&change.verdict)).collect();
        if !changes.is_empty() {
            text.push_str(&format!("\n### {title}\n\n"));
            text.extend(changes.into_iter().map(|change| format!("- {}\n", sentence(change))));
        }
    }
    text
}
