use crate::source::Step;
use serde_json::Value;

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

    /// The first two keys, as a person would name the place: `paths /v2/parcels`.
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
    /// The path.
    pub path: &'a str,
    /// What is said of it.
    pub operation: &'a Value,
    /// Where.
    pub at: At,
}

const METHODS: [(&str, &str); 5] =
    [("get", "GET"), ("post", "POST"), ("put", "PUT"), ("patch", "PATCH"), ("delete", "DELETE")];

impl<'a> Document<'a> {
    pub fn new(root: &'a Value) -> Self {
        Document { root }
    }

    /// Every call, in the document's order.
    pub fn calls(&self) -> Vec<Call<'a>> {
        let paths = self.root.get("paths").and_then(Value::as_object);
        let mut calls = Vec::new();
        for (path, item) in paths.into_iter().flatten() {
            let at = At::top().key("paths").key(path);
            for (key, method) in METHODS {
                if let Some(operation) = item.get(key) {
                    calls.push(Call { method, path, operation, at: at.key(key) });
                }
            }
        }
        calls
    }

    /// Follows references within the document; one that leads nowhere is nothing.
    pub fn resolve(&self, value: Option<&'a Value>, at: &At) -> (Option<&'a Value>, At) {
        let (mut value, mut at) = (value, at.clone());
        for _ in 0..MAX_HOPS {
            let Some(reference) = value.and_then(|value| value.get("$ref")?.as_str()) else {
                return (value, at);
            };
            let Some(pointer) = reference.strip_prefix('#') else { return (None, at) };
            value = self.root.pointer(pointer);
            let unescape = |key: &str| key.replace("~1", "/").replace("~0", "~");
            let steps = pointer.split('/').skip(1).map(|key| Step::Key(unescape(key), 0));
            at = At { steps: steps.collect() };
        }
        (None, at)
    }
}
