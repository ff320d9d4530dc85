//! Calls, events, errors and the catalogue.

use super::anchor::{Anchor, EVENTS};
use super::tree::{Chapter, Entry, Group, Inline, code, listed, text};
use super::types::{link, type_parts};
use crate::api::{Api, FieldType, Operation, Scope, Webhook};
use crate::model::{ApiError, CatalogueList, Content, Mode, Parameter, SourceRef};

/// The chapters of what comes back, in their order.
pub fn chapters(api: &Api) -> Vec<Chapter> {
    let chapter = |id: &str, title: &str, intro: &str, entries: Vec<Entry>| Chapter {
        anchor: Anchor::new(EVENTS, &[id]),
        scope: String::new(),
        title: title.to_owned(),
        intro: vec![text(intro)],
        groups: vec![Group { title: String::new(), entries }],
    };
    let errors = api.errors.iter().map(|(name, scope, error)| of_error(api, name, scope, error));
    let lists = api.catalogue.iter().map(|(name, list)| of_list(api, name, list));
    vec![
        chapter(
            "events",
            "Webhook events",
            "What the API tells of its own accord.",
            api.webhooks.iter().map(|webhook| event(api, webhook)).collect(),
        ),
        chapter("errors", "Errors", "Error answers whose words the guides give.", errors.collect()),
        chapter(
            "catalogue",
            "Catalogue",
            "Lists of the ids and codes that payloads refer to.",
            lists.collect(),
        ),
    ]
}

/// A call.
pub fn call(api: &Api, call: &Operation) -> Entry {
    let scope = call.scope.name();
    let mut entry = Entry::new("call", Anchor::call(scope, &call.name), scope, &call.name, &call.doc);
    entry.is.push(code(format!("{} {}", format!("{:?}", call.method).to_uppercase(), call.path)));
    entry.tags.extend(call.deprecated.is_some().then_some("deprecated"));
    let named = |id| api.type_of(id).map(link);
    let mut body: Vec<Inline> = call.body.and_then(named).into_iter().collect();
    if call.content == Content::Multipart && !body.is_empty() {
        body.push(text(", as a form"));
    }
    entry.say("Body", body);
    for (label, parameters) in [("Path", &call.path_params), ("Query", &call.query)] {
        for (name, ty, parameter) in parameters {
            entry.say(label, of_parameter(api, name, ty, parameter));
        }
    }
    let answers = call.answers.iter().map(|(status, body)| {
        let mut parts = vec![text(format!("{status} "))];
        parts.extend(body.and_then(named));
        parts
    });
    entry.say("Answers", listed(answers));
    for (status, names) in &call.errors {
        let names = names.iter().map(|name| vec![error_link(api, &call.scope, name)]);
        let mut parts = vec![text(format!("{status} "))];
        parts.extend(listed(names));
        entry.say("Errors", parts);
    }
    if call.mode == Mode::Async {
        entry.say("", vec![text("The work is done after the answer; events tell of it.")]);
    }
    entry.say("In status", listed(call.when_status.iter().map(|status| vec![code(status.clone())])));
    entry.say("Requires", listed(call.requires.iter().map(|said| vec![text(said.clone())])));
    if call.unauthenticated {
        entry.say("", vec![text("Called without an access token.")]);
    }
    entry.say("Deprecated", call.deprecated.iter().map(|said| text(said.clone())).collect());
    entry.sources.push(call.place.statement());
    entry.rulings.clone_from(&call.rulings);
    entry
}

fn of_parameter(api: &Api, name: &str, ty: &FieldType, parameter: &Parameter) -> Vec<Inline> {
    let mut parts = vec![code(name), text(": ")];
    parts.extend(type_parts(api, ty));
    let mut rest = String::from(if parameter.required { ", required" } else { ", optional" });
    if let Some(default) = &parameter.default {
        rest.push_str(&format!(", default {default}"));
    }
    if let Some(minimum) = parameter.minimum {
        rest.push_str(&format!(", not below {minimum}"));
    }
    if let Some(maximum) = parameter.maximum {
        rest.push_str(&format!(", not above {maximum}"));
    }
    parts.push(text(format!("{rest}. {}", parameter.doc)));
    parts
}

/// An error by its name, or the type of its body.
fn error_link(api: &Api, scope: &Scope, name: &str) -> Inline {
    let of = |wanted: &Scope| api.errors.iter().any(|(other, scope, _)| other == name && scope == wanted);
    let known = [scope, &Scope::Shared].into_iter().find(|scope| of(scope));
    if let Some(scope) = known {
        return Inline::Link(Anchor::error(scope.name(), name), name.to_owned());
    }
    let ty = [scope, &Scope::Shared]
        .into_iter()
        .find_map(|scope| api.types.iter().find(|ty| ty.name == name && ty.scope == *scope));
    ty.map_or_else(|| code(name), link)
}

fn event(api: &Api, webhook: &Webhook) -> Entry {
    let anchor = Anchor::new(EVENTS, &["event", &webhook.name]);
    let mut entry = Entry::new("event", anchor, "", &webhook.name, &webhook.doc);
    entry.say("Data", api.type_of(webhook.data).map(link).into_iter().collect());
    entry.say("Status", webhook.status.iter().map(|status| code(status.clone())).collect());
    entry.say("In", listed(webhook.versions.iter().map(|version| vec![text(version.clone())])));
    entry.sources.push(webhook.place.statement());
    entry
}

fn of_error(api: &Api, name: &str, scope: &Scope, error: &ApiError) -> Entry {
    let scope = scope.name();
    let mut entry = Entry::new("error", Anchor::error(scope, name), scope, name, &error.doc);
    entry.is.push(text(error.status.to_string()));
    entry.say("Message", vec![code(error.message.clone())]);
    entry.say("Code", error.code.iter().map(|said| code(said.clone())).collect());
    for (path, said) in error.fields.iter() {
        entry.say("Field", vec![code(path), text(": "), code(said.clone())]);
    }
    entry.say("Body", body(api, scope, &error.body).into_iter().collect());
    entry.sources.extend(source(api, error.source.as_ref()));
    entry
}

fn of_list(api: &Api, name: &str, list: &CatalogueList) -> Entry {
    let anchor = Anchor::new(EVENTS, &["catalogue", name]);
    let mut entry = Entry::new("list", anchor, "", name, &list.doc);
    let call = api.operations.iter().find(|call| call.name == list.operation);
    let link = call.map(|call| Inline::Link(Anchor::call(call.scope.name(), &call.name), call.name.clone()));
    entry.say("Fetched by", link.into_iter().collect());
    let keys = std::iter::once(&list.key).chain(&list.also);
    entry.say("Under", listed(keys.map(|key| vec![code(key.clone())])));
    entry.say("Items", body(api, "shared", &list.item).into_iter().collect());
    entry.sources.extend(source(api, list.source.as_ref()));
    entry
}

fn body(api: &Api, scope: &str, name: &str) -> Option<Inline> {
    let of = |scope: &str| api.types.iter().find(|ty| ty.name == name && ty.scope.name() == scope);
    of(scope).or_else(|| of("shared")).map(link)
}

fn source(api: &Api, source: Option<&SourceRef>) -> Option<String> {
    source.map(|source| api.place_of(source).statement())
}
