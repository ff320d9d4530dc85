//! What the typestate builders that the derive writes are made of.

use std::marker::PhantomData;

/// The state of a required field whose setter was called: it holds the value.
pub struct Set<T>(pub T);

/// The state of a required field, `F`, whose setter was not called yet.
pub struct Unset<F>(PhantomData<F>);

impl<F> Unset<F> {
    #[doc(hidden)]
    #[must_use]
    #[allow(clippy::new_without_default, reason = "only the derive makes one")]
    pub const fn new() -> Self {
        Unset(PhantomData)
    }
}

/// A required field, `F`, that has its value.
#[diagnostic::on_unimplemented(
    message = "the required field `{F}` is not set",
    label = "call the setter `{F}` before this"
)]
pub trait IsSet<T, F> {
    #[doc(hidden)]
    fn into_value(self) -> T;
}

impl<T, F> IsSet<T, F> for Set<T> {
    #[inline]
    fn into_value(self) -> T {
        self.0
    }
}

/// A required field, `F`, that has no value yet.
#[diagnostic::on_unimplemented(
    message = "the field `{F}` is set twice",
    label = "this setter was called before"
)]
pub trait IsUnset<F> {}

impl<F> IsUnset<F> for Unset<F> {}
