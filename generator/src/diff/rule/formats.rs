//! Formats that rules ask for, where the two models define them otherwise.

use super::canon::each;
use crate::api::{Format, Rule};
use crate::diff::language::{Find, Lengths, Part, Query};
use crate::diff::wire::Models;
use crate::rules::{Expr, ExprKind, Function};
use std::collections::BTreeSet;

/// The formats that both rules ask for and that take other texts than before.
pub fn changed(models: &Models, old: &Rule, new: &Rule) -> Vec<String> {
    let (old, new) = (asked(old), asked(new));
    old.intersection(&new).filter(|name| differing(models, name) != (false, false)).cloned().collect()
}

/// Whether a rule asks for a format that takes other texts than before.
pub fn asks_for_changed(models: &Models, rule: &Rule) -> bool {
    asked(rule).iter().any(|name| differing(models, name) != (false, false))
}

fn asked(rule: &Rule) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    each(rule, &mut |expr| found.extend(asked_by(expr)));
    found
}

/// The format that an expression asks for itself.
pub fn asked_by(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Call(Function::HasFormat(name), _) => Some(name.clone()),
        _ => None,
    }
}

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
