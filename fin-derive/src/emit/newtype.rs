//! A struct around one unnamed field: on the wire it is that field, with constraints of its own.

use super::{Target, checks, debug, object};
use crate::{input::Field, kind};
use fin_core::Kind;
use proc_macro2::TokenStream;
use quote::quote;

/// Everything for a newtype.
pub fn newtype(target: &Target, field: &Field) -> TokenStream {
    let Target { ident, krate, private, options, .. } = target;
    let inner = &field.ty;
    let checks = checks::checks(target, field);
    let own = checks.own.unwrap_or_default();
    let (read, below) = match checks.item {
        Some(item) => (
            quote! {
                <#inner as #private::ReadItems<'de>>::read_items(deserializer, scope, &mut inner, |value, scope| { #item })
            },
            quote! {
                #private::rule::items(value).is_none_or(|list| {
                    #private::check::items(list, scope, |value, scope| { #item })
                })
            },
        ),
        None => (
            quote!(<#inner as #krate::Read<'de>>::read(deserializer, scope, &mut inner)),
            quote!(#krate::Check::check(value, scope)),
        ),
    };
    let reading = target.reading(quote!(#krate::Read<'de> + #krate::Check));
    let (reads, _, read_bounds) = reading.split_for_impl();
    let checking = target.bounded(quote!(#krate::Check));
    let (intro, _, bounds) = checking.split_for_impl();
    let (_, ty, _) = target.generics.split_for_impl();
    let views = views(target, inner);
    let debug = options.debug.as_ref().map(|_| debug::newtype(target, field));
    let deserialize = options.deserialize.as_ref().map(|_| object::deserialize(target));
    quote! {
        impl #intro #ident #ty #bounds {
            #[inline]
            fn __fin_check(value: &#inner, scope: &mut #krate::Scope<'_>) { #own }
        }
        impl #reads #krate::Read<'de> for #ident #ty #read_bounds {
            const WHAT: #private::What = <#inner as #krate::Read<'de>>::WHAT;
            fn read<__D: #private::serde_core::Deserializer<'de>>(
                deserializer: __D,
                scope: &mut #krate::Scope<'_>,
                slot: &mut #krate::Slot<Self>,
            ) -> ::core::result::Result<(), __D::Error> {
                let mut inner = #krate::Slot::Missing;
                #read?;
                if let #krate::Slot::Value(value) = &inner {
                    Self::__fin_check(value, scope);
                }
                *slot = inner.map(Self);
                ::core::result::Result::Ok(())
            }
            #[inline]
            fn absent() -> ::core::option::Option<Self> {
                <#inner as #krate::Read<'de>>::absent().map(Self)
            }
        }
        impl #intro #krate::Check for #ident #ty #bounds {
            #[inline]
            fn check(&self, scope: &mut #krate::Scope<'_>) -> bool {
                let value = &self.0;
                let below = #below;
                if below { Self::__fin_check(value, scope); }
                below
            }
        }
        #views
        #debug
        #deserialize
    }
}

/// What rules may ask of the value inside, as far as its spelling tells what that is.
fn views(target: &Target, inner: &syn::Type) -> TokenStream {
    let Target { ident, krate, private, .. } = target;
    let (intro, ty, bounds) = target.generics.split_for_impl();
    let view = |name: TokenStream, method: TokenStream, result: TokenStream, more: TokenStream| {
        quote! {
            impl #intro #private::rule::#name for #ident #ty #bounds {
                #more
                #[inline]
                fn #method(&self) -> ::core::option::Option<#result> { #private::rule::#name::#method(&self.0) }
            }
        }
    };
    match kind::of(inner) {
        Some(Kind::Text) => view(quote!(Text), quote!(text), quote!(&str), quote!()),
        Some(Kind::Boolean) => view(quote!(Flag), quote!(flag), quote!(bool), quote!()),
        Some(Kind::Date) => view(quote!(Day), quote!(date), quote!(#krate::Date), quote!()),
        Some(Kind::Integer | Kind::Number) => view(
            quote!(Numeric),
            quote!(number),
            quote!(f64),
            quote! {
                #[inline]
                fn integer(&self) -> ::core::option::Option<i64> { #private::rule::Numeric::integer(&self.0) }
            },
        ),
        Some(Kind::List) => view(
            quote!(Items),
            quote!(items),
            quote!(&[Self::Item]),
            quote!(type Item = <#inner as #private::rule::Items>::Item;),
        ),
        _ => TokenStream::new(),
    }
}
