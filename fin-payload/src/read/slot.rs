//! Where a value is while it is being read.

use super::Read;
use crate::{Scope, scope::Sections};

/// A place that a value is read into.
#[derive(Default)]
pub enum Slot<T> {
    /// Its key has not come yet.
    #[default]
    Missing,
    /// It came and cannot be represented.
    Bad,
    /// It came.
    Value(T),
}

impl<T> Slot<T> {
    /// The value, if it is there.
    #[inline]
    pub fn value(self) -> Option<T> {
        match self {
            Slot::Value(value) => Some(value),
            Slot::Missing | Slot::Bad => None,
        }
    }

    /// The slot of what becomes of the value.
    #[inline]
    pub fn map<U>(self, into: impl FnOnce(T) -> U) -> Slot<U> {
        match self {
            Slot::Value(value) => Slot::Value(into(value)),
            Slot::Missing => Slot::Missing,
            Slot::Bad => Slot::Bad,
        }
    }

    /// The value, or what stands in for it when its key never came; `None` with an issue otherwise.
    #[inline]
    pub fn settle<'de>(
        self,
        name: &'static str,
        order: usize,
        sections: &mut Sections,
        scope: &mut Scope<'_>,
    ) -> Option<T>
    where
        T: Read<'de>,
    {
        self.settle_or(name, order, sections, scope, T::absent)
    }

    /// The same, with a default of the field's own.
    #[inline]
    pub fn settle_or(
        self,
        name: &'static str,
        order: usize,
        sections: &mut Sections,
        scope: &mut Scope<'_>,
        absent: impl FnOnce() -> Option<T>,
    ) -> Option<T> {
        match self {
            Slot::Value(value) => Some(value),
            Slot::Bad => None,
            Slot::Missing => {
                let value = absent();
                if value.is_none() {
                    scope.missing(name, order, sections);
                }
                value
            }
        }
    }
}

impl<T> Slot<Option<T>> {
    /// `null` as if the key had not come.
    pub(super) fn flatten(self) -> Slot<T> {
        match self {
            Slot::Value(Some(value)) => Slot::Value(value),
            Slot::Value(None) | Slot::Missing => Slot::Missing,
            Slot::Bad => Slot::Bad,
        }
    }
}
