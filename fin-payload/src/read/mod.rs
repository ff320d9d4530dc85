//! Reading: visitors that take every JSON shape and record the wrong ones, so that one pass over the bytes
//! names every mistake. An `Err` is a JSON syntax error and nothing else.

mod list;
mod map;
mod object;
mod option;
mod scalar;
mod text;
mod wide;

pub use list::ReadItems;
pub use object::{Object, Slot, field, items_field, object, rest_field, skipped};
pub use scalar::read_text_of;
pub(crate) use text::from_text;

use crate::Scope;
use serde_core::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess};
use std::marker::PhantomData;

/// A value that can be read while everything wrong with it is recorded.
pub trait Read<'de>: Sized {
    /// Reads the value; `None` where it cannot be represented, and what is wrong stands in `scope`.
    ///
    /// # Errors
    /// The text is not JSON.
    fn read<D: Deserializer<'de>>(deserializer: D, scope: &mut Scope<'_>) -> Result<Option<Self>, D::Error>;

    /// What stands in for an absent field; `None` where the field is required.
    #[inline]
    fn absent() -> Option<Self> {
        None
    }
}

/// Reads a value of the type `T`.
pub(crate) struct Seed<'s, 'c, T>(pub &'s mut Scope<'c>, pub PhantomData<T>);

impl<'de, T: Read<'de>> DeserializeSeed<'de> for Seed<'_, '_, T> {
    type Value = Option<T>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        T::read(deserializer, self.0)
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

/// Methods of a visitor that records the wrong JSON type, `$kind` being the one that is due.
macro_rules! refuse {
    ($kind:expr; $($shape:ident)*) => { $($crate::read::refuse!(@$shape $kind);)* };
    (@boolean $kind:expr) => {
        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            self.0.structure(fin_core::Structure::Type, $kind);
            Ok(None)
        }
    };
    (@number $kind:expr) => {
        fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
            self.0.structure(fin_core::Structure::Type, $kind);
            Ok(None)
        }
        fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
            self.0.structure(fin_core::Structure::Type, $kind);
            Ok(None)
        }
        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            self.0.structure(fin_core::Structure::Type, $kind);
            Ok(None)
        }
    };
    (@text $kind:expr) => {
        fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
            self.0.structure(fin_core::Structure::Type, $kind);
            Ok(None)
        }
    };
    (@null $kind:expr) => {
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            self.0.null($kind);
            Ok(None)
        }
    };
    (@array $kind:expr) => {
        fn visit_seq<A: serde_core::de::SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
            self.0.structure(fin_core::Structure::Type, $kind);
            $crate::read::skip_seq(seq)?;
            Ok(None)
        }
    };
    (@object $kind:expr) => {
        fn visit_map<A: serde_core::de::MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            self.0.structure(fin_core::Structure::Type, $kind);
            $crate::read::skip_map(map)?;
            Ok(None)
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
