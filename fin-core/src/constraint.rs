use crate::Kind;

/// A check of one field that needs no other field. `S` is how the crate at hand keeps a text.
///
/// The order of the variants is the order in which the constraints of a field are reported.
/// A blank text reports [`Constraint::NotBlank`] alone where it is declared, and where the field's
/// format would refuse it.
#[derive(Clone, Debug, PartialEq)]
pub enum Constraint<S> {
    /// Not empty and not only white space (Unicode `White_Space`).
    NotBlank,
    /// A named format of the model.
    Format(S),
    /// A regular expression of the derive's user, matched against the whole text.
    Pattern(S),
    /// Only ASCII characters.
    Ascii,
    /// At least so many Unicode code points.
    MinLength(u32),
    /// At most so many Unicode code points.
    MaxLength(u32),
    /// A number not below the bound.
    Minimum(f64),
    /// A number not above the bound.
    Maximum(f64),
    /// A day before the context's `today`.
    Past,
    /// A day not after the context's `today`.
    PastOrToday,
    /// A day after the context's `today`.
    Future,
    /// At least so many whole calendar years between the day and the context's `today`.
    MinAge(u32),
    /// At most so many whole calendar years between the day and the context's `today`.
    MaxAge(u32),
    /// At least so many items.
    MinItems(u32),
    /// At most so many items.
    MaxItems(u32),
    /// No item stands twice; reported at each later duplicate.
    UniqueItems,
}

/// The constraint without its argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the variant of the same name of `Constraint`")]
pub enum Name {
    NotBlank,
    Format,
    Pattern,
    Ascii,
    MinLength,
    MaxLength,
    Minimum,
    Maximum,
    Past,
    PastOrToday,
    Future,
    MinAge,
    MaxAge,
    MinItems,
    MaxItems,
    UniqueItems,
}

/// Which part of a field's value a constraint looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Applies {
    /// A text, or each text of a list.
    Text,
    /// An integer or a number, or each of a list.
    Number,
    /// A date, or each of a list.
    Date,
    /// The list itself.
    List,
}

impl Name {
    /// Every constraint, in the order in which they are reported.
    pub const ALL: [Name; 16] = [
        Name::NotBlank,
        Name::Format,
        Name::Pattern,
        Name::Ascii,
        Name::MinLength,
        Name::MaxLength,
        Name::Minimum,
        Name::Maximum,
        Name::Past,
        Name::PastOrToday,
        Name::Future,
        Name::MinAge,
        Name::MaxAge,
        Name::MinItems,
        Name::MaxItems,
        Name::UniqueItems,
    ];

    /// The key in YAML and in attributes.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Name::NotBlank => "not_blank",
            Name::Format => "format",
            Name::Pattern => "pattern",
            Name::Ascii => "ascii",
            Name::MinLength => "min_length",
            Name::MaxLength => "max_length",
            Name::Minimum => "minimum",
            Name::Maximum => "maximum",
            Name::Past => "past",
            Name::PastOrToday => "past_or_today",
            Name::Future => "future",
            Name::MinAge => "min_age",
            Name::MaxAge => "max_age",
            Name::MinItems => "min_items",
            Name::MaxItems => "max_items",
            Name::UniqueItems => "unique_items",
        }
    }

    /// The code of the issue. A format's code is the format's own.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Name::NotBlank => "blank",
            other => other.key(),
        }
    }

    /// What the constraint looks at.
    #[must_use]
    pub const fn applies(self) -> Applies {
        match self {
            Name::NotBlank
            | Name::Format
            | Name::Pattern
            | Name::Ascii
            | Name::MinLength
            | Name::MaxLength => Applies::Text,
            Name::Minimum | Name::Maximum => Applies::Number,
            Name::Past | Name::PastOrToday | Name::Future | Name::MinAge | Name::MaxAge => Applies::Date,
            Name::MinItems | Name::MaxItems | Name::UniqueItems => Applies::List,
        }
    }

    /// Whether a value of this kind, or an item of a list, can carry the constraint.
    #[must_use]
    pub const fn fits(self, kind: Kind) -> bool {
        match self.applies() {
            Applies::Text => matches!(kind, Kind::Text),
            Applies::Number => matches!(kind, Kind::Integer | Kind::Number),
            Applies::Date => matches!(kind, Kind::Date),
            Applies::List => matches!(kind, Kind::List),
        }
    }
}

impl<S> Constraint<S> {
    /// The constraint without its argument.
    #[must_use]
    pub const fn name(&self) -> Name {
        match self {
            Constraint::NotBlank => Name::NotBlank,
            Constraint::Format(_) => Name::Format,
            Constraint::Pattern(_) => Name::Pattern,
            Constraint::Ascii => Name::Ascii,
            Constraint::MinLength(_) => Name::MinLength,
            Constraint::MaxLength(_) => Name::MaxLength,
            Constraint::Minimum(_) => Name::Minimum,
            Constraint::Maximum(_) => Name::Maximum,
            Constraint::Past => Name::Past,
            Constraint::PastOrToday => Name::PastOrToday,
            Constraint::Future => Name::Future,
            Constraint::MinAge(_) => Name::MinAge,
            Constraint::MaxAge(_) => Name::MaxAge,
            Constraint::MinItems(_) => Name::MinItems,
            Constraint::MaxItems(_) => Name::MaxItems,
            Constraint::UniqueItems => Name::UniqueItems,
        }
    }
}
