//! One type of the API → an interface or a union, its check, and the constant that carries its methods.

use super::{
    at, checks, describe,
    doc::{self, Block, comment},
    index::Imports,
    layout::{Code, WIDTH, assign, function, statement, width},
    names::{key, literal},
};
use crate::{
    api::{EnumValue, Field, FieldType, Rule, Shape, Type, TypeId},
    emit::{Error, rust},
};
use fin_core::Kind;

/// The declarations of a type.
pub fn declare(imports: &mut Imports<'_>, id: TypeId, ty: &Type) -> Result<String, Error> {
    match &ty.shape {
        Shape::Object { fields, rules } => object(imports, id, ty, fields, rules),
        Shape::Enum { values } => choice(imports, id, ty, values),
    }
}

fn object(
    imports: &mut Imports<'_>,
    id: TypeId,
    ty: &Type,
    fields: &[Field],
    rules: &[Rule],
) -> Result<String, Error> {
    let name = imports.index.name(id).to_owned();
    let mut text = comment(&doc::of_type(imports.index.api, ty, fields, rules), 0);
    text.push_str(&format!("export interface {name} {{\n"));
    for field in fields {
        let of = of(imports, &field.ty).map_err(|what| at(ty, &field.name, what))?;
        text.push_str(&comment(&doc::of_field(field, ty), 2));
        let line = if field.required {
            format!("  {}: {of};\n", key(&field.name))
        } else {
            format!("  {}?: {of} | null | undefined;\n", key(&field.name))
        };
        text.push_str(&line);
    }
    text.push_str("}\n\n");
    text.push_str(&checks::object(imports, id, ty, fields, rules)?);
    text.push_str(&describe::print(imports, id, ty).map_err(|what| at(ty, "JSON Schema", what))?);
    text.push_str(&methods(imports, id, ty, "FinSchema", "schema", &[]));
    if ty.is_request {
        text.push_str(&entry(imports, &name));
    }
    Ok(text)
}

/// The constant of the type's name.
fn methods(imports: &mut Imports<'_>, id: TypeId, ty: &Type, of: &str, make: &str, more: &[Code]) -> String {
    let name = imports.index.name(id);
    let docs = Block::Text(format!("Checks and reads values of the type {}.", doc::code(&ty.qualified())));
    imports.runtime(&format!("type {of}"), "schema");
    imports.runtime(make, "schema");
    let head = format!("export const {name}: {of}<{name}>");
    let mut arguments = vec![Code::word(format!("visit{name}")), Code::word(format!("json{name}"))];
    arguments.extend(more.iter().cloned());
    let call = Code::call(format!("/* @__PURE__ */ {make}"), arguments);
    format!("\n{}{}", comment(&[docs], 0), assign(&head, &call))
}

/// The check of a request as a function of its own, for bundles that need nothing else.
fn entry(imports: &mut Imports<'_>, name: &str) -> String {
    imports.runtime("issuesOf", "run");
    imports.runtime("type CheckOptions", "checker");
    imports.runtime("type Issues", "issue");
    let docs = format!(
        "Everything that is wrong with a {} as a function of its own: what a bundle holds that needs nothing else.",
        doc::code(name)
    );
    let parameters = ["value: unknown", "options?: CheckOptions"].map(str::to_owned);
    let call = Code::call(
        "return issuesOf",
        [format!("visit{name}"), "value".into(), "options".into()].map(Code::Word),
    );
    format!(
        "\n{}{}{}}}\n",
        comment(&[Block::Text(docs)], 0),
        function(&format!("check{name}"), &parameters, "Issues"),
        statement(&call, 2)
    )
}

/// A field's type.
fn of(imports: &mut Imports<'_>, ty: &FieldType) -> Result<String, &'static str> {
    Ok(match ty {
        FieldType::Scalar(kind) => scalar(imports, *kind)?.to_owned(),
        FieldType::Named(id) => imports.ty(*id),
        FieldType::List(item) => format!("{}[]", of(imports, item)?),
        FieldType::Map(value) => format!("{{ [key: string]: {} }}", of(imports, value)?),
        FieldType::Any => "unknown".to_owned(),
    })
}

fn scalar(imports: &mut Imports<'_>, kind: Kind) -> Result<&'static str, &'static str> {
    let name = scalar_name(kind)?;
    if matches!(kind, Kind::Date | Kind::Uuid) {
        imports.runtime(&format!("type {name}"), "types");
    }
    Ok(name)
}

/// The type of a scalar.
pub fn scalar_name(kind: Kind) -> Result<&'static str, &'static str> {
    match kind {
        Kind::Text => Ok("string"),
        Kind::Integer | Kind::Number => Ok("number"),
        Kind::Boolean => Ok("boolean"),
        Kind::Date => Ok("IsoDate"),
        Kind::Uuid => Ok("Uuid"),
        Kind::Enum | Kind::Object | Kind::List | Kind::Map => Err("a scalar that is none"),
    }
}

fn choice(imports: &mut Imports<'_>, id: TypeId, ty: &Type, values: &[EnumValue]) -> Result<String, Error> {
    let name = imports.index.name(id).to_owned();
    let mut docs =
        vec![Block::Text(doc::sentence(&ty.doc)), Block::Text(doc::STYLE.origin(&ty.place, &ty.rulings))];
    for value in values {
        let mut words = format!("{}: {}", doc::code(&value.name), doc::sentence(&value.doc));
        if let Some(reason) = &value.deprecated {
            words.push_str(&format!(" **Deprecated**: {}", doc::sentence(reason)));
        }
        docs.push(Block::Item(words));
    }
    if ty.open {
        docs.push(Block::Text("Open: a value that is not listed here is kept as it came.".to_owned()));
    }
    let literals: Vec<String> = values.iter().map(|value| literal(&value.name)).collect();
    let mut text = comment(&docs, 0);
    text.push_str(&choices(imports, &name, &literals, ty.open));
    let list = Code::List(literals.into_iter().map(Code::Word).collect());
    let head = format!("export const values{name}: readonly {name}[]");
    let words = Block::Text(format!("The values of {} that the model knows.", doc::code(&name)));
    text.push_str(&format!("\n{}{}\n", comment(&[words], 0), assign(&head, &list)));
    text.push_str(&checks::choice(imports, &name, ty.open));
    text.push_str(&describe::print(imports, id, ty).map_err(|what| at(ty, "JSON Schema", what))?);
    let more = [Code::word(format!("values{name}"))];
    text.push_str(&methods(imports, id, ty, "FinEnum", "enumeration", &more));
    if has_life_cycle(ty) {
        text.push_str(&life_cycle(&name, values, ty.open));
    }
    Ok(text)
}

fn choices(imports: &mut Imports<'_>, name: &str, literals: &[String], open: bool) -> String {
    if !open {
        return union(name, literals);
    }
    imports.runtime("type Open", "types");
    let members = literals.join(" | ");
    let flat = format!("export type {name} = Open<{members}>;");
    if width(&flat) <= WIDTH {
        flat + "\n"
    } else if width(&members) + 2 <= WIDTH {
        format!("export type {name} = Open<\n  {members}\n>;\n")
    } else {
        format!("export type {name} = Open<{}\n>;\n", alternatives(literals))
    }
}

/// A union of types.
pub fn union(name: &str, members: &[String]) -> String {
    let flat = format!("export type {name} = {};", members.join(" | "));
    if width(&flat) <= WIDTH {
        flat + "\n"
    } else {
        format!("export type {name} ={};\n", alternatives(members))
    }
}

fn alternatives(members: &[String]) -> String {
    members.iter().map(|member| format!("\n  | {member}")).collect()
}

/// Whether the type says what may follow its values.
pub fn has_life_cycle(ty: &Type) -> bool {
    matches!(&ty.shape, Shape::Enum { values } if rust::has_life_cycle(values))
}

/// What may follow each value, as functions.
fn life_cycle(name: &str, values: &[EnumValue], open: bool) -> String {
    let listed = |list: &[String]| -> Vec<String> {
        list.iter()
            .filter(|next| values.iter().any(|value| value.name == **next))
            .map(|next| literal(next))
            .collect()
    };
    let mut arms = String::new();
    let mut last = Vec::new();
    for value in values {
        let next = listed(value.next.as_deref().unwrap_or_default());
        if next.is_empty() {
            last.push(literal(&value.name));
            continue;
        }
        let list = Code::List(next.into_iter().map(Code::Word).collect());
        let list = list.print(6, 6 + "return ".len(), ".includes(next);".len());
        arms.push_str(&format!("    case {}:\n      return {list}.includes(next);\n", literal(&value.name)));
    }
    let unknown = if open {
        " A value that the model does not know has no known successors and is not final."
    } else {
        ""
    };
    let follows =
        Block::Text(format!("Whether the API moves from one status to another in one step.{unknown}"));
    let is_final = Block::Text("Whether no other status follows.".to_owned());
    let ends = if last.is_empty() {
        "false".to_owned()
    } else {
        let list = Code::List(last.into_iter().map(Code::Word).collect());
        list.print(2, 2 + "return ".len(), ".includes(status);".len()) + ".includes(status)"
    };
    let status = if ends == "false" { "_status" } else { "status" };
    let [from, next, status] = ["from", "next", status].map(|parameter| format!("{parameter}: {name}"));
    format!(
        "\n{}{}  switch (from) {{\n{arms}    default:\n      return false;\n  }}\n}}\n\n{}{}  return {ends};\n}}\n",
        comment(&[follows], 0),
        function(&format!("canBecome{name}"), &[from, next], "boolean"),
        comment(&[is_final], 0),
        function(&format!("isFinal{name}"), &[status], "boolean"),
    )
}
