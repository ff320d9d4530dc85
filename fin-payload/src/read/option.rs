use super::{Read, ReadItems, expecting};
use crate::Scope;
use serde_core::de::{Deserializer, Visitor};
use std::marker::PhantomData;

struct OptionVisitor<'s, 'c, R>(&'s mut Scope<'c>, R);

/// How the value of an `Option` is read when it is not `null`.
trait Inner<'de> {
    type Value;
    fn read<D: Deserializer<'de>>(
        self,
        deserializer: D,
        scope: &mut Scope<'_>,
    ) -> Result<Option<Self::Value>, D::Error>;
}

impl<'de, R: Inner<'de>> Visitor<'de> for OptionVisitor<'_, '_, R> {
    type Value = Option<Option<R::Value>>;
    expecting!();

    #[inline]
    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Some(None))
    }

    #[inline]
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Some(None))
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        Ok(self.1.read(deserializer, self.0)?.map(Some))
    }
}

struct Plain<T>(PhantomData<T>);

impl<'de, T: Read<'de>> Inner<'de> for Plain<T> {
    type Value = T;
    #[inline]
    fn read<D: Deserializer<'de>>(
        self,
        deserializer: D,
        scope: &mut Scope<'_>,
    ) -> Result<Option<T>, D::Error> {
        T::read(deserializer, scope)
    }
}

struct WithItems<T, F>(F, PhantomData<T>);

impl<'de, I, T: ReadItems<'de, Item = I>, F: FnMut(&I, &mut Scope<'_>)> Inner<'de> for WithItems<T, F> {
    type Value = T;
    #[inline]
    fn read<D: Deserializer<'de>>(
        self,
        deserializer: D,
        scope: &mut Scope<'_>,
    ) -> Result<Option<T>, D::Error> {
        T::read_items(deserializer, scope, self.0)
    }
}

/// `null` and an absent field are `None`; as an item or a map value `null` is of the wrong type.
impl<'de, T: Read<'de>> Read<'de> for Option<T> {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D, scope: &mut Scope<'_>) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_option(OptionVisitor(scope, Plain(PhantomData)))
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
        check: impl FnMut(&Self::Item, &mut Scope<'_>),
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_option(OptionVisitor(scope, WithItems(check, PhantomData)))
    }
}

impl<'de, T: Read<'de>> Read<'de> for Box<T> {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D, scope: &mut Scope<'_>) -> Result<Option<Self>, D::Error> {
        Ok(T::read(deserializer, scope)?.map(Box::new))
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
        check: impl FnMut(&Self::Item, &mut Scope<'_>),
    ) -> Result<Option<Self>, D::Error> {
        Ok(T::read_items(deserializer, scope, check)?.map(Box::new))
    }
}
