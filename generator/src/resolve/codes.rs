use super::Resolver;
use crate::api::Api;
use crate::model::TypeDef;
use crate::report::{Code, Draft, quoted};
use crate::source::{Cursor, Spot};
use fin_core::{Name, Structure};
use std::collections::HashMap;

/// What a code means in a place: two places may share a code where they say the same.
struct Meaning<'a> {
    version: Option<&'a str>,
    kind: &'static str,
    /// The message, with the names of the type's fields taken out: `… if last_name is …` says what `… if city is …` does.
    message: String,
    spot: Spot,
}

impl Resolver<'_> {
    /// One code, one meaning: in a version, and beside the codes that every payload has.
    pub(super) fn codes(&mut self, _api: &Api) {
        let mut meanings: HashMap<&str, Vec<Meaning<'_>>> = HashMap::new();
        let mut drafts = Vec::new();
        for (code, meaning) in self.meanings() {
            if let Some(what) = taken(code) {
                let message = format!("the code {} is that of {what}", quoted(code));
                drafts
                    .push(Draft::new(Code::DuplicateCode, meaning.spot, message).remedy("name it otherwise"));
                continue;
            }
            let known = meanings.entry(code).or_default();
            let other = known.iter().find(|other| {
                let meet =
                    other.version == meaning.version || other.version.is_none() || meaning.version.is_none();
                meet && (other.kind != meaning.kind || other.message != meaning.message)
            });
            if let Some(other) = other {
                let message = format!("the code {} has two meanings", quoted(code));
                let difference = if other.kind == meaning.kind {
                    "the message is another one"
                } else {
                    "the kind is another one"
                };
                let draft = Draft::new(Code::DuplicateCode, meaning.spot.clone(), message).label(difference);
                drafts.push(
                    draft
                        .note(other.spot.clone(), "first used here")
                        .remedy("one code, one meaning: name one of them otherwise"),
                );
            } else if !known.iter().any(|other| other.version == meaning.version) {
                known.push(meaning);
            }
        }
        self.drafts.extend(drafts);
    }

    /// The codes of formats and rules, in the model's order.
    fn meanings(&self) -> Vec<(&str, Meaning<'_>)> {
        let mut meanings = Vec::new();
        if let Some((file, content)) = &self.files.formats {
            let top = Cursor::top(*file);
            let at = top.key("formats");
            for (name, def) in content.formats.iter() {
                let here = at.key(name);
                let spot = if def.code.is_some() { here.key("code").at_value() } else { here.at_key() };
                let message = def.message.clone();
                let code = def.code.as_deref().unwrap_or(name);
                meanings.push((code, Meaning { version: None, kind: "format", message, spot }));
            }
        }
        for def in &self.tables.defs {
            let top = Cursor::top(def.of.file);
            let types = top.key("types");
            let ty = types.key(def.name);
            let rules = ty.key("rules");
            for (index, rule) in def.def.rules.iter().enumerate() {
                let here = rules.index(index);
                let kind = if rule.unique.is_empty() { "require" } else { "unique" };
                let spot = here.key("code").at_value();
                let version = def.of.version.as_deref();
                let message = without_fields(&rule.message, def.def);
                meanings.push((rule.code.as_str(), Meaning { version, kind, message, spot }));
            }
        }
        meanings
    }
}

fn without_fields(message: &str, def: &TypeDef) -> String {
    let is_field = |word: &str| def.fields.iter().any(|(name, _)| name.trim_end_matches('?') == word);
    let boundary = |c: char| !c.is_ascii_alphanumeric() && c != '_';
    message
        .split_inclusive(boundary)
        .map(|part| if is_field(part.trim_end_matches(boundary)) { "…" } else { part })
        .collect()
}

/// What has the code already, in every payload.
fn taken(code: &str) -> Option<&'static str> {
    if Structure::ALL.iter().any(|structure| structure.code() == code) {
        Some("a structure error")
    } else if Name::ALL.iter().any(|name| name.code() == code || name.key() == code) {
        Some("a constraint")
    } else {
        None
    }
}
