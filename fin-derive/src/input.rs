//! The description that everything else works on: attributes and the model's table put into one form.

use fin_core::{Constraint, Kind};
use proc_macro2::TokenStream;
use syn::{Ident, LitStr, Type};

/// A constraint with the words it has of its own.
#[derive(Clone)]
pub struct Demand {
    pub constraint: Constraint<String>,
    pub code: Option<String>,
    pub message: Option<String>,
    /// What a mistake in it is shown under.
    pub tokens: TokenStream,
    /// Whether it is the model's.
    pub bound: bool,
}

/// A rule over one field or several.
pub struct Rule {
    pub code: String,
    pub message: String,
    pub body: Body,
    /// What a mistake in it is shown under.
    pub tokens: TokenStream,
}

/// What a rule demands.
pub enum Body {
    /// Where `when` holds, `require` must; reported at the names from the value down.
    Require { at: Path, when: Option<TokenStream>, require: TokenStream },
    /// No text twice over all the paths.
    Unique(Vec<Over>),
}

/// Names from the value down, and where they are written.
pub struct Path {
    pub names: Vec<String>,
    pub literal: Option<LitStr>,
}

/// A path of a uniqueness rule.
pub struct Over {
    pub steps: Vec<Step>,
    pub when: Option<TokenStream>,
    /// The path as it is written.
    pub literal: LitStr,
}

/// A step of a path.
pub enum Step {
    Field(String),
    Each(String),
}

/// Where the value of an absent field comes from.
pub enum Absent {
    /// The type says: an `Option` is `None`, everything else is required.
    Type,
    /// `Default::default()`.
    Default,
    /// A function.
    Call(syn::Path),
    /// The field of this value of the whole struct.
    Whole(TokenStream),
}

/// What a field is to the reader.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A key of its own.
    Keyed,
    /// Its fields stand among ours.
    Flattened,
    /// It keeps the keys that nothing else takes.
    Rest,
    /// It is not on the wire.
    Skipped,
}

/// A field of a struct.
pub struct Field {
    pub ident: Ident,
    pub ty: Type,
    pub name: String,
    pub role: Role,
    pub absent: Absent,
    pub sensitive: bool,
    pub extra: Option<Ident>,
    /// Constraints on texts, numbers and dates are about the items.
    pub list: bool,
    pub demands: Vec<Demand>,
    pub rules: Vec<Rule>,
    /// Of a bound field: what the type must be, where its spelling does not tell.
    pub fit: Option<Fit>,
}

/// What the model says of the type of a field.
pub struct Fit {
    pub kind: Kind,
    pub item: Option<Kind>,
    pub entry: Option<&'static str>,
    /// What is said where the kind is another one.
    pub wrong_kind: String,
    /// What is said where the type is bound to another entry.
    pub wrong_entry: String,
}

/// A variant of an enum.
pub struct Variant {
    pub ident: Ident,
    pub name: String,
}

/// What kind of type it is.
pub enum Shape {
    Struct(Vec<Field>),
    /// A struct around one unnamed field.
    Newtype(Box<Field>),
    Enum {
        variants: Vec<Variant>,
        /// The variant that keeps unknown texts.
        other: Option<Ident>,
    },
}

/// What the container's attributes say: of those without a value, where they stand.
#[derive(Default)]
pub struct Options {
    pub model: Option<LitStr>,
    pub partial: Option<Ident>,
    pub builder: Option<Ident>,
    pub deserialize: Option<Ident>,
    pub debug: Option<Ident>,
    pub open: Option<Ident>,
    pub text: Option<Ident>,
    pub krate: Option<syn::Path>,
    pub rules: Vec<Rule>,
}
