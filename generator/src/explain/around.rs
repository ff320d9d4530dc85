//! What stands around the payloads, in words.

use super::{
    Demand, Explanation, find,
    words::{about, type_name},
};
use crate::api::{self, Api, ContextValue, Operation, Resting, Type, Webhook};
use crate::model::Ruling;

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
    let resting: Vec<String> = api.resting_on(id).into_iter().map(resting).collect();
    if !resting.is_empty() {
        demands.push(Demand { code: String::from("what rests on it"), words: resting, ..Demand::default() });
    }
    let sections = ruling.places.iter().map(|place| api.place_of(place).statement());
    Explanation {
        kind: "ruling",
        name: id.to_owned(),
        demands,
        sections: sections.collect(),
        ..Explanation::default()
    }
}

fn resting(part: Resting) -> String {
    match part {
        Resting::Type(ty) => ty.qualified(),
        Resting::Member(ty, name) => format!("{}.{name}", ty.qualified()),
        Resting::Rule(ty, rule) => format!("{}: {}", ty.qualified(), rule.code),
        Resting::Format(format) => format!("format {}", format.name),
        Resting::Operation(call) => format!("{}.{}", call.scope.name(), call.name),
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
    about(api, "operation", name, is, &operation.doc, demands, &[&operation.place], &operation.rulings)
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

/// What a field becomes in the next version, or is made of in the one before.
pub fn upgrades(api: &Api, owner: &Type, field: &str) -> Option<Demand> {
    let subject = format!("{}.{field}", owner.qualified());
    let at = format!(" {subject}");
    let mut words: Vec<String> = Vec::new();
    for (part, said) in api.upgrades.iter().flat_map(|upgrade| crate::upgrade::words::parts(api, upgrade)) {
        if part == subject {
            words.push(said);
        } else if format!(" {said},").contains(&format!("{at},")) {
            words.push(format!("{part} is {said}"));
        }
    }
    words.sort();
    words.dedup();
    (!words.is_empty()).then(|| Demand { code: "upgrade".to_owned(), words, ..Demand::default() })
}
