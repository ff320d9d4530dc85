//! The webhook events → an envelope whose `data` has the type that belongs to its event.

use super::{
    Error,
    attr::literal,
    doc::{self, Block, comment},
    index::Index,
    names::{self, Names},
};
use crate::emit::fill;

/// What every event says of itself.
const HEAD: &str = "shared.WebhookEvent";

/// Prints `webhooks.rs`.
pub fn print(index: &Index<'_>) -> Result<String, Error> {
    let webhooks = &index.api.webhooks;
    let mut text =
        String::from("//! Webhook calls: one type for all of them, told apart by the event's type.\n");
    if webhooks.is_empty() {
        return Ok(text);
    }
    let unprintable = |place: &str, what| Error::Unprintable { place: format!("webhook `{place}`"), what };
    let head =
        index.api.find(HEAD).map(|id| index.path(id)).ok_or_else(|| {
            unprintable(HEAD, "webhooks without a type for what each of them says of itself")
        })?;
    let mut taken = Names::default();
    taken.take("Other".to_owned());
    let (mut variants, mut arms, mut shown) = (String::new(), String::new(), String::new());
    for (position, webhook) in webhooks.iter().enumerate() {
        if webhooks.iter().take(position).any(|earlier| earlier.name == webhook.name) {
            return Err(unprintable(&webhook.name, "two webhooks of one name"));
        }
        let variant = taken.take(names::camel(&webhook.name));
        let mut docs =
            vec![Block::Text(format!("{}: {}", doc::code(&webhook.name), doc::sentence(&webhook.doc)))];
        docs.push(Block::Text(doc::origin(&webhook.place, &[])));
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
    let values = [("head", head.as_str()), ("variants", &variants), ("arms", &arms), ("shown", &shown)];
    text.push_str(&fill(SHAPE, &values));
    Ok(text)
}

const SHAPE: &str = r#"
use fin_payload::{FinPayload, Issues, Read};
use std::{collections::BTreeMap, fmt};

/// A webhook call's body.
#[derive(Clone, PartialEq, serde::Serialize)]
pub struct Event {
    /// What happened.
    pub event: {{ head }},
    /// What it happened to.
    pub data: EventData,
    /// What the model does not know, as it came.
    #[serde(flatten)]
    pub other: BTreeMap<String, serde_json::Value>,
}

/// What an event is about.
#[derive(Clone, PartialEq, serde::Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum EventData {
{{ variants }}    /// The data of an event that the model does not know, as it came.
    Other(serde_json::Value),
}

/// The body of one kind of event.
#[derive(Clone, FinPayload)]
#[fin(open)]
struct Typed<D> {
    event: {{ head }},
    data: D,
    #[serde(flatten)]
    other: BTreeMap<String, serde_json::Value>,
}

/// The event alone.
#[derive(Clone, FinPayload)]
#[fin(open)]
struct Head {
    event: {{ head }},
}

impl Event {
    /// Reads a webhook call's body. Check its signature first, over the same bytes.
    ///
    /// # Errors
    /// It is no JSON, or lacks what every event or every event of its type has.
    pub fn from_json(json: &[u8]) -> Result<Self, Issues> {
        let head = Head::from_json(json)?;
        match head.event.r#type.as_str() {
{{ arms }}            _ => Self::typed(json, EventData::Other),
        }
    }

    fn typed<'de, D>(json: &'de [u8], data: impl FnOnce(D) -> EventData) -> Result<Self, Issues>
    where
        Typed<D>: FinPayload + Read<'de>,
    {
        let typed = Typed::<D>::from_json(json)?;
        Ok(Event { event: typed.event, data: data(typed.data), other: typed.other })
    }
}

/// Without what the model does not know: it may be personal data.
impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event").field("event", &self.event).field("data", &self.data).finish_non_exhaustive()
    }
}

impl fmt::Debug for EventData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
{{ shown }}            EventData::Other(_) => f.write_str("[redacted]"),
        }
    }
}
"#;
