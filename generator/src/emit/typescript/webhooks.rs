//! The webhook events → a union that is told apart by the event's type.

use super::{
    doc::{self, Block, comment},
    index::{Imports, Index},
    names::{Names, literal, upper},
    types::union,
};
use crate::{
    api::{Api, Webhook},
    emit::{Error, Part, Templates, webhook_head},
};
use heck::ToUpperCamelCase;

/// Prints `webhooks.ts`.
pub fn print(index: &Index<'_>, templates: &Templates) -> Result<String, Error> {
    let webhooks = &index.api.webhooks;
    if webhooks.is_empty() {
        return Ok("export {};\n".to_owned());
    }
    let unprintable = |name: &str, what| Error::Unprintable { part: Part::Webhook(name.to_owned()), what };
    let head = webhook_head(index.api)?;
    let mut imports = Imports::root(index);
    for (name, file) in [
        ("any", "checker"),
        ("type Fields", "checker"),
        ("nested", "checker"),
        ("others", "checker"),
        ("type Issues", "issue"),
        ("checkJson", "json"),
        ("issuesOf", "run"),
        ("type Result", "schema"),
        ("unwrap", "schema"),
        ("type Known", "types"),
    ] {
        imports.runtime(name, file);
    }
    let (visit_head, head) = (imports.value(head, "visit"), imports.ty(head));
    let (mut members, mut types, mut cases) = (Vec::new(), String::new(), String::new());
    for (position, (name, webhook)) in named(index.api, &head).into_iter().enumerate() {
        if webhooks.iter().take(position).any(|earlier| earlier.name == webhook.name) {
            return Err(unprintable(&webhook.name, "two webhooks of one name"));
        }
        let mut docs =
            vec![Block::Text(format!("{}: {}", doc::code(&webhook.name), doc::sentence(&webhook.doc)))];
        docs.push(Block::Text(doc::STYLE.origin(&webhook.place, &[])));
        if let Some(status) = &webhook.status {
            docs.push(Block::Text(format!("The customer's status is {} then.", doc::code(status))));
        }
        let (event, data) = (literal(&webhook.name), imports.ty(webhook.data));
        let visit = imports.value(webhook.data, "visit");
        members.push(name.clone());
        types.push_str(&format!(
            "{}export interface {name} {{\n  readonly type: {event};\n  readonly event: {head};\n  \
             readonly data: {data};\n}}\n\n",
            comment(&docs, 0)
        ));
        cases.push_str(&format!("    case {event}:\n      return [{event}, {visit}];\n"));
    }
    members.push("OtherWebhookCall".to_owned());
    let members = union("WebhookCall", &members);
    let other = other(index.api);
    let imports = imports.print();
    let values = minijinja::context! { imports, members, types, cases, other, head, visit_head };
    templates.render("typescript/src/webhooks.ts.jinja", values)
}

/// The events, each with the name of its call's type.
pub fn named<'a>(api: &'a Api, head: &str) -> Vec<(String, &'a Webhook)> {
    let mut taken = Names::default();
    for name in ["WebhookCall", "OtherWebhookCall", "Envelope", head] {
        taken.take(name.to_owned());
    }
    let name = |webhook: &Webhook| format!("{}Call", upper(&webhook.name.to_upper_camel_case()));
    api.webhooks.iter().map(|webhook| (taken.take(name(webhook)), webhook)).collect()
}

/// The type of a call of which the model does not know the event.
pub fn other(api: &Api) -> String {
    let is_taken = api.webhooks.iter().any(|webhook| webhook.name == "other");
    literal(if is_taken { "unlisted" } else { "other" })
}
