//! An OpenAPI document made out of the model is at one with it, in every form that such documents have; and each
//! thing that is changed in it is found. `FINGEN_MUTATIONS` says how many, as for the guides.

use super::real::root;
use fin_core::{Constraint, Kind};
use fingen::{
    api::{Api, Field, FieldType, Shape, TypeId},
    audit::{Audit, Finding},
    model::{Content, Method},
    source::Files,
};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// In which dialect and with which habits a document is written.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// 3.0: `nullable`, `exclusiveMinimum` as a mark, parts by `allOf`.
    Old,
    /// 3.1: lists of types, constants, `$ref` beside other keys.
    New,
}

struct Maker<'a> {
    api: &'a Api,
    files: &'a Files,
    form: Form,
    schemas: Map<String, Value>,
}

fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Post => "post",
        Method::Patch => "patch",
        Method::Put => "put",
        Method::Delete => "delete",
    }
}

impl Maker<'_> {
    fn document(mut self) -> Value {
        let mut paths: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
        for own in &self.api.operations {
            let item = paths.entry(own.path.clone()).or_default();
            let parameters: Vec<Value> = own
                .path_params
                .iter()
                .map(|(name, ty, _)| json!({ "name": name, "in": "path", "required": true, "schema": self.ty(ty) }))
                .collect();
            item.insert("parameters".into(), parameters.into());
            let mut call = Map::new();
            let query: Vec<Value> = own
                .query
                .iter()
                .map(|(name, ty, own)| {
                    json!({ "name": name, "in": "query", "required": own.required, "schema": self.ty(ty) })
                })
                .collect();
            call.insert("parameters".into(), query.into());
            if let Some(body) = own.body {
                let media = match own.content {
                    Content::Json => "application/json; charset=utf-8",
                    Content::Multipart => "multipart/form-data",
                };
                let schema = self.named(body);
                call.insert("requestBody".into(), json!({ "content": { media: { "schema": schema } } }));
            }
            let mut answers = Map::new();
            for (status, ty) in &own.answers {
                let content = ty.map(|ty| json!({ "application/json": { "schema": self.named(ty) } }));
                answers.insert(
                    status.to_string(),
                    json!({ "description": "Done", "content": content.unwrap_or(json!({})) }),
                );
            }
            for (status, names) in &own.errors {
                let of = |name: &String| {
                    let found = self.api.errors.iter().find(|(own, ..)| own == name);
                    let name = found.map_or(name, |(.., error)| &error.body);
                    [own.scope.name(), "shared"]
                        .iter()
                        .find_map(|scope| self.api.find(&format!("{scope}.{name}")))
                };
                let types: BTreeSet<TypeId> = names.iter().filter_map(of).collect();
                let shapes: Vec<Value> = types.into_iter().map(|id| self.named(id)).collect();
                let schema = if shapes.len() == 1 { shapes[0].clone() } else { json!({ "oneOf": shapes }) };
                answers.insert(status.to_string(), json!({ "description": "Wrong", "content": { "application/json": { "schema": schema } } }));
            }
            call.insert("responses".into(), answers.into());
            item.insert(method(own.method).into(), call.into());
        }
        let version = if self.form == Form::Old { "3.0.3" } else { "3.1.0" };
        json!({
            "openapi": version,
            "info": { "title": "Made", "version": "1" },
            "servers": [{ "url": "https://example.com" }],
            "paths": paths,
            "components": { "schemas": self.schemas },
        })
    }

    /// A reference to a type, which is written down once.
    fn named(&mut self, id: TypeId) -> Value {
        let ty = self.api.type_of(id).unwrap();
        let name = ty.qualified();
        if !self.schemas.contains_key(&name) {
            // Before its fields, so that a type may hold itself.
            self.schemas.insert(name.clone(), Value::Null);
            let schema = match &ty.shape {
                Shape::Object { fields, .. } => self.object(fields, ty.open),
                Shape::Enum { values } if self.form == Form::New && values.len() > 3 => {
                    let values =
                        values.iter().map(|value| json!({ "const": value.name, "title": value.doc }));
                    json!({ "oneOf": values.collect::<Vec<_>>() })
                }
                Shape::Enum { values } => {
                    json!({ "type": "string", "enum": values.iter().map(|value| &value.name).collect::<Vec<_>>() })
                }
            };
            self.schemas.insert(name.clone(), schema);
        }
        json!({ "$ref": format!("#/components/schemas/{name}") })
    }

    fn object(&mut self, fields: &[Field], open: bool) -> Value {
        let mut parts: Vec<Value> = Vec::new();
        let half = if fields.len() > 5 { fields.len() / 2 } else { fields.len() };
        for fields in fields.chunks(half.max(1)) {
            let mut properties = Map::new();
            let mut required: Vec<&str> = Vec::new();
            for field in fields {
                properties.insert(field.name.clone(), self.field(field, open));
                required.extend(field.required.then_some(field.name.as_str()));
            }
            parts.push(json!({ "type": "object", "required": required, "properties": properties }));
        }
        // What the other direction alone carries does not count.
        let apart = if open { "writeOnly" } else { "readOnly" };
        parts[0]["properties"]["made_at"] = json!({ "type": "string", apart: true });
        match parts.as_slice() {
            [one] => one.clone(),
            _ if self.form == Form::Old => json!({ "allOf": parts }),
            [first, rest @ ..] => {
                let mut whole = first.clone();
                whole["allOf"] = rest.to_vec().into();
                whole
            }
            [] => Value::Null,
        }
    }

    fn field(&mut self, field: &Field, open: bool) -> Value {
        let mut schema = self.ty(&field.ty);
        let list = matches!(field.ty, FieldType::List(_));
        for own in &field.constraints {
            let (key, value, of_items) = match &own.constraint {
                Constraint::MinLength(n) => ("minLength", json!(n), list),
                Constraint::MaxLength(n) => ("maxLength", json!(n), list),
                Constraint::Minimum(n) => ("minimum", serde_json::from_str(&n.to_string()).unwrap(), list),
                Constraint::Maximum(n) => ("maximum", serde_json::from_str(&n.to_string()).unwrap(), list),
                Constraint::MinItems(n) => ("minItems", json!(n), false),
                Constraint::MaxItems(n) => ("maxItems", json!(n), false),
                Constraint::UniqueItems => ("uniqueItems", json!(true), false),
                Constraint::Format(name) => {
                    let (_, formats) = self.files.formats.as_ref().unwrap();
                    let said = formats.formats.get(name).unwrap().said_as.first();
                    let pattern = self.api.format(name).unwrap().pattern.as_ref();
                    match said {
                        Some(said) => ("description", json!(format!("Something, {said}")), list),
                        None => ("pattern", json!(format!("^(?:{})$", pattern.unwrap())), list),
                    }
                }
                _ => continue,
            };
            let of = if of_items { &mut schema["items"] } else { &mut schema };
            of[key] = value;
        }
        if self.form == Form::Old && schema["minimum"] == json!(0) && schema["type"] == json!("integer") {
            schema["minimum"] = json!(-1);
            schema["exclusiveMinimum"] = json!(true);
        }
        if field.required || open { schema } else { self.nullable(schema) }
    }

    fn nullable(&self, mut schema: Value) -> Value {
        match (self.form, schema.get("type").cloned()) {
            (Form::Old, Some(_)) => {
                schema["nullable"] = json!(true);
                schema
            }
            (Form::Old, None) => json!({ "allOf": [schema], "nullable": true }),
            (Form::New, Some(ty)) => {
                schema["type"] = json!([ty, "null"]);
                schema
            }
            (Form::New, None) => json!({ "anyOf": [schema, { "type": "null" }] }),
        }
    }

    fn ty(&mut self, ty: &FieldType) -> Value {
        match ty {
            FieldType::Named(id) => self.named(*id),
            FieldType::List(item) => json!({ "type": "array", "items": self.ty(item) }),
            FieldType::Map(item) => json!({ "type": "object", "additionalProperties": self.ty(item) }),
            FieldType::Any => json!({}),
            FieldType::Scalar(kind) => match kind {
                Kind::Integer => json!({ "type": "integer" }),
                Kind::Number => json!({ "type": "number" }),
                Kind::Boolean => json!({ "type": "boolean" }),
                Kind::Date => json!({ "type": "string", "format": "date" }),
                Kind::Uuid => json!({ "type": "string", "format": "uuid" }),
                _ => json!({ "type": "string" }),
            },
        }
    }
}

fn model() -> (Files, Api) {
    let files = fingen::source::read(&root().join("spec")).unwrap();
    let api = fingen::resolve::resolve(&files).unwrap();
    (files, api)
}

fn made(files: &Files, api: &Api, form: Form) -> Value {
    Maker { api, files, form, schemas: Map::new() }.document()
}

fn audited(files: &Files, api: &Api, text: &str) -> Audit {
    let mut audit = Audit::empty(None);
    audit.openapi(files, api, "made.json", text).unwrap();
    audit
}

fn open(audit: &Audit) -> Vec<&Finding> {
    audit.findings.iter().filter(|finding| finding.explained_by.is_none()).collect()
}

#[test]
fn a_document_made_of_the_model_is_at_one_with_it() {
    let (files, api) = model();
    for form in [Form::Old, Form::New] {
        let document = made(&files, &api, form);
        let pretty = serde_json::to_string_pretty(&document).unwrap();
        let texts = [
            pretty.replace("  ", "\t"),
            document.to_string(),
            serde_yaml::to_string(&document).unwrap(),
            pretty,
        ];
        for text in texts {
            let audit = audited(&files, &api, &text);
            assert!(open(&audit).is_empty(), "{:#?}", open(&audit));
            let told: Vec<&str> = audit.uncompared.iter().map(|own| own.demand.as_str()).collect();
            assert!(told.iter().all(|told| told.ends_with("an answer of several shapes")), "{told:#?}");
            let seen = |what: &str| audit.coverage.counts.iter().find(|own| own.what == what).unwrap().seen;
            assert_eq!(seen("endpoints"), api.operations.len());
            assert!(seen("rows") > 300 && seen("values") > 100, "{:?}", audit.coverage);
        }
    }
}

/// A place in a document, and what is done to it.
struct Mutation {
    pointer: String,
    what: &'static str,
    /// What the finding's subject or message has to name.
    name: String,
}

/// Every mutation that ought to be found.
fn mutations(document: &Value) -> Vec<Mutation> {
    let mut all = Vec::new();
    below(document, String::new(), &mut all);
    all
}

fn below(value: &Value, pointer: String, all: &mut Vec<Mutation>) {
    let mut add =
        |pointer: String, what, name: &str| all.push(Mutation { pointer, what, name: name.to_owned() });
    let mut children = Vec::new();
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let here = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
                let named = pointer.ends_with("/properties");
                let parent = pointer.rsplit('/').next().unwrap_or_default();
                let call = pointer.starts_with("/paths/") && pointer.matches('/').count() == 2;
                match key.as_str() {
                    _ if named && value.get("readOnly").or(value.get("writeOnly")).is_some() => continue,
                    _ if named => {
                        add(here.clone(), "remove", key);
                        add(here.clone(), "rename", key);
                    }
                    "type" if value == "string" && map.contains_key("enum") => {}
                    "type" if value != "null" => {
                        add(here.clone(), "type", "");
                        if value.is_array() {
                            add(here.clone(), "widen", "");
                        }
                    }
                    "minimum" | "maximum" | "minLength" | "maxLength" | "minItems" | "maxItems" => {
                        add(here.clone(), "number", "");
                    }
                    "uniqueItems" => add(here.clone(), "remove", "unique"),
                    "pattern" => add(here.clone(), "text", ""),
                    "description" if value.as_str().is_some_and(|text| text.starts_with("Something")) => {
                        add(here.clone(), "remove", "format");
                    }
                    "required" if value.is_boolean() && !pointer.contains("/parameters/0") => {
                        add(here.clone(), "toggle", "")
                    }
                    "const" => add(here.clone(), "text", value.as_str().unwrap()),
                    "$ref" if !pointer.contains("oneOf") => add(here.clone(), "text", "leads nowhere"),
                    _ if parent == "responses" => add(here.clone(), "rename", key),
                    _ if pointer == "/paths" => add(here.clone(), "rename", ""),
                    _ if call && key != "parameters" => add(here.clone(), "remove", ""),
                    _ => {}
                }
                children.push((value, here));
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let here = format!("{pointer}/{index}");
                if pointer.ends_with("/required") || pointer.ends_with("/enum") {
                    add(here.clone(), "remove", item.as_str().unwrap());
                    add(here.clone(), "text", item.as_str().unwrap());
                }
                if pointer.ends_with("/parameters") && item["in"] == "query" {
                    add(here.clone(), "remove", item["name"].as_str().unwrap());
                }
                children.push((item, here));
            }
        }
        _ => {}
    }
    for (value, pointer) in children {
        below(value, pointer, all);
    }
}

fn apply(document: &Value, mutation: &Mutation) -> Value {
    let mut changed = document.clone();
    let (parent, last) = mutation.pointer.rsplit_once('/').unwrap();
    let key = last.replace("~1", "/").replace("~0", "~");
    let parent = changed.pointer_mut(parent).unwrap();
    match (mutation.what, parent) {
        ("remove", Value::Object(map)) => drop(map.remove(&key)),
        ("remove", Value::Array(items)) => drop(items.remove(key.parse().unwrap())),
        ("rename", Value::Object(map)) => {
            let value = map.remove(&key).unwrap();
            let new = if key.len() == 3 { "418".to_owned() } else { format!("{key}_zebra") };
            map.insert(new, value);
        }
        (what, parent) => {
            let value = match parent {
                Value::Object(map) => map.get_mut(&key).unwrap(),
                Value::Array(items) => items.get_mut(key.parse::<usize>().unwrap()).unwrap(),
                _ => panic!("{what}"),
            };
            *value = match what {
                "type" if *value == "boolean" || value[0] == "boolean" => json!("integer"),
                "type" => json!("boolean"),
                "widen" if value[0] == "boolean" => json!(["boolean", "null", "integer"]),
                "widen" => json!([value[0], "null", "boolean"]),
                "number" => json!(value.as_f64().unwrap() + 3.0),
                "toggle" => json!(value != true),
                _ => json!(format!("{}_zebra", value.as_str().unwrap())),
            };
        }
    }
    changed
}

#[test]
fn every_change_of_a_document_is_found() {
    let (files, api) = model();
    let step = super::mutations::step(61);
    let mut missed = Vec::new();
    let mut tally: BTreeMap<&str, usize> = BTreeMap::new();
    for form in [Form::Old, Form::New] {
        let document = made(&files, &api, form);
        let made = mutations(&document);
        println!("{} mutations", made.len());
        for mutation in made.iter().step_by(step) {
            let text = serde_json::to_string_pretty(&apply(&document, mutation)).unwrap();
            let audit = audited(&files, &api, &text);
            let found = open(&audit);
            *tally.entry(mutation.what).or_default() += 1;
            let named = found.iter().any(|finding| {
                finding.line > 0
                    && (finding.subject.contains(&mutation.name) || finding.message.contains(&mutation.name))
            });
            if !named {
                let told: Vec<String> = found
                    .iter()
                    .map(|own| format!("{} {} {}", own.kind.name(), own.subject, own.line))
                    .collect();
                missed.push(format!("{} {} {}: {told:?}", mutation.what, mutation.pointer, mutation.name));
            }
        }
    }
    println!("{tally:?}");
    assert!(missed.is_empty(), "{} of {tally:?} are missed\n{}", missed.len(), missed.join("\n"));
}
