//! A struct with named fields → its reader, its check, and the ways in for rules of other structs.

use super::{
    Target, builder,
    checks::{self, Checks},
    debug, rules,
};
use crate::input::{Absent, Field, Role};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// A field with its checks and its place.
pub struct Part<'a> {
    pub field: &'a Field,
    pub checks: Checks,
    /// The place of its (first) key among all keys, flattened ones counted in.
    pub place: TokenStream,
    /// Its index in the draft; `None` where it is not read.
    slot: Option<syn::Index>,
}

/// Everything for a struct.
pub fn object(target: &Target, fields: &[Field]) -> TokenStream {
    let parts = parts(target, fields);
    let products = [
        check_functions(target, &parts),
        read(target),
        read_object(target, &parts),
        check(target, &parts),
        ways_in(target, fields),
        target.options.debug.then(|| debug::debug(target, fields)).unwrap_or_default(),
        target.options.deserialize.then(|| deserialize(target)).unwrap_or_default(),
        target.options.builder.then(|| builder::builder(target, fields)).unwrap_or_default(),
    ];
    products.into_iter().collect()
}

fn parts<'a>(target: &Target, fields: &'a [Field]) -> Vec<Part<'a>> {
    let private = &target.private;
    let (mut keys, mut flattened, mut slots) = (0_usize, Vec::new(), 0);
    let mut parts = Vec::new();
    for field in fields {
        let place = quote!(#keys #(+ #flattened)*);
        let ty = &field.ty;
        match field.role {
            Role::Keyed => keys += 1,
            Role::Flattened => flattened.push(quote!(<#ty as #private::Object<'de>>::COUNT)),
            Role::Rest | Role::Skipped => {}
        }
        let slot = (field.role != Role::Skipped).then(|| {
            slots += 1;
            syn::Index::from(slots - 1)
        });
        parts.push(Part { field, checks: checks::checks(target, field), place, slot });
    }
    parts
}

fn own(part: &Part) -> proc_macro2::Ident {
    format_ident!("__fin_check_{}", part.field.ident)
}

fn of_item(part: &Part) -> proc_macro2::Ident {
    format_ident!("__fin_check_item_of_{}", part.field.ident)
}

/// One function for the checks of each field, called while reading and when a built value is checked.
fn check_functions(target: &Target, parts: &[Part]) -> TokenStream {
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

fn read(target: &Target) -> TokenStream {
    let Target { ident, krate, private, .. } = target;
    let generics = target.reading(quote!(#krate::Read<'de> + #krate::Check));
    let (intro, _, bounds) = generics.split_for_impl();
    let (_, ty, _) = target.generics.split_for_impl();
    quote! {
        impl #intro #krate::Read<'de> for #ident #ty #bounds {
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

fn read_object(target: &Target, parts: &[Part]) -> TokenStream {
    let Target { ident, krate, private, options, .. } = target;
    let generics = target.reading(quote!(#krate::Read<'de> + #krate::Check));
    let (intro, _, bounds) = generics.split_for_impl();
    let (_, ty, _) = target.generics.split_for_impl();
    let open = options.open;
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

fn keyed<'p, 'f>(parts: &'p [Part<'f>]) -> impl Iterator<Item = &'p Part<'f>> {
    parts.iter().filter(|part| part.field.role == Role::Keyed)
}

fn flattened<'p, 'f>(parts: &'p [Part<'f>]) -> impl Iterator<Item = &'p Part<'f>> {
    parts.iter().filter(|part| part.field.role == Role::Flattened)
}

fn draft_type(target: &Target, field: &Field) -> TokenStream {
    let private = &target.private;
    let ty = &field.ty;
    match field.role {
        Role::Flattened => quote!(<#ty as #private::Object<'de>>::Draft),
        Role::Rest => quote!(#ty),
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
    quote!(fn names(names: &mut ::std::vec::Vec<&'static str>) { #(#each)* })
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
        match &checks.item {
            Some(_) => {
                let item = of_item(part);
                quote!(#private::items_field(&mut draft.#slot, #name, base + #place, #rest, Self::#item, #own))
            }
            None => quote!(#private::field(&mut draft.#slot, #name, base + #place, #rest, #own)),
        }
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
                    #private::rest_field(&mut draft.#slot, key, (sections, map, scope))?;
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
        match (field.role, &field.absent) {
            (Role::Flattened, _) => quote! {
                let mut #value = #private::Slot::Missing;
                <#ty as #private::Object<'de>>::build(draft.#slot, base + #place, sections, scope, &mut #value);
                let #value = #value.value();
            },
            (Role::Rest, _) => quote!(let #value = ::core::option::Option::Some(draft.#slot);),
            (_, Absent::Type) => quote!(let #value = draft.#slot.settle(#name, base + #place, sections, scope);),
            (_, absent) => {
                let absent = match absent {
                    Absent::Call(path) => quote!(#path()),
                    _ => quote!(::core::default::Default::default()),
                };
                quote! {
                    let #value = draft.#slot.settle_or(#name, base + #place, sections, scope,
                        || ::core::option::Option::Some(#absent));
                }
            }
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
            None => quote!(#ident: ::core::default::Default::default()),
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

fn check(target: &Target, parts: &[Part]) -> TokenStream {
    let Target { ident, krate, private, .. } = target;
    let fields = parts.iter().filter(|part| part.field.role != Role::Skipped).map(|part| {
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
            None => quote!(#krate::Check::check(value, scope)),
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
            fn check_fields(&self, scope: &mut #krate::Scope<'_>) -> bool {
                let mut sound = true;
                #(#fields)*
                sound
            }
            #[allow(unused_variables)]
            fn check_rules(&self, scope: &mut #krate::Scope<'_>) {
                #(#inner)*
                #rules
            }
        }
    }
}

/// How rules of other structs get at this one's fields, whatever they are called here.
fn ways_in(target: &Target, fields: &[Field]) -> TokenStream {
    let Target { ident, private, .. } = target;
    let is_name = |name: &str| name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    let accessors =
        fields.iter().filter(|field| field.role == Role::Keyed && is_name(&field.name)).map(|field| {
            let (accessor, member, ty) = (rules::accessor(&field.name), &field.ident, &field.ty);
            quote! {
                #[doc(hidden)]
                #[inline]
                pub fn #accessor(&self) -> &#ty { &self.#member }
            }
        });
    let (intro, ty, bounds) = target.generics.split_for_impl();
    quote! {
        #[allow(private_interfaces, non_snake_case)]
        impl #intro #ident #ty #bounds { #(#accessors)* }
        impl #intro #private::rule::Nested for #ident #ty #bounds {
            type Object = Self;
            #[inline]
            fn object(&self) -> ::core::option::Option<&Self> { ::core::option::Option::Some(self) }
        }
    }
}

/// `serde::Deserialize` by the same reader.
pub fn deserialize(target: &Target) -> TokenStream {
    let Target { ident, krate, private, .. } = target;
    let generics = target.reading(quote!(#krate::Read<'de> + #krate::Check));
    let (intro, _, bounds) = generics.split_for_impl();
    let (_, ty, _) = target.generics.split_for_impl();
    quote! {
        impl #intro #private::serde_core::Deserialize<'de> for #ident #ty #bounds {
            fn deserialize<__D: #private::serde_core::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                #krate::deserialize(deserializer)
            }
        }
    }
}
