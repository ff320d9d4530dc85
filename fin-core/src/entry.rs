use crate::{Constraint, Kind};

/// One type of the model as the derive's table holds it, so that a struct can bind to it by name.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `v2.IndividualBasicInfo`.
    pub name: &'static str,
    /// What the type is.
    pub shape: Shape,
}

/// What a type of the model is.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Named fields, in the model's order.
    Object {
        /// The fields.
        fields: &'static [Field],
        /// The rules that compare several fields, in the model's order. A rule on one field stands with the field.
        rules: &'static [Rule],
    },
    /// A list of texts.
    Enum {
        /// The wire texts, in the model's order.
        values: &'static [&'static str],
        /// Whether other texts are kept instead of refused (answers and webhooks).
        open: bool,
    },
}

/// A field of an [`Entry`].
#[derive(Clone, Debug)]
pub struct Field {
    /// The key on the wire.
    pub name: &'static str,
    /// What the value is.
    pub kind: Kind,
    /// What the items of a list or the values of a map are.
    pub item: Option<Kind>,
    /// The entry of an object or enum, of a list's items or of a map's values.
    pub entry: Option<&'static str>,
    /// Whether the field must be there.
    pub required: bool,
    /// Whether the value is personal data.
    pub sensitive: bool,
    /// The constraints in the order in which they are reported, each with the message of the model where it
    /// has words of its own.
    pub constraints: &'static [(Constraint<&'static str>, Option<&'static str>)],
    /// The rules that look at this field alone (and at the context), in the model's order.
    pub rules: &'static [Rule],
}

/// A rule of the model, lowered to Rust.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The code.
    pub code: &'static str,
    /// The message.
    pub message: &'static str,
    /// The fields of the type that it mentions: a partial struct without one of them goes without the rule.
    pub mentions: &'static [&'static str],
    /// What it demands.
    pub body: RuleBody,
}

/// What a [`Rule`] demands. Expressions are Rust, of type `bool`, in a body that returns `Option<bool>`: a `?`
/// on an absent value ends the rule. `self` is the value, `cx` the context, a field of the value is
/// `self.<wire name>`, a field of what it holds `.__fin_<wire name>()`.
#[derive(Clone, Debug)]
pub enum RuleBody {
    /// Where `when` holds, `require` must; reported at `at`, a dotted path of wire names ("" is the value itself).
    Require {
        /// The dotted path.
        at: &'static str,
        /// The condition under which the rule applies.
        when: Option<&'static str>,
        /// What must hold then.
        require: &'static str,
    },
    /// No text stands twice; reported at each later duplicate.
    Unique(&'static [Unique]),
}

/// The texts of one path that take part in a uniqueness rule.
#[derive(Clone, Debug)]
pub struct Unique {
    /// `associated_parties[party].basic_info.email`: brackets go through a list and may name its item.
    pub at: &'static str,
    /// A condition over the named items: others are left out.
    pub when: Option<&'static str>,
}

/// A named format: one pattern over the whole text, or a list of texts.
#[derive(Clone, Debug)]
pub struct Format {
    /// The name.
    pub name: &'static str,
    /// The code.
    pub code: &'static str,
    /// The message.
    pub message: &'static str,
    /// What the whole text must match.
    pub pattern: Option<&'static str>,
    /// What the whole text must not match.
    pub not_pattern: Option<&'static str>,
    /// The texts, sorted, when the format is a list.
    pub values: &'static [&'static str],
    /// A further format that is asked for only when this one holds.
    pub then: Option<&'static str>,
    /// Whether it refuses a blank text.
    pub refuses_blank: bool,
}
