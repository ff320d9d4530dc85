//! A struct with named fields → its reader, its check, and the ways in for rules of other structs.

mod check;
mod read;

use super::{
    Target, builder,
    checks::{self, Checks},
    debug, rules, under,
};
use crate::input::{Absent, Field, Role};
use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};

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
        fits(target, fields),
        check::functions(target, &parts),
        read::read(target),
        read::object(target, &parts),
        check::check(target, &parts),
        ways_in(target, fields),
    ];
    let options = target.options;
    let asked = [
        options.debug.as_ref().map(|_| debug::debug(target, fields)),
        options.deserialize.as_ref().map(|_| deserialize(target)),
        options.builder.as_ref().map(|_| builder::way_in(target, fields)),
    ];
    products.into_iter().chain(asked.into_iter().flatten()).collect()
}

/// What stands in for a field that is absent, where that is not for its type to say.
pub fn absent(field: &Field) -> Option<TokenStream> {
    let ident = &field.ident;
    match &field.absent {
        Absent::Type => None,
        Absent::Default => Some(quote!(::core::default::Default::default())),
        Absent::Call(path) => Some(quote!(#path())),
        Absent::Whole(whole) => Some(quote!(#whole.#ident)),
    }
}

/// Asks the compiler of the types of bound fields what their spelling does not tell.
fn fits(target: &Target, fields: &[Field]) -> TokenStream {
    // What a type parameter stands for is known nowhere here.
    if !target.generics.params.is_empty() {
        return TokenStream::new();
    }
    let private = &target.private;
    let each = fields.iter().filter_map(|field| {
        let fit = field.fit.as_ref()?;
        let kind = kind(private, fit.kind);
        let item = option(fit.item.map(|item| self::kind(private, item)));
        let entry = option(fit.entry.map(ToTokens::to_token_stream));
        let (ty, wrong_kind, wrong_entry) = (&field.ty, &fit.wrong_kind, &fit.wrong_entry);
        let arguments =
            quote!(<#ty as #private::Read>::WHAT, #kind, #item, #entry, #wrong_kind, #wrong_entry);
        // The call spans the type, from its first token to its last: that is where the compiler points.
        let last = ty.to_token_stream().into_iter().last()?.span();
        let mut brackets = Group::new(proc_macro2::Delimiter::Parenthesis, arguments);
        brackets.set_span(last);
        let brackets = TokenTree::Group(brackets);
        let call = under(ty, quote!(#private::fits));
        Some(quote!(const _: () = #call #brackets;))
    });
    each.collect()
}

fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// A kind as a constant expression.
fn kind(private: &TokenStream, kind: fin_core::Kind) -> TokenStream {
    let name = format_ident!("{kind:?}");
    quote!(#private::Kind::#name)
}

/// What a type is, for the fields that are bound to the model and have it as their type.
pub fn what(target: &Target, kind: fin_core::Kind) -> TokenStream {
    let private = &target.private;
    let kind = self::kind(private, kind);
    let entry = option(target.options.model.as_ref().map(ToTokens::to_token_stream));
    quote!(const WHAT: #private::What = #private::What::new(#kind, #entry);)
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

/// The name of the function that checks a field.
fn own(part: &Part) -> proc_macro2::Ident {
    format_ident!("__fin_check_{}", part.field.ident)
}

/// The name of the function that checks an item of a list.
fn of_item(part: &Part) -> proc_macro2::Ident {
    format_ident!("__fin_check_item_of_{}", part.field.ident)
}

fn keyed<'p, 'f>(parts: &'p [Part<'f>]) -> impl Iterator<Item = &'p Part<'f>> {
    parts.iter().filter(|part| part.field.role == Role::Keyed)
}

fn flattened<'p, 'f>(parts: &'p [Part<'f>]) -> impl Iterator<Item = &'p Part<'f>> {
    parts.iter().filter(|part| part.field.role == Role::Flattened)
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
