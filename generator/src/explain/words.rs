//! What payloads are made of, in words.

use super::{Demand, Explanation, RulingWords, find};
use crate::api::{
    Api, EnumValue, Field, FieldConstraint, FieldType, Format, Place, Rule, RuleBody, Shape, Step, Type,
};
use fin_core::Constraint;

/// A type: its fields or values, and its rules.
pub fn ty(api: &Api, ty: &Type) -> Explanation {
    let mut demands = Vec::new();
    let is = match &ty.shape {
        Shape::Object { fields, rules } => {
            demands.extend(fields.iter().map(|field| Demand {
                code: field.name.clone(),
                message: String::new(),
                words: vec![format!("{}: {}", what(api, field), field.doc)],
            }));
            demands.extend(rules.iter().map(demand));
            "object"
        }
        Shape::Enum { values } => {
            demands.extend(values.iter().map(|value| {
                let words = std::iter::once(value.doc.clone()).chain(life_cycle(value)).collect();
                Demand { code: value.name.clone(), words, ..Demand::default() }
            }));
            "enum"
        }
    };
    let is = if ty.open { format!("open {is}") } else { String::from(is) };
    about(api, "type", ty.qualified(), is, &ty.doc, demands, &[&ty.place], &ty.rulings)
}

/// A field: what it is, its constraints, and the rules that are reported at it.
pub fn field(api: &Api, owner: &Type, field: &Field) -> Explanation {
    let mut demands: Vec<Demand> =
        field.constraints.iter().map(|constraint| self::constraint(api, constraint)).collect();
    demands.extend(field.rules.iter().map(demand));
    let mut places = vec![&field.place];
    let mut rulings = field.rulings.clone();
    for format in formats(api, field) {
        places.extend(&format.place);
        rulings.extend(format.rulings.iter().cloned());
    }
    for rule in field.rules.iter().chain(find::reported_at(owner, &field.name)) {
        places.push(&rule.place);
        rulings.extend(rule.rulings.iter().cloned());
    }
    if rulings.is_empty() {
        rulings.clone_from(&owner.rulings);
    }
    demands.extend(find::reported_at(owner, &field.name).map(demand));
    for (code, text) in [
        ("default", field.default.as_ref()),
        ("deprecated", field.deprecated.as_ref()),
        ("successor", field.successor.as_ref()),
        ("catalogue", field.catalogue.as_ref()),
    ] {
        let words = text.into_iter().cloned().collect::<Vec<_>>();
        demands.extend((!words.is_empty()).then(|| Demand {
            code: code.to_owned(),
            words,
            ..Demand::default()
        }));
    }
    demands.extend(super::around::upgrades(api, owner, &field.name));
    let name = format!("{}.{}", owner.qualified(), field.name);
    about(api, "field", name, what(api, field), &field.doc, demands, &places, &rulings)
}

/// The formats that a field asks for, each followed by those that it asks for in turn.
fn formats<'a>(api: &'a Api, field: &'a Field) -> impl Iterator<Item = &'a Format> {
    let asked = field.constraints.iter().filter_map(|constraint| match &constraint.constraint {
        Constraint::Format(name) => api.format(name),
        _ => None,
    });
    asked.flat_map(|first| {
        std::iter::successors(Some(first), |format| format.then.as_ref().and_then(|then| api.format(then)))
    })
}

/// A value of an enum.
pub fn value(api: &Api, owner: &Type, value: &EnumValue) -> Explanation {
    let name = format!("{}.{}", owner.qualified(), value.name);
    let is = format!("of {}", owner.qualified());
    let rulings = if value.rulings.is_empty() { &owner.rulings } else { &value.rulings };
    let words: Vec<String> = life_cycle(value).collect();
    let then = Demand { code: String::from("life cycle"), words, ..Demand::default() };
    let demands = if then.words.is_empty() { Vec::new() } else { vec![then] };
    about(api, "value", name, is, &value.doc, demands, &[&value.place], rulings)
}

/// What may follow a value, and what is to be used in its place.
pub fn life_cycle(value: &EnumValue) -> impl Iterator<Item = String> {
    let next = value.next.as_ref().map(|next| match next.as_slice() {
        [] => String::from("final"),
        next => format!("then {}", next.join(", ")),
    });
    next.into_iter().chain(value.deprecated.clone())
}

fn what(api: &Api, field: &Field) -> String {
    let mut text = type_name(api, &field.ty);
    text.push_str(if field.required { ", required" } else { ", optional" });
    if field.sensitive {
        text.push_str(", personal data");
    }
    text
}

/// What a value is.
pub fn type_name(api: &Api, ty: &FieldType) -> String {
    match ty {
        FieldType::Scalar(kind) => kind.name().to_owned(),
        FieldType::Named(id) => api.type_of(*id).map(Type::qualified).unwrap_or_default(),
        FieldType::List(item) => format!("list of {}", type_name(api, item)),
        FieldType::Map(value) => format!("map of {}", type_name(api, value)),
        FieldType::Any => String::from("any JSON value"),
    }
}

/// What a constraint demands.
pub fn constraint(api: &Api, constraint: &FieldConstraint) -> Demand {
    let words = match &constraint.constraint {
        Constraint::NotBlank => vec![String::from("is neither empty nor only white space")],
        Constraint::Format(name) => {
            api.format(name).map(|format| format_words(api, format)).unwrap_or_default()
        }
        Constraint::Pattern(pattern) => vec![format!("the whole text matches {pattern}")],
        Constraint::Ascii => vec![String::from("has only ASCII characters")],
        Constraint::MinLength(n) => vec![format!("has at least {}", count(*n, "character"))],
        Constraint::MaxLength(n) => vec![format!("has at most {}", count(*n, "character"))],
        Constraint::Minimum(n) => vec![format!("is not below {n}")],
        Constraint::Maximum(n) => vec![format!("is not above {n}")],
        Constraint::Past => vec![String::from("is before `today`")],
        Constraint::PastOrToday => vec![String::from("is not after `today`")],
        Constraint::Future => vec![String::from("is after `today`")],
        Constraint::MinAge(n) => vec![format!("is at least {n} whole years before `today`")],
        Constraint::MaxAge(n) => vec![format!("is at most {n} whole years before `today`")],
        Constraint::MinItems(n) => vec![format!("has at least {}", count(*n, "item"))],
        Constraint::MaxItems(n) => vec![format!("has at most {}", count(*n, "item"))],
        Constraint::UniqueItems => vec![String::from("has no item twice")],
    };
    Demand { code: constraint.code.clone(), message: constraint.message.clone(), words }
}

fn count(n: u32, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// What a format demands.
pub fn format_words(api: &Api, format: &Format) -> Vec<String> {
    let mut words = Vec::new();
    words.extend(format.pattern.as_ref().map(|pattern| format!("the whole text matches {pattern}")));
    words.extend(
        format.not_pattern.as_ref().map(|pattern| format!("the whole text does not match {pattern}")),
    );
    if !format.values.is_empty() {
        words.push(format!("is one of {} texts", format.values.len()));
    }
    if let Some(then) = format.then.as_ref().and_then(|then| api.format(then)) {
        words.push(format!("then {}: \"{}\"", then.code, then.message));
    }
    words
}

/// What a rule demands.
pub fn demand(rule: &Rule) -> Demand {
    let mut words = Vec::new();
    match &rule.body {
        RuleBody::Require { at, when, require } => {
            words.extend(when.as_ref().map(|when| format!("when {}", one_line(&when.cel))));
            words.push(format!("require {}", one_line(&require.cel)));
            words.push(match at.as_slice() {
                [] => String::from("reported at the value itself"),
                at => format!("reported at {}", at.join(".")),
            });
        }
        RuleBody::Unique(paths) => {
            for path in paths {
                let when = path.when.as_ref().map(|when| format!(" when {}", one_line(&when.cel)));
                words.push(format!("no text twice over {}{}", steps(&path.steps), when.unwrap_or_default()));
            }
            words.push(String::from("reported at each later duplicate"));
        }
    }
    words.extend(rule.doc.clone());
    Demand { code: rule.code.clone(), message: rule.message.clone(), words }
}

fn one_line(cel: &str) -> String {
    cel.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn steps(steps: &[Step]) -> String {
    let mut text = String::new();
    for step in steps {
        match step {
            Step::Field(name) if text.is_empty() => text.push_str(name),
            Step::Field(name) => {
                text.push('.');
                text.push_str(name);
            }
            Step::Each(name) if name.starts_with('_') => text.push_str("[]"),
            Step::Each(name) => {
                text.push('[');
                text.push_str(name);
                text.push(']');
            }
        }
    }
    text
}

/// A format.
pub fn format(api: &Api, format: &Format) -> Explanation {
    let words = format_words(api, format).into_iter().chain(format_examples(format)).collect();
    let demands = vec![Demand { code: format.code.clone(), message: format.message.clone(), words }];
    let places: Vec<&Place> = format.place.iter().collect();
    about(api, "format", format.name.clone(), String::new(), &format.doc, demands, &places, &format.rulings)
}

/// What passes and what fails, as the model has it.
pub fn format_examples(format: &Format) -> [String; 2] {
    [format!("passes: {}", examples(&format.valid)), format!("fails: {}", examples(&format.invalid))]
}

fn examples(texts: &[String]) -> String {
    texts.iter().map(|text| format!("{text:?}")).collect::<Vec<_>>().join(", ")
}

/// An explanation of something that has places and rulings.
#[allow(clippy::too_many_arguments, reason = "what an explanation is made of")]
pub fn about(
    api: &Api,
    kind: &'static str,
    name: String,
    is: String,
    doc: &str,
    demands: Vec<Demand>,
    places: &[&Place],
    rulings: &[String],
) -> Explanation {
    let mut sections: Vec<String> = Vec::new();
    for place in places {
        let section = place.statement();
        if !sections.contains(&section) {
            sections.push(section);
        }
    }
    let mut seen = std::collections::HashSet::new();
    let named = rulings.iter().filter(|id| seen.insert(id.as_str()));
    let found = named.filter_map(|id| api.rulings.iter().find(|(known, _)| known == id));
    let rulings = found.map(|(id, ruling)| RulingWords {
        id: id.clone(),
        decision: ruling.decision.clone(),
        reason: ruling.reason.clone(),
    });
    let rulings = rulings.collect();
    Explanation { kind, name, is, doc: doc.to_owned(), demands, sections, rulings, ..Explanation::default() }
}
