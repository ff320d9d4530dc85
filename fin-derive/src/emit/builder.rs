//! A typestate builder: the state of each required field is a type parameter, so that `build` exists only
//! once all are set, and a setter only until it was called.

use super::{Target, object};
use crate::{
    input::{Absent, Field, Role},
    kind,
};
use fin_core::Kind;
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::{GenericParam, Generics, Ident, Type, parse_quote};

struct Builder<'a> {
    target: &'a Target<'a>,
    name: Ident,
    /// Where the types that stand for the required fields are.
    module: Ident,
    fields: &'a [Field],
    /// The required fields, each with the type parameter that is its state.
    required: Vec<(&'a Field, Ident)>,
}

/// The way in, which stands with the other implementations.
pub fn way_in(target: &Target, fields: &[Field]) -> TokenStream {
    let builder = Builder::new(target, fields);
    let Target { ident, private, vis, .. } = target;
    let (intro, ty, bounds) = target.generics.split_for_impl();
    let (name, module) = (&builder.name, &builder.module);
    let unset = builder.required.iter().map(|(field, _)| {
        let marker = &field.ident;
        quote!(#private::Unset<#module::#marker>)
    });
    let arguments = builder.arguments(unset);
    let starts = fields.iter().map(|field| {
        let member = &field.ident;
        let value = match object::absent(field) {
            _ if is_required(field) => quote!(#private::Unset::new()),
            Some(value) => value,
            None => quote!(::core::default::Default::default()),
        };
        quote!(#member: #value)
    });
    quote! {
        impl #intro #ident #ty #bounds {
            /// Starts a builder: each required field has to be set once, in any order.
            #[inline]
            #vis fn builder() -> #name<#arguments> {
                #name { #(#starts,)* __built: ::core::marker::PhantomData }
            }
        }
    }
}

/// The builder itself, which stands beside the struct.
pub fn builder(target: &Target, fields: &[Field]) -> TokenStream {
    let builder = Builder::new(target, fields);
    let setters =
        fields.iter().filter(|field| field.role != Role::Skipped).map(|field| builder.setter(field));
    let structure = builder.structure();
    let build = builder.build();
    let generics = builder.generics();
    let (intro, ty, bounds) = generics.split_for_impl();
    let name = &builder.name;
    quote! {
        #structure
        #[allow(clippy::all, clippy::pedantic, clippy::restriction, clippy::nursery, deprecated)]
        impl #intro #name #ty #bounds {
            #(#setters)*
            #build
        }
    }
}

fn is_required(field: &Field) -> bool {
    matches!(field.role, Role::Keyed | Role::Flattened)
        && matches!(field.absent, Absent::Type)
        && kind::option(&field.ty).is_none()
}

impl<'a> Builder<'a> {
    fn new(target: &'a Target, fields: &'a [Field]) -> Self {
        let required = fields.iter().filter(|field| is_required(field)).enumerate();
        let required = required.map(|(index, field)| (field, format_ident!("__S{index}"))).collect();
        let (name, module) =
            (format_ident!("{}Builder", target.ident), format_ident!("__fin_fields_of_{}", target.ident));
        Builder { target, name, module, fields, required }
    }

    /// The state of a required field.
    fn state(&self, field: &Field) -> Option<&Ident> {
        self.required.iter().find(|(other, _)| other.ident == field.ident).map(|(_, state)| state)
    }

    /// The struct's own generics and the states after them.
    fn generics(&self) -> Generics {
        let mut generics = self.target.generics.clone();
        for param in &mut generics.params {
            match param {
                GenericParam::Type(param) => param.default = None,
                GenericParam::Const(param) => param.default = None,
                GenericParam::Lifetime(_) => {}
            }
        }
        let states = self.required.iter().map(|(_, state)| -> GenericParam { parse_quote!(#state) });
        generics.params.extend(states);
        generics
    }

    /// What the builder's parameters are where its states are those.
    fn arguments(&self, states: impl Iterator<Item = TokenStream>) -> TokenStream {
        let own = self.target.generics.params.iter().map(|param| match param {
            GenericParam::Type(param) => param.ident.to_token_stream(),
            GenericParam::Const(param) => param.ident.to_token_stream(),
            GenericParam::Lifetime(param) => param.lifetime.to_token_stream(),
        });
        let all = own.chain(states);
        quote!(#(#all),*)
    }

    fn structure(&self) -> TokenStream {
        let Builder { target, name, module, fields, required } = self;
        let Target { ident, vis, private, .. } = target;
        let markers = required.iter().map(|(field, _)| &field.ident);
        let members = fields.iter().map(|field| {
            let (member, ty) = (&field.ident, &field.ty);
            match self.state(field) {
                Some(state) => quote!(#member: #state),
                None => quote!(#member: #ty),
            }
        });
        let generics = self.generics();
        let (_, _, bounds) = generics.split_for_impl();
        let own = &target.generics.params;
        let own = own.iter();
        let states = required.iter().map(|(field, state)| {
            let marker = &field.ident;
            quote!(#state = #private::Unset<#module::#marker>)
        });
        let (_, whole, _) = target.generics.split_for_impl();
        let doc = format!("Builds a [`{ident}`] field by field.");
        quote! {
            #[doc(hidden)]
            #[allow(non_snake_case, non_camel_case_types, missing_docs, dead_code)]
            #vis mod #module { #(pub struct #markers;)* }

            #[doc = #doc]
            #[must_use = "a builder does nothing until `build`"]
            #[allow(clippy::type_complexity, private_interfaces)]
            #vis struct #name<#(#own,)* #(#states),*> #bounds {
                #(#members,)*
                __built: ::core::marker::PhantomData<fn() -> #ident #whole>,
            }
        }
    }

    fn build(&self) -> TokenStream {
        let Target { ident, private, krate, vis, .. } = self.target;
        let module = &self.module;
        let (_, whole, _) = self.target.generics.split_for_impl();
        let set: Vec<_> = self
            .required
            .iter()
            .map(|(field, state)| {
                let ty = &field.ty;
                let marker = &field.ident;
                quote!(#state: #private::IsSet<#ty, #module::#marker>)
            })
            .collect();
        let take = self.fields.iter().map(|field| {
            let member = &field.ident;
            match is_required(field) {
                true => quote!(#member: #private::IsSet::into_value(self.#member)),
                false => quote!(#member: self.#member),
            }
        });
        quote! {
            /// The value, checked.
            ///
            /// # Errors
            /// Every constraint and rule that does not hold.
            #vis fn build(self) -> ::core::result::Result<#ident #whole, #krate::Issues>
            where #ident #whole: #krate::FinPayload, #(#set),*
            {
                let value = self.build_unchecked();
                #krate::FinPayload::validate(&value)?;
                ::core::result::Result::Ok(value)
            }

            /// The value, checked with what is known beside it.
            ///
            /// # Errors
            /// Every constraint and rule that does not hold.
            #vis fn build_with(
                self,
                context: &#krate::Context,
                options: &#krate::Options,
            ) -> ::core::result::Result<#ident #whole, #krate::Issues>
            where #ident #whole: #krate::FinPayload, #(#set),*
            {
                let value = self.build_unchecked();
                #krate::FinPayload::validate_with(&value, context, options)?;
                ::core::result::Result::Ok(value)
            }

            /// The value, unchecked.
            #vis fn build_unchecked(self) -> #ident #whole
            where #(#set),*
            {
                #ident { #(#take),* }
            }
        }
    }

    fn setter(&self, field: &Field) -> TokenStream {
        let Target { private, vis, .. } = self.target;
        let (name, module, member) = (&self.name, &self.module, &field.ident);
        let wire = if field.name.is_empty() { member.to_string() } else { field.name.clone() };
        let doc = format!("Sets `{wire}`.");
        let (argument, convert) = natural(kind::option(&field.ty).unwrap_or(&field.ty));
        let Some(state) = self.state(field) else {
            let optional = kind::option(&field.ty).is_some();
            let value = if optional { quote!(::core::option::Option::Some(#convert)) } else { convert };
            return quote! {
                #[doc = #doc]
                #vis fn #member(mut self, value: #argument) -> Self {
                    self.#member = #value;
                    self
                }
            };
        };
        let ty = &field.ty;
        let after = self.required.iter().map(|(_, each)| match each == state {
            true => quote!(#private::Set<#ty>),
            false => each.to_token_stream(),
        });
        let after = self.arguments(after);
        let moved = self.fields.iter().map(|other| {
            let place = &other.ident;
            match other.ident == field.ident {
                true => quote!(#place: #private::Set(#convert)),
                false => quote!(#place: self.#place),
            }
        });
        quote! {
            #[doc = #doc]
            #vis fn #member(self, value: #argument) -> #name<#after>
            where #state: #private::IsUnset<#module::#member>
            {
                #name { #(#moved,)* __built: ::core::marker::PhantomData }
            }
        }
    }
}

/// What a setter takes, and how that becomes the field.
fn natural(ty: &Type) -> (TokenStream, TokenStream) {
    let is_bare = std::ptr::eq(kind::bare(ty), ty);
    if let Some(item) = kind::item(ty).filter(|_| is_bare) {
        let (item, convert) = single(item);
        let items = quote!(impl ::core::iter::IntoIterator<Item = #item>);
        return (items, quote!(value.into_iter().map(|value| #convert).collect()));
    }
    if let Some(map_value) = kind::map_value(ty).filter(|_| is_bare)
        && let Some(key) = kind::arguments(ty).next()
    {
        let (map_value, convert) = single(map_value);
        let entries = quote! {
            impl ::core::iter::IntoIterator<Item = (impl ::core::convert::Into<#key>, #map_value)>
        };
        return (entries, quote!(value.into_iter().map(|(key, value)| (key.into(), #convert)).collect()));
    }
    single(ty)
}

/// The same for what is no collection. A whole number is taken as it is: the type of a literal would not be
/// known otherwise.
fn single(ty: &Type) -> (TokenStream, TokenStream) {
    match kind::of(ty) {
        Some(Kind::Integer | Kind::Boolean) if std::ptr::eq(kind::bare(ty), ty) => {
            (quote!(#ty), quote!(value))
        }
        _ => (quote!(impl ::core::convert::Into<#ty>), quote!(::core::convert::Into::into(value))),
    }
}
