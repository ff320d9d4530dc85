use super::{Demand, Explanation, RulingWords, find};
use crate::api::{
    self, Api, ContextValue, Field, FieldConstraint, FieldType, Format, Operation, Place, Rule, RuleBody,
    Shape, Step, Type, Webhook,
};
use crate::model::Ruling;
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
                let next = value.next.as_ref().map(|next| match next.as_slice() {
                    [] => String::from("final"),
                    next => format!("then {}", next.join(", ")),
                });
                let words = [Some(value.doc.clone()), next, value.deprecated.clone()];
                Demand {
                    code: value.name.clone(),
                    words: words.into_iter().flatten().collect(),
                    ..Demand::default()
                }
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
    let name = format!("{}.{}", owner.qualified(), field.name);
    about(api, "field", name, what(api, field), &field.doc, demands, &places, &rulings)
}

fn what(api: &Api, field: &Field) -> String {
    let mut text = type_name(api, &field.ty);
    text.push_str(if field.required { ", required" } else { ", optional" });
    if field.sensitive {
        text.push_str(", personal data");
    }
    text
}

fn type_name(api: &Api, ty: &FieldType) -> String {
    match ty {
        FieldType::Scalar(kind) => kind.name().to_owned(),
        FieldType::Named(id) => api.type_of(*id).map(Type::qualified).unwrap_or_default(),
        FieldType::List(item) => format!("list of {}", type_name(api, item)),
        FieldType::Map(value) => format!("map of {}", type_name(api, value)),
        FieldType::Any => String::from("any JSON value"),
    }
}

fn constraint(api: &Api, constraint: &FieldConstraint) -> Demand {
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

fn format_words(api: &Api, format: &Format) -> Vec<String> {
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
fn demand(rule: &Rule) -> Demand {
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

/// A rule by its code.
pub fn rule(api: &Api, owner: &Type, field: Option<&Field>, rule: &Rule) -> Explanation {
    let is = match field {
        Some(field) => format!("of {}.{}", owner.qualified(), field.name),
        None => format!("of {}", owner.qualified()),
    };
    let doc = rule.doc.clone().unwrap_or_default();
    about(api, "rule", rule.code.clone(), is, &doc, vec![demand(rule)], &[&rule.place], &rule.rulings)
}

/// A format.
pub fn format(api: &Api, format: &Format) -> Explanation {
    let mut words = format_words(api, format);
    words.push(format!("passes: {}", examples(&format.valid)));
    words.push(format!("fails: {}", examples(&format.invalid)));
    let demands = vec![Demand { code: format.code.clone(), message: format.message.clone(), words }];
    let places: Vec<&Place> = format.place.iter().collect();
    about(api, "format", format.name.clone(), String::new(), &format.doc, demands, &places, &format.rulings)
}

fn examples(texts: &[String]) -> String {
    texts.iter().map(|text| format!("{text:?}")).collect::<Vec<_>>().join(", ")
}

/// A ruling, and what rests on it.
pub fn ruling(api: &Api, id: &str, ruling: &Ruling) -> Explanation {
    let mut demands: Vec<Demand> =
        [("conflict", &ruling.conflict), ("decision", &ruling.decision), ("reason", &ruling.reason)]
            .into_iter()
            .map(|(code, text)| Demand {
                code: code.to_owned(),
                words: vec![text.clone()],
                ..Demand::default()
            })
            .collect();
    let rests = |rulings: &[String]| rulings.iter().any(|ruling| ruling == id);
    let mut resting: Vec<String> = Vec::new();
    for ty in &api.types {
        resting.extend(rests(&ty.rulings).then(|| ty.qualified()));
        if let Shape::Object { fields, .. } = &ty.shape {
            let fields = fields.iter().filter(|field| rests(&field.rulings));
            resting.extend(fields.map(|field| format!("{}.{}", ty.qualified(), field.name)));
        }
    }
    resting.extend(
        find::rules(api)
            .filter(|(_, _, rule)| rests(&rule.rulings))
            .map(|(ty, _, rule)| format!("{}: {}", ty.qualified(), rule.code)),
    );
    resting.extend(
        api.formats
            .iter()
            .filter(|format| rests(&format.rulings))
            .map(|format| format!("format {}", format.name)),
    );
    if !resting.is_empty() {
        demands.push(Demand { code: String::from("what rests on it"), words: resting, ..Demand::default() });
    }
    let sections = ruling.places.iter().map(|place| {
        let document = place.document.clone().unwrap_or_default();
        let title = api
            .documents
            .iter()
            .find(|(key, _)| *key == document)
            .map_or("", |(_, found)| found.title.as_str());
        Place { title: title.to_owned(), document, tab: place.tab.clone(), section: place.section.clone() }
            .to_string()
    });
    Explanation {
        kind: "ruling",
        name: id.to_owned(),
        demands,
        sections: sections.collect(),
        ..Explanation::default()
    }
}

/// A context value, and the rules that ask for it.
pub fn context(api: &Api, value: &ContextValue) -> Explanation {
    let rules = find::rules(api).filter(|(_, _, rule)| rule.context.contains(&value.name));
    let words: Vec<String> =
        rules.map(|(ty, _, rule)| format!("{}: {}", ty.qualified(), rule.code)).collect();
    let default = value.defaults_to_today.then(|| String::from("the current UTC date, unless given"));
    let mut demands: Vec<Demand> = Vec::new();
    demands.extend(default.map(|words| Demand {
        code: String::from("default"),
        words: vec![words],
        ..Demand::default()
    }));
    demands.extend((!words.is_empty()).then(|| Demand {
        code: String::from("rules that are skipped without it"),
        words,
        ..Demand::default()
    }));
    Explanation {
        kind: "context",
        name: value.name.clone(),
        is: value.kind.name().to_owned(),
        doc: value.doc.clone(),
        demands,
        ..Explanation::default()
    }
}

/// An operation.
pub fn operation(api: &Api, operation: &Operation) -> Explanation {
    let mut demands = Vec::new();
    let mut add = |code: &str, words: Vec<String>| {
        if !words.is_empty() {
            demands.push(Demand { code: code.to_owned(), words, ..Demand::default() });
        }
    };
    let named = |id: &api::TypeId| api.type_of(*id).map(Type::qualified);
    add("body", operation.body.as_ref().and_then(named).into_iter().collect());
    let parameters = operation.path_params.iter().chain(&operation.query);
    let parameters =
        parameters.map(|(name, ty, parameter)| format!("{name} ({}): {}", type_name(api, ty), parameter.doc));
    add("parameters", parameters.collect());
    let answers = operation.answers.iter();
    let answers = answers
        .map(|(status, body)| format!("{status} {}", body.as_ref().and_then(named).unwrap_or_default()));
    add("answers", answers.map(|answer| answer.trim_end().to_owned()).collect());
    add(
        "errors",
        operation.errors.iter().map(|(status, names)| format!("{status} {}", names.join(", "))).collect(),
    );
    add("called in status", operation.when_status.clone());
    add("requires", operation.requires.clone());
    add("deprecated", operation.deprecated.iter().cloned().collect());
    let is = format!("{} {}", format!("{:?}", operation.method).to_uppercase(), operation.path);
    let name = format!("{}.{}", operation.scope.name(), operation.name);
    about(api, "operation", name, is, &operation.doc, demands, &[&operation.place], &[])
}

/// A webhook event.
pub fn webhook(api: &Api, webhook: &Webhook) -> Explanation {
    let data = api.type_of(webhook.data).map(Type::qualified).unwrap_or_default();
    let mut demands = vec![Demand { code: String::from("data"), words: vec![data], ..Demand::default() }];
    demands.extend(webhook.status.iter().map(|status| Demand {
        code: String::from("status"),
        words: vec![status.clone()],
        ..Demand::default()
    }));
    let is = webhook.versions.join(", ");
    about(api, "webhook", webhook.name.clone(), is, &webhook.doc, demands, &[&webhook.place], &[])
}

#[allow(clippy::too_many_arguments, reason = "what an explanation is made of")]
fn about(
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
        let section = place.to_string();
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
    Explanation { kind, name, is, doc: doc.to_owned(), demands, sections, rulings: rulings.collect() }
}
