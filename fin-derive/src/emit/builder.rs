//! A typestate builder: the state of each required field is a type parameter, so that `build` exists only
//! once all are set, and a setter only until it was called.

use super::Target;
use crate::{
    input::{Absent, Field, Role},
    kind,
};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, Type};

/// The builder and its way in.
pub fn builder(target: &Target, fields: &[Field]) -> TokenStream {
    if !target.generics.params.is_empty() {
        return quote!(compile_error!("`builder` is for structs without generics"););
    }
    let Target { ident, private, krate, vis, .. } = target;
    let name = format_ident!("{ident}Builder");
    let module = format_ident!("__fin_fields_of_{}", ident);
    let required: Vec<_> = fields.iter().filter(|field| is_required(field)).collect();
    let markers: Vec<_> = required.iter().map(|field| &field.ident).collect();
    let states: Vec<_> = (0..required.len()).map(|index| format_ident!("S{index}")).collect();
    let members: Vec<_> = fields.iter().map(|field| &field.ident).collect();
    let types = fields.iter().map(|field| {
        let ty = &field.ty;
        state_of(field, &required, &states).map_or_else(|| quote!(#ty), |state| quote!(#state))
    });
    let bounds: Vec<_> = required
        .iter()
        .zip(&states)
        .map(|(field, state)| {
            let ty = &field.ty;
            quote!(#state: #private::IsSet<#ty>)
        })
        .collect();
    let setters = fields
        .iter()
        .filter(|field| field.role != Role::Skipped)
        .map(|field| setter(target, field, fields, &name, &module, &required, &states));
    let take = fields.iter().map(|field| {
        let member = &field.ident;
        match is_required(field) {
            true => quote!(#member: #private::IsSet::into_value(self.#member)),
            false => quote!(#member: self.#member),
        }
    });
    let starts = fields.iter().map(|field| start(field, &private));
    let doc = format!("Builds a [`{ident}`] field by field.");
    quote! {
        #[doc(hidden)]
        #[allow(non_snake_case, non_camel_case_types)]
        pub mod #module { #(pub struct #markers;)* }

        #[doc = #doc]
        #[must_use = "a builder does nothing until `build`"]
        #vis struct #name<#(#states = #private::Unset<#module::#markers>),*> {
            #(#members: #types,)*
        }

        impl #ident {
            /// Starts a builder: each required field has to be set once, in any order.
            #vis fn builder() -> #name {
                #name { #(#members: #starts,)* __states: ::core::marker::PhantomData }
            }
        }

        impl<#(#states),*> #name<#(#states),*> {
            #(#setters)*

            /// The value, checked.
            ///
            /// # Errors
            /// Every constraint and rule that does not hold.
            #vis fn build(self) -> ::core::result::Result<#ident, #krate::Issues>
            where #(#bounds),*
            {
                let value = self.build_unchecked();
                #krate::FinPayload::validate(&value)?;
                ::core::result::Result::Ok(value)
            }

            /// The value, unchecked.
            #vis fn build_unchecked(self) -> #ident
            where #(#bounds),*
            {
                #ident { #(#take),* }
            }
        }
    }
}

fn is_required(field: &Field) -> bool {
    field.role == Role::Keyed && matches!(field.absent, Absent::Type) && kind::option(&field.ty).is_none()
}

/// The type parameter that stands for a required field.
fn state_of<'a>(field: &Field, required: &[&Field], states: &'a [Ident]) -> Option<&'a Ident> {
    let place = required.iter().position(|other| other.ident == field.ident)?;
    states.get(place)
}

fn start(field: &Field, private: &TokenStream) -> TokenStream {
    match &field.absent {
        _ if is_required(field) => quote!(#private::Unset::new()),
        Absent::Call(path) => quote!(#path()),
        _ => quote!(::core::default::Default::default()),
    }
}

fn setter(
    target: &Target,
    field: &Field,
    fields: &[Field],
    name: &Ident,
    module: &Ident,
    required: &[&Field],
    states: &[Ident],
) -> TokenStream {
    let private = &target.private;
    let vis = target.vis;
    let member = &field.ident;
    let doc = format!("Sets `{}`.", field.name);
    let inner = kind::option(&field.ty).unwrap_or(&field.ty);
    let (argument, convert) = natural(inner);
    let optional = kind::option(&field.ty).is_some();
    if !is_required(field) {
        let value = if optional { quote!(::core::option::Option::Some(#convert)) } else { convert };
        return quote! {
            #[doc = #doc]
            #vis fn #member(mut self, value: #argument) -> Self {
                self.#member = #value;
                self
            }
        };
    }
    let state = state_of(field, required, states);
    let ty = &field.ty;
    let after = states.iter().map(|each| match Some(each) == state {
        true => quote!(#private::Set<#ty>),
        false => quote!(#each),
    });
    let moved = fields.iter().map(|other| {
        let other_member = &other.ident;
        if other.ident == field.ident {
            quote!(#other_member: #private::Set(#convert))
        } else {
            quote!(#other_member: self.#other_member)
        }
    });
    quote! {
        #[doc = #doc]
        #vis fn #member(self, value: #argument) -> #name<#(#after),*>
        where #state: #private::IsUnset<#module::#member>
        {
            #name { #(#moved),* }
        }
    }
}

/// What a setter takes, and how that becomes the field.
fn natural(ty: &Type) -> (TokenStream, TokenStream) {
    if let Some(item) = kind::item(ty).filter(|_| std::ptr::eq(kind::bare(ty), ty)) {
        return (
            quote!(impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<#item>>),
            quote!(value.into_iter().map(::core::convert::Into::into).collect()),
        );
    }
    (quote!(impl ::core::convert::Into<#ty>), quote!(value.into()))
}
