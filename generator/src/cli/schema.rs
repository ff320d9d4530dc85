use crate::model::{ApiFile, ContextFile, FormatsFile, RulingsFile, TypesFile};
use schemars::{Schema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};
use std::process::ExitCode;

/// A kind of file in a model.
pub struct Kind {
    /// The name under which the schema knows it.
    pub name: &'static str,
    /// Which files it is.
    files: &'static str,
    /// Its schema as one document.
    whole: fn(&mut SchemaGenerator) -> Schema,
    /// Its schema as a part of a document.
    part: fn(&mut SchemaGenerator) -> Schema,
}

/// Every kind of file.
pub const KINDS: [Kind; 5] = [
    Kind {
        name: "api",
        files: "`fin.yaml`",
        whole: SchemaGenerator::root_schema_for::<ApiFile>,
        part: SchemaGenerator::subschema_for::<ApiFile>,
    },
    Kind {
        name: "formats",
        files: "`formats.yaml`",
        whole: SchemaGenerator::root_schema_for::<FormatsFile>,
        part: SchemaGenerator::subschema_for::<FormatsFile>,
    },
    Kind {
        name: "context",
        files: "`context.yaml`",
        whole: SchemaGenerator::root_schema_for::<ContextFile>,
        part: SchemaGenerator::subschema_for::<ContextFile>,
    },
    Kind {
        name: "rulings",
        files: "`rulings.yaml`",
        whole: SchemaGenerator::root_schema_for::<RulingsFile>,
        part: SchemaGenerator::subschema_for::<RulingsFile>,
    },
    Kind {
        name: "types",
        files: "the files in `shared` and in the folders of the versions",
        whole: SchemaGenerator::root_schema_for::<TypesFile>,
        part: SchemaGenerator::subschema_for::<TypesFile>,
    },
];

/// What `schema` takes.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Only the schema of this kind of file
    #[arg(long, value_name = "KIND", value_parser = KINDS.map(|kind| kind.name))]
    file_kind: Option<String>,
}

/// Prints the JSON Schema of the model's files.
pub fn run(args: &Args) -> ExitCode {
    let chosen = KINDS.iter().find(|kind| args.file_kind.as_deref() == Some(kind.name));
    let schema = chosen.map_or_else(dialect, Kind::schema);
    super::print(&format!("{schema:#}\n"));
    ExitCode::SUCCESS
}

impl Kind {
    /// The JSON Schema of this kind of file.
    #[must_use]
    pub fn schema(&self) -> Value {
        (self.whole)(&mut generator()).to_value()
    }
}

/// The JSON Schema of the whole dialect: one document, in which a file is one of the kinds.
fn dialect() -> Value {
    let mut generator = generator();
    let parts: Vec<Value> = KINDS.iter().map(|kind| (kind.part)(&mut generator).to_value()).collect();
    let definitions: Map<String, Value> = generator.take_definitions(true).into_iter().collect();
    let kinds =
        KINDS.iter().map(|kind| format!("{} ({})", kind.name, kind.files)).collect::<Vec<_>>().join(", ");
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The dialect of a model",
        "description": format!("A file is one of: {kinds}"),
        "oneOf": parts,
        "$defs": definitions,
    })
}

fn generator() -> SchemaGenerator {
    SchemaSettings::draft2020_12().into_generator()
}
