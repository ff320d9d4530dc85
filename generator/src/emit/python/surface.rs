//! What the package offers: the models with their fields, which are keywords too, and the enums.

use super::checks::unprintable;
use super::index::{Index, scope_module, scopes, spelling};
use super::lower::Unprintable;
use super::models::{attributes, choice, scalar};
use super::text::literal;
use super::{operations, package, upgrade, webhooks};
use crate::{
    api::{Api, EnumValue, Field, FieldType, Scope, Shape, Type, TypeId},
    emit::{Error, rust::has_life_cycle, webhook_head},
    surface::{Item, Kind, Side},
};
use std::collections::HashSet;

/// The names that come from the model.
///
/// # Errors
/// What the package itself cannot be printed for.
pub fn surface(api: &Api) -> Result<Vec<Item>, Error> {
    let index = Index::new(api);
    let mut items = Vec::new();
    let context = |name: &str, class: &str| {
        Item::new(Kind::Field, format!("Context.{name}"), format!(": {class} | None = None"))
            .on(Side::Request)
    };
    items.push(Item::new(Kind::Class, "Context", "").on(Side::Request));
    items.push(context("today", "dt.date"));
    for (name, value) in package::context_values(api) {
        items.push(context(&name, package::class(value)?));
    }
    for scope in scopes(api) {
        let package = scope_module(scope.name());
        for id in index.models(scope.name()).iter().flat_map(|module| &module.types) {
            if let Some(ty) = api.type_of(*id) {
                declare(&index, *id, ty, &mut items)?;
            }
        }
        if scope != Scope::Shared {
            items.extend(re_exports(&index, &scope, &package));
        }
        calls(api, &scope, &package, &mut items);
        items.push(Item::new(Kind::Module, package, ""));
    }
    events(&index, &mut items)?;
    items.extend(upgrades(&index));
    Ok(items)
}

/// The path of a class.
fn path(index: &Index<'_>, id: TypeId) -> String {
    format!("{}.{}", index.package(id), index.name(id))
}

/// The shared types under the name of a version, unless the version has one of that name.
fn re_exports(index: &Index<'_>, scope: &Scope, package: &str) -> Vec<Item> {
    let of = |scope: &Scope| {
        let ids = index.models(scope.name()).iter().flat_map(|module| &module.types);
        ids.flat_map(|id| super::lazy::names_of(index, *id)).collect::<Vec<String>>()
    };
    let own: HashSet<String> = of(scope).into_iter().collect();
    let seen = of(&Scope::Shared).into_iter().filter(|name| !own.contains(name));
    let item = |name: String| {
        let home = format!(" = {}.{name}", scope_module(Scope::Shared.name()));
        Item::new(Kind::Reexport, format!("{package}.{name}"), home)
    };
    seen.map(item).collect()
}

fn calls(api: &Api, scope: &Scope, package: &str, items: &mut Vec<Item>) {
    let calls = operations::named(api, scope);
    if calls.is_empty() {
        return;
    }
    let module = format!("operations.{package}");
    items.push(Item::new(Kind::Const, format!("{module}.ALL"), ": tuple[Operation, ...]"));
    for (name, _) in calls {
        items.push(Item::new(Kind::Const, format!("{module}.{name}"), ": Operation"));
    }
    items.push(Item::new(Kind::Module, module, ""));
}

fn events(index: &Index<'_>, items: &mut Vec<Item>) -> Result<(), Error> {
    if index.api.webhooks.is_empty() {
        return Ok(());
    }
    items.push(Item::new(Kind::Module, "webhooks", ""));
    let mut answer = |kind, path: &str, signature: String| {
        items.push(Item::new(kind, format!("webhooks.{path}"), signature).on(Side::Answer));
    };
    let head = webhook_head(index.api)?;
    answer(Kind::Class, "Event", String::from("(Answer)"));
    answer(Kind::Field, "Event.event", format!(": {}", path(index, head)));
    answer(Kind::Union, "AnyEvent", String::new());
    let events = webhooks::named(index, head);
    let events = events.iter().map(|(name, webhook)| (name.as_str(), path(index, webhook.data)));
    for (name, data) in events.chain([("UnknownEvent", String::from("Any"))]) {
        answer(Kind::Class, name, String::from("(webhooks.Event)"));
        answer(Kind::Field, &format!("{name}.data"), format!(": {data}"));
        answer(Kind::Member, &format!("AnyEvent.{name}"), String::new());
    }
    for (name, signature) in [
        ("check_head", "(c: Collector, at: At, d: Any) -> bool"),
        ("parse", "(value: object) -> webhooks.AnyEvent"),
        ("parse_json", "(json: str | bytes | bytearray) -> webhooks.AnyEvent"),
    ] {
        items.push(Item::new(Kind::Function, format!("webhooks.{name}"), signature));
    }
    Ok(())
}

/// The functions that give a newer payload, and what they may raise.
fn upgrades(index: &Index<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    if !index.api.upgrades.is_empty() {
        items.push(Item::new(Kind::Module, "upgrade", ""));
    }
    for (name, of) in upgrade::named(index.api) {
        let (takes, gives) = upgrade::signature(of, |id| path(index, id));
        let signature = format!("({}) -> {gives}", takes.join(", "));
        items.push(Item::new(Kind::Function, format!("upgrade.{name}"), signature));
    }
    if upgrade::is_fallible(index.api) {
        let mut answer = |kind, path: &str, signature: &str| {
            let path = format!("upgrade.{}{path}", upgrade::MISMATCH);
            items.push(Item::new(kind, path, signature).on(Side::Answer));
        };
        answer(Kind::Class, "", "(ValueError)");
        answer(Kind::Field, ".path", ": str");
        answer(Kind::Field, ".items", ": int");
        answer(Kind::Field, ".additions", ": int");
        let make = format!("upgrade.{}.__init__", upgrade::MISMATCH);
        items.push(Item::new(Kind::Method, make, "(self, path: str, items: int, additions: int) -> None"));
    }
    items
}

fn declare(index: &Index<'_>, id: TypeId, ty: &Type, items: &mut Vec<Item>) -> Result<(), Error> {
    let side = if ty.open { Side::Answer } else { Side::Request };
    let first = items.len();
    match &ty.shape {
        Shape::Object { fields, .. } => object(index, &path(index, id), ty, fields, items)?,
        Shape::Enum { values } => choice(&path(index, id), ty, values, items),
    }
    for item in items.iter_mut().skip(first) {
        item.side = Some(side);
    }
    Ok(())
}

fn object(
    index: &Index<'_>,
    name: &str,
    ty: &Type,
    fields: &[Field],
    items: &mut Vec<Item>,
) -> Result<(), Error> {
    items.push(Item::new(Kind::Class, name, if ty.open { "(Answer)" } else { "(Request)" }));
    for (field, attribute) in fields.iter().zip(attributes(fields)) {
        let of = of(index, &field.ty).map_err(|error| unprintable(ty, &field.name, error))?;
        let signature = match &field.ty {
            _ if field.required => format!(": {of}"),
            FieldType::Any => format!(": {of} = None"),
            _ => format!(": {of} | None = None"),
        };
        items.push(Item::new(Kind::Field, format!("{name}.{attribute}"), signature));
    }
    Ok(())
}

fn of(index: &Index<'_>, ty: &FieldType) -> Result<String, Unprintable> {
    Ok(match ty {
        FieldType::Scalar(kind) => scalar(*kind)?.to_owned(),
        FieldType::Named(id) => {
            let of = index.api.type_of(*id);
            let is_enum = of.is_some_and(|ty| matches!(ty.shape, Shape::Enum { .. }));
            if is_enum { spelling(&path(index, *id)) } else { path(index, *id) }
        }
        FieldType::List(item) => format!("list[{}]", of(index, item)?),
        FieldType::Map(value) => format!("dict[str, {}]", of(index, value)?),
        FieldType::Any => "Any".to_owned(),
    })
}

fn choice(name: &str, ty: &Type, values: &[EnumValue], items: &mut Vec<Item>) {
    items.push(Item::new(Kind::Enum, name, "(StrEnum)").open(ty.open));
    for (value, member) in values.iter().zip(choice::members(values)) {
        let signature = format!(" = {}", literal(&value.name));
        items.push(Item::new(Kind::Member, format!("{name}.{member}"), signature).open(ty.open));
    }
    let like = if ty.open {
        format!(" = {name} | str")
    } else {
        // The order of the values is nothing that code could lean on.
        let mut texts: Vec<String> = values.iter().map(|value| literal(&value.name)).collect();
        texts.sort();
        format!(" = {name} | Literal[{}]", texts.join(", "))
    };
    items.push(Item::new(Kind::Alias, spelling(name), like).open(ty.open));
    if has_life_cycle(values) {
        items.push(Item::new(Kind::Method, format!("{name}.can_become"), "(self, status: str) -> bool"));
        items.push(Item::new(Kind::Method, format!("{name}.is_final"), ": bool"));
    }
}
