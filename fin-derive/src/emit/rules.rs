//! Rules → code.

use super::Target;
use crate::input::{Body, Field, Over, Rule, Step};
use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};
use std::collections::HashMap;
use syn::Ident;

/// The rules of a field, over its value, called `value`.
pub fn of_field(target: &Target, field: &Field) -> TokenStream {
    let names = own_names(field).map(|name| (name, quote!((*value)))).into_iter().collect();
    field.rules.iter().map(|rule| code(target, rule, &names, true)).collect()
}

/// What a rule on a field may call it, after `self.`: its name here and on the wire; `0` in a newtype.
pub fn own_names(field: &Field) -> [String; 2] {
    let ident = field.ident.to_string();
    match field.name.is_empty() {
        true => ["0".to_owned(), ident],
        false => [field.name.clone(), ident.trim_start_matches("r#").to_owned()],
    }
}

/// The rules of an object, over `self`.
pub fn of_object(target: &Target, fields: &[&Field]) -> TokenStream {
    let names = fields.iter().map(|field| {
        let ident = &field.ident;
        (field.name.clone(), quote!(self.#ident))
    });
    let names = names.collect();
    target.options.rules.iter().map(|rule| code(target, rule, &names, false)).collect()
}

fn code(target: &Target, rule: &Rule, names: &HashMap<String, TokenStream>, at_field: bool) -> TokenStream {
    let private = &target.private;
    let Rule { code, message, body, .. } = rule;
    match body {
        Body::Require { at, when, require } => {
            let skip = usize::from(at_field);
            let at = at.names.iter().skip(skip);
            let require = rename(require.clone(), names);
            let when = when.clone().map(|when| {
                let when = rename(when, names);
                quote!(if !(#when) { return ::core::option::Option::None; })
            });
            quote! {{
                #[allow(unused_imports)]
                use #private::rule::*;
                let holds = {
                    #[allow(unused_variables)]
                    let cx = scope.facts();
                    (|| -> ::core::option::Option<bool> { #when ::core::option::Option::Some(#require) })()
                };
                if holds == ::core::option::Option::Some(false) {
                    scope.fail_at(#code, #message, &[#(#at),*]);
                }
            }}
        }
        Body::Unique(paths) => {
            let loops = paths.iter().map(|over| unique(target, rule, over, names, at_field));
            quote! {{
                #[allow(unused_imports)]
                use #private::rule::*;
                let mut seen = #private::rule::Seen::default();
                #(#loops)*
            }}
        }
    }
}

/// The loops down to the texts of one path.
fn unique(
    target: &Target,
    rule: &Rule,
    over: &Over,
    names: &HashMap<String, TokenStream>,
    at_field: bool,
) -> TokenStream {
    let private = &target.private;
    let mut steps = over.steps.iter();
    let (start, first) = match steps.next() {
        Some(Step::Field(name)) => match names.get(name) {
            Some(place) => (quote!(&#place), name.as_str()),
            // Reported already.
            None => return TokenStream::new(),
        },
        _ => (quote!(value), ""),
    };
    // Innermost first, as paths are put together.
    let mut path = Vec::new();
    if !at_field && !first.is_empty() {
        path.push(quote!(#private::Step::Field(#first)));
    }
    let Rule { code, message, .. } = rule;
    let body =
        descend((target, over.literal.span()), steps.as_slice(), start, &mut path, 0, &|text, path| {
            let path = path.iter().rev();
            let insert = quote! {
                if let ::core::option::Option::Some(text) = #private::rule::text(#text) {
                    if !seen.insert(text) {
                        scope.fail_steps(#code, #message, [#(#path),*]);
                    }
                }
            };
            match &over.when {
                Some(when) => quote! {
                    let takes_part = {
                        #[allow(unused_variables)]
                        let cx = scope.facts();
                        (|| -> ::core::option::Option<bool> { ::core::option::Option::Some(#when) })()
                    };
                    if takes_part == ::core::option::Option::Some(true) { #insert }
                },
                None => insert,
            }
        });
    quote!({ #body })
}

type Leaf<'a> = &'a dyn Fn(TokenStream, &[TokenStream]) -> TokenStream;

fn descend(
    (target, span): (&Target, Span),
    steps: &[Step],
    place: TokenStream,
    path: &mut Vec<TokenStream>,
    depth: usize,
    leaf: Leaf,
) -> TokenStream {
    let private = &target.private;
    match steps.split_first() {
        None => leaf(place, path),
        Some((Step::Field(name), rest)) => {
            let accessor = Ident::new(&accessor(name).to_string(), span);
            path.push(quote!(#private::Step::Field(#name)));
            let inner = descend((target, span), rest, quote!(object.#accessor()), path, depth, leaf);
            path.pop();
            quote!(if let ::core::option::Option::Some(object) = #private::rule::object(#place) { #inner })
        }
        Some((Step::Each(name), rest)) => {
            let index = format_ident!("index_{depth}");
            let item = if name.is_empty() { format_ident!("item_{depth}") } else { format_ident!("{name}") };
            path.push(quote!(#private::Step::Index(#index)));
            let inner = descend((target, span), rest, quote!(#item), path, depth + 1, leaf);
            path.pop();
            quote! {
                for (#index, #item) in #private::rule::items(#place).into_iter().flatten().enumerate() { #inner }
            }
        }
    }
}

/// The method through which one derived struct lets another see a field, by its name on the wire.
pub fn accessor(name: &str) -> Ident {
    format_ident!("__fin_{name}")
}

/// Puts the user's fields where an expression says `self.<name on the wire>`.
fn rename(tokens: TokenStream, names: &HashMap<String, TokenStream>) -> TokenStream {
    let mut out = TokenStream::new();
    let mut trees = tokens.into_iter().peekable();
    while let Some(tree) = trees.next() {
        match tree {
            TokenTree::Ident(ident) if ident == "self" => {
                let dot =
                    trees.next_if(|next| matches!(next, TokenTree::Punct(punct) if punct.as_char() == '.'));
                let field = trees.peek().filter(|_| dot.is_some());
                let place = field.and_then(|field| {
                    let name = field.to_string();
                    Some((names.get(name.trim_start_matches("r#"))?, field.span()))
                });
                match place {
                    Some((place, span)) => {
                        out.extend(at(place.clone(), span));
                        trees.next();
                    }
                    None => out.extend([TokenTree::Ident(ident)].into_iter().chain(dot)),
                }
            }
            TokenTree::Group(group) => {
                let mut renamed = Group::new(group.delimiter(), rename(group.stream(), names));
                renamed.set_span(group.span());
                out.extend([TokenTree::Group(renamed)]);
            }
            other => out.extend([other]),
        }
    }
    out
}

/// Puts tokens where the user's are, so that the compiler's errors point there.
pub fn at(tokens: TokenStream, span: Span) -> TokenStream {
    let each = |tree: TokenTree| {
        let mut tree = match tree {
            TokenTree::Group(group) => Group::new(group.delimiter(), at(group.stream(), span)).into(),
            other => other,
        };
        tree.set_span(span);
        tree
    };
    tokens.into_iter().map(each).collect()
}
