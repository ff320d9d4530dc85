//! Formats that rules ask for, where the two models define them otherwise.

use crate::api::Rule;
use crate::rules::{Expr, ExprKind, Function};
use crate::witness::{Models, expressions::each, formats::differing};
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
