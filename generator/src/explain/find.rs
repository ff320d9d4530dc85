use super::{Explanation, around, code, words};
use crate::api::{Api, EnumValue, Field, FieldType, Rule, RuleBody, Shape, Type, TypeId};
use crate::report::quoted;

/// Everything of that name; else what was meant.
pub fn find(api: &Api, path: &str) -> Result<Vec<Explanation>, String> {
    let mut found = Vec::new();
    if let Some(explanation) = at_path(api, path)? {
        found.push(explanation);
    }
    // A code that is called like its format tells all of it.
    let is_code = api.codes().contains(path);
    let formats =
        api.formats.iter().filter(|format| format.name == path && !(is_code && format.code == path));
    found.extend(formats.map(|format| words::format(api, format)));
    if is_code {
        found.push(code::code(api, path).map_err(|error| error.to_string())?);
    }
    found.extend(
        api.rulings.iter().filter(|(id, _)| id == path).map(|(id, ruling)| around::ruling(api, id, ruling)),
    );
    found.extend(
        api.context.iter().filter(|value| value.name == path).map(|value| around::context(api, value)),
    );
    let operations =
        api.operations.iter().filter(|o| o.name == path || format!("{}.{}", o.scope.name(), o.name) == path);
    found.extend(operations.map(|operation| around::operation(api, operation)));
    found.extend(api.webhooks.iter().filter(|webhook| webhook.name == path).map(|w| around::webhook(api, w)));
    if !found.is_empty() {
        return Ok(found);
    }
    let known = names(api);
    Err(unknown(
        &format!("the model has nothing named {}", quoted(path)),
        path,
        known.iter().map(String::as_str),
    ))
}

fn unknown<'a>(message: &str, name: &str, known: impl Iterator<Item = &'a str>) -> String {
    match fin_core::nearest(name, known) {
        Some(known) => format!("{message}, did you mean {}?", quoted(known)),
        None => message.to_owned(),
    }
}

/// A type, `v2.Address` or `Address` where there is one, and the fields that follow its name.
fn at_path(api: &Api, path: &str) -> Result<Option<Explanation>, String> {
    let mut parts = path.split('.').peekable();
    let mut scope = None;
    let is_scope = |name: &str| name == "shared" || api.versions.iter().any(|version| version == name);
    if parts.peek().is_some_and(|first| is_scope(first)) {
        scope = parts.next();
    }
    let Some(name) = parts.next() else { return Ok(None) };
    let named = |ty: &&Type| {
        ty.name == name && scope.is_none_or(|scope| ty.scope.name() == scope || ty.scope.name() == "shared")
    };
    let types: Vec<&Type> = api.types.iter().filter(named).collect();
    let ty = match types.as_slice() {
        [] => return Ok(None),
        [one] => *one,
        several => {
            let names: Vec<String> = several.iter().map(|ty| quoted(&ty.qualified())).collect();
            return Err(format!("{} is one of {}", quoted(name), names.join(", ")));
        }
    };
    Ok(Some(match walk(api, ty, parts)? {
        Found::Type(ty) => words::ty(api, ty),
        Found::Field(owner, field) => words::field(api, owner, field),
        Found::Value(owner, value) => words::value(api, owner, value),
    }))
}

/// What a path leads to.
enum Found<'a> {
    Type(&'a Type),
    Field(&'a Type, &'a Field),
    Value(&'a Type, &'a EnumValue),
}

/// Follows fields down, through lists and maps, with or without brackets after their names, to a value at most.
fn walk<'a>(
    api: &'a Api,
    start: &'a Type,
    parts: impl Iterator<Item = &'a str>,
) -> Result<Found<'a>, String> {
    let mut parts = parts.peekable();
    let (mut owner, mut last): (&Type, Option<&Field>) = (start, None);
    while let Some(part) = parts.next() {
        let name = part.split('[').next().unwrap_or(part);
        if let Some(field) = last {
            let Some(inner) = inner(&field.ty).and_then(|id| api.type_of(id)) else {
                return Err(format!("{} has no fields", quoted(&field.name)));
            };
            owner = inner;
        }
        let fields = match &owner.shape {
            Shape::Object { fields, .. } => fields,
            Shape::Enum { values } if parts.peek().is_none() => return value(owner, values, part),
            Shape::Enum { .. } => {
                return Err(format!("{} is an enum and has no fields", quoted(&owner.qualified())));
            }
        };
        last = fields.iter().find(|field| field.name == name);
        if last.is_none() {
            let message = format!("{} has no field {}", quoted(&owner.qualified()), quoted(name));
            return Err(unknown(&message, name, fields.iter().map(|field| field.name.as_str())));
        }
    }
    Ok(last.map_or(Found::Type(owner), |field| Found::Field(owner, field)))
}

fn value<'a>(owner: &'a Type, values: &'a [EnumValue], name: &str) -> Result<Found<'a>, String> {
    match values.iter().find(|value| value.name == name) {
        Some(value) => Ok(Found::Value(owner, value)),
        None => {
            let message = format!("{} has no value {}", quoted(&owner.qualified()), quoted(name));
            Err(unknown(&message, name, values.iter().map(|value| value.name.as_str())))
        }
    }
}

fn inner(ty: &FieldType) -> Option<TypeId> {
    match ty {
        FieldType::Named(id) => Some(*id),
        FieldType::List(inner_type) | FieldType::Map(inner_type) => inner(inner_type),
        FieldType::Scalar(_) | FieldType::Any => None,
    }
}

/// Every rule with its type, and its field where it belongs to one. Those of additions are rules of the types that
/// they complete.
pub fn rules(api: &Api) -> impl Iterator<Item = (&Type, Option<&Field>, &Rule)> {
    let types = api.types.iter().enumerate().filter(|(index, _)| !api.is_additions(TypeId(*index)));
    types.flat_map(|(_, ty)| {
        let (fields, rules) = match &ty.shape {
            Shape::Object { fields, rules } => (fields.as_slice(), rules.as_slice()),
            Shape::Enum { .. } => (&[][..], &[][..]),
        };
        let of_fields =
            fields.iter().flat_map(move |field| field.rules.iter().map(move |rule| (ty, Some(field), rule)));
        of_fields.chain(rules.iter().map(move |rule| (ty, None, rule)))
    })
}

/// The rules of a type that are reported at a field or below, whether they belong to it or not.
pub fn reported_at<'a>(ty: &'a Type, name: &'a str) -> impl Iterator<Item = &'a Rule> {
    let rules = match &ty.shape {
        Shape::Object { rules, .. } => rules.as_slice(),
        Shape::Enum { .. } => &[],
    };
    rules.iter().filter(move |rule| match &rule.body {
        RuleBody::Require { at, .. } => at.first().is_some_and(|first| first == name),
        RuleBody::Unique(_) => rule.mentions.iter().any(|mention| mention == name),
    })
}

fn names(api: &Api) -> Vec<String> {
    let types = api.types.iter().flat_map(|ty| [ty.name.clone(), ty.qualified()]);
    let formats = api.formats.iter().map(|format| format.name.clone());
    let codes = api.codes().into_iter().map(str::to_owned);
    let rest = api.rulings.iter().map(|(id, _)| id.clone());
    let rest = rest.chain(api.context.iter().map(|value| value.name.clone()));
    let rest = rest.chain(api.operations.iter().map(|operation| operation.name.clone()));
    types
        .chain(formats)
        .chain(codes)
        .chain(rest)
        .chain(api.webhooks.iter().map(|webhook| webhook.name.clone()))
        .collect()
}
