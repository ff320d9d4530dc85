/// What a JSON value has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A JSON string.
    Text,
    /// A JSON number without a fractional part, within ±(2^53 − 1).
    Integer,
    /// A JSON number that a double holds.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A JSON string `YYYY-MM-DD` that names a day of the years 0001 to 9999.
    Date,
    /// A JSON string of 8-4-4-4-12 hexadecimal digits.
    Uuid,
    /// A JSON string out of a list.
    Enum,
    /// A JSON object with named fields.
    Object,
    /// A JSON array.
    List,
    /// A JSON object with any keys.
    Map,
}

impl Kind {
    /// Every kind, in the order of this enum.
    pub const ALL: [Kind; 10] = [
        Kind::Text,
        Kind::Integer,
        Kind::Number,
        Kind::Boolean,
        Kind::Date,
        Kind::Uuid,
        Kind::Enum,
        Kind::Object,
        Kind::List,
        Kind::Map,
    ];

    /// The word for the kind in the model, in attributes and in error texts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Integer => "integer",
            Kind::Number => "number",
            Kind::Boolean => "boolean",
            Kind::Date => "date",
            Kind::Uuid => "uuid",
            Kind::Enum => "enum",
            Kind::Object => "object",
            Kind::List => "list",
            Kind::Map => "map",
        }
    }
}
