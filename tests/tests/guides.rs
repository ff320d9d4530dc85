//! The guides' own JSON examples, judged by the model and the SDK. Skipped where the guides are not at hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fin_payload::{Check, FinPayload, Read};
use fin_sdk::{ApiError, shared};
use fin_tests::{
    guide::{Example, Section, examples, split},
    oracle::Oracle,
    protocol::{Issue, Options},
    root, sdk,
};
use fingen::api::{Api, Place, Shape};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The guides' examples; `None` where their texts are not there.
fn guides(api: &Api) -> Option<Vec<Example>> {
    let folder = root().join("../shared/docs");
    if !folder.is_dir() {
        println!("skipped: the guides are not in {}", folder.display());
        return None;
    }
    let mut all = Vec::new();
    for (key, document) in &api.documents {
        if let Ok(text) = std::fs::read_to_string(folder.join(&document.file)) {
            all.extend(examples(api, key, &text).unwrap());
        }
    }
    Some(all)
}

/// What an example is an example of.
enum Meant {
    /// A request's body, or a part of it that stands in an otherwise valid one.
    Request { schema: String, payload: Value },
    /// An answer.
    Answer,
    /// An error's body.
    Error,
}

fn meant(api: &Api, example: &Example) -> Option<Meant> {
    let keys: BTreeSet<&str> = example.value.as_object()?.keys().map(String::as_str).collect();
    if keys.contains("message") || keys.contains("error") {
        return Some(Meant::Error);
    }
    if keys.contains("data") {
        return Some(Meant::Answer);
    }
    let flow = match example.document.as_str() {
        "individuals" => ["CreateIndividualCustomer", "AttachIndividualDocuments"].as_slice(),
        _ => &["CreateBusinessCustomer", "AttachBusinessDocuments", "AttachAssociatedPartyDocuments"],
    };
    flow.iter().find_map(|name| {
        let schema = format!("{}.{name}", example.tab);
        let ty = api.type_of(api.find(&schema)?)?;
        let Shape::Object { fields, .. } = &ty.shape else { return None };
        if !keys.iter().all(|key| fields.iter().any(|field| field.name == *key)) {
            return None;
        }
        let is_whole = fields.iter().all(|field| !field.required || keys.contains(field.name.as_str()));
        let mut payload = if is_whole { json!({}) } else { ty.example.clone()? };
        payload.as_object_mut()?.extend(example.value.as_object()?.clone());
        Some(Meant::Request { schema, payload })
    })
}

fn today() -> Map<String, Value> {
    Map::from_iter([("today".to_owned(), json!("2026-01-01"))])
}

#[test]
fn the_examples_of_requests_are_valid_but_for_those_that_the_rulings_refuse() {
    let oracle = Oracle::new().unwrap();
    let Some(examples) = guides(&oracle.api) else { return };
    let (mut requests, mut refused) = (0, BTreeSet::new());
    for example in &examples {
        let Some(Meant::Request { schema, payload }) = meant(&oracle.api, example) else { continue };
        requests += 1;
        let payload = payload.to_string();
        let (model, rust) = oracle.both(&schema, payload.as_bytes(), &today(), &Options::default()).unwrap();
        assert_eq!(model, rust, "{} line {}", example.name(), example.line);
        if !model.valid {
            let expected = Issue {
                path: "associated_parties".to_owned(),
                code: "ownership_total".to_owned(),
                message: "Total ownership percentages must be > 0 and < 100".to_owned(),
            };
            assert_eq!(model.issues, [expected], "{} line {}", example.name(), example.line);
            refused.insert(example.name());
        }
    }
    let listed = oracle.api.rulings.iter().flat_map(|(_, ruling)| ruling.refuses_examples.iter().cloned());
    assert_eq!(refused, listed.collect::<BTreeSet<_>>());
    println!("{requests} examples of requests, refused: {refused:?}");
    assert!(requests > 30);
}

#[test]
fn no_example_is_left_over() {
    let api = Oracle::new().unwrap().api;
    let Some(examples) = guides(&api) else { return };
    let left: Vec<_> = examples.iter().filter(|example| meant(&api, example).is_none()).collect();
    let left: Vec<_> =
        left.iter().map(|example| format!("{} line {}", example.name(), example.line)).collect();
    assert!(left.is_empty(), "{left:#?}");
    let places: BTreeSet<_> = examples.iter().map(|example| (&example.document, &example.tab)).collect();
    assert_eq!(places.len(), 4, "an example in each tab of each guide");
}

fn reads<T: Check + for<'de> Read<'de>>(example: &Example) {
    let result = T::from_json(example.text.as_bytes());
    assert!(result.is_ok(), "{} line {}: {:?}", example.name(), example.line, result.err());
}

#[test]
fn the_examples_of_answers_are_read() {
    let api = Oracle::new().unwrap().api;
    let Some(examples) = guides(&api) else { return };
    for example in examples.iter().filter(|example| matches!(meant(&api, example), Some(Meant::Answer))) {
        let data = &example.value["data"];
        if data.get("files").is_some() {
            reads::<shared::UploadAnswer>(example);
        } else if data.get("tos_policies_url").is_some() {
            reads::<shared::CreateAnswer>(example);
        } else {
            assert!(data.get("customer_id").is_some(), "{} line {}", example.name(), example.line);
            reads::<shared::AttachAnswer>(example);
        }
    }
}

#[test]
fn the_examples_of_errors_are_read_and_say_what_the_sdk_says() {
    let oracle = Oracle::new().unwrap();
    let Some(examples) = guides(&oracle.api) else { return };
    let mut ours: BTreeSet<&str> = BTreeSet::new();
    for ty in &oracle.api.types {
        if let Shape::Object { fields, rules } = &ty.shape {
            let of_fields = fields.iter().flat_map(|field| &field.constraints);
            ours.extend(of_fields.map(|constraint| constraint.message.as_str()));
            let rules = rules.iter().chain(fields.iter().flat_map(|field| &field.rules));
            ours.extend(rules.map(|rule| rule.message.as_str()));
        }
    }
    ours.extend(oracle.api.formats.iter().map(|format| format.message.as_str()));
    let mut read = 0;
    for example in examples.iter().filter(|example| matches!(meant(&oracle.api, example), Some(Meant::Error)))
    {
        let (name, keys) = (format!("{} line {}", example.name(), example.line), &example.value);
        let error = ApiError::from_json(400, example.text.as_bytes());
        let inner = keys.get("error").unwrap_or(keys);
        assert_eq!(Some(error.message.as_str()), inner["message"].as_str(), "{name}");
        match (keys.get("errors").or(keys.get("data")), keys.get("error"), keys.get("status")) {
            (None, Some(_), _) => reads::<shared::CodeError>(example),
            (None, None, None) => reads::<shared::MessageError>(example),
            (_, _, Some(_)) => reads::<shared::StatusError>(example),
            _ => reads::<shared::FieldErrors>(example),
        }
        for issue in error.issues() {
            let field = issue.path.rsplit('.').next().unwrap_or_default();
            let known = ours.contains(&*issue.message) || issue.message == format!("{field} is required");
            assert!(known, "{name}: no check says `{}`", issue.message);
        }
        read += 1;
    }
    assert!(read > 10);
}

#[test]
fn schemas_are_the_request_bodies_of_both_guides() {
    let api = Oracle::new().unwrap().api;
    let bodies: BTreeSet<_> = api
        .types
        .iter()
        .filter(|ty| ty.is_request && ty.scope.name() != "shared")
        .map(|ty| ty.qualified())
        .collect();
    assert_eq!(bodies, sdk::SCHEMAS.iter().map(|&schema| schema.to_owned()).collect());
}

/// The places that what is demanded of requests rests on, and those of the rulings.
fn places(api: &Api) -> Vec<Place> {
    let mut places: Vec<Place> = api.formats.iter().filter_map(|format| format.place.clone()).collect();
    for ty in api.types.iter().filter(|ty| ty.in_request) {
        places.push(ty.place.clone());
        match &ty.shape {
            Shape::Enum { values } => places.extend(values.iter().map(|value| value.place.clone())),
            Shape::Object { fields, rules } => {
                places.extend(fields.iter().map(|field| field.place.clone()));
                let rules = rules.iter().chain(fields.iter().flat_map(|field| &field.rules));
                places.extend(rules.map(|rule| rule.place.clone()));
            }
        }
    }
    places.extend(api.rulings.iter().flat_map(|(_, ruling)| &ruling.places).map(|place| Place {
        document: place.document.clone().unwrap_or_default(),
        title: String::new(),
        tab: place.tab.clone(),
        section: place.section.clone(),
        locator: place.locator.clone(),
        says: place.says.clone(),
    }));
    places
}

/// The headings that others stand under.
const CHAPTERS: [&str; 3] =
    ["Request Body Structure", "Document Upload & Attachment", "Customer Status & Webhooks"];

/// What stands under the heading that a place names.
fn section_of(place: &Place, sections: &[Section]) -> String {
    let tab = place.tab.as_deref().unwrap_or_default();
    let mut here =
        sections.iter().skip_while(|section| section.tab != tab || section.heading != place.section);
    let mut text = here.next().map_or(String::new(), |section| section.text.clone());
    if CHAPTERS.contains(&&*place.section) {
        let parts = here.take_while(|part| part.tab == tab && !CHAPTERS.contains(&part.heading));
        text.extend(parts.map(|part| part.text.as_str()));
    }
    text
}

#[test]
fn what_a_locator_names_stands_in_its_section() {
    let api = Oracle::new().unwrap().api;
    let folder = root().join("../shared/docs");
    let (mut looked, mut wrong) = (0, BTreeSet::new());
    for (key, document) in &api.documents {
        let Ok(text) = std::fs::read_to_string(folder.join(&document.file)) else { continue };
        // Markdown escapes some underscores.
        let text = text.replace("\\_", "_");
        let sections = split(&api, key, &text);
        for place in places(&api).iter().filter(|place| place.document == *key) {
            let text = section_of(place, &sections);
            let locator = place.locator.as_deref().unwrap_or_default();
            let row = locator.strip_prefix("row ");
            let names = locator.split('`').skip(1).step_by(2).chain(row).chain([place.section.as_str()]);
            for name in names {
                looked += 1;
                if !text.contains(name) {
                    wrong.insert(format!("{}: `{name}`", place.statement()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(looked > 800 || !folder.is_dir(), "{looked}");
}
