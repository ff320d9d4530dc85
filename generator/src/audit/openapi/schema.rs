use super::document::At;
use super::{State, mark};
use crate::api::{Field, FieldType, Shape, Type, TypeId};
use crate::audit::compare::{constraints, fields, format, same_number, told, values};
use crate::audit::finding::Kind;
use crate::source::Spot;
use fin_core::Kind as ValueKind;
use serde_json::Value;
use std::collections::BTreeMap;

/// How deep `allOf` is looked into.
const MAX_DEPTH: usize = 16;

/// What a schema says of an object, with what it takes over from others.
#[derive(Default)]
struct Properties<'a> {
    properties: BTreeMap<String, (&'a Value, At)>,
    required: Vec<String>,
}

impl<'a> State<'a> {
    /// A schema against a named type. Each pair is compared once.
    pub(super) fn named(&mut self, id: TypeId, schema: &'a Value, at: &At) {
        let (schema, at) = self.plain(schema, at);
        let Some((schema, ty)) = schema.zip(self.api.type_of(id)) else { return };
        let key: Vec<String> = at.steps.iter().map(|step| format!("{step:?}")).collect();
        if !self.done.insert((id.0, key.join("/"))) {
            return;
        }
        match &ty.shape {
            Shape::Object { .. } => self.object(ty, schema, &at),
            Shape::Enum { .. } => self.enumeration(ty, schema, &at),
        }
    }

    /// The schema itself: references followed, and of a choice with null the other part.
    fn plain(&self, schema: &'a Value, at: &At) -> (Option<&'a Value>, At) {
        let (found, mut at) = self.document.resolve(Some(schema), at);
        let Some(mut found) = found else { return (None, at) };
        for _ in 0..MAX_DEPTH {
            let choice =
                ["oneOf", "anyOf", "allOf"].iter().find_map(|key| Some((*key, found.get(*key)?.as_array()?)));
            let Some((key, parts)) = choice else { break };
            let is_null = |part: &&Value| part.get("type").and_then(Value::as_str) == Some("null");
            let mut others = parts.iter().enumerate().filter(|(_, part)| !is_null(part));
            let (Some((index, only)), None) = (others.next(), others.next()) else { break };
            let (next, next_at) = self.document.resolve(Some(only), &at.key(key).index(index));
            let Some(next) = next else { break };
            (found, at) = (next, next_at);
        }
        (Some(found), at)
    }

    /// The properties of a schema, those of its `allOf` parts among them.
    fn properties(&self, schema: &'a Value, at: &At, depth: usize, all: &mut Properties<'a>) {
        for (name, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            all.properties.insert(name.clone(), (property, at.key("properties").key(name)));
        }
        let required = schema.get("required").and_then(Value::as_array);
        all.required
            .extend(required.into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)));
        let parts = schema.get("allOf").and_then(Value::as_array).filter(|_| depth < MAX_DEPTH);
        for (index, part) in parts.into_iter().flatten().enumerate().take(64) {
            if let (Some(part), at) = self.document.resolve(Some(part), &at.key("allOf").index(index)) {
                self.properties(part, &at, depth + 1, all);
            }
        }
    }

    fn object(&mut self, ty: &'a Type, schema: &'a Value, at: &At) {
        let mut said = Properties::default();
        self.properties(schema, at, 0, &mut said);
        if said.properties.is_empty() {
            return;
        }
        self.counted.push(("tables", at.clone()));
        for (name, (property, at)) in &said.properties {
            self.counted.push(("rows", at.clone()));
            match fields(ty).iter().find(|field| field.name == *name) {
                Some(field) => {
                    let spot = self.index.spot(ty, "fields", Some(name));
                    let subject = format!("{}.{name}", ty.qualified());
                    self.required(&subject, field, said.required.contains(name), ty.open, spot.as_ref(), at);
                    self.value(&subject, &field.ty, Some(field), property, spot.as_ref(), at);
                }
                None => {
                    let subject = format!("{}.{name}", ty.qualified());
                    let message = format!(
                        "the document has a field `{name}`, the model's `{}` has not",
                        ty.qualified()
                    );
                    let near = fin_core::nearest(name, fields(ty).iter().map(|field| field.name.as_str()));
                    let remedy = near.map_or("add it to the type's `fields`".to_owned(), |near| {
                        format!("add it, or rename `{near}` if it is that")
                    });
                    let spot = self.index.spot(ty, "", None);
                    self.find(Kind::FieldNotInModel, &subject, message, remedy, spot, at);
                }
            }
        }
        for field in fields(ty).iter().filter(|field| !said.properties.contains_key(&field.name)) {
            let subject = format!("{}.{}", ty.qualified(), field.name);
            let message = format!("the model's `{subject}` does not stand in the document's schema");
            let spot = self.index.spot(ty, "fields", Some(&field.name));
            self.find(
                Kind::FieldNotInGuide,
                &subject,
                message,
                "remove it, or say in a ruling why it stays".to_owned(),
                spot,
                at,
            );
        }
    }

    fn required(
        &mut self,
        subject: &str,
        field: &Field,
        said: bool,
        open: bool,
        spot: Option<&Spot>,
        at: &At,
    ) {
        // Of an answer, what the document promises and the model does not count on does no harm.
        if field.required == said || (open && said) {
            return;
        }
        let message = format!(
            "`{subject}` is {} in the document and {} in the model",
            mark(said),
            mark(field.required)
        );
        let remedy = if said { "write it without `?`" } else { "write it with `?`" };
        self.find(Kind::RequiredDiffers, subject, message, remedy.to_owned(), spot.cloned(), at);
    }

    /// A schema against a field's type, its bounds and its format.
    fn value(
        &mut self,
        subject: &str,
        ty: &FieldType,
        field: Option<&Field>,
        schema: &'a Value,
        spot: Option<&Spot>,
        at: &At,
    ) {
        let (Some(schema), here) = self.plain(schema, at) else { return };
        let said = schema_type(schema);
        let kind = self.api.kind(ty);
        let expected = match (said.as_deref(), kind) {
            (None, _) | (_, None) => None,
            (Some(said), Some(kind)) => (!fits(said, schema, kind)).then(|| said.to_owned()),
        };
        if let Some(said) = expected {
            let ours = kind.map_or("any", ValueKind::name);
            let format = schema.get("format").and_then(Value::as_str).map(|format| format!(" ({format})"));
            let message = format!(
                "the document's type of `{subject}` is `{said}`{}, the model's is {ours}",
                format.unwrap_or_default()
            );
            self.find(
                Kind::TypeDiffers,
                subject,
                message,
                "change the field's `type`".to_owned(),
                spot.cloned(),
                at,
            );
            return;
        }
        if let Some(field) = field {
            self.bounds(subject, field, schema, spot, at);
        }
        match ty {
            FieldType::Named(id) => self.named(*id, schema, &here),
            FieldType::List(item) => {
                if let Some(items) = schema.get("items") {
                    self.value(subject, item, None, items, spot, &here.key("items"));
                }
            }
            FieldType::Map(_) | FieldType::Scalar(_) | FieldType::Any => {}
        }
    }

    fn bounds(&mut self, subject: &str, field: &Field, schema: &'a Value, spot: Option<&Spot>, at: &At) {
        // The bounds of a list's items stand with the items.
        let (items, _) = match schema.get("items") {
            Some(items) => self.plain(items, at),
            None => (None, at.clone()),
        };
        let own = constraints(field);
        for (key, name) in BOUNDS {
            let bound = |schema: &Value| match schema.get(name)? {
                Value::Bool(true) => Some(String::new()),
                Value::Number(number) => Some(number.to_string()),
                _ => None,
            };
            let said = bound(schema).or_else(|| items.and_then(bound));
            let ours = own.iter().find(|(own, _)| *own == key).map(|(_, value)| value.clone());
            let implied = match key {
                "min_items" => (field.required, "1"),
                "min_length" => (field.required, "1"),
                _ => (false, ""),
            };
            let is_implied = |value: &str| implied.0 && value == implied.1;
            let (kind, message, remedy) = match (&said, &ours) {
                (Some(said), Some(ours)) if same_number(said, ours) => continue,
                (Some(said), None) if is_implied(said) || (said == "0" && key.starts_with("min_")) => {
                    continue;
                }
                (None, Some(ours)) if is_implied(ours) => continue,
                (None, None) => continue,
                (Some(said), ours) => {
                    let ours = ours.as_ref().map_or("nothing of the kind".to_owned(), |ours| told(key, ours));
                    let message =
                        format!("the document states {} for `{subject}`, the model {ours}", told(key, said));
                    let remedy = if said.is_empty() {
                        format!("write `{key}: true`")
                    } else {
                        format!("write `{key}: {said}`")
                    };
                    (Kind::LimitDiffers, message, remedy)
                }
                (None, Some(ours)) => {
                    let message =
                        format!("the model holds `{subject}` to {}, the document does not", told(key, ours));
                    (
                        Kind::LimitNotInGuide,
                        message,
                        "remove it, or say in a ruling where it comes from".to_owned(),
                    )
                }
            };
            self.find(kind, &format!("{subject} {key}"), message, remedy, spot.cloned(), at);
        }
        let said = schema.get("format").or_else(|| items?.get("format")).and_then(Value::as_str);
        let wanted =
            said.and_then(|said| FORMATS.iter().find(|(name, _)| *name == said)).map(|(_, own)| *own);
        if let Some(wanted) =
            wanted.filter(|wanted| self.api.format(wanted).is_some() && format(field) != Some(wanted))
        {
            let message =
                format!("the document asks for the format `{wanted}` of `{subject}`, the model does not");
            self.find(
                Kind::FormatDiffers,
                subject,
                message,
                format!("write `format: {wanted}`"),
                spot.cloned(),
                at,
            );
        }
    }

    fn enumeration(&mut self, ty: &'a Type, schema: &'a Value, at: &At) {
        let Some(list) = schema.get("enum").and_then(Value::as_array) else {
            if !ty.open {
                let message =
                    format!("the model's `{}` has values, the document takes any text", ty.qualified());
                let spot = self.index.spot(ty, "", None);
                self.find(
                    Kind::ValuesNotInModel,
                    &ty.qualified(),
                    message,
                    "make the field a text, or say in a ruling where the values come from".to_owned(),
                    spot,
                    at,
                );
            }
            return;
        };
        let said: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
        let own = values(ty);
        let at = at.key("enum");
        said.iter().for_each(|_| self.counted.push(("values", at.clone())));
        for value in said.iter().filter(|value| !own.contains(value)) {
            let message =
                format!("the document has a value `{value}`, the model's `{}` has not", ty.qualified());
            let spot = self.index.spot(ty, "", None);
            self.find(
                Kind::ValueNotInModel,
                &format!("{} {value}", ty.qualified()),
                message,
                "add it to the enum's `values`".to_owned(),
                spot,
                &at,
            );
        }
        for value in own.iter().filter(|value| !said.contains(value)) {
            let message =
                format!("the model's `{}` has a value `{value}`, the document has not", ty.qualified());
            let spot = self.index.spot(ty, "values", Some(value));
            self.find(
                Kind::ValueNotInGuide,
                &format!("{} {value}", ty.qualified()),
                message,
                "remove it, or say in a ruling why it stays".to_owned(),
                spot,
                &at,
            );
        }
    }
}

/// Keys of constraints and what OpenAPI calls them.
const BOUNDS: [(&str, &str); 7] = [
    ("min_length", "minLength"),
    ("max_length", "maxLength"),
    ("minimum", "minimum"),
    ("maximum", "maximum"),
    ("min_items", "minItems"),
    ("max_items", "maxItems"),
    ("unique_items", "uniqueItems"),
];

/// Formats of OpenAPI and those of the model that mean the same.
const FORMATS: [(&str, &str); 3] = [("email", "email"), ("uri", "url"), ("url", "url")];

/// The type of a schema; of a list of types (OpenAPI 3.1) the one that is not null.
fn schema_type(schema: &Value) -> Option<String> {
    match schema.get("type")? {
        Value::String(ty) => Some(ty.clone()),
        Value::Array(types) => {
            types.iter().filter_map(Value::as_str).find(|ty| *ty != "null").map(str::to_owned)
        }
        _ => None,
    }
}

fn fits(said: &str, schema: &Value, kind: ValueKind) -> bool {
    let format = schema.get("format").and_then(Value::as_str);
    match said {
        "string" => match kind {
            ValueKind::Date => format == Some("date"),
            ValueKind::Uuid => matches!(format, Some("uuid") | None),
            ValueKind::Text | ValueKind::Enum => !matches!(format, Some("date")),
            _ => false,
        },
        "integer" => kind == ValueKind::Integer,
        "number" => kind == ValueKind::Number,
        "boolean" => kind == ValueKind::Boolean,
        "array" => kind == ValueKind::List,
        "object" => matches!(kind, ValueKind::Object | ValueKind::Map),
        _ => false,
    }
}
