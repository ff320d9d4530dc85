//! What the model says of types, fields and rules, in words, for docstrings.

use super::text::{code, plain, sentence};
use crate::api::{Api, Field, Place, Rule, Type};
use crate::emit::words::{capital, code as marked, demand_of, of_rule, visible};
use fin_core::Constraint;

/// What a type is, where the guide says so, its rulings and its rules: paragraphs and items.
pub fn of_type(api: &Api, ty: &Type, fields: &[Field], rules: &[Rule]) -> Vec<String> {
    let mut blocks = vec![summary(&ty.doc), origin(&ty.place, &ty.rulings)];
    let all: Vec<&Rule> = fields.iter().flat_map(|field| &field.rules).chain(rules).collect();
    if !all.is_empty() {
        blocks.push("Rules:".to_owned());
        blocks.extend(all.into_iter().map(|rule| format!("- {}", of_rule(api, rule, code, sentence))));
    }
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
    let mut text = summary(&field.doc);
    let mut add = |more: String| {
        text.push(' ');
        text.push_str(&more);
    };
    let demands: Vec<String> =
        field.constraints.iter().map(|demand| demand_of(&demand.constraint, code)).collect();
    if !demands.is_empty() {
        add(capital(&format!("{}.", demands.join(", "))));
    }
    if let Some(default) = &field.default {
        add(format!("Default: {}.", code(default)));
    }
    if let Some(list) = &field.catalogue {
        add(format!("Out of the catalogue's {}.", code(list)));
    }
    if let Some(successor) = &field.successor {
        add(format!("{} in the next version.", code(successor)));
    }
    if let Some(reason) = &field.deprecated {
        add(format!("Deprecated: {}", sentence(reason)));
    }
    if !field.place.same_section(&ty.place) {
        add(format!("Guide: {}.", place_beside(&field.place, &ty.place)));
    }
    if !field.rulings.is_empty() {
        add(rulings(&field.rulings));
    }
    text
}

/// Where something comes from, and on which rulings it rests.
pub fn origin(place: &Place, list: &[String]) -> String {
    let text = format!("Guide: {}.", plain(&place.to_string()));
    if list.is_empty() { text } else { format!("{text} {}", rulings(list)) }
}

fn place_beside(place: &Place, known: &Place) -> String {
    if place.document == known.document && place.tab == known.tab {
        plain(&place.section)
    } else {
        plain(&place.to_string())
    }
}

/// The rulings, by their ids in the module `rulings`.
fn rulings(list: &[String]) -> String {
    let ids: Vec<String> = list.iter().map(|id| code(id)).collect();
    format!("{}: {}.", if list.len() == 1 { "Ruling" } else { "Rulings" }, ids.join(", "))
}
