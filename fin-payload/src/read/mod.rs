//! Reading: visitors that take every JSON shape and record the wrong ones, so that one pass over the bytes
//! names every mistake. An `Err` is a JSON syntax error and nothing else.

mod any;
mod list;
mod map;
mod object;
mod option;
mod scalar;
mod slot;
mod text;
mod wide;

pub use list::ReadItems;
pub use map::{Rest, RestMap};
pub use object::{Object, default_field, default_items_field, field, items_field, object, skipped};
pub use scalar::read_text_of;
pub use slot::Slot;
pub(crate) use text::from_text;

use crate::{Scope, fits::What};
use serde_core::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess};

/// A value that can be read while everything wrong with it is recorded.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a payload",
    label = "derive `FinPayload` for it, or use a type that can be read",
    note = "`String`, `Cow<str>`, `bool`, `i64` and narrower integers, `u64`, `f64`, `fin_payload::Date`, \
            `uuid::Uuid` can; so can `Option`, `Box`, `Vec` and maps of them and of types with the derive"
)]
pub trait Read<'de>: Sized {
    /// What the type is, for the fields that are bound to the model and have it.
    #[doc(hidden)]
    const WHAT: What = What::UNKNOWN;

    /// Reads the value into `slot`: [`Slot::Bad`] where it cannot be represented, and what is wrong stands in
    /// `scope`. Into a place rather than returned, so that large structs are not moved on the way up.
    ///
    /// # Errors
    /// The text is not JSON.
    fn read<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<Self>,
    ) -> Result<(), D::Error>;

    /// What stands in for an absent field; `None` where the field is required.
    #[inline]
    fn absent() -> Option<Self> {
        None
    }
}

/// Reads a value of the type `T`.
pub(crate) struct Seed<'s, 'c, T>(pub &'s mut Scope<'c>, pub &'s mut Slot<T>);

impl<'de, T: Read<'de>> DeserializeSeed<'de> for Seed<'_, '_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::read(deserializer, self.0, self.1)
    }
}

/// Passes over the rest of an array: without recursion, without a copy.
pub(crate) fn skip_seq<'de, A: SeqAccess<'de>>(mut seq: A) -> Result<(), A::Error> {
    while seq.next_element::<IgnoredAny>()?.is_some() {}
    Ok(())
}

/// Passes over the rest of an object.
pub(crate) fn skip_map<'de, A: MapAccess<'de>>(mut map: A) -> Result<(), A::Error> {
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}

/// Methods of a visitor of a scope and a slot that records the wrong JSON type, `$kind` being the one that is due.
macro_rules! refuse {
    ($kind:expr; $($shape:ident)*) => { type Value = (); $($crate::read::refuse!(@$shape $kind);)* };
    (@wrong $self:ident $kind:expr) => {{
        $self.0.structure(fin_core::Structure::Type, $kind);
        *$self.1 = $crate::read::Slot::Bad;
    }};
    (@boolean $kind:expr) => {
        fn visit_bool<E>(self, _: bool) -> Result<(), E> {
            $crate::read::refuse!(@wrong self $kind);
            Ok(())
        }
    };
    (@number $kind:expr) => {
        fn visit_i64<E>(self, _: i64) -> Result<(), E> {
            $crate::read::refuse!(@wrong self $kind);
            Ok(())
        }
        fn visit_u64<E>(self, _: u64) -> Result<(), E> {
            $crate::read::refuse!(@wrong self $kind);
            Ok(())
        }
        fn visit_f64<E>(self, _: f64) -> Result<(), E> {
            $crate::read::refuse!(@wrong self $kind);
            Ok(())
        }
    };
    (@text $kind:expr) => {
        fn visit_str<E>(self, _: &str) -> Result<(), E> {
            $crate::read::refuse!(@wrong self $kind);
            Ok(())
        }
    };
    (@null $kind:expr) => {
        fn visit_unit<E>(self) -> Result<(), E> {
            self.0.null($kind);
            *self.1 = $crate::read::Slot::Bad;
            Ok(())
        }
    };
    (@array $kind:expr) => {
        fn visit_seq<A: serde_core::de::SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
            $crate::read::refuse!(@wrong self $kind);
            $crate::read::skip_seq(seq)
        }
    };
    (@object $kind:expr) => {
        fn visit_map<A: serde_core::de::MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
            $crate::read::refuse!(@wrong self $kind);
            $crate::read::skip_map(map)
        }
    };
}
pub(crate) use refuse;

/// `expecting`, which is never asked: the visitors take every shape.
macro_rules! expecting {
    () => {
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a JSON value")
        }
    };
}
pub(crate) use expecting;
