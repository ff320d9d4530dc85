use crate::api::{Api, FieldType, Shape, TypeId};
use serde::ser::{Serialize, Serializer};
use serde_json::{Map, Value};

/// A payload of a type, printed with its fields in the model's order, as the SDKs print it.
#[derive(Clone, Debug)]
pub struct Ordered<'a> {
    /// The model.
    pub api: &'a Api,
    /// The payload's type.
    pub ty: TypeId,
    /// The payload.
    pub value: Value,
}

impl Serialize for Ordered<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Part { api: self.api, ty: &FieldType::Named(self.ty), value: &self.value }.serialize(serializer)
    }
}

struct Part<'a> {
    api: &'a Api,
    ty: &'a FieldType,
    value: &'a Value,
}

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let part = |ty, value| Part { api: self.api, ty, value };
        match (self.value, self.ty) {
            (Value::Array(items), FieldType::List(ty)) => {
                serializer.collect_seq(items.iter().map(|item| part(ty, item)))
            }
            (Value::Object(map), FieldType::Map(ty)) => {
                serializer.collect_map(map.iter().map(|(key, value)| (key, part(ty, value))))
            }
            (Value::Object(map), FieldType::Named(id)) => self.object(*id, map, serializer),
            (value, _) => value.serialize(serializer),
        }
    }
}

impl Part<'_> {
    fn object<S: Serializer>(
        &self,
        id: TypeId,
        map: &Map<String, Value>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let fields = match self.api.type_of(id).map(|ty| &ty.shape) {
            Some(Shape::Object { fields, .. }) => fields.as_slice(),
            _ => &[],
        };
        let known = fields.iter().filter_map(|field| Some((&field.name, &field.ty, map.get(&field.name)?)));
        // What the type does not know follows.
        let is_known = |key: &String| fields.iter().any(|field| field.name == *key);
        let others =
            map.iter().filter(|(key, _)| !is_known(key)).map(|(key, value)| (key, &FieldType::Any, value));
        let all = known.chain(others);
        serializer.collect_map(all.map(|(key, ty, value)| (key, Part { api: self.api, ty, value })))
    }
}
