//! Whether the type of a bound field is what the model says, asked while the user's crate is compiled: a derive
//! macro sees how a type is spelled, and not what it is.

use fin_core::Kind;

/// What a type is on the wire.
#[derive(Clone, Copy)]
pub struct What {
    kind: Option<Kind>,
    /// Of a list's items or a map's values.
    item: Option<Kind>,
    /// The entry of the model that the type, or that of its items, is bound to.
    entry: Option<&'static str>,
}

impl What {
    /// Nothing is known: a reader written by hand.
    pub const UNKNOWN: What = What { kind: None, item: None, entry: None };

    /// A type of that kind, bound to that entry.
    #[must_use]
    pub const fn new(kind: Kind, entry: Option<&'static str>) -> Self {
        What { kind: Some(kind), item: None, entry }
    }

    /// A list or a map of such values.
    #[must_use]
    pub(crate) const fn inside(self, kind: Kind) -> Self {
        What { kind: Some(kind), item: self.kind, entry: self.entry }
    }
}

/// Ends the compilation where the type is another one than the model's.
///
/// # Panics
/// It is.
#[allow(clippy::panic, reason = "while compiling, which is where it is called")]
#[track_caller]
pub const fn fits(
    what: What,
    kind: Kind,
    item: Option<Kind>,
    entry: Option<&'static str>,
    wrong_kind: &'static str,
    wrong_entry: &'static str,
) {
    let right = match (what.kind, what.item, item) {
        (Some(found), _, _) if found as u8 != kind as u8 => false,
        (Some(_), Some(found), Some(item)) => found as u8 == item as u8,
        _ => true,
    };
    if !right {
        panic!("{}", wrong_kind);
    }
    if let (Some(found), Some(entry)) = (what.entry, entry)
        && !same(found.as_bytes(), entry.as_bytes())
    {
        panic!("{}", wrong_entry);
    }
}

const fn same(mut left: &[u8], mut right: &[u8]) -> bool {
    while let ([a, left_rest @ ..], [b, right_rest @ ..]) = (left, right) {
        if *a != *b {
            return false;
        }
        (left, right) = (left_rest, right_rest);
    }
    left.is_empty() && right.is_empty()
}
