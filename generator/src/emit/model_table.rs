//! The types that requests are made of → the table in `fin-derive` that structs bind to by name.

use super::{
    Error, Part, Templates, header,
    rust::{
        lower::{Access, Unprintable, condition},
        unique_path,
    },
};
use crate::{
    api::{Api, Condition, Field, FieldConstraint, FieldType, Format, Rule, RuleBody, Shape, Type},
    write::File,
};
use fin_core::{Constraint, Kind};

const FOLDER: &str = "fin-derive/src/gen";

/// Prints the table, each list sorted by name for binary search.
pub fn emit(api: &Api, _: &Templates) -> Result<Vec<File>, Error> {
    let mut types: Vec<(String, &Type)> =
        api.types.iter().filter(|ty| ty.in_request).map(|ty| (ty.qualified(), ty)).collect();
    types.sort_by(|a, b| a.0.cmp(&b.0));
    let mut formats: Vec<&Format> = api.formats.iter().collect();
    formats.sort_by(|a, b| a.name.cmp(&b.name));

    let mut text = header("// ", "");
    text.push_str(
        "#![cfg_attr(rustfmt, rustfmt_skip)]\n\n//! The model, for structs that bind to it by name.\n\n",
    );
    text.push_str(
        "use fin_core::{Constraint, Entry, Field, Format, Kind, Rule, RuleBody, Shape, Unique};\n\n",
    );
    text.push_str("/// The types of the requests, sorted by name.\npub static ENTRIES: &[Entry] = &[\n");
    for (name, ty) in &types {
        text.push_str(&entry(api, name, ty)?);
    }
    text.push_str("];\n\n/// The formats, sorted by name.\npub static FORMATS: &[Format] = &[\n");
    text.extend(formats.into_iter().map(format));
    text.push_str("];\n");
    let module = format!(
        "{}//! The model as a table.\n\nmod model;\n\npub use model::{{ENTRIES, FORMATS}};\n",
        header("// ", "")
    );
    let file = |name: &str, text: String| File { path: format!("{FOLDER}/{name}"), bytes: text.into_bytes() };
    Ok(vec![file("mod.rs", module), file("model.rs", text)])
}

fn entry(api: &Api, name: &str, ty: &Type) -> Result<String, Error> {
    let at =
        |part: &str, error: Unprintable| Error::Unprintable { part: Part::member(ty, part), what: error.0 };
    match &ty.shape {
        Shape::Enum { values } => {
            let values: Vec<String> = values.iter().map(|value| format!("{:?}", value.name)).collect();
            Ok(format!(
                "    Entry {{ name: {name:?}, shape: Shape::Enum {{ open: {}, values: &[{}] }} }},\n",
                ty.open,
                values.join(", ")
            ))
        }
        Shape::Object { fields, rules } => {
            let mut text = format!("    Entry {{ name: {name:?}, shape: Shape::Object {{ fields: &[\n");
            for one in fields {
                text.push_str(&field(api, one).map_err(|error| at(&one.name, error))?);
            }
            text.push_str("    ], rules: &[");
            text.push_str(&list(rules, |one| rule(one).map_err(|error| at(&one.code, error)), 8)?);
            text.push_str("] } },\n");
            Ok(text)
        }
    }
}

/// Each item on a line of its own.
fn list<T, E>(items: &[T], print: impl Fn(&T) -> Result<String, E>, indent: usize) -> Result<String, E> {
    let mut text = String::new();
    for item in items {
        text.push_str(&format!("\n{:indent$}{},", "", print(item)?));
    }
    if !items.is_empty() {
        text.push_str(&format!("\n{:1$}", "", indent.saturating_sub(4)));
    }
    Ok(text)
}

fn field(api: &Api, field: &Field) -> Result<String, Unprintable> {
    let (kind, item, entry) = shape(api, &field.ty)?;
    let item = item.map_or_else(|| "None".to_owned(), |kind| format!("Some(Kind::{kind:?})"));
    let constraints: Result<Vec<String>, Unprintable> =
        field.constraints.iter().map(|one| constraint(api, one)).collect();
    Ok(format!(
        "        Field {{ name: {:?}, kind: Kind::{kind:?}, item: {item}, entry: {entry:?}, required: {}, \
         sensitive: {}, constraints: &[{}], rules: &[{}] }},\n",
        field.name,
        field.required,
        field.sensitive,
        constraints?.join(", "),
        list(&field.rules, rule, 12)?
    ))
}

/// The kind of a value, of its items, and the entry of what is named.
fn shape(api: &Api, ty: &FieldType) -> Result<(Kind, Option<Kind>, Option<String>), Unprintable> {
    let kind = |ty: &FieldType| api.kind(ty).ok_or(Unprintable("a value of any kind in a request"));
    let entry = |ty: &FieldType| match ty {
        FieldType::Named(id) => api.type_of(*id).map(Type::qualified),
        FieldType::Scalar(_) | FieldType::List(_) | FieldType::Map(_) | FieldType::Any => None,
    };
    match ty {
        FieldType::List(item) | FieldType::Map(item) => match kind(item)? {
            Kind::List | Kind::Map => Err(Unprintable("a list or map of lists or maps in a request")),
            inner => Ok((kind(ty)?, Some(inner), entry(item))),
        },
        FieldType::Scalar(_) | FieldType::Named(_) | FieldType::Any => Ok((kind(ty)?, None, entry(ty))),
    }
}

fn constraint(api: &Api, constraint: &FieldConstraint) -> Result<String, Unprintable> {
    let name = constraint.constraint.name();
    let usual = match &constraint.constraint {
        Constraint::Format(format) => api.format(format).map_or(name.code(), |format| format.code.as_str()),
        _ => name.code(),
    };
    if constraint.code != usual {
        return Err(Unprintable("a constraint with a code of its own"));
    }
    let message = constraint.own_message.then_some(constraint.message.as_str());
    // `Debug` of a constraint is its Rust.
    Ok(format!("(Constraint::{:?}, {message:?})", constraint.constraint))
}

fn rule(rule: &Rule) -> Result<String, Unprintable> {
    let expression = |condition_of: &Condition| condition(&condition_of.expr, Access::Methods);
    let body = match &rule.body {
        RuleBody::Require { at, when, require } => {
            let when = when.as_ref().map(expression).transpose()?;
            let (at, require) = (at.join("."), expression(require)?);
            format!("RuleBody::Require {{ at: {at:?}, when: {when:?}, require: {require:?} }}")
        }
        RuleBody::Unique(paths) => {
            let mut list = Vec::new();
            for path in paths {
                let when = path.when.as_ref().map(expression).transpose()?;
                list.push(format!("Unique {{ at: {:?}, when: {when:?} }}", unique_path(path)));
            }
            format!("RuleBody::Unique(&[{}])", list.join(", "))
        }
    };
    Ok(format!(
        "Rule {{ code: {:?}, message: {:?}, mentions: &{:?}, body: {body} }}",
        rule.code, rule.message, rule.mentions
    ))
}

fn format(format: &Format) -> String {
    let Format { name, code, message, pattern, not_pattern, values, then, refuses_blank, .. } = format;
    let lines: Vec<String> = values
        .chunks(16)
        .map(|line| line.iter().map(|value| format!("{value:?}, ")).collect::<String>().trim_end().to_owned())
        .collect();
    let values = if lines.is_empty() {
        String::new()
    } else {
        format!("\n        {}\n    ", lines.join("\n        "))
    };
    format!(
        "    Format {{ name: {name:?}, code: {code:?}, message: {message:?}, pattern: {pattern:?}, \
         not_pattern: {not_pattern:?}, then: {then:?}, refuses_blank: {refuses_blank}, values: &[{values}] }},\n"
    )
}
