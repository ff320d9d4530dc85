use super::{Api, Format, Operation, Rule, Shape, Type};

/// A part of the model that rests on a ruling.
#[derive(Clone, Copy, Debug)]
pub enum Resting<'a> {
    /// A type.
    Type(&'a Type),
    /// A field or a value of a type, by its name.
    Member(&'a Type, &'a str),
    /// A rule of a type or of one of its fields.
    Rule(&'a Type, &'a Rule),
    /// A format.
    Format(&'a Format),
    /// A call.
    Operation(&'a Operation),
}

impl Api {
    /// What rests on a ruling: types, fields and values, then rules, then formats, then calls.
    pub fn resting_on<'a>(&'a self, ruling: &str) -> Vec<Resting<'a>> {
        let rests = |rulings: &[String]| rulings.iter().any(|other| other == ruling);
        let (mut parts, mut rules) = (Vec::new(), Vec::new());
        for ty in &self.types {
            parts.extend(rests(&ty.rulings).then_some(Resting::Type(ty)));
            match &ty.shape {
                Shape::Object { fields, .. } => {
                    let fields_resting = fields.iter().filter(|field| rests(&field.rulings));
                    parts.extend(fields_resting.map(|field| Resting::Member(ty, &field.name)));
                    rules.extend(
                        ty.rules().filter(|rule| rests(&rule.rulings)).map(|rule| Resting::Rule(ty, rule)),
                    );
                }
                Shape::Enum { values } => {
                    let values = values.iter().filter(|value| rests(&value.rulings));
                    parts.extend(values.map(|value| Resting::Member(ty, &value.name)));
                }
            }
        }
        parts.extend(rules);
        parts.extend(self.formats.iter().filter(|format| rests(&format.rulings)).map(Resting::Format));
        parts.extend(self.operations.iter().filter(|call| rests(&call.rulings)).map(Resting::Operation));
        parts
    }
}
