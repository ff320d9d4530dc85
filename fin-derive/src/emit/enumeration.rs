//! An enum of texts → its reader and its texts.

use super::{Target, object};
use crate::input::Variant;
use fin_core::Kind;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Everything for an enum.
pub fn enumeration(target: &Target, variants: &[Variant], other: Option<&Ident>) -> TokenStream {
    let Target { ident, krate, private, options, .. } = target;
    let names: Vec<_> = variants.iter().map(|variant| variant.name.as_str()).collect();
    let idents: Vec<_> = variants.iter().map(|variant| &variant.ident).collect();
    let (parse_other, print_other) = match other {
        Some(other) => (
            quote!(other => ::core::result::Result::Ok(Self::#other(::std::string::String::from(other)))),
            quote!(Self::#other(text) => ::core::option::Option::Some(text),),
        ),
        None => (quote!(_ => ::core::result::Result::Err(#private::Structure::Enum)), quote!()),
    };
    // A variant that was reported has no text.
    let left_out =
        (!target.sound).then(|| quote!(#[allow(unreachable_patterns)] _ => ::core::option::Option::None,));
    let text = options.text.as_ref().map(|_| text(target, &names, &idents, other));
    let deserialize = options.deserialize.as_ref().map(|_| object::deserialize(target));
    let what = object::what(target, Kind::Enum);
    let reading = target.reading(quote!(#krate::Read<'de>));
    let (reads, _, _) = reading.split_for_impl();
    quote! {
        impl #reads #krate::Read<'de> for #ident {
            #what
            fn read<__D: #private::serde_core::Deserializer<'de>>(
                deserializer: __D,
                scope: &mut #krate::Scope<'_>,
                slot: &mut #krate::Slot<Self>,
            ) -> ::core::result::Result<(), __D::Error> {
                #private::read_text_of(deserializer, scope, slot, |text| match text {
                    #(#names => ::core::result::Result::Ok(Self::#idents),)*
                    #parse_other
                })
            }
        }
        impl #krate::Check for #ident {}
        impl #private::rule::Text for #ident {
            #[inline]
            fn text(&self) -> ::core::option::Option<&str> {
                match self {
                    #(Self::#idents => ::core::option::Option::Some(#names),)*
                    #print_other
                    #left_out
                }
            }
        }
        #text
        #deserialize
    }
}

/// The enum's texts as methods, `Display` and `FromStr`.
fn text(target: &Target, names: &[&str], idents: &[&Ident], other: Option<&Ident>) -> TokenStream {
    let Target { ident, krate, .. } = target;
    let left_out = (!target.sound).then(|| quote!(#[allow(unreachable_patterns)] _ => "",));
    let kept = other.map(|other| quote!(Self::#other(text) => text,));
    let (error, parse_other) = match other {
        Some(other) => (
            quote!(::core::convert::Infallible),
            quote!(other => ::core::result::Result::Ok(Self::#other(::std::string::String::from(other)))),
        ),
        None => {
            (quote!(#krate::UnknownValue), quote!(_ => ::core::result::Result::Err(#krate::UnknownValue)))
        }
    };
    quote! {
        impl #ident {
            /// The documented values, in the documented order.
            pub const ALL: &'static [Self] = &[#(Self::#idents),*];
            /// The text on the wire.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self { #(Self::#idents => #names,)* #kept #left_out }
            }
        }
        impl ::core::fmt::Display for #ident {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl ::core::str::FromStr for #ident {
            type Err = #error;
            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, #error> {
                match text { #(#names => ::core::result::Result::Ok(Self::#idents),)* #parse_other }
            }
        }
    }
}
