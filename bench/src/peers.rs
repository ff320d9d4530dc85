//! The SDK's create types → the same structs under other derives.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use std::{collections::BTreeSet, error::Error, fs, path::Path};
use syn::{Attribute, Field, Fields, Item, ItemStruct, Type, parse_quote};

/// Whose derive the structs get.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Peer {
    /// serde's alone.
    Serde,
    /// serde's and garde's.
    Garde,
    /// serde's and validator's.
    Validator,
    /// The SDK's, without builders.
    Fin,
    /// The SDK's derive, bound to the model by name instead of attributes.
    Bound,
    /// The SDK's.
    FinWithBuilders,
}

const FILES: [&str; 5] = [
    "shared/common.rs",
    "v2/individual_create.rs",
    "v2/business_create.rs",
    "v2/business_holding_compliance.rs",
    "v2/business_parties.rs",
];

/// The source of all types in one module.
///
/// # Errors
/// The SDK's files cannot be read.
pub fn source(peer: Peer) -> Result<String, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/rust/src");
    let mut items = Vec::new();
    for file in FILES {
        items.extend(syn::parse_file(&fs::read_to_string(folder.join(file))?)?.items);
    }
    items.retain(|item| matches!(item, Item::Struct(_) | Item::Enum(_)));
    let structs: BTreeSet<String> = items.iter().filter_map(name_of_struct).collect();
    let mut checks = TokenStream::new();
    for item in &mut items {
        match item {
            Item::Struct(item) => convert(item, peer, &structs, &mut checks),
            Item::Enum(item) => {
                derive(&mut item.attrs, peer, false);
                item.variants.iter_mut().for_each(|variant| strip(&mut variant.attrs, peer));
            }
            _ => {}
        }
    }
    // Not pretty-printed: the expressions in attributes would not survive it.
    Ok(quote!(#(#items)* #checks).to_string())
}

fn name_of_struct(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) => Some(item.ident.to_string()),
        _ => None,
    }
}

fn strip(attrs: &mut Vec<Attribute>, peer: Peer) {
    let ours = matches!(peer, Peer::Fin | Peer::Bound | Peer::FinWithBuilders);
    attrs.retain(|attr| !attr.path().is_ident("doc") && (ours || !attr.path().is_ident("fin")));
}

fn derive(attrs: &mut Vec<Attribute>, peer: Peer, checked: bool) {
    strip(attrs, peer);
    match peer {
        Peer::FinWithBuilders => return,
        Peer::Fin | Peer::Bound => {
            for attr in attrs.iter_mut().filter(|attr| attr.path().is_ident("fin")) {
                let text = attr.to_token_stream().to_string();
                if text.contains("builder") {
                    *attr = parse_quote!(#[fin(debug, deserialize)]);
                }
            }
            return;
        }
        Peer::Serde | Peer::Garde | Peer::Validator => {}
    }
    attrs.retain(|attr| !attr.path().is_ident("derive"));
    attrs.push(match (peer, checked) {
        (Peer::Garde, true) => parse_quote!(#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize, garde::Validate)]),
        (Peer::Validator, true) => parse_quote!(#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize, validator::Validate)]),
        _ => parse_quote!(#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]),
    });
}

fn convert(item: &mut ItemStruct, peer: Peer, structs: &BTreeSet<String>, checks: &mut TokenStream) {
    derive(&mut item.attrs, peer, true);
    let name = item.ident.to_string();
    let Fields::Named(fields) = &mut item.fields else { return };
    if peer == Peer::Bound {
        let scope = if name == "DocumentFile" { "shared" } else { "v2" };
        let model = format!("{scope}.{name}");
        let plain = |attrs: &mut Vec<Attribute>| attrs.retain(|attr| !attr.path().is_ident("fin"));
        plain(&mut item.attrs);
        item.attrs.push(parse_quote!(#[fin(model = #model, debug, deserialize)]));
        fields.named.iter_mut().for_each(|field| plain(&mut field.attrs));
        return;
    }
    for field in &mut fields.named {
        let demands = Demands::of(field);
        strip(&mut field.attrs, peer);
        if matches!(peer, Peer::Garde | Peer::Validator) {
            let nested = names_in(&field.ty).iter().any(|name| structs.contains(name));
            let function = format_ident!(
                "check_{name}_{}",
                field.ident.as_ref().map(ToString::to_string).unwrap_or_default().trim_start_matches("r#")
            );
            let (attr, check) = demands.print(peer, nested, &function);
            field.attrs.push(attr);
            checks.extend(check);
        }
    }
}

/// The names in a type's path and arguments.
fn names_in(ty: &Type) -> Vec<String> {
    ty.to_token_stream().to_string().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect()
}

/// What `#[fin(…)]` asks of one field.
#[derive(Default)]
struct Demands {
    /// Conditions on a text.
    text: Vec<TokenStream>,
    /// Whether they are about the items of a list.
    items: bool,
    /// Whether bounds are of doubles.
    double: bool,
    /// Conditions on a day and the current one.
    date: Vec<TokenStream>,
    minimum: Option<TokenStream>,
    maximum: Option<TokenStream>,
    min_items: Option<TokenStream>,
}

impl Demands {
    fn of(field: &Field) -> Self {
        let names = names_in(&field.ty);
        let has = |name: &str| names.iter().any(|other| other == name);
        let mut demands = Demands { items: has("Vec"), double: has("f64"), ..Demands::default() };
        for attr in field.attrs.iter().filter(|attr| attr.path().is_ident("fin")) {
            // What is no plain constraint, a rule say, is no check of a single field.
            let _ = attr.parse_nested_meta(|meta| {
                let key = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
                let value: Option<syn::Expr> = if meta.input.peek(syn::Token![=]) {
                    Some(meta.value()?.parse()?)
                } else if meta.input.peek(syn::token::Paren) {
                    let content;
                    syn::parenthesized!(content in meta.input);
                    let first = content.parse().ok();
                    content.parse::<TokenStream>()?;
                    first
                } else {
                    None
                };
                demands.take(&key, value.map(ToTokens::into_token_stream));
                Ok(())
            });
        }
        demands
    }

    fn take(&mut self, key: &str, value: Option<TokenStream>) {
        match key {
            "not_blank" => self.text.push(quote!(!fin_payload::rule::is_blank(text))),
            "ascii" => self.text.push(quote!(text.is_ascii())),
            "max_length" => self.text.push(quote!(!fin_payload::check::is_longer(text, #value))),
            "format" => {
                let name = value.map(|value| value.to_string()).unwrap_or_default();
                let name = format_ident!("{}", name.trim_matches('"'));
                self.text.push(quote!(fin_payload::formats::#name(text)));
            }
            "min_age" => self.date.push(quote!(day.years_until(today) >= #value)),
            "max_age" => self.date.push(quote!(day.years_until(today) <= #value)),
            "past" => self.date.push(quote!(*day < today)),
            "past_or_today" => self.date.push(quote!(*day <= today)),
            "future" => self.date.push(quote!(*day > today)),
            "minimum" => self.minimum = value.map(|value| self.bound(value)),
            "maximum" => self.maximum = value.map(|value| self.bound(value)),
            "min_items" => self.min_items = value,
            _ => {}
        }
    }

    /// The peers want bounds of the field's own type.
    fn bound(&self, value: TokenStream) -> TokenStream {
        match value.to_string().parse() {
            Ok(number) if self.double => proc_macro2::Literal::f64_unsuffixed(number).into_token_stream(),
            _ => value,
        }
    }

    fn print(&self, peer: Peer, nested: bool, function: &syn::Ident) -> (Attribute, TokenStream) {
        let (text, date) = (&self.text, &self.date);
        let body = if !text.is_empty() && self.items {
            quote!(value.iter().all(|text| { #(#text)&&* }))
        } else if !text.is_empty() {
            quote!(fin_payload::rule::text(value).is_none_or(|text| { #(#text)&&* }))
        } else {
            quote!(fin_payload::Date::today_utc().is_none_or(|today| { let day = value; #(#date)&&* }))
        };
        let checked = !text.is_empty() || !date.is_empty();
        let bound = match (self.items, text.is_empty()) {
            (true, false) => quote!(&Vec<String>),
            (false, false) => quote!(&(impl fin_payload::rule::Text + ?Sized)),
            (_, true) => quote!(&fin_payload::Date),
        };
        let mut parts = Vec::new();
        let range = [
            self.minimum.as_ref().map(|n| quote!(min = #n)),
            self.maximum.as_ref().map(|n| quote!(max = #n)),
        ];
        let range: Vec<_> = range.into_iter().flatten().collect();
        if !range.is_empty() {
            parts.push(quote!(range(#(#range),*)));
        }
        if let Some(n) = &self.min_items {
            parts.push(quote!(length(min = #n)));
        }
        match peer {
            Peer::Garde => {
                parts.extend(checked.then(|| quote!(custom(#function))));
                parts.extend(nested.then(|| quote!(dive)));
                let parts = if parts.is_empty() { vec![quote!(skip)] } else { parts };
                let check = checked.then(|| {
                    quote! {
                        #[allow(non_snake_case)]
                        fn #function(value: #bound, _: &()) -> garde::Result {
                            if #body { Ok(()) } else { Err(garde::Error::new("refused")) }
                        }
                    }
                });
                (parse_quote!(#[garde(#(#parts),*)]), check.unwrap_or_default())
            }
            _ => {
                let path = function.to_string();
                parts.extend(checked.then(|| quote!(custom(function = #path))));
                parts.extend(nested.then(|| quote!(nested)));
                let check = checked.then(|| {
                    quote! {
                        #[allow(non_snake_case)]
                        fn #function(value: #bound) -> Result<(), validator::ValidationError> {
                            if #body { Ok(()) } else { Err(validator::ValidationError::new("refused")) }
                        }
                    }
                });
                let attr = match parts.is_empty() {
                    true => parse_quote!(#[allow(dead_code)]),
                    false => parse_quote!(#[validate(#(#parts),*)]),
                };
                (attr, check.unwrap_or_default())
            }
        }
    }
}
