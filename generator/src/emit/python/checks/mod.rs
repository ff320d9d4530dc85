//! The types → the functions that check them: plain Python over what `json.loads` gives, without Pydantic.

mod field;
pub mod leaf;
mod rule;

use super::body::Body;
use super::formats::{Formats, compiled};
use super::index::{Index, Module};
use super::lower::{Lower, Scope, Unprintable};
use super::models::from;
use super::names::{self, Names};
use super::text::{bracketed, code, docstring, literal, literals, sentence};
use crate::api::{Field, Rule, Shape, Type, TypeId};
use crate::emit::{Error, Part};
use fin_core::{Kind, type_mismatch};
use std::collections::{BTreeMap, BTreeSet};

/// What the printers of a module share.
pub struct File<'a> {
    /// Names and modules.
    pub index: &'a Index<'a>,
    /// The formats' names.
    pub formats: &'a Formats,
    scope: &'a str,
    module: &'a str,
    /// What is imported of the runtime.
    calls: BTreeSet<&'static str>,
    /// Other modules of checks: their package and name.
    imports: BTreeSet<(String, String)>,
    /// Patterns of fields.
    patterns: Vec<String>,
    /// The numbers of years that are looked back.
    years: BTreeSet<u64>,
    uses_formats: bool,
}

/// Prints the checks of a file's types.
pub fn print(index: &Index<'_>, formats: &Formats, scope: &str, module: &Module) -> Result<String, Error> {
    let mut file = File {
        index,
        formats,
        scope,
        module: &module.name,
        calls: BTreeSet::new(),
        imports: BTreeSet::new(),
        patterns: Vec::new(),
        years: BTreeSet::new(),
        uses_formats: false,
    };
    let mut text = String::new();
    for id in &module.types {
        let Some(ty) = index.api.type_of(*id) else { continue };
        // Two lines between functions and what follows, one after what is imported or constant.
        if text.ends_with("return sound\n") && !ty.open {
            text.push('\n');
        }
        text.push_str(&match &ty.shape {
            Shape::Object { fields, rules } => object(&mut file, *id, ty, fields, rules)?,
            Shape::Enum { values } if !ty.open => {
                let texts = literals(values.iter().map(|value| value.name.as_str()));
                let name = constant(index, *id);
                "\n".to_owned() + &set(&name, texts)
            }
            Shape::Enum { .. } => String::new(),
        });
    }
    Ok(head(&file, scope, module, &text) + &text)
}

fn set(name: &str, mut texts: Vec<String>) -> String {
    let flat = format!("{name} = frozenset(({}))\n", texts.join(", "));
    if texts.len() > 1 && flat.chars().count() <= super::text::WIDTH + 1 {
        return flat;
    }
    if let [only] = texts.as_mut_slice() {
        return format!("{name} = frozenset(({only},))\n");
    }
    bracketed(&format!("{name} = frozenset(("), &texts, "))", "", 0)
        .replacen("frozenset((\n", "frozenset(\n    (\n", 1)
        .replace("\n    \"", "\n        \"")
        .replace("\n    '", "\n        '")
        .replace("\n))", "\n    )\n)")
}

/// The name of an enum's texts, or the beginning of an object's tables.
fn constant(index: &Index<'_>, id: TypeId) -> String {
    index.check(id).trim_start_matches("check_").to_uppercase()
}

fn head(file: &File<'_>, scope: &str, module: &Module, text: &str) -> String {
    let summary = format!("What {} of {} demands, over plain JSON values.", code(&module.name), code(scope));
    let mut head = docstring(&[summary], 0);
    let has_patterns = !file.patterns.is_empty();
    if has_patterns {
        head.push_str("\nimport re\n");
    }
    let needs_decimal = file.calls.contains("Decimal");
    if needs_decimal {
        head.push_str(if has_patterns { "" } else { "\n" });
        head.push_str("from decimal import Decimal\n");
    }
    if text.contains("Any") {
        head.push_str(if has_patterns || needs_decimal { "" } else { "\n" });
        head.push_str("from typing import Any\n");
    }
    let mut ours = Vec::new();
    if file.uses_formats {
        ours.push("from fin_sdk import _formats as formats\n".to_owned());
    }
    let calls: Vec<&str> = file.calls.iter().copied().filter(|call| *call != "Decimal").collect();
    if !calls.is_empty() {
        let mut calls: Vec<String> = calls.into_iter().map(str::to_owned).collect();
        calls.sort_by_key(|name| names::rank(name));
        ours.push(from("fin_sdk._collect", &calls));
    }
    let mut packages: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (package, module) in &file.imports {
        packages.entry(package).or_default().push(format!("{module} as _{package}_{module}"));
    }
    for (package, modules) in packages {
        ours.push(from(&format!("fin_sdk.{package}._checks"), &modules));
    }
    if !ours.is_empty() {
        head.push('\n');
        head.extend(ours);
    }
    for (number, pattern) in file.patterns.iter().enumerate() {
        head.push_str(&format!("\n_PATTERN_{} = {}\n", number + 1, compiled(pattern)));
    }
    if !file.years.is_empty() {
        head.push('\n');
        head.extend(file.years.iter().map(|years| format!("_BEFORE_{years} = Before({years})\n")));
    }
    head
}

/// What a type's function calls its fields.
pub struct Locals<'a> {
    formats: &'a Formats,
    fields: BTreeMap<&'a str, String>,
    taken: BTreeSet<String>,
}

impl<'a> Locals<'a> {
    fn new(formats: &'a Formats, fields: &'a [Field]) -> Self {
        let wire: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        let locals = Names::default().take_all(&wire, names::local);
        let taken = locals.iter().cloned().collect();
        Locals { formats, fields: wire.into_iter().zip(locals).collect(), taken }
    }

    /// The variable that holds a field.
    pub fn of(&self, field: &str) -> &str {
        self.fields.get(field).map_or("d", String::as_str)
    }
}

impl Scope for Locals<'_> {
    fn own(&self, name: &str) -> Option<String> {
        self.fields.get(name).cloned()
    }

    fn format(&self, name: &str, text: &str, holds: bool) -> Option<String> {
        self.formats.test(name, text, holds)
    }

    fn context(&self, name: &str) -> String {
        names::field(name)
    }

    fn variable(&self, name: &str) -> String {
        let local = names::local(name);
        if self.taken.contains(&local) { format!("{local}__each") } else { local }
    }
}

fn object(
    file: &mut File<'_>,
    id: TypeId,
    ty: &Type,
    fields: &[Field],
    rules: &[Rule],
) -> Result<String, Error> {
    let (name, function) = (constant(file.index, id), file.index.check(id).to_owned());
    let locals = Locals::new(file.formats, fields);
    let lower = Lower::new(&locals);
    let mut body = Body::default();
    file.calls.extend(["At", "Collector"]);
    for field in fields {
        field::print(file, &locals, &lower, &mut body, ty, field, rules)?;
    }
    if !ty.open {
        // As many keys as fields that are there: it is those, and nobody looks closer.
        let is_counted = !fields.iter().any(|field| field::is_idle(field, rules));
        let counted = if is_counted { "(len(d) != known or not sound) and " } else { "" };
        body.line(4, &format!("if {counted}not {name}_NAMES.issuperset(d):"));
        body.line(8, &format!("c.unknown(at, d, {name}_FIELDS)"));
    }
    if !rules.is_empty() {
        body.line(4, "if sound:");
        let mut printed = Body::default();
        for (number, rule) in rules.iter().enumerate() {
            rule::print(file, &locals, &lower, &mut printed, ty, fields, rule, 8, number)?;
        }
        let printed = printed.into_text();
        body.text(if printed.is_empty() { "        pass\n" } else { &printed });
    }
    body.line(4, "return sound");
    file.calls.extend(lower.calls.take());
    let text = body.into_text();
    if text.contains("formats.") {
        file.uses_formats = true;
    }
    let summary = format!("Check a {}: {}", code(file.index.name(id)), sentence(&ty.doc));
    let mut printed = String::new();
    if !ty.open {
        printed.push('\n');
        printed.push_str(&tuple(&format!("{name}_FIELDS"), fields));
        printed.push_str(&format!("{name}_NAMES = frozenset({name}_FIELDS)\n"));
    }
    printed.push_str(&format!("\n\ndef {function}(c: Collector, at: At, d: Any) -> bool:\n"));
    printed.push_str(&docstring(&[summary], 4));
    file.calls.insert("Object");
    let words = literal(type_mismatch(Kind::Object));
    printed.push_str(&format!("    if type(d) is not Object:\n        return c.mistyped(at, d, {words})\n"));
    if ty.open {
        // What nobody looks at could be anything.
        printed.push_str("    c.foreign()\n");
    }
    if text.contains("get(") {
        printed.push_str("    get = d.get\n");
    }
    printed.push_str("    sound = True\n");
    if text.contains("!= known") || text.contains("known -= ") {
        printed.push_str(&format!("    known = {}\n", fields.len()));
    }
    Ok(printed + &text)
}

fn tuple(name: &str, fields: &[Field]) -> String {
    let texts = literals(fields.iter().map(|field| field.name.as_str()));
    match texts.as_slice() {
        [] => format!("{name}: tuple[str, ...] = ()\n"),
        [only] => format!("{name} = ({only},)\n"),
        _ => bracketed(&format!("{name} = ("), &texts, ")", "", 0),
    }
}

impl File<'_> {
    /// The text for a function or constant of the checks that belongs to a type.
    fn named(&mut self, id: TypeId, name: &str) -> String {
        let package = self.index.package(id);
        let home = self.index.home(id).to_owned();
        if package == super::index::scope_module(self.scope) && home == self.module {
            return name.to_owned();
        }
        self.imports.insert((package.clone(), home.clone()));
        format!("_{package}_{home}.{name}")
    }

    /// The constant that knows the days so many years before others.
    fn before(&mut self, years: u64) -> String {
        self.calls.insert("Before");
        self.years.insert(years);
        format!("_BEFORE_{years}")
    }

    fn call(&mut self, name: &'static str) -> &'static str {
        self.calls.insert(name);
        name
    }
}

/// Names the place of a construct that cannot be printed.
pub fn unprintable(ty: &Type, part: &str, error: Unprintable) -> Error {
    Error::Unprintable { part: Part::member(ty, part), what: error.0 }
}
