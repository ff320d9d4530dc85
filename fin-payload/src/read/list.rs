use super::{Read, Seed, expecting, refuse};
use crate::{Scope, scope::Step};
use fin_core::Kind;
use serde_core::de::{Deserializer, SeqAccess, Visitor};
use std::marker::PhantomData;

/// A list whose items carry constraints of the field that it stands in.
pub trait ReadItems<'de>: Read<'de> {
    /// What the list holds.
    type Item;

    /// Reads the list and checks each item that is sound as it comes.
    ///
    /// # Errors
    /// The text is not JSON.
    fn read_items<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        check: impl FnMut(&Self::Item, &mut Scope<'_>),
    ) -> Result<Option<Self>, D::Error>;
}

struct ListVisitor<'s, 'c, T, F>(&'s mut Scope<'c>, F, PhantomData<T>);

impl<'de, T: Read<'de>, F: FnMut(&T, &mut Scope<'_>)> Visitor<'de> for ListVisitor<'_, '_, T, F> {
    type Value = Option<Vec<T>>;
    expecting!();
    refuse!(Kind::List; boolean number text null object);

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        let mut index = 0;
        let mut sound = true;
        loop {
            self.0.read_item();
            let start = self.0.len();
            let Some(item) = seq.next_element_seed(Seed::<T>(self.0, PhantomData))? else { break };
            match item {
                Some(item) => {
                    (self.1)(&item, self.0);
                    // Once a list is lost its items are checked and dropped, so that it takes no room.
                    if sound {
                        items.push(item);
                    }
                }
                None => {
                    sound = false;
                    items = Vec::new();
                }
            }
            self.0.within(start, || Step::Index(index));
            index += 1;
        }
        Ok(sound.then_some(items))
    }
}

impl<'de, T: Read<'de>> Read<'de> for Vec<T> {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D, scope: &mut Scope<'_>) -> Result<Option<Self>, D::Error> {
        Self::read_items(deserializer, scope, |_, _| {})
    }
}

impl<'de, T: Read<'de>> ReadItems<'de> for Vec<T> {
    type Item = T;

    #[inline]
    fn read_items<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        check: impl FnMut(&T, &mut Scope<'_>),
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_any(ListVisitor(scope, check, PhantomData))
    }
}
