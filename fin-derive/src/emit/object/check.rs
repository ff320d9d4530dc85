//! The checks of a struct with named fields: a function for each field that has any, and the one that calls
//! them on a value already built.

use super::{Part, flattened, of_item, own};
use crate::{
    emit::{Target, rules, under},
    input::Role,
};
use proc_macro2::TokenStream;
use quote::quote;

/// One function for the checks of each field, called while reading and when a built value is checked.
pub fn functions(target: &Target, parts: &[Part]) -> TokenStream {
    let Target { ident, krate, private, .. } = target;
    let functions: TokenStream = parts
        .iter()
        .map(|part| {
            let ty = &part.field.ty;
            let own = part.checks.own.as_ref().map(|code| {
                let name = own(part);
                quote! {
                    #[inline]
                    fn #name(value: &#ty, scope: &mut #krate::Scope<'_>) { #code }
                }
            });
            let item = part.checks.item.as_ref().map(|code| {
                let name = of_item(part);
                quote! {
                    #[inline]
                    fn #name(value: &<#ty as #private::rule::Items>::Item, scope: &mut #krate::Scope<'_>) { #code }
                }
            });
            quote!(#own #item)
        })
        .collect();
    if functions.is_empty() {
        return functions;
    }
    let generics = target.bounded(quote!(#krate::Check));
    let (intro, _, bounds) = generics.split_for_impl();
    let (_, ty, _) = target.generics.split_for_impl();
    quote!(#[allow(non_snake_case)] impl #intro #ident #ty #bounds { #functions })
}

/// The check of a built value.
pub fn check(target: &Target, parts: &[Part]) -> TokenStream {
    let Target { ident, krate, private, .. } = target;
    let on_wire = parts.iter().filter(|part| part.field.role != Role::Skipped);
    // As when it is read: what no field takes comes after the fields.
    let (rest, named): (Vec<_>, Vec<_>) = on_wire.partition(|part| part.field.role == Role::Rest);
    let fields = named.into_iter().chain(rest).map(|part| {
        let (name, member) = (&part.field.name, &part.field.ident);
        if part.field.role == Role::Flattened {
            return quote!(sound &= #krate::Check::check_fields(&self.#member, scope););
        }
        if part.field.role == Role::Rest {
            return quote!(sound &= #krate::Check::check(&self.#member, scope););
        }
        let below = match &part.checks.item {
            Some(_) => {
                let item = of_item(part);
                quote! {
                    #private::rule::items(value).is_none_or(|list| #private::check::items(list, scope, Self::#item))
                }
            }
            None => under(&part.field.ty, quote!(#krate::Check::check(value, scope))),
        };
        let own = part.checks.own.as_ref().map(|_| {
            let own = own(part);
            quote!(if below { Self::#own(value, scope); })
        });
        quote! {
            sound &= scope.field(#name, |scope| {
                let value = &self.#member;
                let below = #below;
                #own
                below
            });
        }
    });
    let inner = flattened(parts).map(|part| {
        let member = &part.field.ident;
        quote!(#krate::Check::check_rules(&self.#member, scope);)
    });
    let all: Vec<_> = parts.iter().map(|part| part.field).collect();
    let rules = rules::of_object(target, &all);
    let generics = target.bounded(quote!(#krate::Check));
    let (intro, _, bounds) = generics.split_for_impl();
    let (_, ty, _) = target.generics.split_for_impl();
    quote! {
        impl #intro #krate::Check for #ident #ty #bounds {
            #[inline]
            fn check_fields(&self, scope: &mut #krate::Scope<'_>) -> bool {
                let mut sound = true;
                #(#fields)*
                sound
            }
            #[allow(unused_variables)]
            #[inline]
            fn check_rules(&self, scope: &mut #krate::Scope<'_>) {
                #(#inner)*
                #rules
            }
        }
    }
}
