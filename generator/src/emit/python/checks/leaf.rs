//! The constraints of a single value → conditions that are true where a constraint fails.

use super::File;
use crate::api::{Api, FieldConstraint, Format};
use fin_core::{Constraint, Name, constraint_message};

/// What fails, under which code, in which words.
pub struct Failure {
    /// The condition, true where it fails.
    pub condition: String,
    /// A cheaper one, without which it does not fail.
    pub unless: Option<String>,
    /// The code.
    pub code: String,
    /// The message.
    pub message: String,
}

/// A failure without a cheaper condition.
pub fn failure(condition: String, code: &str, message: &str) -> Failure {
    Failure { condition, unless: None, code: code.to_owned(), message: message.to_owned() }
}

/// What a blank text reports, where blank texts are refused.
pub fn blank(file: &File<'_>, constraints: &[&FieldConstraint]) -> Option<(String, String)> {
    let declared = constraints.iter().find(|one| matches!(one.constraint, Constraint::NotBlank));
    if let Some(one) = declared {
        return Some((one.code.clone(), one.message.clone()));
    }
    let refuses = format_refuses_blank(file.index.api, constraints);
    let words = constraint_message(&Constraint::<String>::NotBlank)?;
    refuses.then(|| (Name::NotBlank.code().to_owned(), words))
}

/// Whether a blank text fails the format.
pub fn format_refuses_blank(api: &Api, constraints: &[&FieldConstraint]) -> bool {
    constraints.iter().any(|one| match &one.constraint {
        Constraint::Format(name) => api.format(name).is_some_and(|format| format.refuses_blank),
        _ => false,
    })
}

/// The failures of each constraint: of a group the first is reported.
pub fn groups(file: &mut File<'_>, constraints: &[&FieldConstraint], value: &str) -> Vec<Vec<Failure>> {
    constraints.iter().map(|one| group(file, one, value)).filter(|group| !group.is_empty()).collect()
}

fn group(file: &mut File<'_>, one: &FieldConstraint, value: &str) -> Vec<Failure> {
    let own = |condition: String| vec![failure(condition, &one.code, &one.message)];
    match &one.constraint {
        // A blank text is settled before.
        Constraint::NotBlank => Vec::new(),
        Constraint::Format(name) => format(file, one, name, value),
        Constraint::Pattern(pattern) => {
            file.patterns.push(pattern.clone());
            own(format!("not _PATTERN_{}({value})", file.patterns.len()))
        }
        Constraint::Ascii => own(format!("not {value}.isascii()")),
        Constraint::MinLength(n) => own(format!("len({value}) < {n}")),
        Constraint::MaxLength(n) => own(format!("len({value}) > {n}")),
        Constraint::Minimum(n) => own(format!("{} < {}", double(value, *n), number(*n))),
        Constraint::Maximum(n) => own(format!("{} > {}", double(value, *n), number(*n))),
        Constraint::Past => own(format!("{value} >= c.today")),
        Constraint::PastOrToday => own(format!("{value} > c.today")),
        Constraint::Future => own(format!("{value} <= c.today")),
        // So old, and a year older than that: days are compared as texts.
        Constraint::MinAge(n) => own(format!("{value} > {}[c.today]", file.before(u64::from(*n)))),
        Constraint::MaxAge(n) => own(format!("{value} <= {}[c.today]", file.before(u64::from(*n) + 1))),
        Constraint::MinItems(_) | Constraint::MaxItems(_) | Constraint::UniqueItems => Vec::new(),
    }
}

/// A format, and those that are asked for once it holds.
fn format(file: &File<'_>, one: &FieldConstraint, name: &str, value: &str) -> Vec<Failure> {
    let test = |name: &str| file.formats.test(name, value, false).filter(|test| test != "False");
    let mut failures = Vec::new();
    if let Some(condition) = test(name) {
        let unless = file.formats.unless(name, value);
        failures.push(Failure { unless, ..failure(condition, &one.code, &one.message) });
    }
    let find = |name: &str| file.index.api.format(name);
    let mut next: Option<&Format> = find(name).and_then(|format| find(format.then.as_deref()?));
    // No chain is longer than there are formats.
    for _ in 0..file.index.api.formats.len() {
        let Some(format) = next else { break };
        if let Some(condition) = test(&format.name) {
            let unless = file.formats.unless(&format.name, value);
            failures.push(Failure { unless, ..failure(condition, &format.code, &format.message) });
        }
        next = format.then.as_deref().and_then(find);
    }
    failures
}

/// Beyond the integers that doubles tell apart, a number's nearest double is compared.
fn double(value: &str, bound: f64) -> String {
    if bound.abs() < 9_007_199_254_740_992.0 { value.to_owned() } else { format!("float({value})") }
}

/// A bound as Python writes it.
pub fn number(bound: f64) -> String {
    if bound.fract() == 0.0 && bound.abs() < 9_007_199_254_740_992.0 {
        format!("{bound}")
    } else {
        format!("{bound:?}")
    }
}
