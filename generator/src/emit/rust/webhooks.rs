//! The webhook events → an envelope whose `data` has the type that belongs to its event.

use super::{
    Error,
    attr::literal,
    doc::{self, Block, comment},
    index::Index,
    names::{self, Names},
};
use crate::{
    api::{Api, Webhook},
    emit::{Part, Templates, webhook_head},
};

/// Prints `webhooks.rs`.
pub fn print(index: &Index<'_>, templates: &Templates) -> Result<String, Error> {
    let webhooks = &index.api.webhooks;
    let mut text =
        String::from("//! Webhook calls: one type for all of them, told apart by the event's type.\n");
    if webhooks.is_empty() {
        return Ok(text);
    }
    let unprintable = |name: &str, what| Error::Unprintable { part: Part::Webhook(name.to_owned()), what };
    let head = index.path(webhook_head(index.api)?);
    let (mut variants, mut arms, mut shown) = (String::new(), String::new(), String::new());
    for (position, (variant, webhook)) in named(index.api).into_iter().enumerate() {
        if webhooks.iter().take(position).any(|earlier| earlier.name == webhook.name) {
            return Err(unprintable(&webhook.name, "two webhooks of one name"));
        }
        let mut docs =
            vec![Block::Text(format!("{}: {}", doc::code(&webhook.name), doc::sentence(&webhook.doc)))];
        docs.push(Block::Text(doc::STYLE.origin(&webhook.place, &[])));
        if let Some(status) = &webhook.status {
            docs.push(Block::Text(format!("The customer's status is {} then.", doc::code(status))));
        }
        let path = index.path(webhook.data);
        variants.push_str(&comment(&docs, "///", 4));
        variants.push_str(&format!("    {variant}(Box<{path}>),\n"));
        shown.push_str(&format!("            EventData::{variant}(data) => data.fmt(f),\n"));
        arms.push_str(&format!(
            "            {} => Self::typed(json, |data| EventData::{variant}(Box::new(data))),\n",
            literal(&webhook.name)
        ));
    }
    let values = minijinja::context! { head, variants, arms, shown };
    text.push('\n');
    text.push_str(&templates.render("rust/webhooks.rs.jinja", values)?);
    Ok(text)
}

/// The events, each with the name of its variant.
pub fn named(api: &Api) -> Vec<(String, &Webhook)> {
    let mut taken = Names::default();
    taken.take("Other".to_owned());
    api.webhooks.iter().map(|webhook| (taken.take(names::camel(&webhook.name)), webhook)).collect()
}
