//! A second reading for texts with numbers that no double holds: each value is taken as raw text first, and
//! such a number is handed on as an infinity, which every visitor refuses.

use serde_core::{
    de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor},
    forward_to_deserialize_any,
};
use serde_json::{Error, value::RawValue};
use std::fmt;

/// As deep as `serde_json` reads: each value is given to it anew here, so that it cannot count.
const DEPTH: u8 = 127;

/// The text of one JSON value, without white space around it, and how much deeper it may be nested.
pub(super) struct Wide<'de>(&'de str, u8);

impl<'de> Wide<'de> {
    /// The text of a whole payload.
    pub(super) fn new(text: &'de str) -> Self {
        Wide(text, DEPTH)
    }

    fn inside(&self) -> Result<u8, Error> {
        self.1.checked_sub(1).ok_or_else(|| Error::custom("nested too deep"))
    }
}

impl<'de> Deserializer<'de> for Wide<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let mut text = serde_json::Deserializer::from_str(self.0);
        match self.0.bytes().next() {
            Some(b'{') => text.deserialize_map(Nested(visitor, self.inside()?)),
            Some(b'[') => text.deserialize_seq(Nested(visitor, self.inside()?)),
            Some(b'-' | b'0'..=b'9') if self.0.parse().is_ok_and(f64::is_infinite) => {
                visitor.visit_f64(f64::INFINITY)
            }
            _ => text.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0 == "null" { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}

/// A visitor whose nested values are read as raw text first.
struct Nested<T>(T, u8);

impl<'de, V: Visitor<'de>> Visitor<'de> for Nested<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Nested(map, self.1))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Nested(seq, self.1))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Nested<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let raw: &'de RawValue = self.0.next_value()?;
        seed.deserialize(Wide(raw.get(), self.1)).map_err(A::Error::custom)
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Nested<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        let Some(raw) = self.0.next_element::<&'de RawValue>()? else { return Ok(None) };
        seed.deserialize(Wide(raw.get(), self.1)).map(Some).map_err(A::Error::custom)
    }
}
