//! The resolved, language-neutral model: every name looked up, every default filled in, every rule typed.
//! This is all that an emitter reads; what is here has no mistakes left.

mod codes;
mod place;
mod rulings;
mod upgrade;

pub use codes::{Report, Reporter};
pub use place::Place;
pub use rulings::Resting;
pub use upgrade::{Filling, Gone, How, Refusal, Upgrade, UpgradeId, UpgradeShape, UpgradeStep};

use crate::model::{self, Content, Method, Mode};
use crate::rules::Expr;
use fin_core::{Constraint, Kind};

/// An index into [`Api::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// The whole API.
#[derive(Clone, Debug)]
pub struct Api {
    /// The name of the API.
    pub name: String,
    /// The version that the SDK packages carry.
    pub model_version: String,
    /// The versions, oldest first: `v1`, `v2`.
    pub versions: Vec<String>,
    /// Name and base URL.
    pub servers: Vec<(String, String)>,
    /// The documents: key, title and file, and whether a guide.
    pub documents: Vec<(String, model::Document)>,
    /// Extension and media type of what an upload takes.
    pub upload_types: Vec<(String, String)>,
    /// The types: shared ones first, then each version's, in the order of the files and of the guide.
    pub types: Vec<Type>,
    /// The formats, in the model's order.
    pub formats: Vec<Format>,
    /// What rules may ask for beside the payload.
    pub context: Vec<ContextValue>,
    /// The decisions on contradictory statements.
    pub rulings: Vec<(String, model::Ruling)>,
    /// The calls.
    pub operations: Vec<Operation>,
    /// The webhook events.
    pub webhooks: Vec<Webhook>,
    /// The documented error answers.
    pub errors: Vec<(String, Scope, model::ApiError)>,
    /// The lists of the catalogue.
    pub catalogue: Vec<(String, model::CatalogueList)>,
    /// How a version's payloads become the next one's.
    pub migrations: Vec<(String, Scope, model::MigrationRow)>,
    /// What makes a version's types of the older ones; an [`UpgradeId`] is an index.
    pub upgrades: Vec<Upgrade>,
}

/// Where a type lives: `shared`, or a version.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// In every version.
    Shared,
    /// In that version alone.
    Version(String),
}

impl Scope {
    /// `shared`, `v1`, `v2`.
    pub fn name(&self) -> &str {
        match self {
            Scope::Shared => "shared",
            Scope::Version(version) => version,
        }
    }
}

/// A type.
#[derive(Clone, Debug)]
pub struct Type {
    /// The name without its scope: `IndividualBasicInfo`.
    pub name: String,
    /// Where it lives.
    pub scope: Scope,
    /// The name of the file that holds it, without folder and ending: `individual_create`.
    pub file: String,
    /// One line of documentation.
    pub doc: String,
    /// Where it comes from.
    pub place: Place,
    /// The rulings that it rests on.
    pub rulings: Vec<String>,
    /// Whether unknown fields are ignored and unknown values kept.
    pub open: bool,
    /// Whether a request's body reaches it.
    pub in_request: bool,
    /// Whether it is itself the JSON body of an operation's request.
    pub is_request: bool,
    /// Fields or values.
    pub shape: Shape,
    /// A complete example.
    pub example: Option<serde_json::Value>,
}

impl Type {
    /// `v2.IndividualBasicInfo`.
    pub fn qualified(&self) -> String {
        format!("{}.{}", self.scope.name(), self.name)
    }

    /// Its rules: those of its fields, then its own.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        let (fields, rules) = match &self.shape {
            Shape::Object { fields, rules } => (fields.as_slice(), rules.as_slice()),
            Shape::Enum { .. } => (&[][..], &[][..]),
        };
        fields.iter().flat_map(|field| &field.rules).chain(rules)
    }
}

/// What a type is.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Named fields.
    Object {
        /// In the model's order.
        fields: Vec<Field>,
        /// The rules that compare several fields, in the model's order.
        rules: Vec<Rule>,
    },
    /// A list of texts.
    Enum {
        /// In the model's order.
        values: Vec<EnumValue>,
    },
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// The text on the wire.
    pub name: String,
    /// One line of documentation.
    pub doc: String,
    /// Of a life cycle: what may follow. Empty means final; `None` means that there is no life cycle.
    pub next: Option<Vec<String>>,
    /// Where it comes from.
    pub place: Place,
    /// The rulings that it rests on.
    pub rulings: Vec<String>,
    /// Why it is deprecated, and what to use.
    pub deprecated: Option<String>,
}

/// A field of an object.
#[derive(Clone, Debug)]
pub struct Field {
    /// The key on the wire.
    pub name: String,
    /// What the value is.
    pub ty: FieldType,
    /// Whether it must be there.
    pub required: bool,
    /// Whether it is personal data.
    pub sensitive: bool,
    /// One line of documentation.
    pub doc: String,
    /// Where it comes from.
    pub place: Place,
    /// The rulings that it rests on.
    pub rulings: Vec<String>,
    /// In the order of [`fin_core::Name::ALL`]; of a list, the items' constraints first, then the list's own.
    pub constraints: Vec<FieldConstraint>,
    /// The rules that look at this field alone (and the context), in the model's order.
    pub rules: Vec<Rule>,
    /// What the API assumes when it is absent.
    pub default: Option<String>,
    /// Why it is deprecated, and what to use.
    pub deprecated: Option<String>,
    /// The name that replaces it in the next version.
    pub successor: Option<String>,
    /// The key of the catalogue list that holds its valid ids.
    pub catalogue: Option<String>,
}

/// A constraint with its words.
#[derive(Clone, Debug)]
pub struct FieldConstraint {
    /// What is demanded.
    pub constraint: Constraint<String>,
    /// The code.
    pub code: String,
    /// The message.
    pub message: String,
    /// Whether the message is the model's own, not the constraint's usual one.
    pub own_message: bool,
}

/// What a field's value is.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldType {
    /// A scalar: text, integer, number, boolean, date or uuid.
    Scalar(Kind),
    /// An enum or an object.
    Named(TypeId),
    /// A JSON array.
    List(Box<FieldType>),
    /// A JSON object with any keys.
    Map(Box<FieldType>),
    /// Any JSON value: only in open types.
    Any,
}

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The code.
    pub code: String,
    /// The message.
    pub message: String,
    /// One line of documentation.
    pub doc: Option<String>,
    /// Where it comes from.
    pub place: Place,
    /// The rulings that it rests on.
    pub rulings: Vec<String>,
    /// The fields of the type that it mentions, in the model's order.
    pub mentions: Vec<String>,
    /// The context values that it mentions.
    pub context: Vec<String>,
    /// What it demands.
    pub body: RuleBody,
}

/// What a rule demands.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "rules are few, and nearly all of them are the large one")]
pub enum RuleBody {
    /// Where `when` holds, `require` must.
    Require {
        /// The names from the type down to where it is reported; empty is the value itself.
        at: Vec<String>,
        /// Where the rule applies.
        when: Option<Condition>,
        /// What must hold.
        require: Condition,
    },
    /// No text stands twice, over all of these paths together; each later one is reported.
    Unique(Vec<UniquePath>),
}

/// A condition: its CEL text, and the typed expression that the text means.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The text, as the model has it.
    pub cel: String,
    /// The expression.
    pub expr: Expr,
}

/// Texts that take part in a uniqueness rule.
#[derive(Clone, Debug)]
pub struct UniquePath {
    /// From the type down to the text.
    pub steps: Vec<Step>,
    /// Over the named items: others are left out.
    pub when: Option<Condition>,
}

/// A step of a [`UniquePath`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into a field. An absent optional one ends the path without a text.
    Field(String),
    /// Through each item of a list, named for `when` (an unnamed item has an invented name).
    Each(String),
}

/// A format.
#[derive(Clone, Debug)]
pub struct Format {
    /// The name.
    pub name: String,
    /// The code.
    pub code: String,
    /// The message.
    pub message: String,
    /// One line of documentation.
    pub doc: String,
    /// What the whole text must match.
    pub pattern: Option<String>,
    /// What the whole text must not match.
    pub not_pattern: Option<String>,
    /// The texts, sorted, when the format is a list.
    pub values: Vec<String>,
    /// A format that is asked for only when this one holds.
    pub then: Option<String>,
    /// Whether it refuses a blank text.
    pub refuses_blank: bool,
    /// Where it comes from.
    pub place: Option<Place>,
    /// The rulings that it rests on.
    pub rulings: Vec<String>,
    /// Texts that pass.
    pub valid: Vec<String>,
    /// Texts that fail.
    pub invalid: Vec<String>,
}

/// A value that rules may ask for beside the payload.
#[derive(Clone, Debug)]
pub struct ContextValue {
    /// The name.
    pub name: String,
    /// Text, boolean, integer, number or date.
    pub kind: Kind,
    /// One line of documentation.
    pub doc: String,
    /// Whether the current UTC date stands in when the caller gives none.
    pub defaults_to_today: bool,
}

/// One call of the API.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The name.
    pub name: String,
    /// Where it lives.
    pub scope: Scope,
    /// One line of documentation.
    pub doc: String,
    /// Where it comes from.
    pub place: Place,
    /// The rulings that it rests on.
    pub rulings: Vec<String>,
    /// The HTTP method.
    pub method: Method,
    /// The path, with parameters in braces.
    pub path: String,
    /// The parameters of the path.
    pub path_params: Vec<(String, FieldType, model::Parameter)>,
    /// The parameters of the query.
    pub query: Vec<(String, FieldType, model::Parameter)>,
    /// The request body's type.
    pub body: Option<TypeId>,
    /// How the body is sent.
    pub content: Content,
    /// The answers by status.
    pub answers: Vec<(u16, Option<TypeId>)>,
    /// The errors by status: names of [`Api::errors`] entries or of types.
    pub errors: Vec<(u16, Vec<String>)>,
    /// Whether the work is done when the answer comes.
    pub mode: Mode,
    /// The customer's statuses in which it may be called; empty means any.
    pub when_status: Vec<String>,
    /// What else must hold before the call.
    pub requires: Vec<String>,
    /// Why it is deprecated, and what to use.
    pub deprecated: Option<String>,
    /// Whether it is called without an access token.
    pub unauthenticated: bool,
}

/// A webhook event.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// `customer.status`.
    pub name: String,
    /// One line of documentation.
    pub doc: String,
    /// Where it comes from.
    pub place: Place,
    /// The type of the envelope's `data`.
    pub data: TypeId,
    /// The status that the customer has then.
    pub status: Option<String>,
    /// The versions in which it is documented.
    pub versions: Vec<String>,
}

impl Api {
    /// The type behind an id.
    pub fn type_of(&self, id: TypeId) -> Option<&Type> {
        self.types.get(id.0)
    }

    /// The type of that qualified name, `v2.IndividualBasicInfo`.
    pub fn find(&self, qualified: &str) -> Option<TypeId> {
        self.types.iter().position(|ty| ty.qualified() == qualified).map(TypeId)
    }

    /// The format of that name.
    pub fn format(&self, name: &str) -> Option<&Format> {
        self.formats.iter().find(|format| format.name == name)
    }

    /// The kind of a field's value, enum and object told apart.
    pub fn kind(&self, ty: &FieldType) -> Option<Kind> {
        match ty {
            FieldType::Scalar(kind) => Some(*kind),
            FieldType::List(_) => Some(Kind::List),
            FieldType::Map(_) => Some(Kind::Map),
            FieldType::Any => None,
            FieldType::Named(id) => self.type_of(*id).map(|ty| match ty.shape {
                Shape::Object { .. } => Kind::Object,
                Shape::Enum { .. } => Kind::Enum,
            }),
        }
    }

    /// A field's type as the model writes it, with the scope of what it names: `list of v2.TaxInfo`.
    pub fn words(&self, ty: &FieldType) -> String {
        let named = |id: TypeId| self.type_of(id).map(Type::qualified).unwrap_or_default();
        match ty {
            FieldType::Scalar(kind) => kind.name().to_owned(),
            FieldType::Named(id) => named(*id),
            FieldType::List(item) => format!("list of {}", self.words(item)),
            FieldType::Map(value) => format!("map of {}", self.words(value)),
            FieldType::Any => "any".to_owned(),
        }
    }
}
