//! The description that everything else works on: attributes and the model's table put into one form.

use fin_core::Constraint;
use proc_macro2::{Span, TokenStream};
use syn::{Ident, Type};

/// A constraint with the words it has of its own.
pub struct Demand {
    pub constraint: Constraint<String>,
    pub code: Option<String>,
    pub message: Option<String>,
    pub span: Span,
}

/// A rule over one field or several.
pub struct Rule {
    pub code: String,
    pub message: String,
    pub body: Body,
}

/// What a rule demands.
pub enum Body {
    /// Where `when` holds, `require` must; reported at the names from the value down.
    Require { at: Vec<String>, when: Option<TokenStream>, require: TokenStream },
    /// No text twice over all the paths.
    Unique(Vec<Over>),
}

/// A path of a uniqueness rule.
pub struct Over {
    pub steps: Vec<Step>,
    pub when: Option<TokenStream>,
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
    pub extra: bool,
    /// Constraints on texts, numbers and dates are about the items.
    pub list: bool,
    pub demands: Vec<Demand>,
    pub rules: Vec<Rule>,
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

/// What the container's attributes say.
#[derive(Default)]
pub struct Options {
    pub model: Option<syn::LitStr>,
    pub partial: Option<Ident>,
    pub builder: bool,
    pub deserialize: bool,
    pub debug: bool,
    pub open: bool,
    pub text: bool,
    pub krate: Option<syn::Path>,
    pub rules: Vec<Rule>,
}
