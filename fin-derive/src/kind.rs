//! What a Rust type is on the wire, as far as its spelling tells.

use fin_core::Kind;
use syn::{GenericArgument, PathArguments, Type};

/// The type without the brackets that a macro puts around it.
fn peel(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => peel(&group.elem),
        Type::Paren(paren) => peel(&paren.elem),
        _ => ty,
    }
}

/// The last segment's name and its first type argument.
fn last(ty: &Type) -> Option<(String, Option<&Type>)> {
    let Type::Path(path) = peel(ty) else { return None };
    let segment = path.path.segments.last()?;
    Some((segment.ident.to_string(), arguments(ty).next()))
}

/// The type inside an `Option`.
pub fn option(ty: &Type) -> Option<&Type> {
    match last(ty)? {
        (name, argument) if name == "Option" => argument,
        _ => None,
    }
}

/// The type without `Option`, `Box` and references around it.
pub fn bare(ty: &Type) -> &Type {
    if let Type::Reference(reference) = peel(ty) {
        return bare(&reference.elem);
    }
    match last(ty) {
        Some((name, Some(inner))) if name == "Option" || name == "Box" => bare(inner),
        _ => ty,
    }
}

/// The type of a list's items.
pub fn item(ty: &Type) -> Option<&Type> {
    match last(bare(ty))? {
        (name, argument) if name == "Vec" => argument,
        _ => None,
    }
}

/// The type of a map's values.
pub fn map_value(ty: &Type) -> Option<&Type> {
    let bare = bare(ty);
    is_map(bare).then(|| arguments(bare).nth(1)).flatten()
}

/// The name of a type that a path names.
pub fn name(ty: &Type) -> Option<String> {
    last(ty).map(|(name, _)| name)
}

/// The type arguments of a type.
pub fn arguments(ty: &Type) -> impl Iterator<Item = &Type> {
    let arguments = match peel(ty) {
        Type::Path(path) => path.path.segments.last().map(|segment| &segment.arguments),
        _ => None,
    };
    let arguments = match arguments {
        Some(PathArguments::AngleBracketed(arguments)) => Some(arguments.args.iter()),
        _ => None,
    };
    arguments.into_iter().flatten().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// Whether the type is a map.
pub fn is_map(ty: &Type) -> bool {
    last(bare(ty))
        .is_some_and(|(name, _)| matches!(name.as_str(), "BTreeMap" | "HashMap" | "IndexMap" | "Map"))
}

/// What the type is on the wire; `None` for the user's own types.
pub fn of(ty: &Type) -> Option<Kind> {
    let bare = bare(ty);
    if is_map(bare) {
        return Some(Kind::Map);
    }
    let (name, _) = last(bare)?;
    Some(match name.as_str() {
        "String" | "Cow" | "str" => Kind::Text,
        "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "usize" => Kind::Integer,
        "f64" => Kind::Number,
        "bool" => Kind::Boolean,
        "Date" => Kind::Date,
        "Uuid" => Kind::Uuid,
        "Vec" => Kind::List,
        _ => return None,
    })
}

/// The type as its author would write it.
pub fn spelled(ty: &Type) -> String {
    let tokens = quote::quote!(#ty).to_string();
    let spaces = [(" :: ", "::"), (" < ", "<"), (" >", ">"), ("& ", "&")];
    spaces.iter().fold(tokens, |text, (from, to)| text.replace(from, to))
}
