use super::document::{At, Schema};
use super::{State, mark};
use crate::api::{Field, FieldType, Shape, Type, TypeId};
use crate::audit::compare::{STAYS, fields, values};
use crate::audit::finding::Kind;
use crate::source::Spot;
use fin_core::Kind as ValueKind;
use serde_json::Value;

impl<'a> State<'a> {
    /// A schema against a named type. Each pair is compared once.
    pub(super) fn named(&mut self, id: TypeId, value: &'a Value, at: &At) {
        let schema = self.schema(value, at);
        let Some(ty) = self.api.type_of(id) else { return };
        if !self.done.insert((id.0, schema.home().path())) {
            return;
        }
        let (expected, ours) = match &ty.shape {
            Shape::Object { .. } => ("object", ValueKind::Object),
            Shape::Enum { .. } => ("string", ValueKind::Enum),
        };
        if let Some((said, at)) = schema.types().find(|(said, _)| *said != expected) {
            let subject = ty.qualified();
            let message =
                format!("the document's type of `{subject}` is `{said}`, the model's is {}", ours.name());
            let spot = self.index.spot(ty, "", None);
            let remedy = "change what is of the type, or the type".to_owned();
            self.find(Kind::TypeDiffers, &format!("{subject} {said}"), message, remedy, spot, at);
            return;
        }
        match ours {
            ValueKind::Object => self.object(ty, &schema),
            _ => self.enumeration(ty, &schema),
        }
    }

    /// A schema; what it refers to and is not there is told.
    fn schema(&mut self, value: &'a Value, at: &At) -> Schema<'a> {
        let schema = self.document.schema(value, at);
        for (reference, at) in &schema.lost {
            if reference.starts_with('#') {
                let message = format!("the reference {} leads nowhere", crate::report::quoted(reference));
                let remedy = "tell the document's author; what stands there is not compared".to_owned();
                self.find(Kind::TableUnread, reference, message, remedy, None, at);
            } else {
                self.not_compared("tables", format!("$ref {reference}"), at);
            }
        }
        schema
    }

    fn object(&mut self, ty: &'a Type, schema: &Schema<'a>) {
        let mut said = schema.properties(&self.document, 0);
        let at = schema.home();
        if said.properties.is_empty() {
            if schema.lost.is_empty() {
                self.not_compared("tables", "a schema without properties".to_owned(), at);
            }
            return;
        }
        // What only answers carry is no part of a request, and the other way round.
        let apart = if ty.open { "writeOnly" } else { "readOnly" };
        said.properties.retain(|_, (value, at)| !self.document.schema(value, at).flag(apart));
        self.counted.push(("tables", at.clone(), true));
        for (name, (value, at)) in &said.properties {
            let Some(field) = fields(ty).iter().find(|field| field.name == *name) else {
                self.counted.push(("rows", at.clone(), true));
                self.field_not_in_model(ty, name, value, at);
                continue;
            };
            let spot = self.index.spot(ty, "fields", Some(name));
            let subject = format!("{}.{name}", ty.qualified());
            self.required(&subject, field, said.required.contains(name), ty.open, spot.as_ref(), at);
            let compared = self.value(&subject, &field.ty, Some(field), value, spot.as_ref(), at);
            if compared {
                self.counted.push(("rows", at.clone(), true));
            } else {
                self.not_compared("rows", format!("{subject} without a type"), at);
            }
        }
        for field in fields(ty).iter().filter(|field| !said.properties.contains_key(&field.name)) {
            let subject = format!("{}.{}", ty.qualified(), field.name);
            let message = format!("the model's `{subject}` does not stand in the document's schema");
            let spot = self.index.spot(ty, "fields", Some(&field.name));
            self.find(Kind::FieldNotInGuide, &subject, message, STAYS.to_owned(), spot, at);
        }
    }

    fn field_not_in_model(&mut self, ty: &'a Type, name: &str, value: &'a Value, at: &At) {
        // The parts of a form that are files have names of the caller's own.
        if self.document.schema(value, at).text("format") == Some("binary") {
            return;
        }
        let subject = format!("{}.{name}", ty.qualified());
        let message = format!("the document has a field `{name}`, the model's `{}` has not", ty.qualified());
        let near = fin_core::nearest(name, fields(ty).iter().map(|field| field.name.as_str()));
        let remedy = near.map_or("add it to the type's `fields`".to_owned(), |near| {
            format!("add it, or rename `{near}` if it is that")
        });
        let spot = self.index.spot(ty, "", None);
        self.find(Kind::FieldNotInModel, &subject, message, remedy, spot, at);
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
        let subject = format!("{subject} {}", mark(said));
        self.find(Kind::RequiredDiffers, &subject, message, remedy.to_owned(), spot.cloned(), at);
    }

    /// A schema against a field's type, its bounds and its format. Whether there is anything to compare.
    pub(super) fn value(
        &mut self,
        subject: &str,
        ty: &FieldType,
        field: Option<&Field>,
        value: &'a Value,
        spot: Option<&Spot>,
        at: &At,
    ) -> bool {
        let schema = self.schema(value, at);
        let kind = self.api.kind(ty);
        let differs = |kind| schema.types().find(|(said, _)| !fits(said, schema.text("format"), kind));
        if let Some(kind) = kind
            && let Some((said, _)) = differs(kind)
        {
            let format = schema.text("format").map_or(String::new(), |format| format!(" ({format})"));
            let message = format!(
                "the document's type of `{subject}` is `{said}`{format}, the model's is {}",
                kind.name()
            );
            let remedy = "change the field's `type`".to_owned();
            self.find(Kind::TypeDiffers, &format!("{subject} {said}"), message, remedy, spot.cloned(), at);
            return true;
        }
        if let Some(field) = field {
            if schema.nullable && field.required && !self.answering {
                let message =
                    format!("`{subject}` may be null in the document, and must have a value in the model");
                let remedy = "write it with `?`, or say in a ruling why not".to_owned();
                self.find(
                    Kind::RequiredDiffers,
                    &format!("{subject} null"),
                    message,
                    remedy,
                    spot.cloned(),
                    at,
                );
            }
            let items = schema.get("items").map(|(items, at)| self.document.schema(items, &at));
            self.bounds(subject, field, &schema, items.as_ref(), spot, at);
            self.format(subject, field, &schema, items.as_ref(), spot, at);
        }
        match ty {
            FieldType::Named(id) => self.named(*id, value, at),
            FieldType::List(item) => {
                let Some((items, at)) = schema.get("items") else { return false };
                return self.value(subject, item, None, items, spot, &at);
            }
            FieldType::Map(item) => {
                if let Some((items, at)) =
                    schema.get("additionalProperties").filter(|(own, _)| own.is_object())
                {
                    return self.value(subject, item, None, items, spot, &at);
                }
            }
            FieldType::Scalar(_) => return schema.ty().is_some(),
            FieldType::Any => {}
        }
        true
    }

    fn enumeration(&mut self, ty: &'a Type, schema: &Schema<'a>) {
        let Some((said, at)) = schema.values(&self.document, 0) else {
            if !ty.open && schema.lost.is_empty() {
                let message =
                    format!("the model's `{}` has values, the document takes any text", ty.qualified());
                let spot = self.index.spot(ty, "", None);
                let remedy =
                    "make the field a text, or say in a ruling where the values come from".to_owned();
                self.find(Kind::ValuesNotInModel, &ty.qualified(), message, remedy, spot, schema.home());
            }
            return;
        };
        let own = values(ty);
        said.iter().for_each(|_| self.counted.push(("values", at.clone(), true)));
        for value in said.iter().filter(|value| !own.contains(value)) {
            let message =
                format!("the document has a value `{value}`, the model's `{}` has not", ty.qualified());
            let spot = self.index.spot(ty, "", None);
            let subject = format!("{} {value}", ty.qualified());
            let remedy = "add it to the enum's `values`".to_owned();
            self.find(Kind::ValueNotInModel, &subject, message, remedy, spot, &at);
        }
        for value in own.iter().filter(|value| !said.contains(value)) {
            let message =
                format!("the model's `{}` has a value `{value}`, the document has not", ty.qualified());
            let spot = self.index.spot(ty, "values", Some(value));
            let subject = format!("{} {value}", ty.qualified());
            self.find(Kind::ValueNotInGuide, &subject, message, STAYS.to_owned(), spot, &at);
        }
    }
}

fn fits(said: &str, format: Option<&str>, kind: ValueKind) -> bool {
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
