//! Types, with their fields, values and rules.

use super::anchor::Anchor;
use super::tree::{Entry, Inline, code, listed, text};
use crate::api::{Api, EnumValue, Field, FieldType, Rule, Shape, Type};
use crate::explain::{reported_at, words};
use fin_core::Constraint;

/// A type; `paths` lead to it.
pub fn entry(api: &Api, ty: &Type, paths: &[String]) -> Entry {
    let mut entry = Entry::new("type", Anchor::ty(ty), ty.scope.name(), &ty.name, &ty.doc);
    entry.tags.extend(ty.is_request.then_some("request"));
    entry.tags.extend(ty.open.then_some("open"));
    entry.sources.push(ty.place.statement());
    entry.rulings.clone_from(&ty.rulings);
    // That a request is sent as itself is its mark.
    entry.paths = paths.iter().filter(|path| !ty.is_request || path.contains(": ")).cloned().collect();
    match &ty.shape {
        Shape::Object { fields, .. } => {
            entry.is.push(text("object"));
            entry.hold("Fields", fields.iter().map(|one| field(api, ty, one)).collect());
            entry.hold("Rules", ty.rules().map(|one| rule(ty, one)).collect());
        }
        Shape::Enum { values } => {
            entry.is.push(text("enum"));
            entry.hold("Values", values.iter().map(|one| value(ty, one)).collect());
        }
    }
    entry
}

/// What a value is, its type as a link.
pub fn type_parts(api: &Api, ty: &FieldType) -> Vec<Inline> {
    let of = |word: &str, inner: &FieldType| {
        let mut parts = vec![text(word)];
        parts.extend(type_parts(api, inner));
        parts
    };
    match ty {
        FieldType::Named(id) => api.type_of(*id).map(link).into_iter().collect(),
        FieldType::List(item) => of("list of ", item),
        FieldType::Map(value) => of("map of ", value),
        FieldType::Scalar(_) | FieldType::Any => vec![text(words::type_name(api, ty))],
    }
}

/// A type by its name.
pub fn link(ty: &Type) -> Inline {
    Inline::Link(Anchor::ty(ty), ty.qualified())
}

fn field(api: &Api, ty: &Type, field: &Field) -> Entry {
    let anchor = Anchor::member(ty, &field.name);
    let mut entry = Entry::new("field", anchor, ty.scope.name(), &field.name, &field.doc);
    entry.is = type_parts(api, &field.ty);
    entry.tags.extend([
        if field.required { "required" } else { "optional" },
        if field.sensitive { "personal data" } else { "" },
        if field.deprecated.is_some() { "deprecated" } else { "" },
    ]);
    entry.tags.retain(|tag| !tag.is_empty());
    let demands = field.constraints.iter().map(|one| {
        let words = match &one.constraint {
            Constraint::Format(name) => {
                return vec![
                    text("has the format "),
                    Inline::Link(Anchor::format(name), name.clone()),
                    text(" ("),
                    Inline::Link(Anchor::code(&one.code), one.code.clone()),
                    text(")"),
                ];
            }
            _ => words::constraint(api, one).words.join(", "),
        };
        vec![text(format!("{words} (")), Inline::Link(Anchor::code(&one.code), one.code.clone()), text(")")]
    });
    entry.say("Checks", listed(demands));
    let said = field.constraints.iter().filter(|one| one.own_message);
    entry.say("Says", listed(said.map(|one| vec![code(one.message.clone())])));
    let checked = field.rules.iter().chain(reported_at(ty, &field.name));
    let links = checked.map(|rule| vec![Inline::Link(Anchor::rule(ty, rule), rule.code.clone())]);
    entry.say("Rules", listed(links));
    for (label, said) in [("Default", &field.default), ("Deprecated", &field.deprecated)] {
        entry.say(label, said.iter().map(|said| text(said.clone())).collect());
    }
    let named = |name: &Option<String>| name.iter().map(|name| code(name.clone())).collect::<Vec<_>>();
    entry.say("In the next version", named(&field.successor));
    entry.say("From the catalogue", named(&field.catalogue));
    entry.sources.push(beside(&field.place, &ty.place));
    entry.rulings.clone_from(&field.rulings);
    entry
}

/// A place in a type's own section by what it locates there; any other in full.
fn beside(place: &crate::api::Place, of: &crate::api::Place) -> String {
    match &place.locator {
        Some(locator) if place.same_section(of) => match &place.says {
            Some(says) => format!("{locator}: {says}"),
            None => locator.clone(),
        },
        _ => place.statement(),
    }
}

fn value(ty: &Type, value: &EnumValue) -> Entry {
    let anchor = Anchor::member(ty, &value.name);
    let mut entry = Entry::new("value", anchor, ty.scope.name(), &value.name, &value.doc);
    entry.tags.extend(value.deprecated.is_some().then_some("deprecated"));
    match value.next.as_deref() {
        Some([]) => entry.tags.push("final"),
        Some(next) => {
            let next = next.iter().map(|name| vec![Inline::Link(Anchor::member(ty, name), name.clone())]);
            entry.say("Then", listed(next));
        }
        None => {}
    }
    entry.say("Deprecated", value.deprecated.iter().map(|said| text(said.clone())).collect());
    entry.sources.push(beside(&value.place, &ty.place));
    entry.rulings.clone_from(&value.rulings);
    entry
}

fn rule(ty: &Type, rule: &Rule) -> Entry {
    let anchor = Anchor::rule(ty, rule);
    let doc = rule.doc.clone().unwrap_or_default();
    let mut entry = Entry::new("rule", anchor, ty.scope.name(), &rule.code, &doc);
    entry.say("Message", vec![code(rule.message.clone())]);
    let demand = words::demand(rule);
    for words in demand.words.iter().filter(|words| **words != doc) {
        let (label, said) = match words.split_once(' ') {
            Some(("when", said)) => ("When", vec![code(said)]),
            Some(("require", said)) => ("Requires", vec![code(said)]),
            Some(("reported", said)) => match said.strip_prefix("at ") {
                Some(at) if !at.contains(' ') => ("Reported at", vec![code(at)]),
                _ => ("Reported", vec![text(said)]),
            },
            _ => ("", vec![text(words.clone())]),
        };
        entry.say(label, said);
    }
    let context = rule.context.iter().map(|name| vec![Inline::Link(Anchor::context(name), name.clone())]);
    entry.say("Asks for", listed(context));
    entry.say("Code", vec![Inline::Link(Anchor::code(&rule.code), rule.code.clone())]);
    entry.sources.push(beside(&rule.place, &ty.place));
    entry.rulings.clone_from(&rule.rulings);
    entry
}
