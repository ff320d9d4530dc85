//! What the package offers, by entry point: the interfaces and unions, and the constants that carry their methods.

use super::{
    Error, at,
    index::{Index, folder, scopes},
    names::{is_plain, literal, lower},
    names_of, operations,
    package::{self, context_type},
    types::{has_life_cycle, scalar_name},
    upgrade, webhooks, words,
};
use crate::{
    api::{Api, EnumValue, Field, FieldType, Scope, Shape, Type, TypeId},
    emit::webhook_head,
    surface::{Item, Kind, Side, bracketed},
};
use std::collections::HashSet;

/// The names that come from the model.
///
/// # Errors
/// What the package itself cannot be printed for.
pub fn surface(api: &Api) -> Result<Vec<Item>, Error> {
    let index = Index::new(api);
    let mut items = codes(api);
    items.push(Item::new(Kind::Interface, "Context", "").on(Side::Request));
    for value in &api.context {
        let signature = format!("?: {} | undefined", context_type(value)?);
        items.push(Item::new(Kind::Field, part("Context", &value.name), signature).on(Side::Request));
    }
    // A version is an entry point, and a namespace of the package's own.
    let namespaces = api.versions.iter().map(|version| lower(version));
    let modules = package::entries(api).into_iter().chain(namespaces);
    items.extend(modules.map(|name| Item::new(Kind::Module, name, "")));
    for scope in scopes(api) {
        for id in index.modules(scope.name()).iter().flat_map(|module| &module.types) {
            if let Some(ty) = api.type_of(*id) {
                declare(&index, *id, ty, &mut items)?;
            }
        }
        items.extend(re_exports(&index, &scope));
        calls(api, &scope, &mut items);
    }
    calls_of_webhooks(&index, &mut items)?;
    items.extend(upgrades(&index));
    Ok(items)
}

fn codes(api: &Api) -> Vec<Item> {
    let [structure, others] = words::all_codes(api);
    let mut items = Vec::new();
    for (name, codes) in [("StructureCode", structure), ("IgnorableCode", others)] {
        items.push(Item::new(Kind::Union, name, "").on(Side::Answer));
        items.extend(codes.into_iter().map(|code| member(name, code).on(Side::Answer)));
    }
    items
}

/// The path of a type: the entry point of its home, and its name.
fn path(index: &Index<'_>, id: TypeId) -> String {
    let scope = index.api.type_of(id).map_or("shared", |ty| ty.scope.name());
    format!("{}.{}", folder(scope), index.name(id))
}

/// A property of a type.
fn part(of: &str, name: &str) -> String {
    if is_plain(name) { format!("{of}.{name}") } else { format!("{of}{}", bracketed(name)) }
}

/// A text that a union has.
fn member(of: &str, text: &str) -> Item {
    Item::new(Kind::Member, format!("{of}{}", bracketed(text)), "")
}

/// The shared names under a version, unless the version has one of its own.
fn re_exports(index: &Index<'_>, scope: &Scope) -> Vec<Item> {
    let Scope::Version(version) = scope else { return Vec::new() };
    let names = |scope: &str| {
        index.modules(scope).iter().flat_map(|module| names_of(index, module)).collect::<Vec<String>>()
    };
    let own: HashSet<String> = names(version).into_iter().collect();
    let (version, shared) = (folder(version), folder(Scope::Shared.name()));
    let seen = names(Scope::Shared.name()).into_iter().filter(|name| !own.contains(name));
    seen.map(|name| Item::new(Kind::Reexport, format!("{version}.{name}"), format!(" = {shared}.{name}")))
        .collect()
}

fn calls(api: &Api, scope: &Scope, items: &mut Vec<Item>) {
    let calls = operations::named(api, scope);
    if calls.is_empty() {
        return;
    }
    let namespace = format!("operations.{}", operations::namespace(scope));
    items.push(Item::new(Kind::Const, format!("{namespace}.all"), ": readonly operations.Operation[]"));
    for (name, _) in calls {
        items.push(Item::new(Kind::Const, format!("{namespace}.{name}"), ": operations.Operation"));
    }
    items.push(Item::new(Kind::Module, namespace, ""));
}

fn calls_of_webhooks(index: &Index<'_>, items: &mut Vec<Item>) -> Result<(), Error> {
    if index.api.webhooks.is_empty() {
        return Ok(());
    }
    let mut answer = |kind, path: &str, signature: String| {
        items.push(Item::new(kind, format!("webhooks.{path}"), signature).on(Side::Answer));
    };
    let head = webhook_head(index.api)?;
    let mut call = |name: &str, event: &str, data: &str| {
        answer(Kind::Member, &format!("WebhookCall.{name}"), String::new());
        answer(Kind::Interface, name, String::new());
        answer(Kind::Field, &format!("{name}.type"), format!(": {event}"));
        answer(Kind::Field, &format!("{name}.event"), format!(": {}", path(index, head)));
        answer(Kind::Field, &format!("{name}.data"), format!(": {data}"));
    };
    for (name, webhook) in webhooks::named(index.api, index.name(head)) {
        call(&name, &literal(&webhook.name), &path(index, webhook.data));
    }
    call("OtherWebhookCall", &webhooks::other(index.api), "unknown");
    answer(Kind::Union, "WebhookCall", String::new());
    for (name, takes, gives) in [
        ("parseWebhook", "body: unknown", "webhooks.WebhookCall"),
        ("safeParseWebhook", "body: unknown", "Result<webhooks.WebhookCall>"),
        ("parseWebhookJson", "json: string | Uint8Array", "webhooks.WebhookCall"),
        ("safeParseWebhookJson", "json: string | Uint8Array", "Result<webhooks.WebhookCall>"),
    ] {
        let signature = format!("({takes}): {gives}");
        items.push(Item::new(Kind::Function, format!("webhooks.{name}"), signature));
    }
    Ok(())
}

/// The functions that give a newer payload, and what they may throw.
fn upgrades(index: &Index<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    for (name, of) in upgrade::named(index.api) {
        let (takes, gives) = upgrade::signature(of, |id| path(index, id));
        let signature = format!("({}): {gives}", takes.join(", "));
        items.push(Item::new(Kind::Function, format!("upgrade.{name}"), signature));
    }
    if upgrade::is_fallible(index.api) {
        let mut answer = |kind, path: &str, signature: &str| {
            let path = format!("upgrade.{}{path}", upgrade::MISMATCH);
            items.push(Item::new(kind, path, signature).on(Side::Answer));
        };
        answer(Kind::Class, "", " extends Error");
        answer(Kind::Field, ".name", ": string");
        answer(Kind::Field, ".path", ": string");
        answer(Kind::Field, ".items", ": number");
        answer(Kind::Field, ".additions", ": number");
        let make = format!("upgrade.{}.constructor", upgrade::MISMATCH);
        items.push(Item::new(Kind::Method, make, "(path: string, items: number, additions: number)"));
    }
    items
}

fn declare(index: &Index<'_>, id: TypeId, ty: &Type, items: &mut Vec<Item>) -> Result<(), Error> {
    let name = path(index, id);
    let side = if ty.open { Side::Answer } else { Side::Request };
    match &ty.shape {
        Shape::Object { fields, .. } => object(index, &name, ty, fields, side, items)?,
        Shape::Enum { values } => choice(&name, ty, values, side, items),
    }
    if ty.is_request && matches!(ty.shape, Shape::Object { .. }) {
        let function = name.replacen(index.name(id), &format!("check{}", index.name(id)), 1);
        let signature = "(value: unknown, options?: CheckOptions): Issues";
        items.push(Item::new(Kind::Function, function, signature));
    }
    Ok(())
}

fn object(
    index: &Index<'_>,
    name: &str,
    ty: &Type,
    fields: &[Field],
    side: Side,
    items: &mut Vec<Item>,
) -> Result<(), Error> {
    items.push(Item::new(Kind::Interface, name, "").on(side));
    for field in fields {
        let of = of(index, &field.ty).map_err(|what| at(ty, &field.name, what))?;
        let signature =
            if field.required { format!(": {of}") } else { format!("?: {of} | null | undefined") };
        items.push(Item::new(Kind::Field, part(name, &field.name), signature).on(side));
    }
    items.push(Item::new(Kind::Const, name, format!(": FinSchema<{name}>")));
    Ok(())
}

fn of(index: &Index<'_>, ty: &FieldType) -> Result<String, &'static str> {
    Ok(match ty {
        FieldType::Scalar(kind) => scalar_name(*kind)?.to_owned(),
        FieldType::Named(id) => path(index, *id),
        FieldType::List(item) => format!("{}[]", of(index, item)?),
        FieldType::Map(value) => format!("{{ [key: string]: {} }}", of(index, value)?),
        FieldType::Any => "unknown".to_owned(),
    })
}

fn choice(name: &str, ty: &Type, values: &[EnumValue], side: Side, items: &mut Vec<Item>) {
    items.push(Item::new(Kind::Union, name, "").on(side).open(ty.open));
    items.extend(values.iter().map(|value| member(name, &value.name).on(side).open(ty.open)));
    items.push(Item::new(Kind::Const, name, format!(": FinEnum<{name}>")));
    if has_life_cycle(ty) {
        let (entry, name) = name.split_once('.').unwrap_or(("", name));
        let mut function = |word: &str, takes: String| {
            items.push(Item::new(
                Kind::Function,
                format!("{entry}.{word}{name}"),
                format!("({takes}): boolean"),
            ));
        };
        function("canBecome", format!("from: {entry}.{name}, next: {entry}.{name}"));
        function("isFinal", format!("status: {entry}.{name}"));
    }
}
