use super::{Read, Seed, Slot, expecting, refuse};
use crate::{
    Scope,
    scope::{Sections, Step},
};
use fin_core::Kind;
use serde_core::de::{Deserialize, Deserializer, MapAccess, Visitor};
use std::{
    collections::{BTreeMap, HashMap},
    hash::{BuildHasher, Hash},
};

/// The entries in the payload's order, keys that came twice included.
type Entries<V> = Vec<(String, V)>;

struct MapVisitor<'s, 'c, V>(&'s mut Scope<'c>, &'s mut Slot<Entries<V>>);

impl<'de, V: Read<'de>> Visitor<'de> for MapVisitor<'_, '_, V> {
    expecting!();
    refuse!(Kind::Map; boolean number text null array);

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let scope = self.0;
        let mut entries: Vec<(String, Slot<V>)> = Vec::new();
        let mut sections = Sections::new(scope);
        // Which entry a key first stood in: only needed once something is wrong, to forget and to order.
        let mut first: Option<HashMap<String, usize>> = None;
        while let Some(key) = map.next_key::<String>()? {
            let order = match &mut first {
                Some(first) => *first.entry(key.clone()).or_insert(entries.len()),
                None => entries.len(),
            };
            if order < entries.len() {
                sections.forget(order, scope);
            }
            let mark = scope.enter_entry();
            let mut slot = Slot::Missing;
            map.next_value_seed(Seed::<V>(scope, &mut slot))?;
            if scope.leave_entry(mark, || Step::Key(key.as_str().into())) {
                let first = first.get_or_insert_with(|| firsts(&entries));
                let order = *first.entry(key.clone()).or_insert(entries.len());
                scope.section(mark, order, &mut sections);
            }
            entries.push((key, slot));
        }
        sections.arrange(scope);
        *self.1 = settle(entries, first.is_some()).map_or(Slot::Bad, Slot::Value);
        Ok(())
    }
}

fn firsts<V>(entries: &[(String, V)]) -> HashMap<String, usize> {
    let mut first = HashMap::new();
    for (index, (key, _)) in entries.iter().enumerate() {
        first.entry(key.clone()).or_insert(index);
    }
    first
}

/// Leaves the last value of each key; nothing, if one of those is unsound.
fn settle<V>(entries: Vec<(String, Slot<V>)>, suspect: bool) -> Option<Entries<V>> {
    let sound = |(key, slot): (String, Slot<V>)| Some((key, slot.value()?));
    if !suspect {
        return entries.into_iter().map(sound).collect();
    }
    let last: HashMap<String, Slot<V>> = entries.into_iter().collect();
    last.into_iter().map(sound).collect()
}

fn entries<'de, D: Deserializer<'de>, V: Read<'de>, M: FromIterator<(K, V)>, K: From<String>>(
    deserializer: D,
    scope: &mut Scope<'_>,
    slot: &mut Slot<M>,
) -> Result<(), D::Error> {
    let mut entries = Slot::Missing;
    deserializer.deserialize_any(MapVisitor(scope, &mut entries))?;
    *slot = entries
        .map(|entries: Entries<V>| entries.into_iter().map(|(key, value)| (key.into(), value)).collect());
    Ok(())
}

impl<'de, K: From<String> + Ord, V: Read<'de>> Read<'de> for BTreeMap<K, V> {
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
    fn read<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<Self>,
    ) -> Result<(), D::Error> {
        entries(deserializer, scope, slot)
    }
}

/// Any JSON, in answers: nested at most as deep as `serde_json` goes.
impl<'de> Read<'de> for serde_json::Value {
    fn read<D: Deserializer<'de>>(
        deserializer: D,
        _: &mut Scope<'_>,
        slot: &mut Slot<Self>,
    ) -> Result<(), D::Error> {
        *slot = Slot::Value(Self::deserialize(deserializer)?);
        Ok(())
    }
}
