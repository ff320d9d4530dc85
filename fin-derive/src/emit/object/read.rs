//! The reader of a struct with named fields: the implementation of `Object`.

use super::{Part, absent, flattened, keyed, of_item, own, what};
use crate::{
    emit::{Target, under},
    input::{Field, Role},
    kind,
};
use fin_core::Kind;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The way in, and the fields while they are read.
pub fn read(target: &Target) -> TokenStream {
    let Target { ident, krate, private, .. } = target;
    let generics = target.reading(quote!(#krate::Read<'de> + #krate::Check));
    let (intro, _, bounds) = generics.split_for_impl();
    let (_, ty, _) = target.generics.split_for_impl();
    let what = what(target, Kind::Object);
    quote! {
        impl #intro #krate::Read<'de> for #ident #ty #bounds {
            #what
            #[inline]
            fn read<__D: #private::serde_core::Deserializer<'de>>(
                deserializer: __D,
                scope: &mut #krate::Scope<'_>,
                slot: &mut #krate::Slot<Self>,
            ) -> ::core::result::Result<(), __D::Error> {
                #private::object(deserializer, scope, slot)
            }
        }
    }
}

/// The implementation of `Object`.
pub fn object(target: &Target, parts: &[Part]) -> TokenStream {
    let Target { ident, krate, private, options, .. } = target;
    let generics = target.reading(quote!(#krate::Read<'de> + #krate::Check));
    let (intro, _, bounds) = generics.split_for_impl();
    let (_, ty, _) = target.generics.split_for_impl();
    let open = options.open.is_some();
    let drafts = parts.iter().filter_map(|part| part.slot.as_ref().map(|_| draft_type(target, part.field)));
    let empty = parts.iter().filter_map(|part| part.slot.as_ref().map(|_| draft_start(target, part.field)));
    let count = parts.iter().filter(|part| part.field.role == Role::Keyed).count();
    let inner: Vec<_> = flattened(parts).map(|part| &part.field.ty).collect();
    // With flattened fields in between, the places of the keys are not those of this list.
    let names: Vec<_> = match inner.is_empty() {
        true => keyed(parts).map(|part| part.field.name.as_str()).collect(),
        false => Vec::new(),
    };
    let find = find(target, parts);
    let list_names = list_names(target, parts);
    let takes = takes(target, parts);
    let take_other = take_other(target, parts);
    let build = build(target, parts);
    quote! {
        impl #intro #private::Object<'de> for #ident #ty #bounds {
            type Draft = (#(#drafts,)*);
            const COUNT: usize = #count #(+ <#inner as #private::Object<'de>>::COUNT)*;
            const NAMES: &'static [&'static str] = &[#(#names),*];
            const OPEN: bool = #open #(|| <#inner as #private::Object<'de>>::OPEN)*;
            #[inline]
            fn draft() -> Self::Draft { (#(#empty,)*) }
            #find
            #list_names
            #takes
            #take_other
            #build
        }
    }
}

fn draft_type(target: &Target, field: &Field) -> TokenStream {
    let private = &target.private;
    let ty = &field.ty;
    match field.role {
        Role::Flattened => quote!(<#ty as #private::Object<'de>>::Draft),
        Role::Rest => quote!(#private::Rest<<#ty as #private::RestMap>::Value>),
        Role::Keyed | Role::Skipped => quote!(#private::Slot<#ty>),
    }
}

fn draft_start(target: &Target, field: &Field) -> TokenStream {
    let private = &target.private;
    let ty = &field.ty;
    match field.role {
        Role::Flattened => quote!(<#ty as #private::Object<'de>>::draft()),
        Role::Rest => quote!(::core::default::Default::default()),
        Role::Keyed | Role::Skipped => quote!(#private::Slot::Missing),
    }
}

fn find(target: &Target, parts: &[Part]) -> TokenStream {
    let private = &target.private;
    let arms = keyed(parts).map(|part| {
        let (name, place) = (&part.field.name, &part.place);
        quote!(#name => ::core::option::Option::Some(#place))
    });
    let inner = flattened(parts).map(|part| {
        let (ty, place) = (&part.field.ty, &part.place);
        quote! {
            if let ::core::option::Option::Some(index) = <#ty as #private::Object<'de>>::find(key) {
                return ::core::option::Option::Some(#place + index);
            }
        }
    });
    quote! {
        #[inline]
        fn find(key: &str) -> ::core::option::Option<usize> {
            match key {
                #(#arms,)*
                _ => { #(#inner)* ::core::option::Option::None }
            }
        }
    }
}

fn list_names(target: &Target, parts: &[Part]) -> TokenStream {
    let private = &target.private;
    let each = parts.iter().filter_map(|part| match part.field.role {
        Role::Keyed => {
            let name = &part.field.name;
            Some(quote!(names.push(#name);))
        }
        Role::Flattened => {
            let ty = &part.field.ty;
            Some(quote!(<#ty as #private::Object<'de>>::names(names);))
        }
        Role::Rest | Role::Skipped => None,
    });
    quote!(#[inline] fn names(names: &mut ::std::vec::Vec<&'static str>) { #(#each)* })
}

fn takes(target: &Target, parts: &[Part]) -> TokenStream {
    let Target { krate, private, .. } = target;
    let take = |part: &Part| {
        let Part { field, place, slot, checks } = part;
        let name = &field.name;
        let rest = quote!((sections, map, scope));
        let own = match &checks.own {
            Some(_) => {
                let own = own(part);
                quote!(Self::#own)
            }
            None => quote!(|_, _| {}),
        };
        // For a field with a default `null` is absent, as it is for an `Option` by its type.
        let nullable = absent(field).is_some() && kind::option(&field.ty).is_none();
        let items = checks.item.as_ref().map(|_| {
            let item = of_item(part);
            quote!(Self::#item,)
        });
        let read = match (nullable, items.is_some()) {
            (false, false) => quote!(field),
            (false, true) => quote!(items_field),
            (true, false) => quote!(default_field),
            (true, true) => quote!(default_items_field),
        };
        let call = quote!(#private::#read(&mut draft.#slot, #name, base + #place, #rest, #items #own));
        under(&field.ty, call)
    };
    let mut body = TokenStream::new();
    if flattened(parts).next().is_none() {
        let arms = keyed(parts).enumerate().map(|(index, part)| {
            let take = take(part);
            quote!(#index => #take)
        });
        body.extend(quote!(match index { #(#arms,)* _ => #private::skipped(map) }));
    } else {
        for part in parts {
            let Part { field, place, slot, .. } = part;
            let ty = &field.ty;
            match field.role {
                Role::Keyed => {
                    let take = take(part);
                    body.extend(quote!(if index == #place { return #take; }));
                }
                Role::Flattened => body.extend(quote! {
                    if index >= #place && index < #place + <#ty as #private::Object<'de>>::COUNT {
                        return <#ty as #private::Object<'de>>::take(
                            &mut draft.#slot, index - (#place), base + #place, sections, map, scope,
                        );
                    }
                }),
                Role::Rest | Role::Skipped => {}
            }
        }
        body.extend(quote!(#private::skipped(map)));
    }
    quote! {
        #[inline]
        #[allow(unused_variables)]
        fn take<__A: #private::serde_core::de::MapAccess<'de>>(
            draft: &mut Self::Draft,
            index: usize,
            base: usize,
            sections: &mut #private::Sections,
            map: &mut __A,
            scope: &mut #krate::Scope<'_>,
        ) -> ::core::result::Result<(), __A::Error> { #body }
    }
}

fn take_other(target: &Target, parts: &[Part]) -> TokenStream {
    let Target { krate, private, .. } = target;
    let each: TokenStream = parts
        .iter()
        .filter_map(|part| {
            let (ty, slot) = (&part.field.ty, &part.slot);
            match part.field.role {
                Role::Rest => Some(quote! {
                    draft.#slot.take(::std::string::String::from(key), map, scope)?;
                    return ::core::result::Result::Ok(true);
                }),
                Role::Flattened => Some(quote! {
                    if <#ty as #private::Object<'de>>::take_other(&mut draft.#slot, key, sections, map, scope)? {
                        return ::core::result::Result::Ok(true);
                    }
                }),
                Role::Keyed | Role::Skipped => None,
            }
        })
        .collect();
    if each.is_empty() {
        return each;
    }
    quote! {
        #[allow(unreachable_code)]
        fn take_other<__A: #private::serde_core::de::MapAccess<'de>>(
            draft: &mut Self::Draft,
            key: &str,
            sections: &mut #private::Sections,
            map: &mut __A,
            scope: &mut #krate::Scope<'_>,
        ) -> ::core::result::Result<bool, __A::Error> {
            #each
            ::core::result::Result::Ok(false)
        }
    }
}

fn build(target: &Target, parts: &[Part]) -> TokenStream {
    let Target { krate, private, .. } = target;
    let settled = |part: &Part| format_ident!("__value_{}", part.field.ident);
    // Every field is settled before the first unsound one ends it: each may have something to report.
    let settle = parts.iter().filter(|part| part.slot.is_some()).map(|part| {
        let Part { field, place, slot, .. } = part;
        let (name, ty, value) = (&field.name, &field.ty, settled(part));
        match (field.role, absent(field)) {
            (Role::Flattened, _) => quote! {
                let mut #value = #private::Slot::Missing;
                <#ty as #private::Object<'de>>::build(draft.#slot, base + #place, sections, scope, &mut #value);
                let #value = #value.value();
            },
            (Role::Rest, _) => quote!(let #value = draft.#slot.build::<#ty>(sections, scope);),
            (_, None) => {
                let settle = quote!(draft.#slot.settle(#name, base + #place, sections, scope));
                let settle = under(ty, settle);
                quote!(let #value = #settle;)
            }
            (_, Some(absent)) => quote! {
                let #value = draft.#slot.settle_or(#name, base + #place, sections, scope,
                    || ::core::option::Option::Some(#absent));
            },
        }
    });
    let values = parts.iter().filter(|part| part.slot.is_some()).map(settled);
    let members = parts.iter().map(|part| {
        let ident = &part.field.ident;
        match part.slot {
            Some(_) => {
                let value = settled(part);
                quote!(#ident: #value)
            }
            None => {
                let value = absent(part.field).unwrap_or_else(|| quote!(::core::default::Default::default()));
                quote!(#ident: #value)
            }
        }
    });
    let values: Vec<_> = values.collect();
    quote! {
        #[inline]
        #[allow(non_snake_case, unused_variables)]
        fn build(
            draft: Self::Draft,
            base: usize,
            sections: &mut #private::Sections,
            scope: &mut #krate::Scope<'_>,
            slot: &mut #private::Slot<Self>,
        ) {
            #(#settle)*
            #(let ::core::option::Option::Some(#values) = #values else {
                *slot = #private::Slot::Bad;
                return;
            };)*
            *slot = #private::Slot::Value(Self { #(#members),* });
        }
    }
}
