//! The model as it is written: one Rust type for each YAML shape, nothing resolved and nothing checked
//! beyond the shape. These types *are* the dialect; its JSON Schema is derived from them.

mod entries;
mod operation;
mod types;
mod upgrade;

pub use entries::Entries;
pub use operation::{
    ApiError, CatalogueList, Change, Content, Method, MigrationRow, Mode, Operation, Parameter, Webhook,
};
pub use types::{ConstraintKeys, FieldDef, RuleDef, SourceRef, TypeDef, UniqueDef, ValueDef};
pub use upgrade::{StepDef, UpgradeDef};

use schemars::JsonSchema;
use serde::Deserialize;

/// `spec/fin.yaml`: the API, its documents and what belongs to no version.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApiFile {
    /// The name of the API.
    pub api: String,
    /// The version of the model itself, which the SDK packages carry.
    pub model_version: String,
    /// The versions of the API, oldest first; each has a folder of the same name.
    pub versions: Vec<String>,
    /// The hosts: name to base URL.
    pub servers: Entries<String>,
    /// The documents that the model rests on.
    pub documents: Entries<Document>,
    /// The media types that an upload takes: extension to media type.
    #[serde(default)]
    pub upload_types: Entries<String>,
}

/// A document that the model rests on.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// What the document is called.
    pub title: String,
    /// The file's name in the folder of documents.
    pub file: String,
    /// Whether a guide (the authority) or a reference (for what the guides leave open).
    pub authority: Authority,
}

/// How much a document counts.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// What it states is so.
    Guide,
    /// It is asked where the guides are silent.
    Reference,
}

/// `spec/{shared,v1,v2}/*.yaml`: the types and operations of a guide's section.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TypesFile {
    /// The document that sections are sections of, unless an entry names another.
    pub document: String,
    /// The types, in the guide's order.
    #[serde(default)]
    pub types: Entries<TypeDef>,
    /// The operations, in the guide's order.
    #[serde(default)]
    pub operations: Entries<Operation>,
    /// The webhook events, in the guide's order.
    #[serde(default)]
    pub webhooks: Entries<Webhook>,
    /// Error answers with documented messages.
    #[serde(default)]
    pub errors: Entries<ApiError>,
    /// Look-ups of ids and codes.
    #[serde(default)]
    pub catalogue: Entries<CatalogueList>,
    /// How one version's payload becomes the next one's.
    #[serde(default)]
    pub migrations: Entries<MigrationRow>,
    /// What makes this version's types of the older ones: `IndividualBasicInfo`, or `TaxInfo <- PartyBasicInfo`
    /// where the names differ.
    #[serde(default)]
    pub upgrades: Entries<UpgradeDef>,
}

/// `spec/formats.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormatsFile {
    /// The formats by name.
    pub formats: Entries<FormatDef>,
}

/// A named shape of a text.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormatDef {
    /// One line of documentation.
    pub doc: String,
    /// The code; the format's name when left out.
    pub code: Option<String>,
    /// The message.
    pub message: String,
    /// A portable regular expression for the whole text.
    pub pattern: Option<String>,
    /// A portable regular expression that the whole text must not match.
    pub not_pattern: Option<String>,
    /// A file beside this one with the allowed texts, one a line; lines that start with `#` are comments.
    pub values_file: Option<String>,
    /// A format that is asked for only when this one holds.
    pub then: Option<String>,
    /// The words by which the guides ask for it in a field's type or description.
    #[serde(default)]
    pub said_as: Vec<String>,
    /// Where the format comes from.
    pub source: Option<SourceRef>,
    /// The rulings that it rests on.
    #[serde(default)]
    pub rulings: Vec<String>,
    /// Texts that pass.
    pub valid: Vec<String>,
    /// Texts that fail.
    pub invalid: Vec<String>,
}

/// `spec/context.yaml`: what rules may ask for beside the payload.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContextFile {
    /// The values by name.
    pub context: Entries<ContextDef>,
}

/// A value that the caller may give beside the payload.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContextDef {
    /// `text`, `boolean`, `integer`, `number` or `date`.
    #[serde(rename = "type")]
    pub ty: String,
    /// One line of documentation.
    pub doc: String,
    /// What stands in when the caller gives none; only `current_utc_date`, for dates.
    pub default: Option<String>,
}

/// `spec/rulings.yaml`: the decisions on contradictory statements.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RulingsFile {
    /// The rulings by id.
    pub rulings: Entries<Ruling>,
}

/// One decision on statements that contradict each other or leave something open.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    /// The places that disagree, or that leave it open.
    pub places: Vec<SourceRef>,
    /// What the statements say, in our own words.
    pub conflict: String,
    /// What the model does.
    pub decision: String,
    /// Why.
    pub reason: String,
    /// The examples of the guides that the decision refuses: `document/tab/section`.
    #[serde(default)]
    pub refuses_examples: Vec<String>,
    /// The findings of `fingen audit` that the decision explains.
    #[serde(default)]
    pub explains: Vec<Explained>,
}

/// Findings of one kind that a ruling explains.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Explained {
    /// The kind of finding: `limit_not_in_guide`.
    pub finding: String,
    /// What the findings are about and what is stated there, to the letter: `v2.PartyBasicInfo.dob past`. Where
    /// something else is stated, they are open again.
    pub at: Vec<String>,
}
