//! The schemas that editors read, over the model's own files: each takes its kind and refuses what `fingen` refuses.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use boon::{Compiler, Schemas};
use fingen::model::{ApiFile, ContextFile, FormatsFile, RulingsFile, TypesFile};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::{collections::BTreeSet, fs, path::Path, path::PathBuf};

const KINDS: [&str; 5] = ["api", "formats", "context", "rulings", "types"];

fn spec() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("spec")
}

/// A file of the model: its path in `spec/`, its kind, its text and what that says.
struct File {
    path: String,
    kind: &'static str,
    text: String,
    content: Value,
}

fn files() -> Vec<File> {
    let mut files = Vec::new();
    for folder in ["", "shared/", "v1/", "v2/"] {
        for entry in fs::read_dir(spec().join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if !name.ends_with(".yaml") {
                continue;
            }
            let path = format!("{folder}{name}");
            let kind = match path.as_str() {
                "fin.yaml" => "api",
                "formats.yaml" => "formats",
                "context.yaml" => "context",
                "rulings.yaml" => "rulings",
                _ => "types",
            };
            let text = fs::read_to_string(spec().join(&path)).unwrap();
            let content = serde_yaml::from_str(&text).unwrap();
            files.push(File { path, kind, text, content });
        }
    }
    assert!(KINDS.iter().all(|kind| files.iter().any(|file| file.kind == *kind)));
    files
}

/// The committed schemas; that they are fresh is another test's.
struct Validator {
    schemas: Schemas,
    by_kind: Vec<(&'static str, boon::SchemaIndex)>,
}

impl Validator {
    fn new() -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let by_kind = KINDS.map(|kind| {
            let file = spec().join(format!("schema/{kind}.json"));
            (kind, compiler.compile(file.to_str().unwrap(), &mut schemas).unwrap())
        });
        Validator { schemas, by_kind: by_kind.to_vec() }
    }

    fn takes(&self, kind: &str, content: &Value) -> Result<(), String> {
        let (_, schema) = self.by_kind.iter().find(|(known, _)| *known == kind).unwrap();
        self.schemas.validate(content, *schema).map_err(|error| error.to_string())
    }
}

/// Whether `fingen` itself reads that as a file of the kind.
fn reads(kind: &str, content: &Value) -> bool {
    fn read<T: DeserializeOwned>(content: &Value) -> bool {
        T::deserialize(content).is_ok()
    }
    match kind {
        "api" => read::<ApiFile>(content),
        "formats" => read::<FormatsFile>(content),
        "context" => read::<ContextFile>(content),
        "rulings" => read::<RulingsFile>(content),
        _ => read::<TypesFile>(content),
    }
}

#[test]
fn every_file_names_the_schema_of_its_kind() {
    for File { path, kind, text, .. } in files() {
        let up = "../".repeat(path.matches('/').count());
        let first = text.lines().next().unwrap();
        assert_eq!(first, format!("# yaml-language-server: $schema={up}schema/{kind}.json"), "{path}");
    }
}

#[test]
fn a_schema_takes_the_files_of_its_kind_and_no_others() {
    let validator = Validator::new();
    for File { path, kind, content, .. } in files() {
        for other in KINDS {
            let verdict = validator.takes(other, &content);
            assert_eq!(verdict.is_ok(), other == kind, "{path} as {other}: {verdict:?}");
        }
    }
}

#[test]
fn a_misspelt_key_is_refused_under_its_name() {
    let validator = Validator::new();
    for (path, at, key, misspelt) in [
        ("fin.yaml", "/documents/individuals", "authority", "autority"),
        ("formats.yaml", "/formats/email", "pattern", "patern"),
        ("context.yaml", "/context/today", "default", "defualt"),
        ("rulings.yaml", "/rulings/unknown-fields/places/0", "section", "secton"),
        ("v2/individual_create.yaml", "", "types", "type"),
        ("v2/individual_create.yaml", "/types/IndividualBasicInfo/fields/dob", "min_age", "minimum_age"),
        ("v2/individual_create.yaml", "/types/CreateIndividualCustomer/rules/0", "require", "requires"),
        ("v2/operations.yaml", "/operations/create_individual_customer", "method", "methode"),
    ] {
        let mut file = files().into_iter().find(|file| file.path == path).unwrap();
        let object = file.content.pointer_mut(at).and_then(Value::as_object_mut).unwrap();
        let value = object.remove(key).unwrap();
        object.insert(misspelt.to_owned(), value);
        let refusal = validator.takes(file.kind, &file.content).unwrap_err();
        assert!(refusal.contains(misspelt), "{path}{at}: {refusal}");
    }
}

/// Every value in a file is put aside, renamed and replaced, one change at a time: an editor and `fingen` agree.
#[test]
fn the_schemas_refuse_what_the_reader_refuses() {
    let validator = Validator::new();
    let (mut seen, mut refused, mut taken) = (BTreeSet::new(), 0, 0);
    for File { path, kind, content, .. } in files() {
        let mut places = Vec::new();
        walk(&content, String::new(), &mut places);
        for at in places {
            // Names do not matter to the shape: of what differs in them alone, one is enough.
            if !seen.insert(shape(kind, &at)) {
                continue;
            }
            for changed in changes(&content, &at) {
                let schema = validator.takes(kind, &changed);
                assert_eq!(schema.is_ok(), reads(kind, &changed), "{path}{at}: {schema:?}\n{changed}");
                *if schema.is_ok() { &mut taken } else { &mut refused } += 1;
            }
        }
    }
    assert!(refused > 500 && taken > 500, "{refused} refused, {taken} taken");
}

/// The JSON pointers of everything below.
fn walk(value: &Value, at: String, places: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                let at = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
                places.push(at.clone());
                walk(value, at, places);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let at = format!("{at}/{index}");
                places.push(at.clone());
                walk(item, at, places);
            }
        }
        _ => {}
    }
}

/// A pointer without the names that the model gives: `types:/types/*/fields/*/min_age`.
fn shape(kind: &str, at: &str) -> String {
    const NAMED: [&str; 18] = [
        "types",
        "fields",
        "values",
        "operations",
        "webhooks",
        "errors",
        "catalogue",
        "migrations",
        "formats",
        "context",
        "rulings",
        "documents",
        "servers",
        "upload_types",
        "messages",
        "answers",
        "path_params",
        "query",
    ];
    let mut before = "";
    let mut shape = kind.to_owned();
    for part in at.split('/').skip(1) {
        let named = NAMED.contains(&before) || part.bytes().all(|byte| byte.is_ascii_digit());
        let part = if named { "*" } else { part };
        shape = format!("{shape}/{part}");
        before = part;
    }
    shape
}

/// The content without the value at the pointer, with another value there, and with it under another key.
fn changes(content: &Value, at: &str) -> Vec<Value> {
    let others = [
        json!(null),
        json!("text"),
        json!(7),
        json!(-7),
        json!(0.5),
        json!(true),
        json!([]),
        json!({}),
        json!([{}]),
    ];
    let mut changes: Vec<Value> = others
        .into_iter()
        .map(|other| {
            let mut changed = content.clone();
            *changed.pointer_mut(at).unwrap() = other;
            changed
        })
        .collect();
    let (parent, key) = at.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/").replace("~0", "~");
    let mut without = content.clone();
    if let Some(Value::Object(object)) = without.pointer_mut(parent) {
        let value = object.remove(&key).unwrap();
        let mut renamed = without.clone();
        let object = renamed.pointer_mut(parent).and_then(Value::as_object_mut).unwrap();
        object.insert(format!("{key}_"), value);
        changes.extend([without, renamed]);
    }
    changes
}
