//! What a Rust type is on the wire, as far as its spelling tells.

use fin_core::Kind;
use syn::{GenericArgument, PathArguments, Type};

/// The last segment's name and its first type argument.
fn last(ty: &Type) -> Option<(String, Option<&Type>)> {
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last()?;
    let argument = match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => {
            arguments.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
        }
        _ => None,
    };
    Some((segment.ident.to_string(), argument))
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
    if let Type::Reference(reference) = ty {
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
