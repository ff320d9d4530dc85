//! What makes a newer payload of an older one: a method on each request, and straight-line functions below it.

use super::{
    Error, Part, Templates,
    attr::literal,
    doc::{self, Block, comment},
    index::Index,
    names::{self, Names},
    types::{idents, variants},
};
use crate::api::{
    Api, Field, FieldType, Filling, How, Shape, Type, TypeId, Upgrade, UpgradeId, UpgradeShape, UpgradeStep,
};
use fin_core::Kind;
use heck::ToSnakeCase;
use std::collections::VecDeque;

/// The method of each request that there is a newer one of.
pub const METHOD: &str = "upgrade";

/// What can go wrong in some upgrades.
pub const MISMATCH: &str = "AdditionsMismatch";

/// The module; `None` where the model has no upgrades.
pub fn print(index: &Index<'_>, templates: &Templates) -> Result<Option<String>, Error> {
    let api = index.api;
    if api.upgrades.is_empty() {
        return Ok(None);
    }
    let mut taken = Names::default();
    taken.take("each".to_owned());
    let name = |upgrade: &Upgrade| {
        let to = api.type_of(upgrade.to).map_or("", |ty| ty.name.as_str());
        names::ident(&to.to_snake_case())
    };
    let functions = api.upgrades.iter().map(|upgrade| taken.take(name(upgrade))).collect();
    let printer = Printer { index, functions };
    let mut text =
        comment(&[Block::Text("Payloads of one version as those of the next.".to_owned())], "//!", 0);
    text.push('\n');
    if is_fallible(api) {
        text.push_str(templates.get("rust/upgrade.rs")?);
        text.push('\n');
    }
    for (id, upgrade) in api.root_upgrades() {
        text.push_str(&printer.method(id, upgrade));
        text.push('\n');
    }
    for (number, upgrade) in api.upgrades.iter().enumerate() {
        if printer.is_part(UpgradeId(number)) {
            continue;
        }
        text.push_str(&printer.function(UpgradeId(number), upgrade)?);
        text.push('\n');
    }
    Ok(Some(text.trim_end().to_owned() + "\n"))
}

/// Whether some upgrade can fail.
pub fn is_fallible(api: &Api) -> bool {
    api.upgrades.iter().any(|upgrade| upgrade.is_fallible)
}

/// What the method takes and gives.
pub fn signature(index: &Index<'_>, upgrade: &Upgrade) -> String {
    let to = index.path(upgrade.to);
    let additions = upgrade.additions.map(|id| format!(", additions: {}", index.path(id)));
    let result = if upgrade.is_fallible { format!("Result<{to}, {MISMATCH}>") } else { to };
    format!("(self{}) -> {result}", additions.unwrap_or_default())
}

struct Printer<'a> {
    index: &'a Index<'a>,
    functions: Vec<String>,
}

/// The values of an older object that are yet to be taken: the last one to take a value takes it away.
struct Uses(VecDeque<Vec<String>>);

impl Uses {
    /// Whether the value is asked for again.
    fn again(&mut self, path: &[String]) -> bool {
        self.0.pop_front();
        self.0.iter().any(|later| later.starts_with(path) || path.starts_with(later))
    }
}

impl Printer<'_> {
    fn api(&self) -> &Api {
        self.index.api
    }

    fn ty(&self, id: TypeId) -> Result<&Type, Error> {
        self.api().type_of(id).ok_or_else(|| unprintable("", "a type that is none"))
    }

    fn name(&self, id: UpgradeId) -> &str {
        self.functions.get(id.0).map_or("", String::as_str)
    }

    /// Whether it is printed where it is asked for: it takes from what another one has in hand.
    fn is_part(&self, id: UpgradeId) -> bool {
        let all = self.api().upgrades.iter().flat_map(|upgrade| steps(&upgrade.shape));
        let mut asks = all.filter_map(|step| match &step.filling {
            Filling::Taken { from, how: How::One(of) | How::Each(of), .. } if *of == id => Some(from),
            _ => None,
        });
        asks.next().is_some_and(Vec::is_empty) && asks.all(Vec::is_empty)
    }

    fn method(&self, id: UpgradeId, upgrade: &Upgrade) -> String {
        let api = self.api();
        let scope = |id: TypeId| api.type_of(id).map_or("", |ty| ty.scope.name());
        let mut docs =
            vec![Block::Text(format!("This payload as version {} has it.", doc::code(scope(upgrade.to))))];
        docs.extend(doc::STYLE.upgrade(api, upgrade).into_iter().map(Block::Text));
        let refusals = doc::STYLE.refusals(api, id);
        if !refusals.is_empty() {
            let what = "A valid payload with valid additions gives a valid one, but for what the newer version demands \
                        more of values that are carried:";
            docs.push(Block::Text(what.to_owned()));
            docs.extend(refusals.into_iter().map(Block::Item));
        }
        if upgrade.is_fallible {
            docs.push(Block::Verbatim(vec!["# Errors".to_owned()]));
            docs.push(Block::Text(
                "The additions for the items of a list are not as many as its items.".to_owned(),
            ));
        }
        let argument = upgrade.additions.map_or("", |_| ", additions");
        let must_use = if upgrade.is_fallible { "" } else { "    #[must_use]\n" };
        format!(
            "impl {} {{\n{}{must_use}    pub fn {METHOD}{} {{\n        {}(self{argument})\n    }}\n}}\n",
            self.index.path(upgrade.from),
            comment(&docs, "///", 4),
            signature(self.index, upgrade),
            self.name(id)
        )
    }

    fn function(&self, id: UpgradeId, upgrade: &Upgrade) -> Result<String, Error> {
        let [from, to] = [upgrade.from, upgrade.to].map(|id| self.index.path(id));
        let with = upgrade.additions.map(|id| format!(", with: {}", self.index.path(id))).unwrap_or_default();
        let name = self.name(id);
        let (result, body) = match &upgrade.shape {
            UpgradeShape::Enum { values, .. } => (to, self.choice(upgrade, values)?),
            UpgradeShape::Object { steps, .. } => {
                let mut uses = Uses(self.uses(steps));
                let object = self.object(upgrade, steps, "with", &mut uses, 4)?;
                match upgrade.is_fallible {
                    true => (format!("Result<{to}, {MISMATCH}>"), format!("Ok({object})")),
                    false => (to, object),
                }
            }
        };
        Ok(format!("fn {name}(from: {from}{with}) -> {result} {{\n    {body}\n}}\n"))
    }

    /// What the steps take, in their order, with what their parts take in between.
    fn uses(&self, steps: &[UpgradeStep]) -> VecDeque<Vec<String>> {
        let mut uses = VecDeque::new();
        for step in steps {
            match &step.filling {
                Filling::Asked => {}
                Filling::Taken { from, how: How::One(of), .. } if from.is_empty() => {
                    let part = self.api().upgrade(*of).map(|upgrade| &upgrade.shape);
                    uses.extend(part.map(|shape| self.uses(self::steps(shape))).unwrap_or_default());
                }
                Filling::Taken { from, .. } => uses.push_back(from.clone()),
                Filling::Joined { parts, .. } => uses.extend(parts.iter().map(|(from, _)| from.clone())),
            }
        }
        uses
    }

    fn choice(&self, upgrade: &Upgrade, values: &[(String, Option<String>)]) -> Result<String, Error> {
        let [from, to] = [upgrade.from, upgrade.to].map(|id| self.index.path(id));
        let mut text = String::from("match from {\n");
        for (older, newer) in values {
            let newer = match newer {
                Some(newer) => format!("{to}::{}", self.variant(upgrade.to, newer)?),
                None => "with".to_owned(),
            };
            text.push_str(&format!("        {from}::{} => {newer},\n", self.variant(upgrade.from, older)?));
        }
        Ok(text + "    }")
    }

    fn variant(&self, id: TypeId, value: &str) -> Result<String, Error> {
        let ty = self.ty(id)?;
        let unknown = || unprintable(&ty.qualified(), "a value of an open or an unknown enum");
        let Shape::Enum { values } = &ty.shape else { return Err(unknown()) };
        let at = values.iter().position(|own| own.name == value).filter(|_| !ty.open).ok_or_else(unknown)?;
        variants(ty, values).0.get(at).cloned().ok_or_else(unknown)
    }

    fn object(
        &self,
        upgrade: &Upgrade,
        steps: &[UpgradeStep],
        with: &str,
        uses: &mut Uses,
        indent: usize,
    ) -> Result<String, Error> {
        let ty = self.ty(upgrade.to)?;
        let mut text = format!("{} {{\n", self.index.path(upgrade.to));
        let own = fields(ty);
        for (field, ident) in own.iter().zip(idents(own)) {
            let step = steps.iter().find(|step| step.field == field.name);
            let value = match step {
                None => "None".to_owned(),
                Some(step) => self.value(upgrade, ty, field, step, with, uses, indent + 4)?,
            };
            let value = if value == ident { String::new() } else { format!(": {value}") };
            text.push_str(&format!("{:1$}{ident}{value},\n", "", indent + 4));
        }
        Ok(format!("{text}{:indent$}}}", ""))
    }

    #[allow(clippy::too_many_arguments, reason = "what a field is filled with, and where it is printed")]
    fn value(
        &self,
        upgrade: &Upgrade,
        ty: &Type,
        field: &Field,
        step: &UpgradeStep,
        with: &str,
        uses: &mut Uses,
        indent: usize,
    ) -> Result<String, Error> {
        let given = || Ok(format!("{with}.{}", self.ident(upgrade.additions, &step.field)?));
        let (from, optional, otherwise, how, wrapped) = match &step.filling {
            Filling::Asked => return given(),
            Filling::Joined { parts, separator } => {
                let joined =
                    self.joined(upgrade, parts, separator, uses).ok_or_else(|| at(ty, field, NO_PATH))?;
                return Ok(present(joined, field));
            }
            Filling::Taken { from, optional, otherwise, how, wrapped } => {
                (from, optional, otherwise, how, wrapped)
            }
        };
        if from.is_empty() {
            let How::One(of) = how else { return Err(at(ty, field, "an older object as it is")) };
            let part = self.api().upgrade(*of).ok_or_else(|| at(ty, field, "an upgrade that is none"))?;
            let with = if part.additions.is_some() { given()? } else { String::new() };
            let part = self.object(part, steps(&part.shape), &with, uses, indent)?;
            return Ok(present(if *wrapped { format!("vec![{part}]") } else { part }, field));
        }
        let (path, older) = self.source(upgrade.from, from).ok_or_else(|| at(ty, field, NO_PATH))?;
        let again = uses.again(from) && !self.is_copy(&older);
        let base = if again { format!("{path}.clone()") } else { path };
        let made = |item: &str| -> Result<String, Error> {
            let made = match how {
                How::Same => item.to_owned(),
                How::One(of) => self.call(*of, item, &step.field, given)?,
                How::Each(of) => self.each(*of, item, &step.field, given)?,
            };
            Ok(if *wrapped { format!("vec![{made}]") } else { made })
        };
        if !optional {
            return Ok(present(made(&base)?, field));
        }
        let item = made("item")?;
        let value = match item.strip_suffix("(item)") {
            _ if item == "item" => base,
            // A function alone, and nothing around it.
            Some(name) if !name.contains(['(', '!']) => format!("{base}.map({name})"),
            _ => format!("{base}.map(|item| {item})"),
        };
        Ok(match otherwise {
            None => value,
            Some(text) => {
                let otherwise = match &field.ty {
                    FieldType::Named(id) => {
                        format!(".unwrap_or({}::{})", self.index.path(*id), self.variant(*id, text)?)
                    }
                    _ => format!(".unwrap_or_else(|| {}.to_owned())", literal(text)),
                };
                present(value + &otherwise, field)
            }
        })
    }

    /// Several older texts as one.
    fn joined(
        &self,
        upgrade: &Upgrade,
        parts: &[(Vec<String>, bool)],
        separator: &str,
        uses: &mut Uses,
    ) -> Option<String> {
        let all_there = parts.iter().all(|(_, optional)| !optional);
        let texts: Option<Vec<String>> = parts
            .iter()
            .map(|(from, optional)| {
                let (path, _) = self.source(upgrade.from, from)?;
                let text = if uses.again(from) { format!("{path}.clone()") } else { path };
                Some(if all_there || *optional { text } else { format!("Some({text})") })
            })
            .collect();
        let texts = texts?.join(", ");
        Some(match all_there {
            true => format!("[{texts}].join({})", literal(separator)),
            false => format!(
                "[{texts}].into_iter().flatten().collect::<Vec<String>>().join({})",
                literal(separator)
            ),
        })
    }

    fn call(
        &self,
        of: UpgradeId,
        item: &str,
        field: &str,
        given: impl Fn() -> Result<String, Error>,
    ) -> Result<String, Error> {
        let upgrade = self.api().upgrade(of);
        let additions = if upgrade.is_some_and(|of| of.additions.is_some()) {
            format!(", {}", given()?)
        } else {
            String::new()
        };
        let fails = upgrade.is_some_and(|of| of.is_fallible);
        let below =
            if fails { format!(".map_err(|error| error.below({}))?", literal(field)) } else { String::new() };
        Ok(format!("{}({item}{additions}){below}", self.name(of)))
    }

    fn each(
        &self,
        of: UpgradeId,
        items: &str,
        field: &str,
        given: impl Fn() -> Result<String, Error>,
    ) -> Result<String, Error> {
        let (upgrade, name) = (self.api().upgrade(of), self.name(of));
        let Some(upgrade) = upgrade.filter(|of| of.additions.is_some()) else {
            return Ok(format!("{items}.into_iter().map({name}).collect()"));
        };
        if let UpgradeShape::Enum { .. } = upgrade.shape {
            return Ok(format!("{items}.into_iter().map(|item| {name}(item, {})).collect()", given()?));
        }
        let one = if upgrade.is_fallible {
            name.to_owned()
        } else {
            format!("|item, more| Ok({name}(item, more))")
        };
        Ok(format!("each({}, {items}, {}, {one})?", literal(field), given()?))
    }

    /// The older value of a path, and its type.
    fn source(&self, from: TypeId, path: &[String]) -> Option<(String, FieldType)> {
        let (mut text, mut of) = ("from".to_owned(), FieldType::Named(from));
        for name in path {
            let FieldType::Named(id) = of else { return None };
            text = format!("{text}.{}", self.ident(Some(id), name).ok()?);
            of = fields(self.api().type_of(id)?).iter().find(|field| field.name == *name)?.ty.clone();
        }
        Some((text, of))
    }

    fn ident(&self, of: Option<TypeId>, name: &str) -> Result<String, Error> {
        let ty = self.ty(of.unwrap_or(TypeId(usize::MAX)))?;
        let own = fields(ty);
        let ident = own.iter().zip(idents(own)).find(|(field, _)| field.name == name);
        let unknown = || unprintable(&ty.qualified(), "a field that is none");
        ident.map(|(_, ident)| ident).ok_or_else(unknown)
    }

    fn is_copy(&self, ty: &FieldType) -> bool {
        match ty {
            FieldType::Scalar(kind) => *kind != Kind::Text,
            FieldType::Named(id) => {
                self.api().type_of(*id).is_some_and(|ty| !ty.open && matches!(ty.shape, Shape::Enum { .. }))
            }
            FieldType::List(_) | FieldType::Map(_) | FieldType::Any => false,
        }
    }
}

const NO_PATH: &str = "a path to no field";

/// A value that is there, as its field takes it.
fn present(value: String, field: &Field) -> String {
    if field.required { value } else { format!("Some({value})") }
}

fn fields(ty: &Type) -> &[Field] {
    match &ty.shape {
        Shape::Object { fields, .. } => fields,
        Shape::Enum { .. } => &[],
    }
}

fn steps(shape: &UpgradeShape) -> &[UpgradeStep] {
    match shape {
        UpgradeShape::Object { steps, .. } => steps,
        UpgradeShape::Enum { .. } => &[],
    }
}

fn at(ty: &Type, field: &Field, what: &'static str) -> Error {
    Error::Unprintable { part: Part::member(ty, &field.name), what }
}

fn unprintable(ty: &str, what: &'static str) -> Error {
    Error::Unprintable { part: Part::Member { ty: ty.to_owned(), name: String::new() }, what }
}
