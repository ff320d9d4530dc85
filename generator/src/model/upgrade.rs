use super::Entries;
use schemars::JsonSchema;
use serde::Deserialize;

/// How a type of the version before becomes one of this version. A field of the same name and a fitting type is
/// carried without a line.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpgradeDef {
    /// The fields of the newer object of which more is to say.
    #[serde(default)]
    pub fields: Entries<StepDef>,
    /// The fields of the older object that have no place in the newer one, each with the row that says so.
    #[serde(default)]
    pub gone: Entries<String>,
    /// The values of the older enum that have no successor: the caller says what stands in for them.
    #[serde(default)]
    pub ask: Vec<String>,
    /// Of an enum: the row of `migrations` on which it rests.
    pub row: Option<String>,
}

/// How a field of the newer version is filled, and what may be wrong with it then.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepDef {
    /// The older field: its name, a dotted path, or `this` for the older object itself. One item makes a list.
    pub from: Option<String>,
    /// The older texts that become one, by their names or dotted paths. What is absent is left out, and one at least
    /// is always there.
    #[serde(default)]
    pub join: Vec<String>,
    /// What stands between them: a space, unless said otherwise.
    pub separator: Option<String>,
    /// Nothing older says it: the caller is asked.
    #[serde(default)]
    pub ask: bool,
    /// What it is where the older field is absent.
    pub otherwise: Option<String>,
    /// The codes with which the newer version may refuse what the older one took; nothing that is asked mends it.
    #[serde(default)]
    pub may_refuse: Vec<String>,
    /// The codes that cannot come, because of what else the older version demands.
    #[serde(default)]
    pub implied: Vec<String>,
    /// The row of `migrations` on which it rests.
    pub row: String,
}
