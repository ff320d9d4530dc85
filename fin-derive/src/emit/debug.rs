//! `Debug` that says of personal data only that it is there.

use super::Target;
use crate::input::Field;
use proc_macro2::TokenStream;
use quote::quote;

/// The implementation.
pub fn debug(target: &Target, fields: &[Field]) -> TokenStream {
    let name = target.ident.to_string();
    let each = fields.iter().map(|field| {
        let (member, name) = (&field.ident, field.ident.to_string());
        let name = name.trim_start_matches("r#");
        match field.sensitive {
            true => quote!(.field(#name, &::core::format_args!("[redacted]"))),
            false => quote!(.field(#name, &self.#member)),
        }
    });
    implementation(target, quote!(f.debug_struct(#name)#(#each)*.finish()))
}

/// The same for a newtype.
pub fn newtype(target: &Target, field: &Field) -> TokenStream {
    let name = target.ident.to_string();
    let inner = match field.sensitive {
        true => quote!(&::core::format_args!("[redacted]")),
        false => quote!(&self.0),
    };
    implementation(target, quote!(f.debug_tuple(#name).field(#inner).finish()))
}

fn implementation(target: &Target, body: TokenStream) -> TokenStream {
    let ident = target.ident;
    let generics = target.bounded(quote!(::core::fmt::Debug));
    let (intro, _, bounds) = generics.split_for_impl();
    let (_, ty, _) = target.generics.split_for_impl();
    quote! {
        impl #intro ::core::fmt::Debug for #ident #ty #bounds {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #body
            }
        }
    }
}
