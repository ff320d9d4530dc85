use crate::source::Step;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A reference leads to a reference no more often.
const MAX_HOPS: usize = 16;

/// A place in the document: the keys from its top.
#[derive(Clone, Debug, Default)]
pub struct At {
    /// The keys and indices.
    pub steps: Vec<Step>,
}

impl At {
    /// The top.
    pub fn top() -> At {
        At::default()
    }

    /// Into the entry of that key.
    pub fn key(&self, key: &str) -> At {
        let mut at = self.clone();
        at.steps.push(Step::Key(key.to_owned(), 0));
        at
    }

    /// Into an item.
    pub fn index(&self, index: usize) -> At {
        let mut at = self.clone();
        at.steps.push(Step::Index(index));
        at
    }

    /// The whole of it, to tell places apart.
    pub fn path(&self) -> String {
        self.steps.iter().map(|step| format!("{step:?}/")).collect()
    }

    /// The first keys, as a person would name the place: `paths /v2/parcels`.
    pub fn pointer(&self) -> String {
        let keys = self.steps.iter().filter_map(|step| match step {
            Step::Key(key, _) => Some(key.as_str()),
            Step::Index(_) => None,
        });
        keys.take(3).collect::<Vec<_>>().join(" ")
    }
}

/// An OpenAPI document.
pub struct Document<'a> {
    root: &'a Value,
}

/// A call of the document.
pub struct Call<'a> {
    /// The method.
    pub method: &'static str,
    /// The path, that of the server before it.
    pub path: String,
    /// What is said of it.
    pub operation: &'a Value,
    /// What is said of its path.
    pub item: &'a Value,
    /// Where.
    pub at: At,
    /// Where its path is.
    pub item_at: At,
}

const METHODS: [(&str, &str); 5] =
    [("get", "GET"), ("post", "POST"), ("put", "PUT"), ("patch", "PATCH"), ("delete", "DELETE")];

impl<'a> Document<'a> {
    pub fn new(root: &'a Value) -> Self {
        Document { root }
    }

    /// Every call, in the document's order. The path of the first server is a part of each.
    pub fn calls(&self) -> Vec<Call<'a>> {
        let server = self.root.pointer("/servers/0/url").and_then(Value::as_str).unwrap_or_default();
        let host = server.split_once("://").map_or(server, |(_, rest)| rest);
        let base = host.find('/').and_then(|at| host.get(at..)).unwrap_or_default().trim_end_matches('/');
        let paths = self.root.get("paths").and_then(Value::as_object);
        let mut calls = Vec::new();
        for (path, item) in paths.into_iter().flatten() {
            let (item, at) = self.resolve(Some(item), &At::top().key("paths").key(path));
            let Some(item) = item else { continue };
            for (key, method) in METHODS {
                if let Some(operation) = item.get(key) {
                    let path = format!("{base}{path}");
                    calls.push(Call { method, path, operation, item, at: at.key(key), item_at: at.clone() });
                }
            }
        }
        calls
    }

    /// The parameters of a call: its own, and those of its path that it does not have itself.
    pub fn parameters(&self, call: &Call<'a>) -> Vec<(&'a Value, At)> {
        let mut all: Vec<(&Value, At)> = Vec::new();
        for (of, at) in [(call.operation, &call.at), (call.item, &call.item_at)] {
            for (index, parameter) in list(of, "parameters") {
                let (parameter, at) = self.resolve(Some(parameter), &at.key("parameters").index(index));
                let Some(parameter) = parameter else { continue };
                let key = |own: &Value| (own.get("name").cloned(), own.get("in").cloned());
                if !all.iter().any(|(own, _)| key(own) == key(parameter)) {
                    all.push((parameter, at));
                }
            }
        }
        all
    }

    /// Follows references within the document; one that leads nowhere is nothing.
    pub fn resolve(&self, value: Option<&'a Value>, at: &At) -> (Option<&'a Value>, At) {
        let (mut value, mut at) = (value, at.clone());
        for _ in 0..MAX_HOPS {
            let Some(reference) = value.and_then(|value| value.get("$ref")?.as_str()) else {
                return (value, at);
            };
            (value, at) = match self.target(reference) {
                Some((target, there)) => (Some(target), there),
                None => return (None, at),
            };
        }
        (None, at)
    }

    /// What a reference leads to.
    fn target(&self, reference: &str) -> Option<(&'a Value, At)> {
        let pointer = reference.strip_prefix('#')?;
        let unescape = |key: &str| key.replace("~1", "/").replace("~0", "~");
        let steps = pointer.split('/').skip(1).map(|key| Step::Key(unescape(key), 0));
        Some((self.root.pointer(pointer)?, At { steps: steps.collect() }))
    }

    /// A schema, with all that it takes over from others.
    pub fn schema(&self, value: &'a Value, at: &At) -> Schema<'a> {
        let mut schema = Schema { at: at.clone(), ..Schema::default() };
        self.gather(value, at, 0, &mut schema);
        schema
    }

    fn gather(&self, value: &'a Value, at: &At, depth: usize, schema: &mut Schema<'a>) {
        schema.steps += 1;
        if depth > MAX_HOPS || schema.steps > MAX_PARTS {
            return;
        }
        if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
            match self.target(reference) {
                Some((target, there)) => self.gather(target, &there, depth + 1, schema),
                None => schema.lost.push((reference, at.key("$ref"))),
            }
        }
        let nulls = value
            .get("type")
            .and_then(Value::as_array)
            .is_some_and(|types| types.iter().any(|own| own == "null"));
        schema.nullable |= nulls || value.get("nullable") == Some(&Value::Bool(true));
        schema.parts.push((value, at.clone()));
        for (index, part) in list(value, "allOf") {
            self.gather(part, &at.key("allOf").index(index), depth + 1, schema);
        }
        for key in ["oneOf", "anyOf"] {
            let others: Vec<(usize, &Value)> =
                list(value, key).filter(|(_, part)| part.get("type") != Some(&Value::from("null"))).collect();
            schema.nullable |= others.len() < list(value, key).count();
            match others.as_slice() {
                [] => {}
                [(index, only)] => self.gather(only, &at.key(key).index(*index), depth + 1, schema),
                _ => schema
                    .choices
                    .push(others.into_iter().map(|(index, part)| (part, at.key(key).index(index))).collect()),
            }
        }
    }
}

/// A schema is made of no more parts.
const MAX_PARTS: usize = 256;

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = (usize, &'a Value)> + use<'a> {
    value.get(key).and_then(Value::as_array).into_iter().flatten().enumerate().take(MAX_PARTS)
}

/// A schema: its own keys, those of what it refers to and of its `allOf` parts, and of a choice with null the other.
#[derive(Default)]
pub struct Schema<'a> {
    /// Where it stands.
    pub at: At,
    /// Whether null is taken.
    pub nullable: bool,
    /// References that lead out of the document, or nowhere, with their places.
    pub lost: Vec<(&'a str, At)>,
    parts: Vec<(&'a Value, At)>,
    choices: Vec<Vec<(&'a Value, At)>>,
    steps: usize,
}

/// The properties of an object, and those that it must have.
#[derive(Default)]
pub struct Properties<'a> {
    pub properties: BTreeMap<String, (&'a Value, At)>,
    pub required: BTreeSet<String>,
}

impl<'a> Schema<'a> {
    /// What stands under a key, in the first part that has it.
    pub fn get(&self, key: &str) -> Option<(&'a Value, At)> {
        self.parts.iter().find_map(|(part, at)| Some((part.get(key)?, at.key(key))))
    }

    /// Where what it says stands: where the first reference leads, if it is one.
    pub fn home(&self) -> &At {
        self.parts.first().map_or(&self.at, |(_, at)| at)
    }

    /// A text under a key.
    pub fn text(&self, key: &str) -> Option<&'a str> {
        self.get(key)?.0.as_str()
    }

    /// Whether a key is there and true.
    pub fn flag(&self, key: &str) -> bool {
        self.get(key).is_some_and(|(value, _)| *value == Value::Bool(true))
    }

    /// The first of its types.
    pub fn ty(&self) -> Option<&'a str> {
        self.types().next().map(|(ty, _)| ty)
    }

    /// The types that its parts say, each of a list of them (OpenAPI 3.1), and where; null is none.
    pub fn types(&self) -> impl Iterator<Item = (&'a str, &At)> {
        self.parts.iter().flat_map(|(part, at)| {
            let said = part.get("type");
            let listed = said.and_then(Value::as_array).into_iter().flatten();
            let types = said.into_iter().chain(listed).filter_map(Value::as_str);
            types.filter(|ty| *ty != "null").map(move |ty| (ty, at))
        })
    }

    /// The properties; of a choice of objects those of all, of which only what all require is required.
    pub fn properties(&self, document: &Document<'a>, depth: usize) -> Properties<'a> {
        let mut all = Properties::default();
        for (part, at) in &self.parts {
            for (name, property) in part.get("properties").and_then(Value::as_object).into_iter().flatten() {
                let at = at.key("properties").key(name);
                all.properties.entry(name.clone()).or_insert((property, at));
            }
            let required = list(part, "required").filter_map(|(_, name)| name.as_str());
            all.required.extend(required.map(str::to_owned));
        }
        for choice in self.choices.iter().filter(|_| depth < MAX_CHOICES) {
            let of = |(part, at): &(&'a Value, At)| document.schema(part, at).properties(document, depth + 1);
            let parts: Vec<Properties<'_>> = choice.iter().map(of).collect();
            let mut common = parts.first().map(|first| first.required.clone()).unwrap_or_default();
            for part in parts {
                common.retain(|name| part.required.contains(name));
                for (name, found) in part.properties {
                    all.properties.entry(name).or_insert(found);
                }
            }
            all.required.extend(common);
        }
        all
    }

    /// The values of an enum: its list, a constant, or those of every part of a choice.
    pub fn values(&self, document: &Document<'a>, depth: usize) -> Option<(Vec<&'a str>, At)> {
        if let Some((values, at)) = self.get("enum") {
            return Some((values.as_array()?.iter().filter_map(Value::as_str).collect(), at));
        }
        if let Some((value, at)) = self.get("const") {
            return Some((value.as_str().into_iter().collect(), at));
        }
        let choice = self.choices.first().filter(|_| depth < MAX_CHOICES)?;
        let mut all = Vec::new();
        for (part, at) in choice {
            all.extend(document.schema(part, at).values(document, depth + 1)?.0);
        }
        Some((all, self.at.clone()))
    }
}

/// Choices within choices are looked into no deeper.
const MAX_CHOICES: usize = 3;
