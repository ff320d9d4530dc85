//! The webhook events → a model each.

use super::index::Index;
use super::names::{self, Names};
use super::text::{code, docstring, literal, sentence};
use super::{doc, models};
use crate::api::{TypeId, Webhook};
use crate::emit::{Error, Part, Templates, webhook_head};
use fin_core::{Kind, Structure, required, type_mismatch};
use std::collections::{BTreeMap, BTreeSet};

/// What the module itself names or imports.
const TAKEN: [&str; 10] =
    ["Answer", "Any", "ClassVar", "AnyEvent", "Event", "UnknownEvent", "Field", "Object", "Check", "At"];

/// Prints `webhooks.py`, where there are any.
pub fn print(index: &Index<'_>, templates: &Templates) -> Result<Option<String>, Error> {
    let webhooks = &index.api.webhooks;
    if webhooks.is_empty() {
        return Ok(None);
    }
    let unprintable = |name: &str, what| Error::Unprintable { part: Part::Webhook(name.to_owned()), what };
    let head = webhook_head(index.api)?;
    let mut taken = Names::with(TAKEN);
    let mut imports: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut import = |id, taken: &mut Names| {
        let class = index.name(id);
        let list =
            imports.entry(format!("fin_sdk.{}.{}", index.package(id), index.model_home(id))).or_default();
        if let Some(known) = list.iter().find(|known| known.split(' ').next() == Some(class)) {
            return known.rsplit(' ').next().unwrap_or_default().to_owned();
        }
        let name = taken.take(class.to_owned());
        list.push(if name == class { name.clone() } else { format!("{class} as {name}") });
        name
    };
    let mut checks = BTreeSet::new();
    let mut check = |id| {
        let (package, home) = (index.package(id), index.home(id));
        let alias = format!("_{package}_{home}");
        checks.insert(format!("from fin_sdk.{package}._checks import {home} as {alias}\n"));
        format!("{alias}.{}", index.check(id))
    };
    let head_check = check(head);
    let head_class = import(head, &mut taken);
    let datas: Vec<String> = webhooks.iter().map(|webhook| import(webhook.data, &mut taken)).collect();
    let (mut classes, mut kinds, mut known) = (String::new(), String::new(), Vec::new());
    for (position, ((class, webhook), data)) in named(index, head).into_iter().zip(&datas).enumerate() {
        if webhooks.iter().take(position).any(|earlier| earlier.name == webhook.name) {
            return Err(unprintable(&webhook.name, "two webhooks of one name"));
        }
        let mut docs = vec![format!("{}: {}", code(&webhook.name), sentence(&webhook.doc))];
        docs.push(doc::STYLE.origin(&webhook.place, &[]));
        if let Some(status) = &webhook.status {
            docs.push(format!("The customer's status is {} then.", code(status)));
        }
        classes.push_str(&format!(
            "class {class}(Event):\n{}\n    _fin_check: ClassVar[Check] = _event({})\n\n    data: {data}\n    \
             \"\"\"What it happened to.\"\"\"\n\n\n",
            docstring(&docs, 4),
            check(webhook.data),
        ));
        kinds.push_str(&format!("    {}: {class},\n", literal(&webhook.name)));
        known.push(class);
    }
    let classes_of = imports.into_iter().map(|(module, mut names)| {
        names.sort_by_key(|name| names::rank(name.split(' ').next().unwrap_or_default()));
        models::from(&module, &names)
    });
    let mut imports: Vec<String> = checks.into_iter().chain(classes_of).collect();
    imports.sort_by_key(|line| line.split(' ').nth(1).unwrap_or_default().to_owned());
    let imports = imports.concat();
    let union =
        |more: Option<&str>| known.iter().map(String::as_str).chain(more).collect::<Vec<_>>().join(" | ");
    let any = union(Some("UnknownEvent"));
    let any_event = if any.chars().count() < 85 { any } else { broken(&any) };
    let words = |text: &str| literal(text);
    let values = minijinja::context! {
        imports, classes, kinds, any_event,
        known => union(None),
        head => head_class,
        check_head => head_check,
        required => words(Structure::Required.code()),
        type => words(Structure::Type.code()),
        object => words(type_mismatch(Kind::Object)),
        event_required => words(&required("event")),
        data_required => words(&required("data")),
    };
    Ok(Some(templates.render("python/webhooks.py.jinja", values)?))
}

/// The events, each with the name of its class, which is none of those that the module imports.
pub fn named<'a>(index: &Index<'a>, head: TypeId) -> Vec<(String, &'a Webhook)> {
    let mut taken = Names::with(TAKEN);
    let mut imported = BTreeSet::new();
    for id in std::iter::once(head).chain(index.api.webhooks.iter().map(|webhook| webhook.data)) {
        if imported.insert(id) {
            taken.take(index.name(id).to_owned());
        }
    }
    index.api.webhooks.iter().map(|webhook| (taken.take(names::camel(&webhook.name)), webhook)).collect()
}

/// A union over several lines.
fn broken(union: &str) -> String {
    let parts: Vec<String> = union.split(" | ").map(str::to_owned).collect();
    let lines: Vec<String> = parts
        .iter()
        .enumerate()
        .map(|(index, part)| if index == 0 { format!("    {part}\n") } else { format!("    | {part}\n") })
        .collect();
    format!("(\n{})", lines.concat())
}
