//! The attributes of serde that decide what stands on the wire: `rename`, `rename_all`, `flatten`, `skip`
//! and `default`. What is written with serde is written once, and read here as serde reads it.

use crate::{ctxt::Ctxt, input::Absent};
use proc_macro2::TokenStream;
use quote::quote;
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
    /// A value of the whole struct, whose fields stand in for absent ones.
    pub default: Option<TokenStream>,
    pub deny_unknown_fields: Option<syn::Path>,
    pub transparent: Option<syn::Path>,
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
                    ctxt.at(text, format!("unknown case, expected one of `{}`", CASES.join("`, `")));
                }
            }
            return Ok(());
        }
        if meta.path.is_ident("default") {
            container.default = Some(match path(meta)? {
                Some(path) => quote!(#path()),
                None => quote!(<Self as ::core::default::Default>::default()),
            });
            return Ok(());
        }
        let here = |name: &str| meta.path.is_ident(name).then(|| meta.path.clone());
        container.deny_unknown_fields = here("deny_unknown_fields").or(container.deny_unknown_fields.take());
        container.transparent = here("transparent").or(container.transparent.take());
        refuse(ctxt, meta, &["tag", "content", "untagged", "from", "try_from", "remote"])
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
            field.absent = path(meta)?.map_or(Absent::Default, Absent::Call);
            return Ok(());
        }
        field.flatten |= meta.path.is_ident("flatten");
        field.skip |= meta.path.is_ident("skip") || meta.path.is_ident("skip_deserializing");
        refuse(ctxt, meta, &["with", "deserialize_with", "alias", "getter"])
    });
    field
}

/// Reads the attributes of a variant: its name.
pub fn variant(ctxt: &Ctxt, attrs: &[Attribute]) -> Option<String> {
    let mut name = None;
    each(ctxt, attrs, |meta| {
        if meta.path.is_ident("rename") {
            if let Some(text) = deserialize_text(meta)? {
                name = Some(text.value());
            }
            return Ok(());
        }
        if meta.path.is_ident("other") {
            let message = "`other` drops the text, keep it in a last variant `#[fin(other)] Other(String)`";
            ctxt.at(&meta.path, message);
            return Ok(());
        }
        refuse(ctxt, meta, &["alias", "skip", "skip_deserializing", "with", "deserialize_with", "untagged"])
    });
    name
}

/// Refuses what changes the wire in a way that is not followed, and passes over what is serde's own business.
fn refuse(ctxt: &Ctxt, meta: &ParseNestedMeta, unsupported: &[&str]) -> syn::Result<()> {
    if let Some(name) = unsupported.iter().find(|name| meta.path.is_ident(name)) {
        let message =
            format!("`{name}` changes what stands on the wire, and is not followed here: remove it");
        ctxt.at(&meta.path, message);
    }
    skip_value(meta)
}

/// The path of `key = "path"`.
fn path(meta: &ParseNestedMeta) -> syn::Result<Option<syn::Path>> {
    if !meta.input.peek(Token![=]) {
        return Ok(None);
    }
    let text = meta.value()?.parse::<LitStr>()?;
    match text.parse() {
        Ok(path) => Ok(Some(path)),
        Err(_) => {
            Err(syn::Error::new_spanned(text, "not a path, write it as in `default = \"Amount::zero\"`"))
        }
    }
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

const CASES: [&str; 8] = [
    "lowercase",
    "UPPERCASE",
    "PascalCase",
    "camelCase",
    "snake_case",
    "SCREAMING_SNAKE_CASE",
    "kebab-case",
    "SCREAMING-KEBAB-CASE",
];

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
