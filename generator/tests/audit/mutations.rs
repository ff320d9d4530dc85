//! Copies of the real guides with one thing changed: every row, cell, value, number, name, path, key and heading in
//! its turn. Each is audited, and has to be told: as a change since the lock, with its line and its name, and as a
//! finding where the model speaks of it.
//!
//! `FINGEN_MUTATIONS=all` takes every one, a number each so many, else a sample.

use super::guide_mutations::{Mutation, mutations};
use super::real::Real;
use fingen::audit::Audit;
use std::collections::{BTreeMap, BTreeSet};

/// Of these the model speaks, wherever they stand.
const OF_THE_MODEL: [&str; 18] = [
    "field removed",
    "field renamed",
    "field type",
    "field mark",
    "value removed",
    "value renamed",
    "value sides",
    "value files",
    "value other",
    "status removed",
    "status renamed",
    "event removed",
    "event renamed",
    "event status",
    "migration removed",
    "cell path",
    "sentence path",
    "error text",
];

/// What is wrong with the telling of a mutation.
fn missed(mutation: &Mutation, audit: &Audit) -> Vec<&'static str> {
    let changes: Vec<_> = audit.changes.iter().flatten().collect();
    let mut wrong = Vec::new();
    if changes.is_empty() {
        wrong.push("no change");
    }
    let lines: BTreeSet<usize> = changes.iter().map(|change| change.line).collect();
    let in_example = ["example", "code", "error"].iter().any(|own| mutation.class.starts_with(own));
    // A command is told at its path, an example where it starts, an error at its message or at its first field, which
    // its status may stand three lines above.
    let near = |line: &usize| *line <= mutation.line + 3 && mutation.line < line + 130;
    let placed = lines.contains(&mutation.line) || mutation.gone || (in_example && lines.iter().any(near));
    if !placed {
        wrong.push("no line");
    }
    let told = |text: &str| {
        // A parameter that a guide has lost is told as one without a name.
        let bare = |text: &str| text.replace(['`', '*'], "").replace("//", "/{}/");
        !text.is_empty()
            && changes.iter().any(|change| {
                let site = format!("{} {} {}", change.name, change.detail, change.site.section);
                bare(&site).contains(&bare(text))
            })
    };
    // Of a sentence and of a text only a fingerprint is kept; of a value its key.
    let nameless = ["error text", "sentence removed"].contains(&mutation.class);
    let value = ["example text", "example number", "code number"].contains(&mutation.class);
    let by_key = value && (mutation.key.split(' ').any(told) || mutation.key.is_empty());
    if !nameless && !by_key && !told(&mutation.was) && !told(&mutation.is) {
        wrong.push("no name");
    }
    let open = audit.findings.iter().filter(|finding| finding.explained_by.is_none());
    let of_the_model = OF_THE_MODEL.contains(&mutation.class) && !stands_elsewhere(mutation, audit);
    if of_the_model && open.count() == 0 {
        wrong.push("no finding");
    }
    wrong
}

/// Whether a value that went still stands elsewhere in what the guide says of the same version, an event in any
/// guide: in a diagram, a list, an example. The model is at one with the guides then, and only the change is told.
fn stands_elsewhere(mutation: &Mutation, audit: &Audit) -> bool {
    let holds = |text: &str| {
        let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || "_.".contains(c)));
        words.map(|word| word.trim_matches('.')).any(|word| word == mutation.was)
    };
    match mutation.class {
        "event removed" => audit.texts.values().any(|text| holds(text)),
        "value removed" | "status removed" => {
            let lines: Vec<&str> = mutation.text.lines().collect();
            let opening: String = lines[0].chars().take(40).collect();
            let starts = |at: &usize| {
                let again = opening.len() >= 40 && lines[*at].starts_with(&opening);
                again || lines[*at].trim_start().starts_with("<Tab title=\"v")
            };
            let start = (0..mutation.line).rev().find(starts).unwrap_or(0);
            let end = (mutation.line..lines.len()).find(starts).unwrap_or(lines.len());
            lines[start..end].iter().any(|line| holds(line))
        }
        _ => false,
    }
}

/// One in how many is tried.
pub fn step(usual: usize) -> usize {
    match std::env::var("FINGEN_MUTATIONS").as_deref() {
        Ok("all") => 1,
        Ok(step) => step.parse().unwrap(),
        Err(_) => usual,
    }
}

#[test]
fn every_mutation_of_a_guide_is_told() {
    let Some(real) = Real::load() else { return };
    let step = step(41);
    let mut tally: BTreeMap<&str, (usize, BTreeMap<&str, usize>, usize)> = BTreeMap::new();
    let mut shown = Vec::new();
    for (of, guide) in real.guides.iter().enumerate() {
        let made = mutations(&guide.text);
        println!("{} mutations of {}", made.len(), guide.document);
        for mutation in made.iter().step_by(step) {
            let mut guides = real.guides.clone();
            guides[of].text = mutation.text.clone();
            let audit = real.audit(&guides);
            let wrong = missed(mutation, &audit);
            let (count, by, found) = tally.entry(mutation.class).or_default();
            *count += 1;
            *found += usize::from(audit.findings.iter().any(|finding| finding.explained_by.is_none()));
            for wrong in &wrong {
                *by.entry(wrong).or_default() += 1;
            }
            if !wrong.is_empty() {
                println!("{} {} {}", wrong.join(", "), mutation.class, mutation.line);
                shown.push(format!(
                    "{}: {} at {}:{}, {} to {}\n    {}",
                    wrong.join(", "),
                    mutation.class,
                    guide.document,
                    mutation.line,
                    mutation.was,
                    mutation.is,
                    super::changed::told(&audit).replace('\n', "\n    ")
                ));
            }
        }
    }
    println!("{:<22}{:>6}{:>10}", "", "tried", "findings");
    for (class, (count, by, found)) in &tally {
        println!("{class:<22}{count:>6}{found:>10}  {by:?}");
    }
    assert!(shown.is_empty(), "{} are not told as they should\n\n{}", shown.len(), shown.join("\n\n"));
}
