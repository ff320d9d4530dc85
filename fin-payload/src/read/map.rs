use super::{Read, Seed, Slot, expecting, refuse};
use crate::{
    Scope,
    fits::What,
    scope::{Finding, Sections, Step},
};
use fin_core::Kind;
use serde_core::de::{Deserializer, MapAccess, Visitor};
use std::{
    collections::{BTreeMap, HashMap},
    hash::{BuildHasher, Hash},
};

/// The entries of a map while they are read, in the payload's order.
#[doc(hidden)]
pub struct Rest<V> {
    entries: Vec<Entry<V>>,
    /// Which entry a key stands in: only kept once something is wrong. Until then a key that comes again is
    /// an entry of its own, and the last one wins in the map that is made of them.
    places: Option<HashMap<String, usize>>,
}

struct Entry<V> {
    key: String,
    slot: Slot<V>,
    /// What is wrong with it: aside, to be forgotten when the key comes again.
    found: Vec<Finding>,
    dropped: usize,
}

impl<V> Default for Rest<V> {
    fn default() -> Self {
        Rest { entries: Vec::new(), places: None }
    }
}

impl<V> Rest<V> {
    /// Reads the value of a key.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn take<'de, A: MapAccess<'de>>(
        &mut self,
        key: String,
        map: &mut A,
        scope: &mut Scope<'_>,
    ) -> Result<(), A::Error>
    where
        V: Read<'de>,
    {
        let mark = scope.enter_entry();
        let mut slot = Slot::Missing;
        map.next_value_seed(Seed::<V>(scope, &mut slot))?;
        let (found, dropped) = scope.leave_entry(mark, || Step::Key(key.as_str().into()));
        if !found.is_empty() || dropped > 0 {
            self.find_places();
        }
        self.put(Entry { key, slot, found, dropped });
        Ok(())
    }

    fn put(&mut self, entry: Entry<V>) {
        let last = self.entries.len();
        let place = self.places.as_mut().map(|places| *places.entry(entry.key.clone()).or_insert(last));
        match place.and_then(|place| self.entries.get_mut(place)) {
            Some(earlier) => *earlier = entry,
            None => self.entries.push(entry),
        }
    }

    #[cold]
    fn find_places(&mut self) {
        if self.places.is_none() {
            self.places = Some(HashMap::new());
            std::mem::take(&mut self.entries).into_iter().for_each(|entry| self.put(entry));
        }
    }

    /// Reports what is wrong, each key where it first stood; the entries, if all are sound.
    fn settle(self, scope: &mut Scope<'_>) -> Option<std::vec::IntoIter<(String, V)>> {
        let mut sound = true;
        let mut values = Vec::with_capacity(self.entries.len());
        for entry in self.entries {
            scope.adopt(entry.found, entry.dropped);
            match entry.slot.value() {
                Some(value) => values.push((entry.key, value)),
                None => sound = false,
            }
        }
        sound.then(|| values.into_iter())
    }

    /// Ends the map that takes the keys that no field takes: what is wrong in it comes after the fields.
    pub fn build<M: RestMap<Value = V>>(self, sections: &mut Sections, scope: &mut Scope<'_>) -> Option<M> {
        let mark = scope.mark();
        let entries = self.settle(scope);
        scope.section_since(mark, usize::MAX, sections);
        entries.map(|entries| entries.collect())
    }
}

/// A map that can take the keys that no field takes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot keep the keys that no field takes",
    label = "use a `BTreeMap<String, …>`, a `HashMap<String, …>` or a `serde_json::Map`"
)]
#[doc(hidden)]
pub trait RestMap: FromIterator<(String, Self::Value)> {
    /// What it holds.
    type Value;
}

impl<V> RestMap for BTreeMap<String, V> {
    type Value = V;
}

impl<V, S: BuildHasher + Default> RestMap for HashMap<String, V, S> {
    type Value = V;
}

impl RestMap for serde_json::Map<String, serde_json::Value> {
    type Value = serde_json::Value;
}

struct MapVisitor<'s, 'c, V>(&'s mut Scope<'c>, &'s mut Slot<Rest<V>>);

impl<'de, V: Read<'de>> Visitor<'de> for MapVisitor<'_, '_, V> {
    expecting!();
    refuse!(Kind::Map; boolean number text null array);

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut entries = Rest::default();
        while let Some(key) = map.next_key::<String>()? {
            entries.take(key, &mut map, self.0)?;
        }
        *self.1 = Slot::Value(entries);
        Ok(())
    }
}

fn entries<'de, D: Deserializer<'de>, V: Read<'de>, M: FromIterator<(K, V)>, K: From<String>>(
    deserializer: D,
    scope: &mut Scope<'_>,
    slot: &mut Slot<M>,
) -> Result<(), D::Error> {
    let mut all = Slot::Missing;
    deserializer.deserialize_any(MapVisitor(scope, &mut all))?;
    let entries = all.value().and_then(|all: Rest<V>| all.settle(scope));
    *slot = match entries {
        Some(entries) => Slot::Value(entries.map(|(key, value)| (key.into(), value)).collect()),
        None => Slot::Bad,
    };
    Ok(())
}

impl<'de, K: From<String> + Ord, V: Read<'de>> Read<'de> for BTreeMap<K, V> {
    const WHAT: What = V::WHAT.inside(Kind::Map);

    fn read<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<Self>,
    ) -> Result<(), D::Error> {
        entries(deserializer, scope, slot)
    }
}

impl<'de, K: From<String> + Eq + Hash, V: Read<'de>, S: BuildHasher + Default> Read<'de>
    for HashMap<K, V, S>
{
    const WHAT: What = V::WHAT.inside(Kind::Map);

    fn read<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<Self>,
    ) -> Result<(), D::Error> {
        entries(deserializer, scope, slot)
    }
}
