use super::{Read, expecting, refuse};
use crate::{Date, Scope};
use fin_core::{Kind, Structure};
use serde_core::de::{Deserializer, Visitor};
use std::{borrow::Cow, marker::PhantomData};
use uuid::Uuid;

/// The greatest whole number that a double tells from its neighbours: 2^53 − 1.
pub(crate) const MAX_INTEGER: i64 = 9_007_199_254_740_991;

struct TextVisitor<'s, 'c>(&'s mut Scope<'c>);

impl<'de> Visitor<'de> for TextVisitor<'_, '_> {
    type Value = Option<String>;
    expecting!();
    refuse!(Kind::Text; boolean number null array object);

    #[inline]
    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(text.to_owned()))
    }

    #[inline]
    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Some(text))
    }
}

impl<'de> Read<'de> for String {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D, scope: &mut Scope<'_>) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_any(TextVisitor(scope))
    }
}

struct CowVisitor<'s, 'c>(&'s mut Scope<'c>);

impl<'de> Visitor<'de> for CowVisitor<'_, '_> {
    type Value = Option<Cow<'de, str>>;
    expecting!();
    refuse!(Kind::Text; boolean number null array object);

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text)))
    }
}

/// Borrowed from the payload where it holds no escape.
impl<'de: 'a, 'a> Read<'de> for Cow<'a, str> {
    fn read<D: Deserializer<'de>>(deserializer: D, scope: &mut Scope<'_>) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_any(CowVisitor(scope))
    }
}

/// A text that stands for something: of another JSON type all of them say the same.
struct TextOf<'s, 'c, T, F>(&'s mut Scope<'c>, F, PhantomData<T>);

impl<'de, T, F: FnOnce(&str) -> Result<T, Structure>> Visitor<'de> for TextOf<'_, '_, T, F> {
    type Value = Option<T>;
    expecting!();
    refuse!(Kind::Text; boolean number null array object);

    #[inline]
    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        match (self.1)(text) {
            Ok(value) => Ok(Some(value)),
            Err(code) => {
                self.0.structure(code, Kind::Text);
                Ok(None)
            }
        }
    }
}

/// Reads a value that is a text on the wire.
///
/// # Errors
/// The text is not JSON.
#[inline]
pub fn read_text_of<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    scope: &mut Scope<'_>,
    parse: impl FnOnce(&str) -> Result<T, Structure>,
) -> Result<Option<T>, D::Error> {
    deserializer.deserialize_any(TextOf(scope, parse, PhantomData))
}

impl<'de> Read<'de> for Date {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D, scope: &mut Scope<'_>) -> Result<Option<Self>, D::Error> {
        read_text_of(deserializer, scope, |text| text.parse().map_err(|_| Structure::Date))
    }
}

impl<'de> Read<'de> for Uuid {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D, scope: &mut Scope<'_>) -> Result<Option<Self>, D::Error> {
        read_text_of(deserializer, scope, parse_uuid)
    }
}

/// Only the hyphenated form: `Uuid::parse_str` also takes braces, a URN and no hyphens at all.
fn parse_uuid(text: &str) -> Result<Uuid, Structure> {
    if text.len() != 36 {
        return Err(Structure::Uuid);
    }
    Uuid::try_parse(text).map_err(|_| Structure::Uuid)
}

struct BooleanVisitor<'s, 'c>(&'s mut Scope<'c>);

impl<'de> Visitor<'de> for BooleanVisitor<'_, '_> {
    type Value = Option<bool>;
    expecting!();
    refuse!(Kind::Boolean; number text null array object);

    #[inline]
    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Some(value))
    }
}

impl<'de> Read<'de> for bool {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D, scope: &mut Scope<'_>) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_any(BooleanVisitor(scope))
    }
}

struct NumberVisitor<'s, 'c>(&'s mut Scope<'c>);

impl<'de> Visitor<'de> for NumberVisitor<'_, '_> {
    type Value = Option<f64>;
    expecting!();
    refuse!(Kind::Number; boolean text null array object);

    #[inline]
    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        if value.is_finite() {
            return Ok(Some(value));
        }
        self.0.structure(Structure::Type, Kind::Number);
        Ok(None)
    }

    #[inline]
    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Some(value as f64))
    }

    #[inline]
    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Some(value as f64))
    }
}

impl<'de> Read<'de> for f64 {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D, scope: &mut Scope<'_>) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_any(NumberVisitor(scope))
    }
}

struct IntegerVisitor<'s, 'c>(&'s mut Scope<'c>);

impl<'de> Visitor<'de> for IntegerVisitor<'_, '_> {
    type Value = Option<i64>;
    expecting!();
    refuse!(Kind::Integer; boolean text null array object);

    #[inline]
    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(self.within(value))
    }

    #[inline]
    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        // What does not fit is out of range as well.
        Ok(self.within(i64::try_from(value).unwrap_or(i64::MAX)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        let whole = value.fract() == 0.0 && value.abs() <= MAX_INTEGER as f64;
        Ok(self.within(if whole { value as i64 } else { i64::MAX }))
    }
}

impl IntegerVisitor<'_, '_> {
    #[inline]
    fn within(self, value: i64) -> Option<i64> {
        if (-MAX_INTEGER..=MAX_INTEGER).contains(&value) {
            return Some(value);
        }
        self.0.structure(Structure::Type, Kind::Integer);
        None
    }
}

impl<'de> Read<'de> for i64 {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D, scope: &mut Scope<'_>) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_any(IntegerVisitor(scope))
    }
}

/// Narrower than `i64`: what they cannot hold is of the wrong type.
macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl<'de> Read<'de> for $integer {
            #[inline]
            fn read<D: Deserializer<'de>>(
                deserializer: D,
                scope: &mut Scope<'_>,
            ) -> Result<Option<Self>, D::Error> {
                let Some(value) = deserializer.deserialize_any(IntegerVisitor(scope))? else { return Ok(None) };
                if let Ok(value) = <$integer>::try_from(value) {
                    return Ok(Some(value));
                }
                scope.structure(Structure::Type, Kind::Integer);
                Ok(None)
            }
        }
    )*};
}
integers!(i8 i16 i32 u8 u16 u32 u64 usize);
