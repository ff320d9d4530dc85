//! An OpenAPI 3 document against the model: calls, parameters, bodies, answers. Each difference is a finding of the
//! kinds that the guides have, and its subject begins with `openapi`, so that a ruling about one explains nothing of
//! the other.

mod document;
mod schema;

use super::compare::{Index, explain};
use super::coverage::Counted;
use super::facts::{Site, normal_path};
use super::finding::{Finding, Kind};
use crate::api::{Api, Operation};
use crate::model::{Content, Method};
use crate::report::Draft;
use crate::source::{Files, Spot, Texts};
use document::{At, Document};
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
}

/// Compares a document, in JSON or in YAML.
///
/// # Errors
/// It is neither.
pub fn compare(files: &Files, api: &Api, file: &str, text: &str) -> Result<Outcome, Box<Draft>> {
    let root: Value = crate::source::read_yaml(file, text)?;
    let document = Document::new(&root);
    let index = Index { api, files };
    let mut state =
        State { api, index, document, findings: Vec::new(), counted: Vec::new(), done: BTreeSet::new() };
    state.operations();
    let (mut findings, counted) = (state.findings, state.counted);
    let mut texts = Texts::default();
    let own = texts.add(file.to_owned(), text.to_owned());
    let spots: Vec<Spot> = findings
        .iter()
        .map(|(_, at)| Spot { file: own, steps: at.steps.clone(), part: crate::source::Part::Key })
        .collect();
    for ((finding, _), place) in findings.iter_mut().zip(crate::report::locate(&texts, &spots)) {
        finding.line = place.line;
        finding.file = file.to_owned();
    }
    let mut findings: Vec<Finding> = findings.into_iter().map(|(finding, _)| finding).collect();
    let stale = explain(&index_of(api, files), &mut findings, &|subject| subject.starts_with(DOCUMENT));
    findings.extend(stale);
    let lines: Vec<Spot> = counted
        .iter()
        .map(|(_, at)| Spot { file: own, steps: at.steps.clone(), part: crate::source::Part::Key })
        .collect();
    let places = crate::report::locate(&texts, &lines);
    let counted = counted.iter().zip(places).map(|((what, _), place)| Counted {
        what,
        document: DOCUMENT.to_owned(),
        lines: (place.line, place.line),
        compared: true,
    });
    Ok(Outcome { findings, counted: counted.collect() })
}

fn index_of<'a>(api: &'a Api, files: &'a Files) -> Index<'a> {
    Index { api, files }
}

struct State<'a> {
    api: &'a Api,
    index: Index<'a>,
    document: Document<'a>,
    findings: Vec<(Finding, At)>,
    counted: Vec<(&'static str, At)>,
    /// The types that were compared already, with the schemas that they were compared with.
    done: BTreeSet<(usize, String)>,
}

impl<'a> State<'a> {
    fn operations(&mut self) {
        let mut seen: BTreeSet<(&'static str, String)> = BTreeSet::new();
        let calls = self.document.calls();
        for call in calls {
            let path = normal_path(call.path);
            seen.insert((call.method, path.clone()));
            self.counted.push(("endpoints", call.at.clone()));
            let api = self.api;
            let own = api
                .operations
                .iter()
                .find(|own| method(own.method) == call.method && normal_path(&own.path) == path);
            match own {
                Some(own) => self.operation(own, call.operation, &call.at),
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
                self.find(
                    Kind::EndpointNotInGuide,
                    &name,
                    message,
                    "remove it, or say in a ruling why it stays".to_owned(),
                    spot,
                    &at,
                );
            }
        }
    }

    fn operation(&mut self, own: &Operation, said: &'a Value, at: &At) {
        let name = format!("{} {}", method(own.method), own.path);
        let spot = self.index.entry(&own.scope, "operations", &own.name);
        let content = match own.content {
            Content::Json => "application/json",
            Content::Multipart => "multipart/form-data",
        };
        let (body, body_at) = self.document.resolve(said.get("requestBody"), &at.key("requestBody"));
        let schema = body.and_then(|body| body.get("content")?.get(content)?.get("schema"));
        let schema_at = body_at.key("content").key(content).key("schema");
        match (own.body, schema) {
            (Some(id), Some(schema)) => self.named(id, schema, &schema_at),
            (Some(_), None) => {
                let message = format!("the model's `{name}` has a body, the document's has none");
                self.find(
                    Kind::TableNotInModel,
                    &name,
                    message,
                    "remove it, or say in a ruling why it stays".to_owned(),
                    spot.clone(),
                    at,
                );
            }
            (None, Some(_)) => {
                let message = format!("the document's `{name}` has a body, the model's has none");
                self.find(
                    Kind::TableNotInModel,
                    &name,
                    message,
                    "add its type, and name it as `body`".to_owned(),
                    spot.clone(),
                    at,
                );
            }
            (None, None) => {}
        }
        self.parameters(own, &name, said, at);
        self.answers(own, &name, said, at);
    }

    fn parameters(&mut self, own: &Operation, name: &str, said: &'a Value, at: &At) {
        let list = said.get("parameters").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let mut known = BTreeSet::new();
        for (index, parameter) in list.iter().enumerate() {
            let (parameter, at) = self.document.resolve(Some(parameter), &at.key("parameters").index(index));
            let text = |key: &str| parameter.and_then(|parameter| parameter.get(key)?.as_str());
            let (Some(key), Some("query")) = (text("name"), text("in")) else { continue };
            known.insert(key.to_owned());
            let required =
                parameter.and_then(|parameter| parameter.get("required")?.as_bool()).unwrap_or(false);
            let subject = format!("{name} ?{key}");
            let spot = self.index.entry(&own.scope, "operations", &own.name);
            match own.query.iter().find(|(own, ..)| own == key) {
                None => {
                    let message =
                        format!("the document's `{name}` has a parameter `{key}`, the model's has not");
                    self.find(
                        Kind::FieldNotInModel,
                        &subject,
                        message,
                        "add it to its `query`".to_owned(),
                        spot,
                        &at,
                    );
                }
                Some((.., parameter)) if parameter.required != required => {
                    let message = format!(
                        "the parameter `{key}` of `{name}` is {} in the document, not so in the model",
                        mark(required)
                    );
                    self.find(
                        Kind::RequiredDiffers,
                        &subject,
                        message,
                        format!("write `required: {required}`"),
                        spot,
                        &at,
                    );
                }
                Some(_) => {}
            }
        }
        for (key, ..) in own.query.iter().filter(|(key, ..)| !known.contains(key)) {
            let message = format!("the model's `{name}` has a parameter `{key}`, the document's has not");
            let spot = self.index.entry(&own.scope, "operations", &own.name);
            let subject = format!("{name} ?{key}");
            self.find(
                Kind::FieldNotInGuide,
                &subject,
                message,
                "remove it, or say in a ruling why it stays".to_owned(),
                spot,
                at,
            );
        }
    }

    fn answers(&mut self, own: &Operation, name: &str, said: &'a Value, at: &At) {
        let Some(answers) = said.get("responses").and_then(Value::as_object) else { return };
        let at = at.key("responses");
        let ours: Vec<String> = own
            .answers
            .iter()
            .map(|(status, _)| *status)
            .chain(own.errors.iter().map(|(status, _)| *status))
            .map(|status| status.to_string())
            .collect();
        let spot = self.index.entry(&own.scope, "operations", &own.name);
        for (status, answer) in answers.iter().filter(|(status, _)| *status != "default") {
            let here = at.key(status);
            if !ours.contains(status) {
                let message = format!("the document's `{name}` answers with {status}, the model's does not");
                let remedy = "add it to its `answers` or `errors`".to_owned();
                self.find(
                    Kind::ErrorNotInModel,
                    &format!("{name} {status}"),
                    message,
                    remedy,
                    spot.clone(),
                    &here,
                );
                continue;
            }
            let ty = own.answers.iter().find(|(own, _)| own.to_string() == *status).and_then(|(_, ty)| *ty);
            let (answer, answer_at) = self.document.resolve(Some(answer), &here);
            let schema =
                answer.and_then(|answer| answer.get("content")?.get("application/json")?.get("schema"));
            if let (Some(id), Some(schema)) = (ty, schema) {
                self.named(id, schema, &answer_at.key("content").key("application/json").key("schema"));
            }
        }
        for status in ours.iter().filter(|status| !answers.contains_key(*status)) {
            let message = format!("the model's `{name}` answers with {status}, the document's does not");
            let remedy = "remove it, or say in a ruling why it stays".to_owned();
            self.find(Kind::ErrorNotInGuide, &format!("{name} {status}"), message, remedy, spot.clone(), &at);
        }
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
        let site = Site { document: DOCUMENT.to_owned(), version: String::new(), section: at.pointer() };
        let finding =
            Finding::new(kind, format!("{DOCUMENT} {subject}"), message, remedy).at(&site, 0).model(spot);
        self.findings.push((finding, at.clone()));
    }
}

fn mark(required: bool) -> &'static str {
    if required { "required" } else { "optional" }
}

fn method(method: Method) -> &'static str {
    super::compare::method(method)
}
