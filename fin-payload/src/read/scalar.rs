use super::{Read, Slot, expecting, refuse};
use crate::{Date, Scope, fits::What};
use fin_core::{Kind, Structure};
use serde_core::de::{Deserializer, Visitor};
use std::borrow::Cow;
use uuid::Uuid;

/// The greatest whole number that a double tells from its neighbours: 2^53 − 1.
pub(crate) const MAX_INTEGER: i64 = 9_007_199_254_740_991;

struct TextVisitor<'s, 'c>(&'s mut Scope<'c>, &'s mut Slot<String>);

impl<'de> Visitor<'de> for TextVisitor<'_, '_> {
    expecting!();
    refuse!(Kind::Text; boolean number null array object);

    #[inline]
    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        *self.1 = Slot::Value(text.to_owned());
        Ok(())
    }

    #[inline]
    fn visit_string<E>(self, text: String) -> Result<(), E> {
        *self.1 = Slot::Value(text);
        Ok(())
    }
}

impl<'de> Read<'de> for String {
    const WHAT: What = What::new(Kind::Text, None);

    #[inline]
    fn read<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<Self>,
    ) -> Result<(), D::Error> {
        deserializer.deserialize_any(TextVisitor(scope, slot))
    }
}

struct CowVisitor<'s, 'c, 'a>(&'s mut Scope<'c>, &'s mut Slot<Cow<'a, str>>);

impl<'de: 'a, 'a> Visitor<'de> for CowVisitor<'_, '_, 'a> {
    expecting!();
    refuse!(Kind::Text; boolean number null array object);

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<(), E> {
        *self.1 = Slot::Value(Cow::Borrowed(text));
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        *self.1 = Slot::Value(Cow::Owned(text.to_owned()));
        Ok(())
    }

    fn visit_string<E>(self, text: String) -> Result<(), E> {
        *self.1 = Slot::Value(Cow::Owned(text));
        Ok(())
    }
}

/// Borrowed from the payload where it holds no escape.
impl<'de: 'a, 'a> Read<'de> for Cow<'a, str> {
    const WHAT: What = What::new(Kind::Text, None);

    fn read<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<Self>,
    ) -> Result<(), D::Error> {
        deserializer.deserialize_any(CowVisitor(scope, slot))
    }
}

/// A text that stands for something: of another JSON type all of them say the same.
struct TextOf<'s, 'c, T, F>(&'s mut Scope<'c>, &'s mut Slot<T>, F);

impl<'de, T, F: FnOnce(&str) -> Result<T, Structure>> Visitor<'de> for TextOf<'_, '_, T, F> {
    expecting!();
    refuse!(Kind::Text; boolean number null array object);

    #[inline]
    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        *self.1 = match (self.2)(text) {
            Ok(value) => Slot::Value(value),
            Err(code) => {
                self.0.structure(code, Kind::Text);
                Slot::Bad
            }
        };
        Ok(())
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
    slot: &mut Slot<T>,
    parse: impl FnOnce(&str) -> Result<T, Structure>,
) -> Result<(), D::Error> {
    deserializer.deserialize_any(TextOf(scope, slot, parse))
}

impl<'de> Read<'de> for Date {
    const WHAT: What = What::new(Kind::Date, None);

    #[inline]
    fn read<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<Self>,
    ) -> Result<(), D::Error> {
        read_text_of(deserializer, scope, slot, |text| text.parse().map_err(|_| Structure::Date))
    }
}

impl<'de> Read<'de> for Uuid {
    const WHAT: What = What::new(Kind::Uuid, None);

    #[inline]
    fn read<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<Self>,
    ) -> Result<(), D::Error> {
        read_text_of(deserializer, scope, slot, parse_uuid)
    }
}

/// Only the hyphenated form: `Uuid::parse_str` also takes braces, a URN and no hyphens at all.
fn parse_uuid(text: &str) -> Result<Uuid, Structure> {
    if text.len() != 36 {
        return Err(Structure::Uuid);
    }
    Uuid::try_parse(text).map_err(|_| Structure::Uuid)
}

struct BooleanVisitor<'s, 'c>(&'s mut Scope<'c>, &'s mut Slot<bool>);

impl<'de> Visitor<'de> for BooleanVisitor<'_, '_> {
    expecting!();
    refuse!(Kind::Boolean; number text null array object);

    #[inline]
    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        *self.1 = Slot::Value(value);
        Ok(())
    }
}

impl<'de> Read<'de> for bool {
    const WHAT: What = What::new(Kind::Boolean, None);

    #[inline]
    fn read<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<Self>,
    ) -> Result<(), D::Error> {
        deserializer.deserialize_any(BooleanVisitor(scope, slot))
    }
}

struct NumberVisitor<'s, 'c>(&'s mut Scope<'c>, &'s mut Slot<f64>);

impl<'de> Visitor<'de> for NumberVisitor<'_, '_> {
    expecting!();
    refuse!(Kind::Number; boolean text null array object);

    #[inline]
    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        *self.1 = if value.is_finite() {
            Slot::Value(value)
        } else {
            self.0.structure(Structure::Type, Kind::Number);
            Slot::Bad
        };
        Ok(())
    }

    #[inline]
    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        *self.1 = Slot::Value(value as f64);
        Ok(())
    }

    #[inline]
    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        *self.1 = Slot::Value(value as f64);
        Ok(())
    }
}

impl<'de> Read<'de> for f64 {
    const WHAT: What = What::new(Kind::Number, None);

    #[inline]
    fn read<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<Self>,
    ) -> Result<(), D::Error> {
        deserializer.deserialize_any(NumberVisitor(scope, slot))
    }
}

struct IntegerVisitor<'s, 'c>(&'s mut Scope<'c>, &'s mut Slot<i64>);

impl<'de> Visitor<'de> for IntegerVisitor<'_, '_> {
    expecting!();
    refuse!(Kind::Integer; boolean text null array object);

    #[inline]
    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.within(value);
        Ok(())
    }

    #[inline]
    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        // What does not fit is out of range as well.
        self.within(i64::try_from(value).unwrap_or(i64::MAX));
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        let whole = value.fract() == 0.0 && value.abs() <= MAX_INTEGER as f64;
        self.within(if whole { value as i64 } else { i64::MAX });
        Ok(())
    }
}

impl IntegerVisitor<'_, '_> {
    #[inline]
    fn within(self, value: i64) {
        *self.1 = if (-MAX_INTEGER..=MAX_INTEGER).contains(&value) {
            Slot::Value(value)
        } else {
            self.0.structure(Structure::Type, Kind::Integer);
            Slot::Bad
        };
    }
}

impl<'de> Read<'de> for i64 {
    const WHAT: What = What::new(Kind::Integer, None);

    #[inline]
    fn read<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<Self>,
    ) -> Result<(), D::Error> {
        deserializer.deserialize_any(IntegerVisitor(scope, slot))
    }
}

/// Narrower than `i64`: what they cannot hold is of the wrong type.
macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl<'de> Read<'de> for $integer {
            const WHAT: What = What::new(Kind::Integer, None);

            #[inline]
            fn read<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<Self>,
    ) -> Result<(), D::Error> {
                let mut wide = Slot::Missing;
                deserializer.deserialize_any(IntegerVisitor(scope, &mut wide))?;
                *slot = match wide {
                    Slot::Value(value) => match <$integer>::try_from(value) {
                        Ok(value) => Slot::Value(value),
                        Err(_) => {
                            scope.structure(Structure::Type, Kind::Integer);
                            Slot::Bad
                        }
                    },
                    _ => Slot::Bad,
                };
                Ok(())
            }
        }
    )*};
}
integers!(i8 i16 i32 u8 u16 u32 u64 usize);
