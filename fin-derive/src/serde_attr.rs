//! The attributes of serde that decide what stands on the wire: `rename`, `rename_all`, `flatten`, `skip`
//! and `default`. What is written with serde is written once, and read here as serde reads it.

use crate::{ctxt::Ctxt, input::Absent};
use syn::{Attribute, LitStr, Token, meta::ParseNestedMeta};

/// How serde changes the case of names.
#[derive(Clone, Copy)]
pub enum Case {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

/// What serde's attributes say of a container.
#[derive(Default)]
pub struct Container {
    pub rename_all: Option<Case>,
    pub default: bool,
    pub deny_unknown_fields: bool,
}

/// What serde's attributes say of a field or a variant.
pub struct Field {
    pub rename: Option<String>,
    pub flatten: bool,
    pub skip: bool,
    pub absent: Absent,
}

/// Reads a container's attributes.
pub fn container(ctxt: &Ctxt, attrs: &[Attribute]) -> Container {
    let mut container = Container::default();
    each(ctxt, attrs, |meta| {
        if meta.path.is_ident("rename_all") {
            if let Some(text) = deserialize_text(meta)? {
                container.rename_all = case(&text.value());
                if container.rename_all.is_none() {
                    return Err(syn::Error::new_spanned(text, "unknown case, serde knows eight of them"));
                }
            }
            return Ok(());
        }
        container.default |= meta.path.is_ident("default");
        container.deny_unknown_fields |= meta.path.is_ident("deny_unknown_fields");
        for unsupported in ["tag", "content", "untagged", "transparent", "from", "try_from", "remote"] {
            if meta.path.is_ident(unsupported) && unsupported != "transparent" {
                return Err(meta.error(format!(
                    "`{unsupported}` changes the shape on the wire, which `FinPayload` does not follow"
                )));
            }
        }
        skip_value(meta)
    });
    container
}

/// Reads the attributes of a field or a variant.
pub fn field(ctxt: &Ctxt, attrs: &[Attribute]) -> Field {
    let mut field = Field { rename: None, flatten: false, skip: false, absent: Absent::Type };
    each(ctxt, attrs, |meta| {
        if meta.path.is_ident("rename") {
            if let Some(text) = deserialize_text(meta)? {
                field.rename = Some(text.value());
            }
            return Ok(());
        }
        if meta.path.is_ident("default") {
            field.absent = Absent::Default;
            if meta.input.peek(Token![=]) {
                field.absent = Absent::Call(meta.value()?.parse::<LitStr>()?.parse()?);
            }
            return Ok(());
        }
        for unsupported in ["with", "deserialize_with", "alias"] {
            if meta.path.is_ident(unsupported) {
                return Err(meta.error(format!("`{unsupported}` is not followed by `FinPayload`")));
            }
        }
        field.flatten |= meta.path.is_ident("flatten");
        field.skip |= meta.path.is_ident("skip") || meta.path.is_ident("skip_deserializing");
        skip_value(meta)
    });
    field
}

fn each(ctxt: &Ctxt, attrs: &[Attribute], mut read: impl FnMut(&ParseNestedMeta) -> syn::Result<()>) {
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("serde")) {
        if let Err(error) = attr.parse_nested_meta(|meta| read(&meta)) {
            ctxt.push(error);
        }
    }
}

/// `key = "text"`, or the `deserialize` of `key(serialize = "…", deserialize = "…")`.
fn deserialize_text(meta: &ParseNestedMeta) -> syn::Result<Option<LitStr>> {
    if meta.input.peek(Token![=]) {
        return meta.value()?.parse().map(Some);
    }
    let mut text = None;
    meta.parse_nested_meta(|inner| {
        let value: LitStr = inner.value()?.parse()?;
        if inner.path.is_ident("deserialize") {
            text = Some(value);
        }
        Ok(())
    })?;
    Ok(text)
}

/// Passes over the value of a key that is serde's own business.
fn skip_value(meta: &ParseNestedMeta) -> syn::Result<()> {
    if meta.input.peek(Token![=]) {
        meta.value()?.parse::<syn::Expr>()?;
    } else if meta.input.peek(syn::token::Paren) {
        let content;
        syn::parenthesized!(content in meta.input);
        content.parse::<proc_macro2::TokenStream>()?;
    }
    Ok(())
}

fn case(name: &str) -> Option<Case> {
    Some(match name {
        "lowercase" => Case::Lower,
        "UPPERCASE" => Case::Upper,
        "PascalCase" => Case::Pascal,
        "camelCase" => Case::Camel,
        "snake_case" => Case::Snake,
        "SCREAMING_SNAKE_CASE" => Case::ScreamingSnake,
        "kebab-case" => Case::Kebab,
        "SCREAMING-KEBAB-CASE" => Case::ScreamingKebab,
        _ => return None,
    })
}

impl Case {
    /// A field's name, which Rust writes in snake_case.
    pub fn field(self, name: &str) -> String {
        match self {
            Case::Lower | Case::Snake => name.to_owned(),
            Case::Upper | Case::ScreamingSnake => name.to_ascii_uppercase(),
            Case::Pascal => pascal(name),
            Case::Camel => lower_first(&pascal(name)),
            Case::Kebab => name.replace('_', "-"),
            Case::ScreamingKebab => name.to_ascii_uppercase().replace('_', "-"),
        }
    }

    /// A variant's name, which Rust writes in PascalCase.
    pub fn variant(self, name: &str) -> String {
        match self {
            Case::Pascal => name.to_owned(),
            Case::Lower => name.to_ascii_lowercase(),
            Case::Upper => name.to_ascii_uppercase(),
            Case::Camel => lower_first(name),
            Case::Snake => split_humps(name, '_').to_ascii_lowercase(),
            Case::ScreamingSnake => split_humps(name, '_').to_ascii_uppercase(),
            Case::Kebab => split_humps(name, '-').to_ascii_lowercase(),
            Case::ScreamingKebab => split_humps(name, '-').to_ascii_uppercase(),
        }
    }
}

// Not a case library: names have to come out as serde's own, digits and repeated underscores included.

fn pascal(name: &str) -> String {
    let mut out = String::new();
    let mut capital = true;
    for letter in name.chars() {
        if letter == '_' {
            capital = true;
        } else {
            out.push(if capital { letter.to_ascii_uppercase() } else { letter });
            capital = false;
        }
    }
    out
}

fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(letters).collect()
}

fn split_humps(name: &str, separator: char) -> String {
    let mut out = String::new();
    for (index, letter) in name.char_indices() {
        if index > 0 && letter.is_uppercase() {
            out.push(separator);
        }
        out.push(letter);
    }
    out
}
