use crate::{Constraint, Kind};
use alloc::{format, string::String};

/// How many issues a report keeps; what is beyond them is counted as truncated.
pub const MAX_ISSUES: usize = 1_000;

/// The message of a required field that is absent: the wording of the guides.
#[must_use]
pub fn required(field: &str) -> String {
    format!("{field} is required")
}

/// The message of a value whose JSON type is another one.
#[must_use]
pub const fn type_mismatch(expected: Kind) -> &'static str {
    match expected {
        Kind::Text | Kind::Date | Kind::Uuid | Kind::Enum => "Must be a string",
        Kind::Integer => "Must be an integer",
        Kind::Number => "Must be a number",
        Kind::Boolean => "Must be true or false",
        Kind::Object | Kind::Map => "Must be an object",
        Kind::List => "Must be an array",
    }
}

/// The message of a field that the model does not know, with the nearest name that it does.
#[must_use]
pub fn unknown_field(nearest: Option<&str>) -> String {
    match nearest {
        Some(name) => format!("Unknown field, did you mean {name}?"),
        None => String::from("Unknown field"),
    }
}

/// The message of a constraint for which the model gives no words of its own.
/// A format and a pattern have none here: a format brings its message along.
#[must_use]
pub fn constraint_message<S>(constraint: &Constraint<S>) -> Option<String> {
    Some(match constraint {
        Constraint::NotBlank => String::from("Must not be blank"),
        Constraint::Format(_) => return None,
        Constraint::Pattern(_) => String::from("Must match the documented pattern"),
        Constraint::Ascii => String::from("Must use only English (Latin) characters"),
        Constraint::MinLength(n) => format!("Must have at least {}", count(*n, "character")),
        Constraint::MaxLength(n) => format!("Must have at most {}", count(*n, "character")),
        Constraint::Minimum(n) => format!("Must be at least {n}"),
        Constraint::Maximum(n) => format!("Must be at most {n}"),
        Constraint::Past => String::from("Must be in the past"),
        Constraint::PastOrToday => String::from("Must not be in the future"),
        Constraint::Future => String::from("Must be in the future"),
        Constraint::MinAge(n) => format!("Must be at least {} ago", count(*n, "year")),
        Constraint::MaxAge(n) => format!("Must be at most {} ago", count(*n, "year")),
        Constraint::MinItems(n) => format!("Must have at least {}", count(*n, "item")),
        Constraint::MaxItems(n) => format!("Must have at most {}", count(*n, "item")),
        Constraint::UniqueItems => String::from("Must not repeat an earlier item"),
    })
}

fn count(n: u32, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
