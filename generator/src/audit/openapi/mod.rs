//! An OpenAPI 3 document against the model: calls, parameters, bodies, answers. Each difference is a finding of the
//! kinds that the guides have, and its subject begins with `openapi`, so that a ruling about one explains nothing of
//! the other.

mod bounds;
mod document;
mod schema;

use super::compare::{Index, STAYS, explain, method};
use super::coverage::{Counted, Uncompared};
use super::facts::{Site, normal_path};
use super::finding::{Finding, Kind};
use crate::api::{Api, Operation, TypeId};
use crate::model::Content;
use crate::report::{Code, Draft};
use crate::source::{Files, Spot, Texts};
use document::{At, Call, Document};
use serde_json::Value;
use std::collections::BTreeSet;

/// The name that stands for the document's key in places.
pub const DOCUMENT: &str = "openapi";

/// What came of it.
pub struct Outcome {
    /// The findings, with lines, in no order.
    pub findings: Vec<Finding>,
    /// What was seen.
    pub counted: Vec<Counted>,
    /// What was seen, and could not be compared.
    pub uncompared: Vec<Uncompared>,
}

/// Compares a document, in JSON or in YAML.
///
/// # Errors
/// It is neither.
pub fn compare(files: &Files, api: &Api, file: &str, text: &str) -> Result<Outcome, Box<Draft>> {
    let root: Value = read(file, text)?;
    let document = Document::new(&root);
    let index = Index { api, files };
    let mut state = State {
        api,
        index,
        document,
        findings: Vec::new(),
        counted: Vec::new(),
        uncompared: Vec::new(),
        answering: false,
        done: BTreeSet::new(),
    };
    state.operations();
    let State { index, findings, counted, uncompared, .. } = state;
    let mut texts = Texts::default();
    let own = texts.add(file.to_owned(), text.to_owned());
    let lines = |places: Vec<&At>| -> Vec<usize> {
        let spot = |at: &At| Spot { file: own, steps: at.steps.clone(), part: crate::source::Part::Key };
        let spots: Vec<Spot> = places.into_iter().map(spot).collect();
        crate::report::locate(&texts, &spots).into_iter().map(|place| place.line).collect()
    };
    let places = lines(findings.iter().map(|(_, at)| at).collect());
    let found = findings.into_iter().zip(places);
    let mut findings: Vec<Finding> =
        found.map(|((finding, _), line)| Finding { line, file: file.to_owned(), ..finding }).collect();
    let stale = explain(&index, &mut findings, &|subject| subject.starts_with(DOCUMENT));
    findings.extend(stale);
    let places = lines(counted.iter().map(|(_, at, _)| at).collect());
    let counted = counted.into_iter().zip(places).map(|((what, _, compared), line)| Counted {
        what,
        document: DOCUMENT.to_owned(),
        lines: (line, line),
        compared,
    });
    let places = lines(uncompared.iter().map(|(_, at)| at).collect());
    let uncompared = uncompared.into_iter().zip(places).map(|((demand, at), line)| Uncompared {
        site: site(&at),
        file: file.to_owned(),
        line,
        demand,
    });
    Ok(Outcome { findings, counted: counted.collect(), uncompared: uncompared.collect() })
}

/// Reads a document, and says what is wrong with one that is none.
fn read(file: &str, text: &str) -> Result<Value, Box<Draft>> {
    // JSON may be indented by tabs, which YAML does not take.
    let json = text.trim_start().starts_with('{').then(|| serde_json::from_str(text).ok()).flatten();
    let root: Value = match json {
        Some(root) => root,
        None => crate::source::read_yaml(file, text)?,
    };
    let wrong = |message: &str, remedy: &str| {
        Err(Box::new(Draft::in_file(Code::Shape, file, 0..0, message.to_owned()).remedy(remedy)))
    };
    let version = root.get("openapi").and_then(Value::as_str).unwrap_or_default();
    if !version.starts_with("3.") {
        return wrong("this is no OpenAPI 3 document", "it begins with `openapi: 3.0.x` or `openapi: 3.1.x`");
    }
    if !root.get("paths").is_some_and(Value::is_object) {
        return wrong("the document has no `paths`", "name the document that describes the calls");
    }
    Ok(root)
}

fn site(at: &At) -> Site {
    Site { document: DOCUMENT.to_owned(), version: String::new(), section: at.pointer() }
}

struct State<'a> {
    api: &'a Api,
    index: Index<'a>,
    document: Document<'a>,
    findings: Vec<(Finding, At)>,
    counted: Vec<(&'static str, At, bool)>,
    uncompared: Vec<(String, At)>,
    /// Whether it is an answer that is being compared.
    answering: bool,
    /// The types that were compared already, with the schemas that they were compared with.
    done: BTreeSet<(usize, String)>,
}

impl<'a> State<'a> {
    fn operations(&mut self) {
        let mut seen: BTreeSet<(&'static str, String)> = BTreeSet::new();
        let calls = self.document.calls();
        for call in calls {
            let path = normal_path(&call.path);
            seen.insert((call.method, path.clone()));
            self.counted.push(("endpoints", call.at.clone(), true));
            let api = self.api;
            let own = api
                .operations
                .iter()
                .find(|own| method(own.method) == call.method && normal_path(&own.path) == path);
            match own {
                Some(own) => self.operation(own, &call),
                None => {
                    let name = format!("{} {}", call.method, call.path);
                    let message = format!("the document has a call `{name}`, the model has not");
                    self.find(
                        Kind::EndpointNotInModel,
                        &name,
                        message,
                        "add it to `operations`".to_owned(),
                        None,
                        &call.at,
                    );
                }
            }
        }
        for own in &self.api.operations {
            let name = format!("{} {}", method(own.method), own.path);
            if !seen.contains(&(method(own.method), normal_path(&own.path))) {
                let message = format!("the model has a call `{name}`, the document has not");
                let spot = self.index.entry(&own.scope, "operations", &own.name);
                let at = At::top().key("paths");
                self.find(Kind::EndpointNotInGuide, &name, message, STAYS.to_owned(), spot, &at);
            }
        }
    }

    fn operation(&mut self, own: &'a Operation, call: &Call<'a>) {
        let name = format!("{} {}", method(own.method), own.path);
        self.body(own, &name, call);
        self.parameters(own, &name, call);
        self.answers(own, &name, call.operation, &call.at);
    }

    fn body(&mut self, own: &Operation, name: &str, call: &Call<'a>) {
        let spot = self.index.entry(&own.scope, "operations", &own.name);
        let content = match own.content {
            Content::Json => "application/json",
            Content::Multipart => "multipart/form-data",
        };
        let at = call.at.key("requestBody");
        let (body, at) = self.document.resolve(call.operation.get("requestBody"), &at);
        let media = body.and_then(|body| body.get("content")?.as_object());
        let found = media.and_then(|media| media.iter().find(|(key, _)| is_media(key, content)));
        let (message, remedy) = match (own.body, found) {
            (Some(id), Some((key, media))) => {
                let at = at.key("content").key(key).key("schema");
                match media.get("schema") {
                    Some(schema) => self.named(id, schema, &at),
                    None => self.not_compared("tables", "a body without a schema".to_owned(), &at),
                }
                return;
            }
            (None, None) => return,
            (Some(_), None) if media.is_some_and(|media| !media.is_empty()) => {
                let keys: Vec<&str> = media.into_iter().flatten().map(|(key, _)| key.as_str()).collect();
                let said = keys.join(", ");
                (
                    format!("the body of `{name}` is {said} in the document, {content} in the model"),
                    "change its `content`",
                )
            }
            (Some(_), None) => (format!("the model's `{name}` has a body, the document's has none"), STAYS),
            (None, Some(_)) => (
                format!("the document's `{name}` has a body, the model's has none"),
                "add its type, and name it as `body`",
            ),
        };
        self.find(Kind::TableNotInModel, name, message, remedy.to_owned(), spot, &call.at);
    }

    fn parameters(&mut self, own: &'a Operation, name: &str, call: &Call<'a>) {
        let mut known = BTreeSet::new();
        let spot = self.index.entry(&own.scope, "operations", &own.name);
        for (parameter, at) in self.document.parameters(call) {
            let text = |key: &str| parameter.get(key).and_then(Value::as_str);
            let (Some(key), Some(place @ ("query" | "path"))) = (text("name"), text("in")) else { continue };
            let list = if place == "query" { &own.query } else { &own.path_params };
            let found = list.iter().find(|(own, ..)| own == key);
            let required = parameter.get("required").and_then(Value::as_bool).unwrap_or(place == "path");
            let subject = format!("{name} {}{key}", if place == "query" { "?" } else { ":" });
            known.insert((place, key.to_owned()));
            let Some((_, ty, parameter_of_model)) = found else {
                // A parameter of the path has whatever name each side gives it.
                if place == "query" {
                    let message =
                        format!("the document's `{name}` has a parameter `{key}`, the model's has not");
                    let remedy = "add it to its `query`".to_owned();
                    self.find(Kind::FieldNotInModel, &subject, message, remedy, spot.clone(), &at);
                }
                continue;
            };
            if parameter_of_model.required != required {
                let message = format!(
                    "the parameter `{key}` of `{name}` is {} in the document, not so in the model",
                    mark(required)
                );
                let remedy = format!("write `required: {required}`");
                let subject = format!("{subject} {}", mark(required));
                self.find(Kind::RequiredDiffers, &subject, message, remedy, spot.clone(), &at);
            }
            if let Some(schema) = parameter.get("schema") {
                self.value(&subject, ty, None, schema, spot.as_ref(), &at.key("schema"));
            }
        }
        for (key, ..) in own.query.iter().filter(|(key, ..)| !known.contains(&("query", key.clone()))) {
            let message = format!("the model's `{name}` has a parameter `{key}`, the document's has not");
            let subject = format!("{name} ?{key}");
            self.find(Kind::FieldNotInGuide, &subject, message, STAYS.to_owned(), spot.clone(), &call.at);
        }
    }

    fn answers(&mut self, own: &Operation, name: &str, said: &'a Value, at: &At) {
        let Some(answers) = said.get("responses").and_then(Value::as_object) else { return };
        let at = at.key("responses");
        let statuses = own.answers.iter().map(|(status, _)| *status);
        let ours: Vec<u16> = statuses.chain(own.errors.iter().map(|(status, _)| *status)).collect();
        let spot = self.index.entry(&own.scope, "operations", &own.name);
        for (status, answer) in answers.iter().filter(|(status, _)| *status != "default") {
            let here = at.key(status);
            let Some(code) = ours.iter().find(|code| is_status(status, **code)) else {
                let message = format!("the document's `{name}` answers with {status}, the model's does not");
                let remedy = "add it to its `answers` or `errors`".to_owned();
                let subject = format!("{name} {status}");
                self.find(Kind::ErrorNotInModel, &subject, message, remedy, spot.clone(), &here);
                continue;
            };
            let (answer, answer_at) = self.document.resolve(Some(answer), &here);
            let media = answer.and_then(|answer| answer.get("content")?.as_object());
            let found =
                media.and_then(|media| media.iter().find(|(key, _)| is_media(key, "application/json")));
            let Some((schema, key)) = found.and_then(|(key, media)| Some((media.get("schema")?, key))) else {
                continue;
            };
            let at = answer_at.key("content").key(key).key("schema");
            self.answering = true;
            match self.types_of(own, *code).as_slice() {
                [] => {}
                [id] => self.named(*id, schema, &at),
                // Of several shapes each stands for itself.
                _ => {
                    self.not_compared("tables", format!("{name} {status}, an answer of several shapes"), &at)
                }
            }
            self.answering = false;
        }
        let covered = |code: u16| {
            answers.keys().any(|status| is_status(status, code) || (status == "default" && code >= 400))
        };
        for status in ours.iter().filter(|code| !covered(**code)) {
            let message = format!("the model's `{name}` answers with {status}, the document's does not");
            let subject = format!("{name} {status}");
            self.find(Kind::ErrorNotInGuide, &subject, message, STAYS.to_owned(), spot.clone(), &at);
        }
    }

    /// The types of the bodies with which a call answers under a status.
    fn types_of(&self, own: &Operation, code: u16) -> Vec<TypeId> {
        if let Some((_, ty)) = own.answers.iter().find(|(status, _)| *status == code) {
            return ty.iter().copied().collect();
        }
        let names = own.errors.iter().filter(|(status, _)| *status == code).flat_map(|(_, names)| names);
        let of = |name: &String| {
            let errors = self.api.errors.iter();
            let body = errors.filter(|(own, ..)| own == name).map(|(.., error)| error.body.clone()).next();
            let name = body.unwrap_or_else(|| name.clone());
            let scopes = [own.scope.name(), "shared"];
            scopes.iter().find_map(|scope| self.api.find(&format!("{scope}.{name}")))
        };
        let mut types: Vec<TypeId> = names.filter_map(of).collect();
        types.sort();
        types.dedup();
        types
    }

    /// Counts something that cannot be compared, and keeps why.
    fn not_compared(&mut self, what: &'static str, why: String, at: &At) {
        self.counted.push((what, at.clone(), false));
        self.uncompared.push((why, at.clone()));
    }

    fn find(
        &mut self,
        kind: Kind,
        subject: &str,
        message: String,
        remedy: String,
        spot: Option<Spot>,
        at: &At,
    ) {
        let finding = Finding::new(kind, format!("{DOCUMENT} {subject}"), message, remedy);
        let finding = finding.at(&site(at), 0).model(spot);
        self.findings.push((finding, at.clone()));
    }
}

/// Whether a media type is that one, whatever its parameters.
fn is_media(said: &str, wanted: &str) -> bool {
    said.split(';').next().is_some_and(|said| said.trim().eq_ignore_ascii_case(wanted))
}

/// Whether a status of the document, `422` or `4XX`, covers that one.
fn is_status(said: &str, code: u16) -> bool {
    let code = code.to_string();
    said == code
        || (said.len() == 3 && said.to_ascii_uppercase().ends_with("XX") && said.get(..1) == code.get(..1))
}

fn mark(required: bool) -> &'static str {
    if required { "required" } else { "optional" }
}
