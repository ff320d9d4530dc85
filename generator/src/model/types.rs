use super::Entries;
use schemars::JsonSchema;
use serde::Deserialize;

/// A type: an object (`fields`) or an enum (`values`).
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TypeDef {
    /// One line of documentation in our own words.
    pub doc: String,
    /// The heading of the guide's section that describes the type.
    pub section: Option<String>,
    /// Where it comes from, when that is not a section of the file's document.
    pub source: Option<SourceRef>,
    /// Where in the section: the table or the example that lists the fields or values.
    #[serde(rename = "where")]
    pub locator: Option<String>,
    /// What is said there, in our own words.
    pub says: Option<String>,
    /// The rulings that it rests on.
    #[serde(default)]
    pub rulings: Vec<String>,
    /// Answers and webhooks: unknown fields are ignored, unknown enum values kept.
    #[serde(default)]
    pub open: bool,
    /// The fields of an object; a name that ends in `?` is optional.
    #[serde(default)]
    pub fields: Entries<FieldDef>,
    /// The values of an enum.
    #[serde(default)]
    pub values: Entries<ValueDef>,
    /// The rules of an object.
    #[serde(default)]
    pub rules: Vec<RuleDef>,
    /// A complete example, as JSON: documentation, doctest and test in one.
    pub example: Option<serde_json::Value>,
}

/// A field of an object.
///
/// Constraints on texts, numbers and dates that stand with a list are about its items.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldDef {
    /// `text`, `integer`, `number`, `boolean`, `date`, `uuid`, `any`, a type's name, `list of …` or `map of …`.
    #[serde(rename = "type")]
    pub ty: String,
    /// One line of documentation in our own words.
    pub doc: String,
    /// Personal data: never printed.
    #[serde(default)]
    pub sensitive: bool,
    /// The constraints, one key each. (Flattening would lose `deny_unknown_fields`, so the keys stand here.)
    pub format: Option<String>,
    /// Only ASCII characters.
    #[serde(default)]
    pub ascii: bool,
    /// At least so many Unicode code points.
    pub min_length: Option<u32>,
    /// At most so many Unicode code points.
    pub max_length: Option<u32>,
    /// Not below.
    pub minimum: Option<f64>,
    /// Not above.
    pub maximum: Option<f64>,
    /// Before `today`.
    #[serde(default)]
    pub past: bool,
    /// Not after `today`.
    #[serde(default)]
    pub past_or_today: bool,
    /// After `today`.
    #[serde(default)]
    pub future: bool,
    /// At least so many whole calendar years ago.
    pub min_age: Option<u32>,
    /// At most so many whole calendar years ago.
    pub max_age: Option<u32>,
    /// At least so many items; a required list has at least one unless this says 0.
    pub min_items: Option<u32>,
    /// At most so many items.
    pub max_items: Option<u32>,
    /// No item twice.
    #[serde(default)]
    pub unique_items: bool,
    /// The API's own words for a constraint that fails: constraint to message.
    #[serde(default)]
    pub messages: Entries<String>,
    /// What the API assumes when the field is absent.
    pub default: Option<String>,
    /// The heading of the section, when it is not the type's.
    pub section: Option<String>,
    /// Where it comes from, when that is not the type's document.
    pub source: Option<SourceRef>,
    /// Where in the section; left out, the field's own entry in what the type's `where` names.
    #[serde(rename = "where")]
    pub locator: Option<String>,
    /// What is said there, in our own words.
    pub says: Option<String>,
    /// The rulings that it rests on.
    #[serde(default)]
    pub rulings: Vec<String>,
    /// Why the field is deprecated, and what to use.
    pub deprecated: Option<String>,
    /// The name that replaces it in the next version.
    pub successor: Option<String>,
    /// The key of the catalogue list that holds the valid ids.
    pub catalogue: Option<String>,
}

/// The constraint keys of a [`FieldDef`], for the test that they are those of `fin-core`.
pub struct ConstraintKeys;

impl ConstraintKeys {
    /// Every constraint key of the dialect. `not_blank` follows from a text being required, and `pattern`
    /// is for users of the derive: in the model a pattern has a name, as a format.
    pub const ALL: [&'static str; 14] = [
        "format",
        "ascii",
        "min_length",
        "max_length",
        "minimum",
        "maximum",
        "past",
        "past_or_today",
        "future",
        "min_age",
        "max_age",
        "min_items",
        "max_items",
        "unique_items",
    ];
}

/// A value of an enum.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ValueDef {
    /// One line of documentation in our own words.
    pub doc: String,
    /// Of a life cycle: the values that may follow. Empty means final; left out on every value means no life cycle.
    pub next: Option<Vec<String>>,
    /// Why the value is deprecated, and what to use.
    pub deprecated: Option<String>,
    /// The value that replaces it in the next version.
    pub successor: Option<String>,
    /// The rulings that it rests on.
    #[serde(default)]
    pub rulings: Vec<String>,
    /// Where it comes from, when that is not the type's.
    pub source: Option<SourceRef>,
    /// Where in the section; left out, the value's own entry in what the type's `where` names.
    #[serde(rename = "where")]
    pub locator: Option<String>,
    /// What is said there, in our own words.
    pub says: Option<String>,
}

/// A rule: `when` it applies, `require` must hold; or no text of `unique` stands twice.
///
/// A rule that mentions one field of its type belongs to that field, one that mentions several to the type.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleDef {
    /// The code, `snake_case`: one code, one meaning.
    pub code: String,
    /// Where it is reported: a dotted path from the type; empty is the value itself.
    #[serde(default)]
    pub at: String,
    /// The message: the API's own words where the guides give them.
    pub message: String,
    /// CEL: the rule applies where this holds.
    pub when: Option<String>,
    /// CEL: what must hold.
    pub require: Option<String>,
    /// The texts of which none may stand twice, reported at each later one.
    #[serde(default)]
    pub unique: Vec<UniqueDef>,
    /// One line of documentation in our own words.
    pub doc: Option<String>,
    /// The heading of the section, when it is not the type's.
    pub section: Option<String>,
    /// Where it comes from, when that is not the type's document.
    pub source: Option<SourceRef>,
    /// Where in the section: `note below the table`. Every rule says it.
    #[serde(rename = "where")]
    pub locator: Option<String>,
    /// What is said there, in our own words. Every rule says it.
    pub says: Option<String>,
    /// The rulings that it rests on.
    #[serde(default)]
    pub rulings: Vec<String>,
}

/// Texts that take part in a uniqueness rule.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UniqueDef {
    /// `associated_parties[].basic_info.email`; `[doc]` names the item for `when`.
    pub at: String,
    /// CEL over the named items: others are left out.
    pub when: Option<String>,
}

/// A place in a document.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct SourceRef {
    /// The document's key in `fin.yaml`; the file's document when left out.
    pub document: Option<String>,
    /// The tab or version of the document, when it has several; the file's version when left out.
    pub tab: Option<String>,
    /// The heading of the section.
    pub section: String,
    /// Where in the section: the row of a table, the note below it, the example.
    #[serde(rename = "where")]
    pub locator: Option<String>,
    /// What is said there, in our own words.
    pub says: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::ConstraintKeys;
    use fin_core::Name;

    #[test]
    fn the_constraint_keys_are_the_names_of_the_constraints() {
        let names = Name::ALL.into_iter().filter(|name| !matches!(name, Name::NotBlank | Name::Pattern));
        assert!(names.map(Name::key).eq(ConstraintKeys::ALL));
    }
}
