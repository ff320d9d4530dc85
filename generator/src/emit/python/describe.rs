//! What the model says of types and fields that Pydantic's own JSON Schema does not: words, constraints, examples.
//! It stands in modules that are read when somebody asks for a schema.

use super::checks::leaf::{format_refuses_blank, number};
use super::doc;
use super::formats::Formats;
use super::index::{Index, Module};
use super::node::Node;
use super::text::{code, docstring};
use crate::api::{Api, Field, FieldConstraint, FieldType, Format, Shape, Type, TypeId};
use fin_core::{Applies, Constraint};

/// Any character that is no white space.
const NOT_BLANK: &str = r"[^\t-\r \x85\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]";
const ASCII: &str = r"^[\x00-\x7F]*$";
/// How many examples of a format are shown.
const EXAMPLES: usize = 3;

/// Prints what is known of the models of a file.
pub fn print(index: &Index<'_>, formats: &Formats, scope: &str, module: &Module) -> Option<String> {
    let mut classes = Vec::new();
    for id in &module.types {
        let Some(ty) = index.api.type_of(*id) else { continue };
        if let Shape::Object { fields, .. } = &ty.shape {
            classes.push((index.name(*id).to_owned(), of_type(index.api, formats, *id, ty, fields)));
        }
    }
    if classes.is_empty() {
        return None;
    }
    let summary =
        format!("What JSON Schema says of {} of {}, read on demand.", code(&module.name), code(scope));
    let table = Node::Object(classes).print("SCHEMAS: Final[dict[str, dict[str, Any]]] = ", "", 0);
    let formats = if table.contains("formats.") { "from fin_sdk import _formats as formats\n\n" } else { "" };
    let head = docstring(&[summary], 0);
    Some(format!("{head}\nfrom typing import Any, Final\n\n{formats}{table}"))
}

fn of_type(api: &Api, formats: &Formats, id: TypeId, ty: &Type, fields: &[Field]) -> Node {
    let properties = fields.iter().map(|field| (field.name.clone(), of_field(api, formats, field))).collect();
    let mut entries = vec![("properties".to_owned(), Node::Object(properties))];
    if let Some(example) = &ty.example {
        let example = Node::of_json(api, Some(&FieldType::Named(id)), example);
        entries.push(("examples".to_owned(), Node::List(vec![example])));
    }
    Node::Object(entries)
}

fn of_field(api: &Api, formats: &Formats, field: &Field) -> Node {
    let mut entries = vec![("description".to_owned(), Node::text(&doc::plainly(field)))];
    if field.deprecated.is_some() {
        entries.push(("deprecated".to_owned(), Node::Word("True".to_owned())));
    }
    let (list, single): (Vec<_>, Vec<_>) =
        field.constraints.iter().partition(|one| one.constraint.name().applies() == Applies::List);
    if let FieldType::List(_) = field.ty {
        entries.extend(demanded(api, formats, &list));
        let items = demanded(api, formats, &single);
        if !items.is_empty() {
            entries.push(("items".to_owned(), Node::Object(items)));
        }
    } else {
        entries.extend(demanded(api, formats, &single));
    }
    Node::Object(entries)
}

/// What constraints demand. Of two patterns the second stands in `allOf`.
fn demanded(api: &Api, formats: &Formats, constraints: &[&FieldConstraint]) -> Vec<(String, Node)> {
    let mut entries: Vec<(String, Node)> = Vec::new();
    let mut more = Vec::new();
    let mut add = |key: &str, node: Node| {
        if entries.iter().any(|(known, _)| known == key) {
            more.push(Node::Object(vec![(key.to_owned(), node)]));
        } else {
            entries.push((key.to_owned(), node));
        }
    };
    for one in constraints {
        match &one.constraint {
            Constraint::NotBlank if format_refuses_blank(api, constraints) => {}
            Constraint::NotBlank => add("pattern", Node::text(NOT_BLANK)),
            Constraint::Ascii => add("pattern", Node::text(ASCII)),
            Constraint::Pattern(pattern) => add("pattern", Node::text(&anchored(pattern))),
            Constraint::Format(name) => of_format(api, formats, name, &mut add),
            Constraint::MinLength(n) => add("minLength", Node::Word(n.to_string())),
            Constraint::MaxLength(n) => add("maxLength", Node::Word(n.to_string())),
            Constraint::Minimum(bound) => add("minimum", Node::Word(number(*bound))),
            Constraint::Maximum(bound) => add("maximum", Node::Word(number(*bound))),
            Constraint::MinItems(n) => add("minItems", Node::Word(n.to_string())),
            Constraint::MaxItems(n) => add("maxItems", Node::Word(n.to_string())),
            Constraint::UniqueItems => add("uniqueItems", Node::Word("True".to_owned())),
            // Days move: JSON Schema has no word for today. The description says it.
            Constraint::Past
            | Constraint::PastOrToday
            | Constraint::Future
            | Constraint::MinAge(_)
            | Constraint::MaxAge(_) => {}
        }
    }
    if !more.is_empty() {
        entries.push(("allOf".to_owned(), Node::List(more)));
    }
    entries
}

/// A format, and those that are asked for once it holds.
fn of_format(api: &Api, formats: &Formats, name: &str, add: &mut dyn FnMut(&str, Node)) {
    let find = |name: &str| api.format(name);
    let mut next: Option<&Format> = find(name);
    if let Some(format) = next
        && !format.valid.is_empty()
        && format.values.is_empty()
    {
        add(
            "examples",
            Node::List(format.valid.iter().take(EXAMPLES).map(|valid| Node::text(valid)).collect()),
        );
    }
    // No chain is longer than there are formats.
    for _ in 0..api.formats.len() {
        let Some(format) = next else { break };
        if let Some(pattern) = &format.pattern {
            add("pattern", Node::text(&anchored(pattern)));
        }
        if let Some(pattern) = &format.not_pattern {
            add("not", Node::Object(vec![("pattern".to_owned(), Node::text(&anchored(pattern)))]));
        }
        if !format.values.is_empty() {
            let listed = || Node::List(format.values.iter().map(|value| Node::text(value)).collect());
            let set = formats.set(&format.name).map(|set| Node::Word(format!("sorted({set})")));
            add("enum", set.unwrap_or_else(listed));
        }
        next = format.then.as_deref().and_then(find);
    }
}

/// A pattern that means the whole text.
fn anchored(pattern: &str) -> String {
    format!("^(?:{pattern})$")
}
