use super::{Entries, SourceRef};
use schemars::JsonSchema;
use serde::Deserialize;

/// One call of the API.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// One line of documentation in our own words.
    pub doc: String,
    /// The heading of the section.
    pub section: Option<String>,
    /// Where it comes from, when that is not a section of the file's document.
    pub source: Option<SourceRef>,
    /// The rulings that it rests on.
    #[serde(default)]
    pub rulings: Vec<String>,
    /// The HTTP method.
    pub method: Method,
    /// The path, with parameters in braces.
    pub path: String,
    /// The parameters of the path, in its order.
    #[serde(default)]
    pub path_params: Entries<Parameter>,
    /// The parameters of the query.
    #[serde(default)]
    pub query: Entries<Parameter>,
    /// The request body's type.
    pub body: Option<String>,
    /// How the body is sent.
    #[serde(default)]
    pub content: Content,
    /// The answers by status code: the type's name, or nothing where the body says nothing.
    pub answers: Entries<Option<String>>,
    /// The errors by status code, each a list of the names of `errors` or of error body types.
    #[serde(default)]
    pub errors: Entries<Vec<String>>,
    /// Whether the work is done when the answer comes.
    #[serde(default)]
    pub mode: Mode,
    /// The customer's statuses in which it may be called; empty means any.
    #[serde(default)]
    pub when_status: Vec<String>,
    /// What else must hold before the call, in our own words.
    #[serde(default)]
    pub requires: Vec<String>,
    /// Why it is deprecated, and what to use.
    pub deprecated: Option<String>,
    /// Whether it is called without an access token.
    #[serde(default)]
    pub unauthenticated: bool,
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Method {
    Get,
    Post,
    Patch,
    Put,
    Delete,
}

/// How a body is sent.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Content {
    #[default]
    Json,
    Multipart,
}

/// Whether an operation's work is done when its answer comes.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Done when the answer comes.
    #[default]
    Sync,
    /// Checked and queued; the rest is told over webhooks.
    Async,
}

/// A parameter of the path or the query.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// A type, as with fields.
    #[serde(rename = "type")]
    pub ty: String,
    /// One line of documentation in our own words.
    pub doc: String,
    /// Whether it must be given.
    #[serde(default)]
    pub required: bool,
    /// What the API assumes when it is not given.
    pub default: Option<String>,
    /// Not below.
    pub minimum: Option<f64>,
    /// Not above.
    pub maximum: Option<f64>,
}

/// A webhook event.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    /// One line of documentation in our own words.
    pub doc: String,
    /// The heading of the section.
    pub section: Option<String>,
    /// Where it comes from, when that is not a section of the file's document.
    pub source: Option<SourceRef>,
    /// The type of the envelope's `data`.
    pub data: String,
    /// The status that the customer has then, where the guides say so.
    pub status: Option<String>,
    /// The versions in which the event is documented.
    pub versions: Vec<String>,
}

/// An error answer that the guides document with its words.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApiError {
    /// One line of documentation in our own words.
    pub doc: String,
    /// The heading of the section.
    pub section: Option<String>,
    /// Where it comes from, when that is not a section of the file's document.
    pub source: Option<SourceRef>,
    /// The HTTP status.
    pub status: u16,
    /// The type of the body.
    pub body: String,
    /// The body's machine-readable code, where it has one.
    pub code: Option<String>,
    /// The message, to the letter.
    pub message: String,
    /// The fields that it names: path to text, to the letter.
    #[serde(default)]
    pub fields: Entries<String>,
}

/// A list of the catalogue: ids or codes that payloads refer to.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CatalogueList {
    /// One line of documentation in our own words.
    pub doc: String,
    /// The operation that fetches it.
    pub operation: String,
    /// The key under `data` that holds the items.
    pub key: String,
    /// Other keys seen in its place.
    #[serde(default)]
    pub also: Vec<String>,
    /// The item's type.
    pub item: String,
    /// Where it comes from, when that is not a section of the file's document.
    pub source: Option<SourceRef>,
}

/// A row of a table that leads from one version to the next.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MigrationRow {
    /// What changes, in our own words.
    pub doc: String,
    /// The paths or names of the older version.
    #[serde(default)]
    pub from: Vec<String>,
    /// The paths or names of the newer version.
    #[serde(default)]
    pub to: Vec<String>,
    /// What kind of change it is.
    pub change: Change,
    /// Whether the guides state it, or it is derived by us from the two tabs.
    #[serde(default)]
    pub derived: bool,
}

/// What a migration row does.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Change {
    Renamed,
    Split,
    Merged,
    Wrapped,
    Added,
    Required,
    Restricted,
    Extended,
    Removed,
    Moved,
    Behaviour,
}
