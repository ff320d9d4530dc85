use super::Resolver;
use crate::api::{Api, Shape, Type};
use crate::report::{Code, Draft, quoted};
use crate::source::Cursor;
use serde_json::Value;

impl Resolver<'_> {
    /// Each example has the fields of its type; the judge looks at the rest.
    pub(super) fn examples(&mut self, api: &Api) {
        for (def, ty) in self.tables.defs.clone().into_iter().zip(&api.types) {
            let Some(example) = &ty.example else { continue };
            let top = Cursor::top(def.of.file);
            let types = top.key("types");
            let here = types.key(def.name);
            self.example(ty, example, &here.key("example"));
        }
    }

    fn example(&mut self, ty: &Type, example: &Value, at: &Cursor<'_>) {
        let name = quoted(&ty.name);
        match (&ty.shape, example) {
            (Shape::Object { fields, .. }, Value::Object(object)) => {
                for field in fields
                    .iter()
                    .filter(|field| field.required && object.get(&field.name).is_none_or(Value::is_null))
                {
                    let message = format!("the example of {name} lacks {}", quoted(&field.name));
                    self.report(
                        Draft::new(Code::Example, at.at_key(), message).label("the field is required"),
                    );
                }
                for key in object.keys().filter(|key| !fields.iter().any(|field| field.name == **key)) {
                    let message = format!("the example of {name} has an unknown field {}", quoted(key));
                    let draft = Draft::new(Code::Example, at.key(key).at_key(), message);
                    self.report_unknown(draft, key, fields.iter().map(|field| field.name.as_str()), "");
                }
            }
            (Shape::Enum { values }, Value::String(text))
                if values.iter().any(|value| value.name == *text) => {}
            (Shape::Object { .. }, _) => {
                self.report(Draft::new(
                    Code::Example,
                    at.at_key(),
                    format!("the example of {name} is no object"),
                ));
            }
            (Shape::Enum { .. }, _) => {
                self.report(Draft::new(
                    Code::Example,
                    at.at_key(),
                    format!("the example of {name} is none of its values"),
                ));
            }
        }
    }
}
