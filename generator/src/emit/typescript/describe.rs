//! A type of the API → its JSON Schema. Rules over several fields have no words there.

use super::{
    formats::anchored,
    index::Imports,
    layout::{Code, entry},
    lower::number,
    names::{is_plain, literal},
};
use crate::api::{Field, FieldConstraint, FieldType, Shape, Type, TypeId};
use fin_core::{Applies, Constraint, Kind};

type Keywords = Vec<(String, Code)>;

/// The constant that describes a type.
pub fn print(imports: &mut Imports<'_>, id: TypeId, ty: &Type) -> Result<String, &'static str> {
    let name = imports.index.name(id).to_owned();
    imports.runtime("type Described", "describe");
    let mut keywords = vec![word("description", literal(&ty.doc))];
    match &ty.shape {
        Shape::Object { fields, .. } => {
            keywords.push(word("type", literal("object")));
            let mut properties = Vec::new();
            for field in fields {
                properties.push((key(&field.name), Code::Object(of_field(imports, field)?)));
            }
            let required = fields.iter().filter(|field| field.required);
            let required: Vec<Code> = required.map(|field| Code::word(literal(&field.name))).collect();
            keywords.push(("properties".to_owned(), Code::Object(properties)));
            if !required.is_empty() {
                keywords.push(("required".to_owned(), Code::List(required)));
            }
            if !ty.open {
                keywords.push(word("additionalProperties", "false".to_owned()));
            }
        }
        Shape::Enum { values } => {
            keywords.push(word("type", literal("string")));
            let list: Vec<Code> = values.iter().map(|value| Code::word(literal(&value.name))).collect();
            // An open enum takes any text: its values are examples.
            keywords.push((if ty.open { "examples" } else { "enum" }.to_owned(), Code::List(list)));
        }
    }
    let mut text = format!(
        "\nexport const json{name}: Described = {{\n  name: {},\n  schema: () => ({{\n",
        literal(&ty.qualified())
    );
    for (key, value) in keywords {
        text.push_str(&entry(&key, &value, 4));
    }
    Ok(text + "  }),\n};\n")
}

/// A key of an object literal: the one name that is no key there is computed.
fn key(name: &str) -> String {
    match name {
        "__proto__" => "[\"__proto__\"]".to_owned(),
        name if is_plain(name) => name.to_owned(),
        name => literal(name),
    }
}

fn word(key: &str, value: String) -> (String, Code) {
    (key.to_owned(), Code::Word(value))
}

fn of_field(imports: &mut Imports<'_>, field: &Field) -> Result<Keywords, &'static str> {
    let mut keywords = vec![word("description", literal(&field.doc))];
    keywords.extend(of(imports, field, &field.ty)?);
    if field.deprecated.is_some() {
        keywords.push(word("deprecated", "true".to_owned()));
    }
    Ok(keywords)
}

fn of(imports: &mut Imports<'_>, field: &Field, ty: &FieldType) -> Result<Keywords, &'static str> {
    let of_list = |one: &&FieldConstraint| one.constraint.name().applies() == Applies::List;
    Ok(match ty {
        FieldType::Scalar(kind) => {
            let mut keywords = scalar(*kind)?;
            let demands = field.constraints.iter().filter(|one| !of_list(one));
            keywords.extend(demanded(imports, demands));
            keywords
        }
        FieldType::Named(id) => vec![word("$ref", imports.value(*id, "json"))],
        FieldType::List(item) => {
            let items = Code::Object(of(imports, field, item)?);
            let mut keywords = vec![word("type", literal("array")), ("items".to_owned(), items)];
            keywords.extend(demanded(imports, field.constraints.iter().filter(of_list)));
            keywords
        }
        FieldType::Map(value) => {
            let plain = Field { constraints: Vec::new(), ..field.clone() };
            let values = Code::Object(of(imports, &plain, value)?);
            vec![word("type", literal("object")), ("additionalProperties".to_owned(), values)]
        }
        FieldType::Any => Vec::new(),
    })
}

fn scalar(kind: Kind) -> Result<Keywords, &'static str> {
    let of = |ty: &str| vec![word("type", literal(ty))];
    Ok(match kind {
        Kind::Text => of("string"),
        Kind::Integer => of("integer"),
        Kind::Number => of("number"),
        Kind::Boolean => of("boolean"),
        Kind::Date => [of("string"), vec![word("format", literal("date"))]].concat(),
        Kind::Uuid => [of("string"), vec![word("format", literal("uuid"))]].concat(),
        Kind::Enum | Kind::Object | Kind::List | Kind::Map => return Err("a scalar that is none"),
    })
}

/// What constraints demand. Only one pattern fits beside the others: the rest stand in `allOf`.
fn demanded<'f>(
    imports: &mut Imports<'_>,
    constraints: impl Iterator<Item = &'f FieldConstraint>,
) -> Keywords {
    let mut keywords = Keywords::new();
    let mut more = Vec::new();
    for one in constraints {
        match keyword(imports, &one.constraint) {
            None => {}
            Some(Demand::Format(schema)) => more.push(Code::call(schema, [])),
            Some(Demand::Keyword(key, value)) if keywords.iter().any(|(known, _)| known == key) => {
                more.push(Code::Object(vec![word(key, value)]));
            }
            Some(Demand::Keyword(key, value)) => keywords.push(word(key, value)),
        }
    }
    if !more.is_empty() {
        keywords.push(("allOf".to_owned(), Code::List(more)));
    }
    keywords
}

enum Demand {
    Keyword(&'static str, String),
    /// The function that gives a format's keywords.
    Format(String),
}

fn keyword(imports: &mut Imports<'_>, constraint: &Constraint<String>) -> Option<Demand> {
    let (key, value) = match constraint {
        Constraint::NotBlank => {
            imports.runtime("NOT_BLANK", "describe");
            ("pattern", "NOT_BLANK".to_owned())
        }
        Constraint::Format(name) => {
            let schema = format!("schema{}", imports.index.format(name)?);
            imports.formats.insert(schema.clone());
            return Some(Demand::Format(schema));
        }
        Constraint::Pattern(pattern) => ("pattern", literal(&anchored(pattern))),
        Constraint::Ascii => {
            imports.runtime("ASCII", "describe");
            ("pattern", "ASCII".to_owned())
        }
        Constraint::MinLength(n) => ("minLength", n.to_string()),
        Constraint::MaxLength(n) => ("maxLength", n.to_string()),
        Constraint::Minimum(bound) => ("minimum", number(*bound)),
        Constraint::Maximum(bound) => ("maximum", number(*bound)),
        // Days move: JSON Schema has no word for today.
        Constraint::Past
        | Constraint::PastOrToday
        | Constraint::Future
        | Constraint::MinAge(_)
        | Constraint::MaxAge(_) => return None,
        Constraint::MinItems(n) => ("minItems", n.to_string()),
        Constraint::MaxItems(n) => ("maxItems", n.to_string()),
        Constraint::UniqueItems => ("uniqueItems", "true".to_owned()),
    };
    Some(Demand::Keyword(key, value))
}
