use super::{Read, Seed, Slot, expecting, refuse};
use crate::{Scope, fits::What, scope::Step};
use fin_core::Kind;
use serde_core::de::{Deserializer, SeqAccess, Visitor};

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
        slot: &mut Slot<Self>,
        check: impl FnMut(&Self::Item, &mut Scope<'_>),
    ) -> Result<(), D::Error>;
}

struct ListVisitor<'s, 'c, T, F>(&'s mut Scope<'c>, &'s mut Slot<Vec<T>>, F);

impl<'de, T: Read<'de>, F: FnMut(&T, &mut Scope<'_>)> Visitor<'de> for ListVisitor<'_, '_, T, F> {
    expecting!();
    refuse!(Kind::List; boolean number text null object);

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        let mut items = Vec::new();
        let mut sound = true;
        for index in 0.. {
            self.0.read_item();
            let start = self.0.count();
            let mut slot = Slot::Missing;
            if seq.next_element_seed(Seed::<T>(self.0, &mut slot))?.is_none() {
                break;
            }
            match slot {
                Slot::Value(item) => {
                    (self.2)(&item, self.0);
                    // Once a list is lost its items are checked and dropped, so that it takes no room.
                    if sound {
                        items.push(item);
                    }
                }
                Slot::Missing | Slot::Bad => {
                    sound = false;
                    items = Vec::new();
                }
            }
            self.0.within(start, || Step::Index(index));
        }
        *self.1 = if sound { Slot::Value(items) } else { Slot::Bad };
        Ok(())
    }
}

impl<'de, T: Read<'de>> Read<'de> for Vec<T> {
    const WHAT: What = T::WHAT.inside(Kind::List);

    #[inline]
    fn read<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<Self>,
    ) -> Result<(), D::Error> {
        Self::read_items(deserializer, scope, slot, |_, _| {})
    }
}

impl<'de, T: Read<'de>> ReadItems<'de> for Vec<T> {
    type Item = T;

    #[inline]
    fn read_items<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<Self>,
        check: impl FnMut(&T, &mut Scope<'_>),
    ) -> Result<(), D::Error> {
        deserializer.deserialize_any(ListVisitor(scope, slot, check))
    }
}
