use super::{Read, Seed, expecting, refuse};
use crate::{
    Scope,
    scope::{Sections, Step},
};
use fin_core::Kind;
use serde_core::de::{Deserialize, Deserializer, MapAccess, Visitor};
use std::{
    collections::{BTreeMap, HashMap},
    hash::{BuildHasher, Hash},
    marker::PhantomData,
};

struct MapVisitor<'s, 'c, V>(&'s mut Scope<'c>, PhantomData<V>);

/// The entries in the payload's order, keys that came twice included; `None` where a value that counts is unsound.
type Entries<V> = Option<Vec<(String, V)>>;

impl<'de, V: Read<'de>> Visitor<'de> for MapVisitor<'_, '_, V> {
    type Value = Entries<V>;
    expecting!();
    refuse!(Kind::Map; boolean number text null array);

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let scope = self.0;
        let mut entries: Vec<(String, Option<V>)> = Vec::new();
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
            let value = map.next_value_seed(Seed::<V>(scope, PhantomData))?;
            if scope.leave_entry(mark, || Step::Key(key.as_str().into())) {
                let first = first.get_or_insert_with(|| firsts(&entries));
                let order = *first.entry(key.clone()).or_insert(entries.len());
                scope.section(mark, order, &mut sections);
            }
            entries.push((key, value));
        }
        sections.arrange(scope);
        Ok(settle(entries, first.is_some()))
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
fn settle<V>(entries: Vec<(String, Option<V>)>, suspect: bool) -> Entries<V> {
    if !suspect {
        return entries.into_iter().map(|(key, value)| Some((key, value?))).collect();
    }
    let last: HashMap<String, Option<V>> = entries.into_iter().collect();
    last.into_iter().map(|(key, value)| Some((key, value?))).collect()
}

fn entries<'de, D: Deserializer<'de>, V: Read<'de>>(
    deserializer: D,
    scope: &mut Scope<'_>,
) -> Result<Entries<V>, D::Error> {
    deserializer.deserialize_any(MapVisitor(scope, PhantomData))
}

impl<'de, K: From<String> + Ord, V: Read<'de>> Read<'de> for BTreeMap<K, V> {
    fn read<D: Deserializer<'de>>(deserializer: D, scope: &mut Scope<'_>) -> Result<Option<Self>, D::Error> {
        Ok(entries(deserializer, scope)?
            .map(|entries| entries.into_iter().map(|(key, value)| (K::from(key), value)).collect()))
    }
}

impl<'de, K: From<String> + Eq + Hash, V: Read<'de>, S: BuildHasher + Default> Read<'de>
    for HashMap<K, V, S>
{
    fn read<D: Deserializer<'de>>(deserializer: D, scope: &mut Scope<'_>) -> Result<Option<Self>, D::Error> {
        Ok(entries(deserializer, scope)?
            .map(|entries| entries.into_iter().map(|(key, value)| (K::from(key), value)).collect()))
    }
}

/// Any JSON, in answers: nested at most as deep as `serde_json` goes.
impl<'de> Read<'de> for serde_json::Value {
    fn read<D: Deserializer<'de>>(deserializer: D, _: &mut Scope<'_>) -> Result<Option<Self>, D::Error> {
        Self::deserialize(deserializer).map(Some)
    }
}
