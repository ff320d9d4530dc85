/// The codes of what is wrong with a payload's structure: it cannot be read as what the model says.
///
/// All other codes belong to constraints, formats and rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Structure {
    /// The text is not JSON, starts with a byte order mark or holds a lone surrogate.
    Json,
    /// The value is of another JSON type, is a number out of range, or is `null` where it may not be.
    Type,
    /// A required field is absent or `null`.
    Required,
    /// The model does not know the field.
    UnknownField,
    /// The text is none of the enum's values.
    Enum,
    /// The text names no day.
    Date,
    /// The text is not a UUID.
    Uuid,
}

impl Structure {
    /// Every structure code.
    pub const ALL: [Structure; 7] = [
        Structure::Json,
        Structure::Type,
        Structure::Required,
        Structure::UnknownField,
        Structure::Enum,
        Structure::Date,
        Structure::Uuid,
    ];

    /// The code as it stands in an issue.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Structure::Json => "json",
            Structure::Type => "type",
            Structure::Required => "required",
            Structure::UnknownField => "unknown_field",
            Structure::Enum => "enum",
            Structure::Date => "date",
            Structure::Uuid => "uuid",
        }
    }

    /// The fixed message of the code; `None` for the codes whose message depends on the field
    /// (see [`crate::required`], [`crate::type_mismatch`], [`crate::unknown_field`]) or on the enum.
    #[must_use]
    pub const fn message(self) -> Option<&'static str> {
        match self {
            Structure::Json => Some("Must be valid JSON"),
            Structure::Date => Some("Must be a date in YYYY-MM-DD format"),
            Structure::Uuid => Some("Must be a UUID"),
            Structure::Enum => Some("Must be one of the documented values"),
            Structure::Type | Structure::Required | Structure::UnknownField => None,
        }
    }
}
