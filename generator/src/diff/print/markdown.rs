use super::{sentence, source::plain};
use crate::diff::change::{Change, Verdict};
use crate::diff::{Diff, Level, Package, SourceChange};
use std::collections::HashSet;

/// A section for the changelog of each package, with the version that it asks for, in words.
pub fn print(diff: &Diff) -> String {
    let sections: Vec<String> = diff.packages.iter().map(|package| section(diff, package)).collect();
    sections.join("\n")
}

fn section(diff: &Diff, package: &Package) -> String {
    let bump = &package.bump;
    let version = if bump.is_done { &diff.new.model_version } else { &bump.to };
    let mut text = format!("## {} {version} ({})\n", package.name, package.registry);
    if bump.level == Level::None {
        return text + "\nNothing has changed.\n";
    }
    let sections: [(&str, &[Verdict]); 4] = [
        ("Breaking", &[Verdict::Breaking, Verdict::Unproved]),
        ("Codes", &[Verdict::Codes]),
        ("Compatible", &[Verdict::Compatible]),
        ("Words", &[Verdict::Words]),
    ];
    for (title, verdicts) in sections {
        let wire = diff.changes.iter().filter(|change| verdicts.contains(&change.verdict));
        let wire: Vec<&Change> = wire.collect();
        let told: HashSet<String> = wire.iter().flat_map(|change| told(change)).collect();
        let own = |change: &&SourceChange| {
            change.language == package.language
                && verdicts.contains(&change.verdict)
                && !told.contains(&plain(&change.item))
        };
        let source = diff.source.iter().filter(own).map(sentence::of_source);
        let lines: Vec<String> = wire.iter().map(|change| sentence::sentence(change)).chain(source).collect();
        if !lines.is_empty() {
            text.push_str(&format!("\n### {title}\n\n"));
            text.extend(lines.into_iter().map(|line| format!("- {line}\n")));
        }
    }
    text
}

/// The names of which a change tells the reader of every language, so that the source need not.
fn told(change: &Change) -> Vec<String> {
    let values = [&change.old, &change.new].into_iter().flatten();
    let values = values.map(|value| plain(&format!("{}{value}", change.subject)));
    values.chain([plain(&change.subject)]).collect()
}
