//! Facts of the model as they are printed.

use crate::api::{Api, EnumValue, Field, FieldType, Rule, RuleBody, Step, UniquePath};
use crate::model::Parameter;
use crate::witness::Side;
use fin_core::Constraint;

/// `required text`
pub fn field(api: &Api, field: &Field) -> String {
    format!("{} {}", presence(field.required), api.words(&field.ty))
}

/// `required`
pub fn presence(required: bool) -> &'static str {
    if required { "required" } else { "optional" }
}

/// `required integer from 1 to 100`
pub fn parameter(api: &Api, ty: &FieldType, parameter: &Parameter) -> String {
    let mut text = format!("{} {}", presence(parameter.required), api.words(ty));
    if let Some(minimum) = parameter.minimum {
        text.push_str(&format!(" from {minimum}"));
    }
    if let Some(maximum) = parameter.maximum {
        text.push_str(&format!(" to {maximum}"));
    }
    text
}

/// `max_length 50`
pub fn constraint(constraint: &Constraint<String>) -> String {
    let key = constraint.name().key();
    match constraint {
        Constraint::Format(name) | Constraint::Pattern(name) => format!("{key} {name}"),
        Constraint::MinLength(n)
        | Constraint::MaxLength(n)
        | Constraint::MinAge(n)
        | Constraint::MaxAge(n)
        | Constraint::MinItems(n)
        | Constraint::MaxItems(n) => format!("{key} {n}"),
        Constraint::Minimum(n) | Constraint::Maximum(n) => format!("{key} {n}"),
        Constraint::NotBlank
        | Constraint::Ascii
        | Constraint::Past
        | Constraint::PastOrToday
        | Constraint::Future
        | Constraint::UniqueItems => key.to_owned(),
    }
}

/// `then APPROVED, REJECTED`
pub fn transitions(value: &EnumValue) -> Option<String> {
    value.next.as_ref().map(|next| match next.as_slice() {
        [] => String::from("final"),
        next => format!("then {}", next.join(", ")),
    })
}

/// A rule in one line.
pub fn rule(rule: &Rule) -> String {
    rule_parts(rule).into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Two rules in a line each, without what they share; everything where they share all.
pub fn rules(old: &Rule, new: &Rule) -> (String, String) {
    let (a, b) = (rule_parts(old), rule_parts(new));
    let differs: Vec<bool> = a.iter().zip(&b).map(|(a, b)| a != b).collect();
    if !differs.contains(&true) || a.len() != b.len() {
        return (rule(old), rule(new));
    }
    let text = |parts: [Option<String>; 3], names: [&str; 3]| {
        let parts = parts.into_iter().zip(names).zip(&differs).filter(|(_, differs)| **differs);
        let parts = parts.map(|((part, name), _)| part.unwrap_or_else(|| format!("no `{name}`")));
        parts.collect::<Vec<_>>().join(" ")
    };
    let names = ["when", "require", "at"];
    (text(a, names), text(b, names))
}

fn rule_parts(rule: &Rule) -> [Option<String>; 3] {
    match &rule.body {
        RuleBody::Require { at, when, require } => [
            when.as_ref().map(|when| format!("when {}", when.cel)),
            Some(format!("require {}", require.cel)),
            (!at.is_empty()).then(|| format!("at {}", at.join("."))),
        ],
        RuleBody::Unique(paths) => {
            let paths: Vec<String> = paths.iter().map(unique_path).collect();
            [None, Some(format!("unique {}", paths.join(", "))), None]
        }
    }
}

fn unique_path(path: &UniquePath) -> String {
    let mut text = String::new();
    for step in &path.steps {
        match step {
            Step::Field(name) if text.is_empty() => text.push_str(name),
            Step::Field(name) => text.push_str(&format!(".{name}")),
            Step::Each(_) => text.push_str("[]"),
        }
    }
    match &path.when {
        Some(when) => format!("{text} when {}", when.cel),
        None => text,
    }
}

/// A default that callers relied on, and one that they can rely on now.
pub fn default_sides(old: &Option<String>, new: &Option<String>) -> Vec<Side> {
    let sides = [Side::Loses.when(old.is_some()), Side::Gains.when(new.is_some())];
    sides.into_iter().flatten().collect()
}
