//! Formats as the two models define them, where those differ.

use super::Models;
use super::language::{Find, Lengths, Part, Query};
use crate::api::Format;

/// Whether the old format takes a text that the new one refuses, and the other way round.
pub fn differing(models: &Models, name: &str) -> (bool, bool) {
    let (lost, gained) = differences(models, name);
    (lost != Find::Nothing, gained != Find::Nothing)
}

/// Texts on which the two definitions of a format disagree.
pub fn between(models: &Models, name: &str) -> Vec<String> {
    let (lost, gained) = differences(models, name);
    let text = |find| if let Find::Text(text) = find { Some(text) } else { None };
    [lost, gained].into_iter().filter_map(text).collect()
}

/// What the old format alone takes, and what the new one alone. Of what is asked for then, a rule knows nothing.
fn differences(models: &Models, name: &str) -> (Find, Find) {
    let (Some(old), Some(new)) = (models.old.format(name), models.new.format(name)) else {
        return (Find::Unknown, Find::Unknown);
    };
    if (&old.pattern, &old.not_pattern, &old.values) == (&new.pattern, &new.not_pattern, &new.values) {
        return (Find::Nothing, Find::Nothing);
    }
    models.machines.difference(name, || {
        let parts = |format: &Format| {
            let mut parts = vec![models.machines.any()];
            parts.extend(models.machines.own(format));
            parts
        };
        let (old, new) = (parts(old), parts(new));
        let find = |all: &[Part], not_all: &[Part]| Query { all, not_all, lengths: Lengths::ANY }.find();
        (find(&old, &new), find(&new, &old))
    })
}
