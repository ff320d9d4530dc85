//! Any JSON, as answers and webhooks keep it.

use super::{Read, Slot, expecting};
use crate::Scope;
use fin_core::{Kind, Structure};
use serde_core::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// `None` in place of a number that no double holds, which `serde_json` would turn into `null`.
struct Any;

impl<'de> DeserializeSeed<'de> for Any {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Any {
    type Value = Option<Value>;
    expecting!();

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Some(Value::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Some(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Some(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Some(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(serde_json::Number::from_f64(value).map(Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Some(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut list = Some(Vec::new());
        while let Some(item) = seq.next_element_seed(Any)? {
            list = list.zip(item).map(|(mut list, item)| {
                list.push(item);
                list
            });
        }
        Ok(list.map(Value::Array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        // The last of a key counts: an earlier one that could not be kept is forgotten.
        let (mut object, mut bad) = (Map::new(), std::collections::HashSet::new());
        while let Some(key) = map.next_key::<String>()? {
            match map.next_value_seed(Any)? {
                Some(value) => {
                    bad.remove(&key);
                    object.insert(key, value);
                }
                None => {
                    bad.insert(key);
                }
            }
        }
        Ok(bad.is_empty().then_some(Value::Object(object)))
    }
}

/// Nested at most as deep as `serde_json` goes.
impl<'de> Read<'de> for Value {
    fn read<D: Deserializer<'de>>(
        deserializer: D,
        scope: &mut Scope<'_>,
        slot: &mut Slot<Self>,
    ) -> Result<(), D::Error> {
        *slot = match Any.deserialize(deserializer)? {
            Some(value) => Slot::Value(value),
            None => {
                scope.structure(Structure::Type, Kind::Number);
                Slot::Bad
            }
        };
        Ok(())
    }
}
