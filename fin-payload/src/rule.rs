//! What rule expressions may use: see the derive's table of functions. Everything here takes the types that
//! a field may have, and `Option`, `Box` and references of them; absent is `None`.

pub use crate::check::is_blank;
pub use crate::{Date, context::Facts, decimal::Decimal, formats};

use crate::decimal::Addend;
use std::{borrow::Cow, collections::HashSet};

/// Something that is a text on the wire.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a text", label = "a text is due here")]
pub trait Text {
    /// The text, if it is there.
    fn text(&self) -> Option<&str>;
}

/// A number.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a number", label = "a number is due here")]
pub trait Numeric {
    /// The number as a double, if it is there.
    fn number(&self) -> Option<f64>;
    /// The number as a whole one, if it is there and is one.
    fn integer(&self) -> Option<i64>;
}

/// A yes or no.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a yes or no", label = "a yes or no is due here")]
pub trait Flag {
    /// The yes or no, if it is there.
    fn flag(&self) -> Option<bool>;
}

/// A day.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a date", label = "a date is due here")]
pub trait Day {
    /// The day, if it is there.
    fn date(&self) -> Option<Date>;
}

/// A list.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a list", label = "a list is due here")]
pub trait Items {
    /// What it holds.
    type Item;
    /// The items, if the list is there.
    fn items(&self) -> Option<&[Self::Item]>;
}

/// An object with the derive.
#[diagnostic::on_unimplemented(message = "`{Self}` is not an object", label = "an object is due here")]
pub trait Nested {
    /// The struct.
    type Object;
    /// The object, if it is there.
    fn object(&self) -> Option<&Self::Object>;
}

/// A value that may be absent.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is always there",
    label = "only of an `Option` it can be asked whether it is there"
)]
pub trait Presence {
    /// Whether it is there.
    fn is_there(&self) -> bool;
}

impl Text for str {
    #[inline]
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Text for String {
    #[inline]
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Text for Cow<'_, str> {
    #[inline]
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

macro_rules! numeric {
    ($($number:ty)*) => {$(
        impl Numeric for $number {
            #[inline]
            fn number(&self) -> Option<f64> {
                Some(*self as f64)
            }
            #[inline]
            fn integer(&self) -> Option<i64> {
                i64::try_from(*self).ok()
            }
        }
    )*};
}
numeric!(i8 i16 i32 i64 u8 u16 u32 u64 usize);

impl Numeric for f64 {
    #[inline]
    fn number(&self) -> Option<f64> {
        Some(*self)
    }
    #[inline]
    fn integer(&self) -> Option<i64> {
        (self.fract() == 0.0).then_some(*self as i64)
    }
}

impl Flag for bool {
    #[inline]
    fn flag(&self) -> Option<bool> {
        Some(*self)
    }
}

impl Day for Date {
    #[inline]
    fn date(&self) -> Option<Date> {
        Some(*self)
    }
}

impl<T> Items for Vec<T> {
    type Item = T;
    #[inline]
    fn items(&self) -> Option<&[T]> {
        Some(self)
    }
}

impl<T> Items for [T] {
    type Item = T;
    #[inline]
    fn items(&self) -> Option<&[T]> {
        Some(self)
    }
}

/// The same for what an `Option` holds, a `Box` owns or a reference points at.
macro_rules! through {
    ($($trait:ident: $method:ident -> $result:ty, { $($more:item)* };)*) => {$(
        impl<T: $trait> $trait for Option<T> {
            $($more)*
            #[inline]
            fn $method(&self) -> Option<$result> {
                self.as_ref()?.$method()
            }
        }
        impl<T: $trait + ?Sized> $trait for Box<T> {
            $($more)*
            #[inline]
            fn $method(&self) -> Option<$result> {
                (**self).$method()
            }
        }
        impl<T: $trait + ?Sized> $trait for &T {
            $($more)*
            #[inline]
            fn $method(&self) -> Option<$result> {
                (**self).$method()
            }
        }
    )*};
}
through! {
    Text: text -> &str, {};
    Flag: flag -> bool, {};
    Day: date -> Date, {};
    Items: items -> &[T::Item], { type Item = T::Item; };
    Nested: object -> &T::Object, { type Object = T::Object; };
}

impl<T: Numeric> Numeric for Option<T> {
    #[inline]
    fn number(&self) -> Option<f64> {
        self.as_ref()?.number()
    }
    #[inline]
    fn integer(&self) -> Option<i64> {
        self.as_ref()?.integer()
    }
}

impl<T: Numeric + ?Sized> Numeric for Box<T> {
    #[inline]
    fn number(&self) -> Option<f64> {
        (**self).number()
    }
    #[inline]
    fn integer(&self) -> Option<i64> {
        (**self).integer()
    }
}

impl<T> Presence for Option<T> {
    #[inline]
    fn is_there(&self) -> bool {
        self.is_some()
    }
}

impl<T: Presence> Presence for Box<T> {
    #[inline]
    fn is_there(&self) -> bool {
        (**self).is_there()
    }
}

/// The text of a value.
#[inline]
pub fn text<T: Text + ?Sized>(value: &T) -> Option<&str> {
    value.text()
}

/// The whole number of a value.
#[inline]
pub fn integer<T: Numeric + ?Sized>(value: &T) -> Option<i64> {
    value.integer()
}

/// The number of a value.
#[inline]
pub fn number<T: Numeric + ?Sized>(value: &T) -> Option<f64> {
    value.number()
}

/// The yes or no of a value.
#[inline]
pub fn flag<T: Flag + ?Sized>(value: &T) -> Option<bool> {
    value.flag()
}

/// The day of a value.
#[inline]
pub fn date<T: Day + ?Sized>(value: &T) -> Option<Date> {
    value.date()
}

/// The items of a value.
#[inline]
pub fn items<T: Items + ?Sized>(value: &T) -> Option<&[T::Item]> {
    value.items()
}

/// The object of a value.
#[inline]
pub fn object<T: Nested + ?Sized>(value: &T) -> Option<&T::Object> {
    value.object()
}

/// Whether a value is there.
#[inline]
pub fn has<T: Presence + ?Sized>(value: &T) -> bool {
    value.is_there()
}

/// CEL's `&&`: false beside an absent operand is false.
#[inline]
pub fn and(left: Option<bool>, right: impl FnOnce() -> Option<bool>) -> Option<bool> {
    match left {
        Some(false) => Some(false),
        Some(true) => right(),
        None => right().filter(|right| !right),
    }
}

/// CEL's `||`: true beside an absent operand is true.
#[inline]
pub fn or(left: Option<bool>, right: impl FnOnce() -> Option<bool>) -> Option<bool> {
    match left {
        Some(true) => Some(true),
        Some(false) => right(),
        None => right().filter(|right| *right),
    }
}

/// CEL's `all`.
#[inline]
pub fn all<'a, T: 'a>(
    items: impl IntoIterator<Item = &'a T>,
    mut holds: impl FnMut(&'a T) -> Option<bool>,
) -> Option<bool> {
    let mut absent = false;
    for item in items {
        match holds(item) {
            Some(true) => {}
            Some(false) => return Some(false),
            None => absent = true,
        }
    }
    (!absent).then_some(true)
}

/// CEL's `exists`.
#[inline]
pub fn exists<'a, T: 'a>(
    items: impl IntoIterator<Item = &'a T>,
    mut holds: impl FnMut(&'a T) -> Option<bool>,
) -> Option<bool> {
    all(items, |item| holds(item).map(|holds| !holds)).map(|none| !none)
}

/// CEL's `exists_one`.
#[inline]
pub fn exists_one<'a, T: 'a>(
    items: impl IntoIterator<Item = &'a T>,
    mut holds: impl FnMut(&'a T) -> Option<bool>,
) -> Option<bool> {
    let mut count = 0_usize;
    for item in items {
        count += usize::from(holds(item)?);
    }
    Some(count == 1)
}

/// CEL's `filter`; an item for which the condition is absent is left out.
#[inline]
pub fn filter<'a, T: 'a>(
    items: impl IntoIterator<Item = &'a T>,
    mut holds: impl FnMut(&'a T) -> Option<bool>,
) -> Vec<&'a T> {
    items.into_iter().filter(|item| holds(item) == Some(true)).collect()
}

/// CEL's `map`; an item for which the value is absent is left out.
#[inline]
pub fn map<'a, T: 'a, V>(
    items: impl IntoIterator<Item = &'a T>,
    value: impl FnMut(&'a T) -> Option<V>,
) -> Vec<V> {
    items.into_iter().filter_map(value).collect()
}

/// The exact decimal sum of numbers.
#[inline]
pub fn sum<N: Addend>(numbers: impl IntoIterator<Item = N>) -> Decimal {
    let mut sum = Decimal::default();
    numbers.into_iter().for_each(|number| sum.add(number));
    sum
}

/// The code points of a text.
#[inline]
pub fn size_of_text(text: &str) -> i64 {
    text.chars().count().try_into().unwrap_or(i64::MAX)
}

/// Only ASCII characters.
#[inline]
pub fn is_ascii(text: &str) -> bool {
    text.is_ascii()
}

/// Whole calendar years from one day to another; negative when the second is earlier.
#[inline]
pub fn years_between(from: Date, to: Date) -> i64 {
    from.years_until(to)
}

/// Texts that came already.
#[doc(hidden)]
#[derive(Default)]
pub struct Seen<'a> {
    few: Vec<&'a str>,
    many: HashSet<&'a str>,
}

impl<'a> Seen<'a> {
    /// Whether the text is new.
    pub fn insert(&mut self, text: &'a str) -> bool {
        // Up to here looking through a list is quicker than hashing; beyond it must not be quadratic.
        const FEW: usize = 16;
        if self.few.contains(&text) || (!self.many.is_empty() && self.many.contains(text)) {
            return false;
        }
        if self.few.len() < FEW {
            self.few.push(text);
        } else {
            self.many.insert(text);
        }
        true
    }
}
