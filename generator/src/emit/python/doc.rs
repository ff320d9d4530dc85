//! What the model says of types, fields and rules, in words, for docstrings.

use super::text::{code, plain, sentence};
use crate::api::{Api, Field, Rule, Type};
use crate::emit::said::Style;
use crate::emit::words::{capital, code as marked, demand_of, visible};
use fin_core::Constraint;

/// How docstrings have it: rulings by their ids in the module `rulings`.
pub const STYLE: Style = Style { code, text: plain, sentence, ruling: code, deprecated: Some("Deprecated:") };

/// What a type is, where the guide says so, its rulings and its rules: paragraphs and items.
pub fn of_type(api: &Api, ty: &Type, fields: &[Field], rules: &[Rule]) -> Vec<String> {
    let mut blocks = vec![summary(&ty.doc), STYLE.origin(&ty.place, &ty.rulings)];
    let rules = STYLE.rules(api, fields, rules);
    blocks.extend((!rules.is_empty()).then(|| "Rules:".to_owned()));
    blocks.extend(rules.iter().map(|rule| format!("- {rule}")));
    blocks
}

/// The first line of a docstring.
pub fn summary(doc: &str) -> String {
    let text = capital(&sentence(doc));
    if text.is_empty() { "Not documented.".to_owned() } else { text }
}

/// What a field is, as plain text, and what it demands that JSON Schema has no word for.
pub fn plainly(field: &Field) -> String {
    let closed = |text: &str| match visible(text) {
        text if text.is_empty() || text.ends_with(['.', '!', '?', ':']) => text.into_owned(),
        text => format!("{text}."),
    };
    let mut parts = vec![capital(&closed(&field.doc))];
    let days: Vec<String> = field.constraints.iter().filter_map(|one| of_day(&one.constraint)).collect();
    if !days.is_empty() {
        parts.push(capital(&format!("{}.", days.join(", "))));
    }
    parts.extend(field.default.iter().map(|default| format!("Default: {}.", marked(default))));
    parts.extend(field.catalogue.iter().map(|list| format!("Out of the catalogue's {}.", marked(list))));
    parts.extend(field.deprecated.iter().map(|reason| format!("Deprecated: {}", closed(reason))));
    parts.join(" ")
}

/// What is demanded of a day, beside what day it is.
fn of_day(constraint: &Constraint<String>) -> Option<String> {
    use Constraint::{Future, MaxAge, MinAge, Past, PastOrToday};
    matches!(constraint, Past | PastOrToday | Future | MinAge(_) | MaxAge(_))
        .then(|| demand_of(constraint, marked))
}

/// What a field is, and what it demands.
pub fn of_field(field: &Field, ty: &Type) -> String {
    STYLE.field(summary(&field.doc), field, ty)
}
