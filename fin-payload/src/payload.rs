use crate::{Context, Issue, Issues, Options, Read, Scope, Slot, read};
use fin_core::Structure;
use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

/// A value that can be checked as it stands.
#[diagnostic::on_unimplemented(message = "`{Self}` cannot be checked", label = "derive `FinPayload` for it")]
pub trait Check {
    /// Records everything that is wrong with the value; whether it can be represented as JSON at all
    /// (only numbers that JSON or the API does not know cannot).
    fn check(&self, scope: &mut Scope<'_>) -> bool {
        let sound = self.check_fields(scope);
        if sound {
            self.check_rules(scope);
        }
        sound
    }

    /// Of an object: its fields, each with what is below it.
    fn check_fields(&self, _scope: &mut Scope<'_>) -> bool {
        true
    }

    /// Of an object: the rules that compare several fields.
    fn check_rules(&self, _scope: &mut Scope<'_>) {}
}

/// A payload: what `#[derive(FinPayload)]` is for.
///
/// Both ways of checking report everything at once, in the model's order.
pub trait FinPayload: Check + Sized {
    /// Reads and checks a JSON text in one pass.
    ///
    /// # Errors
    /// Every mistake: of the text itself (`json`), of its structure, of constraints and rules.
    fn from_json<'de>(json: &'de [u8]) -> Result<Self, Issues>
    where
        Self: Read<'de>,
    {
        Self::from_json_with(json, &Context::new(), &Options::new())
    }

    /// Reads and checks a JSON text with what is known beside it.
    ///
    /// # Errors
    /// As [`FinPayload::from_json`].
    fn from_json_with<'de>(json: &'de [u8], context: &Context, options: &Options) -> Result<Self, Issues>
    where
        Self: Read<'de>,
    {
        match read::from_text(json, || Scope::new(context, options)) {
            Some((Some(value), scope)) if scope.is_clean() => Ok(value),
            Some((_, scope)) => Err(scope.finish()),
            None => Err(not_json()),
        }
    }

    /// Checks a value already built.
    ///
    /// # Errors
    /// Every constraint and rule that does not hold.
    fn validate(&self) -> Result<(), Issues> {
        self.validate_with(&Context::new(), &Options::new())
    }

    /// Checks a value already built with what is known beside it.
    ///
    /// # Errors
    /// As [`FinPayload::validate`].
    fn validate_with(&self, context: &Context, options: &Options) -> Result<(), Issues> {
        let mut scope = Scope::new(context, options);
        self.check(&mut scope);
        if scope.is_clean() { Ok(()) } else { Err(scope.finish()) }
    }
}

impl<T: Check> FinPayload for T {}

fn not_json() -> Issues {
    let message = Structure::Json.message().unwrap_or_default();
    let issue = Issue { path: String::new(), code: Structure::Json.code(), message: Cow::Borrowed(message) };
    Issues::new(vec![issue], false)
}

/// Deserialises by the same reader: its structure only, and the first mistake as the error.
///
/// # Errors
/// The input is malformed, or cannot be represented.
pub fn deserialize<'de, T: Read<'de>, D: serde_core::Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let (context, options) = (Context::new(), Options::new().allow_unknown_fields());
    let mut scope = Scope::new(&context, &options);
    let mut slot = Slot::Missing;
    T::read(deserializer, &mut scope, &mut slot)?;
    match slot {
        Slot::Value(value) => Ok(value),
        Slot::Missing | Slot::Bad => Err(serde_core::de::Error::custom(scope.finish().structure())),
    }
}

macro_rules! sound {
    ($($scalar:ty)*) => {$(
        impl Check for $scalar {
            #[inline]
            fn check(&self, _: &mut Scope<'_>) -> bool {
                true
            }
        }
    )*};
}
sound!(String str Cow<'_, str> bool crate::Date uuid::Uuid i8 i16 i32 u8 u16 u32 serde_json::Value serde_json::Map<String, serde_json::Value>);

macro_rules! wide_integer {
    ($($integer:ty)*) => {$(
        impl Check for $integer {
            #[inline]
            fn check(&self, scope: &mut Scope<'_>) -> bool {
                const MAX: i128 = 9_007_199_254_740_991;
                let sound = (-MAX..=MAX).contains(&(*self as i128));
                if !sound {
                    scope.structure(Structure::Type, fin_core::Kind::Integer);
                }
                sound
            }
        }
    )*};
}
wide_integer!(i64 u64 usize);

impl Check for f64 {
    #[inline]
    fn check(&self, scope: &mut Scope<'_>) -> bool {
        let sound = self.is_finite();
        if !sound {
            scope.structure(Structure::Type, fin_core::Kind::Number);
        }
        sound
    }
}

impl<T: Check + ?Sized> Check for &T {
    fn check(&self, scope: &mut Scope<'_>) -> bool {
        (**self).check(scope)
    }
}

impl<T: Check + ?Sized> Check for Box<T> {
    fn check(&self, scope: &mut Scope<'_>) -> bool {
        (**self).check(scope)
    }
}

impl<T: Check> Check for Option<T> {
    fn check(&self, scope: &mut Scope<'_>) -> bool {
        self.as_ref().is_none_or(|value| value.check(scope))
    }
}

impl<T: Check> Check for Vec<T> {
    fn check(&self, scope: &mut Scope<'_>) -> bool {
        crate::check::items(self, scope, |_, _| {})
    }
}

impl<K: AsRef<str>, V: Check> Check for BTreeMap<K, V> {
    fn check(&self, scope: &mut Scope<'_>) -> bool {
        crate::check::entries(self, scope)
    }
}

impl<K: AsRef<str>, V: Check, S> Check for HashMap<K, V, S> {
    fn check(&self, scope: &mut Scope<'_>) -> bool {
        crate::check::entries(self, scope)
    }
}
