use super::{Read, ReadItems, Slot, expecting};
use crate::{Scope, fits::What};
use serde_core::de::{Deserializer, Visitor};

struct OptionVisitor<'s, 'c, T, R>(&'s mut Scope<'c>, &'s mut Slot<Option<T>>, R);

/// How the value of an `Option` is read when it is not `null`.
trait Inner<'de, T> {
    fn read<D: Deserializer<'de>>(
        self,
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<T>,
    ) -> Result<(), D::Error>;
}

impl<'de, T, R: Inner<'de, T>> Visitor<'de> for OptionVisitor<'_, '_, T, R> {
    type Value = ();
    expecting!();

    #[inline]
    fn visit_none<E>(self) -> Result<(), E> {
        *self.1 = Slot::Value(None);
        Ok(())
    }

    #[inline]
    fn visit_unit<E>(self) -> Result<(), E> {
        *self.1 = Slot::Value(None);
        Ok(())
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let mut inner = Slot::Missing;
        self.2.read(deserializer, self.0, &mut inner)?;
        *self.1 = inner.map(Some);
        Ok(())
    }
}

struct Plain;

impl<'de, T: Read<'de>> Inner<'de, T> for Plain {
    #[inline]
    fn read<D: Deserializer<'de>>(
        self,
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<T>,
    ) -> Result<(), D::Error> {
        T::read(deserializer, scope, slot)
    }
}

struct WithItems<F>(F);

impl<'de, T: ReadItems<'de>, F: FnMut(&T::Item, &mut Scope<'_>)> Inner<'de, T> for WithItems<F> {
    #[inline]
    fn read<D: Deserializer<'de>>(
        self,
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<T>,
    ) -> Result<(), D::Error> {
        T::read_items(deserializer, scope, slot, self.0)
    }
}

/// `null` and an absent field are `None`.
impl<'de, T: Read<'de>> Read<'de> for Option<T> {
    const WHAT: What = T::WHAT;

    #[inline]
    fn read<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<Self>,
    ) -> Result<(), D::Error> {
        deserializer.deserialize_option(OptionVisitor(scope, slot, Plain))
    }

    #[inline]
    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<'de, T: ReadItems<'de>> ReadItems<'de> for Option<T> {
    type Item = T::Item;

    #[inline]
    fn read_items<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<Self>,
        check: impl FnMut(&Self::Item, &mut Scope<'_>),
    ) -> Result<(), D::Error> {
        deserializer.deserialize_option(OptionVisitor(scope, slot, WithItems(check)))
    }
}

impl<'de, T: Read<'de>> Read<'de> for Box<T> {
    const WHAT: What = T::WHAT;

    #[inline]
    fn read<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<Self>,
    ) -> Result<(), D::Error> {
        let mut inner = Slot::Missing;
        T::read(deserializer, scope, &mut inner)?;
        *slot = inner.map(Box::new);
        Ok(())
    }

    #[inline]
    fn absent() -> Option<Self> {
        T::absent().map(Box::new)
    }
}

impl<'de, T: ReadItems<'de>> ReadItems<'de> for Box<T> {
    type Item = T::Item;

    #[inline]
    fn read_items<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<Self>,
        check: impl FnMut(&Self::Item, &mut Scope<'_>),
    ) -> Result<(), D::Error> {
        let mut inner = Slot::Missing;
        T::read_items(deserializer, scope, &mut inner, check)?;
        *slot = inner.map(Box::new);
        Ok(())
    }
}
