use crate::model::{ApiFile, ContextFile, FormatsFile, RulingsFile, TypesFile};
use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};
use std::process::ExitCode;

/// The files of a model, by the name under which the schema knows them.
const KINDS: [(&str, &str); 5] = [
    ("api", "`fin.yaml`"),
    ("formats", "`formats.yaml`"),
    ("context", "`context.yaml`"),
    ("rulings", "`rulings.yaml`"),
    ("types", "the files in `shared` and in the folders of the versions"),
];

/// What `schema` takes.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Only the schema of this kind of file
    #[arg(long, value_name = "KIND", value_parser = KINDS.map(|(name, _)| name))]
    file_kind: Option<String>,
}

/// Prints the JSON Schema of the model's files.
pub fn run(args: &Args) -> ExitCode {
    let mut schema = dialect_schema();
    if let (Some(kind), Value::Object(schema)) = (&args.file_kind, &mut schema) {
        schema.remove("oneOf");
        schema.remove("description");
        schema.insert(String::from("$ref"), json!(format!("#/$defs/{}", definition(kind))));
    }
    let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    super::print(&format!("{text}\n"));
    ExitCode::SUCCESS
}

/// The JSON Schema of the dialect: one document, in which a file is one of the kinds.
#[must_use]
pub fn dialect_schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let subschemas = [
        subschema::<ApiFile>(&mut generator),
        subschema::<FormatsFile>(&mut generator),
        subschema::<ContextFile>(&mut generator),
        subschema::<RulingsFile>(&mut generator),
        subschema::<TypesFile>(&mut generator),
    ];
    let definitions: Map<String, Value> = generator.take_definitions(true).into_iter().collect();
    let kinds = KINDS.iter().map(|(name, files)| format!("{name} ({files})")).collect::<Vec<_>>().join(", ");
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The dialect of a model",
        "description": format!("A file is one of: {kinds}"),
        "oneOf": subschemas,
        "$defs": definitions,
    })
}

fn subschema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.subschema_for::<T>().to_value()
}

fn definition(kind: &str) -> &'static str {
    match kind {
        "api" => "ApiFile",
        "formats" => "FormatsFile",
        "context" => "ContextFile",
        "rulings" => "RulingsFile",
        _ => "TypesFile",
    }
}
