//! One type of the API → one struct or enum.

use super::{
    Error, at,
    attr::{self, Arg, attribute, literal},
    doc::{self, Block, comment},
    example,
    index::Index,
    lower::Unprintable,
    names::{self, Names},
};
use crate::api::{EnumValue, Field, FieldType, Rule, Shape, Type, TypeId};
use fin_core::Kind;
use std::collections::BTreeSet;

/// What a file has to import, and how it names types.
pub struct Imports<'a> {
    index: &'a Index<'a>,
    scope: &'a str,
    local: BTreeSet<TypeId>,
    siblings: BTreeSet<String>,
    shared: BTreeSet<String>,
}

impl<'a> Imports<'a> {
    pub fn new(index: &'a Index<'a>, scope: &'a str, local: &[TypeId]) -> Self {
        let local = local.iter().copied().collect();
        Imports { index, scope, local, siblings: BTreeSet::new(), shared: BTreeSet::new() }
    }

    /// The `use` lines.
    pub fn print(&self) -> String {
        let line = |from: &str, names: &BTreeSet<String>| match names.first() {
            None => String::new(),
            Some(only) if names.len() == 1 => format!("use {from}::{only};\n"),
            Some(_) => {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                format!("use {from}::{{{}}};\n", names.join(", "))
            }
        };
        line("super", &self.siblings) + &line("crate::shared", &self.shared)
    }

    fn name(&mut self, id: TypeId) -> String {
        let name = self.index.name(id).to_owned();
        if self.local.contains(&id) {
            return name;
        }
        match self.index.api.type_of(id).map(|ty| ty.scope.name()) {
            Some(scope) if scope == self.scope => {
                self.siblings.insert(name.clone());
            }
            Some("shared") if !self.index.is_hidden(&name, self.scope) => {
                self.shared.insert(name.clone());
            }
            _ => return self.index.path(id),
        }
        name
    }

    fn of(&mut self, ty: &FieldType) -> Result<String, Unprintable> {
        Ok(match ty {
            FieldType::Scalar(kind) => scalar(*kind)?.to_owned(),
            FieldType::Named(id) => self.name(*id),
            FieldType::List(item) => format!("Vec<{}>", self.of(item)?),
            FieldType::Map(value) => {
                format!("std::collections::BTreeMap<String, {}>", self.of(value)?)
            }
            FieldType::Any => "serde_json::Value".to_owned(),
        })
    }
}

/// The type of a scalar.
pub fn scalar(kind: Kind) -> Result<&'static str, Unprintable> {
    match kind {
        Kind::Text => Ok("String"),
        Kind::Integer => Ok("i64"),
        Kind::Number => Ok("f64"),
        Kind::Boolean => Ok("bool"),
        Kind::Date => Ok("fin_payload::Date"),
        Kind::Uuid => Ok("uuid::Uuid"),
        Kind::Enum | Kind::Object | Kind::List | Kind::Map => Err(Unprintable("a scalar that is none")),
    }
}

/// The declaration of a type.
pub fn declare(imports: &mut Imports<'_>, id: TypeId, ty: &Type) -> Result<String, Error> {
    match &ty.shape {
        Shape::Object { fields, rules } => object(imports, id, ty, fields, rules),
        Shape::Enum { values } => Ok(choice(imports.index.name(id), ty, values)),
    }
}

fn object(
    imports: &mut Imports<'_>,
    id: TypeId,
    ty: &Type,
    fields: &[Field],
    rules: &[Rule],
) -> Result<String, Error> {
    let api = imports.index.api;
    let name = imports.index.name(id);
    let mut docs = doc::of_type(api, ty, fields, rules);
    if let Some(example) = ty.example.as_ref().filter(|_| ty.is_request) {
        docs.extend(example::doctest(api, imports.scope, name, id, example));
    }
    let mut text = comment(&docs, "///", 0);
    text.push_str("#[derive(Clone, PartialEq, serde::Serialize, fin_payload::FinPayload)]\n");
    text.push_str(if ty.open {
        "#[fin(open, debug, deserialize)]\n"
    } else {
        "#[fin(debug, deserialize, builder)]\n"
    });
    for rule in rules {
        let arg = attr::rule(rule, None).map_err(|error| at(ty, &rule.code, error))?;
        text.push_str(&attribute("fin", &[arg], 0));
    }
    text.push_str(&format!("pub struct {name} {{\n"));
    let idents = idents(fields);
    for (field, ident) in fields.iter().zip(&idents) {
        let rust = imports.of(&field.ty).map_err(|error| at(ty, &field.name, error))?;
        text.push_str(&member(imports, ty, field, ident, &rust)?);
    }
    if ty.open {
        let other = other(idents);
        text.push_str(&comment(
            &[Block::Text("What the model does not know, as it came.".to_owned())],
            "///",
            4,
        ));
        // Nobody knows what it is, so nobody knows that it may be printed.
        text.push_str("    #[fin(sensitive)]\n    #[serde(flatten)]\n");
        text.push_str(&format!("    pub {other}: std::collections::BTreeMap<String, serde_json::Value>,\n"));
    }
    text.push_str("}\n");
    Ok(text)
}

/// The name of the field that holds what the model does not know.
pub fn other(idents: Vec<String>) -> String {
    let mut taken = Names::default();
    for ident in idents {
        taken.take(ident);
    }
    taken.take("other".to_owned())
}

/// The fields' names in Rust: who can keep the name of the wire keeps it.
pub fn idents(fields: &[Field]) -> Vec<String> {
    let mut taken = Names::default();
    let plain = |field: &Field| names::ident(&field.name).trim_start_matches("r#") == field.name;
    let kept: Vec<Option<String>> =
        fields.iter().map(|field| plain(field).then(|| taken.take(names::ident(&field.name)))).collect();
    fields
        .iter()
        .zip(kept)
        .map(|(field, kept)| kept.unwrap_or_else(|| taken.take(names::ident(&field.name))))
        .collect()
}

fn member(imports: &Imports<'_>, ty: &Type, field: &Field, ident: &str, rust: &str) -> Result<String, Error> {
    let mut text = comment(&doc::of_field(field, ty), "///", 4);
    let demands = attr::field(imports.index.api, field);
    if !demands.is_empty() {
        text.push_str(&attribute("fin", &demands, 4));
    }
    for rule in &field.rules {
        let arg = attr::rule(rule, Some(&field.name)).map_err(|error| at(ty, &rule.code, error))?;
        text.push_str(&attribute("fin", &[arg], 4));
    }
    let mut serde = Vec::new();
    if ident.trim_start_matches("r#") != field.name {
        serde.push(Arg::Pair("rename", literal(&field.name)));
    }
    if !field.required {
        serde.push(Arg::Pair("skip_serializing_if", literal("Option::is_none")));
    }
    if !serde.is_empty() {
        text.push_str(&attribute("serde", &serde, 4));
    }
    let rust = if field.required { rust.to_owned() } else { format!("Option<{rust}>") };
    text.push_str(&format!("    pub {ident}: {rust},\n"));
    Ok(text)
}

fn choice(name: &str, ty: &Type, values: &[EnumValue]) -> String {
    let mut docs =
        vec![Block::Text(doc::sentence(&ty.doc)), Block::Text(doc::STYLE.origin(&ty.place, &ty.rulings))];
    if ty.open {
        docs.push(Block::Text("Open: a value that is not listed here is kept as it came.".to_owned()));
    }
    let mut text = comment(&docs, "///", 0);
    let copy = if ty.open { "" } else { "Copy, " };
    text.push_str(&format!(
        "#[derive(Clone, {copy}PartialEq, Eq, Hash, Debug, serde::Serialize, fin_payload::FinPayload)]\n"
    ));
    text.push_str(if ty.open { "#[fin(open, text, deserialize)]\n" } else { "#[fin(text, deserialize)]\n" });
    text.push_str(&format!("pub enum {name} {{\n"));
    let (variants, other) = variants(ty, values);
    for (value, variant) in values.iter().zip(&variants) {
        let mut words = doc::sentence(&value.doc);
        if let Some(reason) = &value.deprecated {
            words.push_str(&format!(" **Deprecated**: {}", doc::sentence(reason)));
        }
        text.push_str(&comment(&[Block::Text(words)], "///", 4));
        text.push_str(&attribute("serde", &[Arg::Pair("rename", literal(&value.name))], 4));
        text.push_str(&format!("    {variant},\n"));
    }
    if let Some(other) = &other {
        text.push_str(
            "    /// A value that the model does not know.\n    #[fin(other)]\n    #[serde(untagged)]\n",
        );
        text.push_str(&format!("    {other}(String),\n"));
    }
    text.push_str("}\n");
    if has_life_cycle(values) {
        text.push('\n');
        text.push_str(&life_cycle(name, values, &variants, other.is_some()));
    }
    text
}

/// The names of an enum's variants, and of the one that holds what the model does not know.
pub fn variants(ty: &Type, values: &[EnumValue]) -> (Vec<String>, Option<String>) {
    let mut taken = Names::default();
    let variants: Vec<String> = values.iter().map(|value| taken.take(names::camel(&value.name))).collect();
    let other =
        ty.open.then(|| if variants.iter().any(|name| name == "Other") { "Unlisted" } else { "Other" });
    let other = other.map(|name| taken.take(name.to_owned()));
    (variants, other)
}

/// Whether the model says what may follow the values.
pub fn has_life_cycle(values: &[EnumValue]) -> bool {
    values.iter().any(|value| value.next.as_ref().is_some_and(|next| !next.is_empty()))
}

/// `can_become` and `is_final`, out of what may follow each value.
fn life_cycle(name: &str, values: &[EnumValue], variants: &[String], open: bool) -> String {
    let either = |names: &[&str]| match names {
        [] => "false".to_owned(),
        names => {
            let paths: Vec<String> = names.iter().map(|name| format!("Self::{name}")).collect();
            paths.join(" | ")
        }
    };
    let variant = |wire: &String| {
        values
            .iter()
            .zip(variants)
            .find(|(value, _)| value.name == *wire)
            .map(|(_, variant)| variant.as_str())
    };
    let mut arms = String::new();
    let mut last = Vec::new();
    for (value, from) in values.iter().zip(variants) {
        let next: Vec<&str> = value.next.iter().flatten().filter_map(variant).collect();
        if next.is_empty() {
            last.push(from.as_str());
            continue;
        }
        arms.push_str(&format!("            Self::{from} => matches!(next, {}),\n", either(&next)));
    }
    let is_final = match last.as_slice() {
        [] => "false".to_owned(),
        last => format!("matches!(self, {})", either(last)),
    };
    let unknown = if open {
        " A value that the model does not know has no known successors and is not final."
    } else {
        ""
    };
    let rest = if open || !last.is_empty() { "            _ => false,\n" } else { "" };
    let follows = comment(
        &[Block::Text(format!("Whether the API moves from this status to `next` in one step.{unknown}"))],
        "///",
        4,
    );
    format!(
        "impl {name} {{\n{follows}    #[must_use]\n    pub fn can_become(&self, next: &Self) -> bool {{\n        \
         match self {{\n{arms}{rest}        }}\n    }}\n\n    \
         /// Whether no other status follows.\n    #[must_use]\n    pub fn is_final(&self) -> bool {{\n        \
         {is_final}\n    }}\n}}\n"
    )
}
