//! What the crate offers: what the structs and enums say of themselves, and what the derive adds to them.

use super::{
    Error, at, context,
    index::{Index, scope_module, scopes},
    operations,
    types::{has_life_cycle, idents, other, scalar, variants},
    upgrade, webhooks,
};
use crate::{
    api::{Api, EnumValue, Field, FieldType, Scope, Shape, Type, TypeId},
    emit::{rust::lower::Unprintable, webhook_head},
    surface::{Item, Kind, Side},
};
use fin_core::Kind as Of;

/// The names that come from the model.
///
/// # Errors
/// What the crate itself cannot be printed for.
pub fn surface(api: &Api) -> Result<Vec<Item>, Error> {
    let index = Index::new(api);
    let mut items = Vec::new();
    for (name, value) in context::named(api) {
        let signature = format!("(self, value: {}) -> Self", context::setter(value)?.0);
        items.push(Item::new(Kind::Method, format!("OnboardingContext::{name}"), signature));
    }
    for scope in scopes(api) {
        let module = scope_module(scope.name());
        items.push(Item::new(Kind::Module, &module, ""));
        for id in index.modules(scope.name()).iter().flat_map(|module| &module.types) {
            if let Some(ty) = api.type_of(*id) {
                declare(&index, *id, ty, &mut items)?;
            }
        }
        if let Scope::Version(version) = &scope {
            items.extend(re_exports(&index, version, &module));
        }
        calls(api, &scope, &module, &mut items);
    }
    events(&index, &mut items)?;
    items.extend(upgrades(&index));
    Ok(items)
}

/// The path of a type from the crate down.
fn path(index: &Index<'_>, id: TypeId) -> String {
    index.path(id).trim_start_matches("crate::").to_owned()
}

/// The shared types under the name of a version.
fn re_exports(index: &Index<'_>, version: &str, module: &str) -> Vec<Item> {
    let shared = index.modules(Scope::Shared.name()).iter().flat_map(|module| &module.types);
    let seen = shared.filter(|id| !index.is_hidden(index.name(**id), version));
    let item = |id: &TypeId| {
        let target = format!(" = {}", path(index, *id));
        Item::new(Kind::Reexport, format!("{module}::{}", index.name(*id)), target)
    };
    seen.map(item).collect()
}

fn calls(api: &Api, scope: &Scope, module: &str, items: &mut Vec<Item>) {
    let calls = operations::named(api, scope);
    if calls.is_empty() {
        return;
    }
    let module = format!("operations::{module}");
    items.push(Item::new(Kind::Const, format!("{module}::ALL"), ": &[operations::Operation]"));
    for (name, _) in calls {
        items.push(Item::new(Kind::Const, format!("{module}::{name}"), ": operations::Operation"));
    }
    items.push(Item::new(Kind::Module, module, ""));
}

fn events(index: &Index<'_>, items: &mut Vec<Item>) -> Result<(), Error> {
    items.push(Item::new(Kind::Module, "webhooks", ""));
    if index.api.webhooks.is_empty() {
        return Ok(());
    }
    let answer = |kind, path: &str, signature: String| {
        Item::new(kind, format!("webhooks::{path}"), signature).on(Side::Answer)
    };
    let head = path(index, webhook_head(index.api)?);
    items.push(answer(Kind::Struct, "Event", String::from(": Clone + Debug + PartialEq + Serialize")));
    items.push(answer(Kind::Field, "Event.event", format!(": {head}")));
    items.push(answer(Kind::Field, "Event.data", String::from(": webhooks::EventData")));
    items.push(answer(Kind::Field, "Event.other", String::from(": BTreeMap<String, serde_json::Value>")));
    items.push(answer(
        Kind::Method,
        "Event::from_json",
        String::from("(json: &[u8]) -> Result<Self, Issues>"),
    ));
    let traits = String::from(": Clone + Debug + PartialEq + Serialize");
    items.push(answer(Kind::Enum, "EventData", traits).open(true));
    for (name, webhook) in webhooks::named(index.api) {
        let holds = format!("(Box<{}>)", path(index, webhook.data));
        items.push(answer(Kind::Variant, &format!("EventData::{name}"), holds).open(true));
    }
    items.push(answer(Kind::Variant, "EventData::Other", String::from("(serde_json::Value)")).open(true));
    Ok(())
}

/// The methods that give a newer payload, and what they may fail with.
fn upgrades(index: &Index<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    for (_, of) in index.api.root_upgrades() {
        let name = format!("{}::{}", path(index, of.from), upgrade::METHOD);
        let signature = upgrade::signature(index, of).replace("crate::", "");
        items.push(Item::new(Kind::Method, name, signature).on(Side::Request));
    }
    if upgrade::is_fallible(index.api) {
        let mut answer = |kind, path: &str, signature: &str| {
            let path = format!("{}{path}", upgrade::MISMATCH);
            items.push(Item::new(kind, path, signature).on(Side::Answer).open(true));
        };
        answer(Kind::Struct, "", ": Clone + Debug + Display + Eq + Error + PartialEq");
        answer(Kind::Field, ".path", ": String");
        answer(Kind::Field, ".items", ": usize");
        answer(Kind::Field, ".additions", ": usize");
    }
    items
}

fn declare(index: &Index<'_>, id: TypeId, ty: &Type, items: &mut Vec<Item>) -> Result<(), Error> {
    let side = if ty.open { Side::Answer } else { Side::Request };
    let first = items.len();
    match &ty.shape {
        Shape::Object { fields, .. } => object(index, id, ty, fields, items)?,
        Shape::Enum { values } => choice(&path(index, id), ty, values, items),
    }
    for item in items.iter_mut().skip(first) {
        item.side = Some(side);
    }
    Ok(())
}

fn object(
    index: &Index<'_>,
    id: TypeId,
    ty: &Type,
    fields: &[Field],
    items: &mut Vec<Item>,
) -> Result<(), Error> {
    let name = path(index, id);
    let traits = ": Clone + Debug + Deserialize + FinPayload + PartialEq + Serialize";
    items.push(Item::new(Kind::Struct, &name, traits));
    let idents = idents(fields);
    for (field, ident) in fields.iter().zip(&idents) {
        let failed = |error| at(ty, &field.name, error);
        let of = of(index, &field.ty).map_err(failed)?;
        let (of, need) = if field.required { (of, ", required") } else { (format!("Option<{of}>"), "") };
        items.push(Item::new(Kind::Field, format!("{name}.{ident}"), format!(": {of}")));
        if !ty.open {
            let takes = takes(index, &field.ty).map_err(failed)?;
            items.push(Item::new(Kind::Setter, format!("{name}.{ident}"), format!("({takes}){need}")));
        }
    }
    if ty.open {
        let other = other(idents);
        let all = ": BTreeMap<String, serde_json::Value>";
        items.push(Item::new(Kind::Field, format!("{name}.{other}"), all));
    } else {
        let builder = format!("() -> {}Builder", index.name(id));
        items.push(Item::new(Kind::Method, format!("{name}::builder"), builder));
    }
    Ok(())
}

fn of(index: &Index<'_>, ty: &FieldType) -> Result<String, Unprintable> {
    Ok(match ty {
        FieldType::Scalar(kind) => scalar(*kind)?.to_owned(),
        FieldType::Named(id) => path(index, *id),
        FieldType::List(item) => format!("Vec<{}>", of(index, item)?),
        FieldType::Map(value) => format!("BTreeMap<String, {}>", of(index, value)?),
        FieldType::Any => "serde_json::Value".to_owned(),
    })
}

/// What a setter takes, as the derive has it: whatever becomes the field's type.
fn takes(index: &Index<'_>, ty: &FieldType) -> Result<String, Unprintable> {
    Ok(match ty {
        FieldType::List(item) => format!("impl IntoIterator<Item = {}>", takes_one(index, item)?),
        FieldType::Map(value) => {
            format!("impl IntoIterator<Item = (impl Into<String>, {})>", takes_one(index, value)?)
        }
        FieldType::Scalar(_) | FieldType::Named(_) | FieldType::Any => takes_one(index, ty)?,
    })
}

fn takes_one(index: &Index<'_>, ty: &FieldType) -> Result<String, Unprintable> {
    let of = of(index, ty)?;
    Ok(match ty {
        FieldType::Scalar(Of::Integer | Of::Boolean) => of,
        _ => format!("impl Into<{of}>"),
    })
}

fn choice(name: &str, ty: &Type, values: &[EnumValue], items: &mut Vec<Item>) {
    let copy = if ty.open { "" } else { "Copy + " };
    let traits = format!(
        ": Clone + {copy}Debug + Deserialize + Display + Eq + FinPayload + FromStr + Hash + PartialEq + Serialize"
    );
    items.push(Item::new(Kind::Enum, name, traits));
    let (variants, other) = variants(ty, values);
    for variant in variants {
        items.push(Item::new(Kind::Variant, format!("{name}::{variant}"), ""));
    }
    if let Some(other) = other {
        items.push(Item::new(Kind::Variant, format!("{name}::{other}"), "(String)"));
    }
    items.push(Item::new(Kind::Const, format!("{name}::ALL"), ": &'static [Self]"));
    let mut method = |item: &str, signature| {
        items.push(Item::new(Kind::Method, format!("{name}::{item}"), signature));
    };
    method("as_str", "(&self) -> &str");
    if has_life_cycle(values) {
        method("can_become", "(&self, next: &Self) -> bool");
        method("is_final", "(&self) -> bool");
    }
}
