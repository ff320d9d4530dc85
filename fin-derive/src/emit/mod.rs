//! Description → code. One file a product; each prints what the description says and decides nothing.
//!
//! Whatever has no type parameters of its own is `#[inline]`: a crate of payloads then compiles no code for what
//! its users may never call.

mod builder;
mod checks;
mod debug;
mod enumeration;
mod formats;
mod newtype;
mod object;
mod rules;

pub use formats::formats;
pub use rules::own_names;

use crate::{
    ctxt::Ctxt,
    describe::describe,
    input::{Field, Options, Shape},
};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{DeriveInput, GenericParam, Generics, Lifetime, LifetimeParam, parse_quote};

/// What every product needs to know of the type.
pub struct Target<'a> {
    pub ident: &'a syn::Ident,
    pub generics: &'a Generics,
    pub options: &'a Options,
    pub vis: &'a syn::Visibility,
    /// `::fin_payload`.
    pub krate: TokenStream,
    /// `::fin_payload::private`.
    pub private: TokenStream,
    /// Whether the description holds no mistake.
    pub sound: bool,
}

/// The whole expansion.
pub fn derive(input: &DeriveInput) -> TokenStream {
    let ctxt = Ctxt::default();
    if let Some(lifetime) = input.generics.lifetimes().find(|each| each.lifetime.ident == "de") {
        // It would clash with the payload's in everything that is written.
        ctxt.at(&lifetime.lifetime, "the lifetime `'de` is the payload's, choose another name");
        return ctxt.into_tokens();
    }
    let mut described = describe(&ctxt, input);
    let sound = ctxt.is_clean();
    if let Some((options, shape)) = described.as_mut().filter(|_| !sound) {
        soothe(options, shape);
    }
    let fallback = Options::default();
    let options = described.as_ref().map_or(&fallback, |(options, _)| options);
    let krate = options.krate.as_ref().map_or_else(|| quote!(::fin_payload), |path| quote!(#path));
    let target = Target {
        ident: &input.ident,
        generics: &input.generics,
        options,
        vis: &input.vis,
        private: quote!(#krate::private),
        krate,
        sound,
    };
    let (code, beside) = match &described {
        Some((options, Shape::Struct(fields))) => {
            let builder = options.builder.as_ref().map(|_| builder::builder(&target, fields));
            (object::object(&target, fields), builder)
        }
        Some((_, Shape::Newtype(field))) => (newtype::newtype(&target, field), None),
        Some((_, Shape::Enum { variants, other })) => {
            (enumeration::enumeration(&target, variants, other.as_ref()), None)
        }
        None => (stub(&target), None),
    };
    let errors = ctxt.into_tokens();
    quote! {
        #[allow(
            clippy::all, clippy::pedantic, clippy::restriction, clippy::nursery,
            deprecated, missing_docs, unused_parens, unused_braces
        )]
        const _: () = { #code };
        #beside
        #errors
    }
}

/// What is left of a description with mistakes: everything that other code may call, and nothing that hangs
/// on the mistaken parts, so that one mistake in the attributes does not become twenty of missing traits.
fn soothe(options: &mut Options, shape: &mut Shape) {
    options.rules.clear();
    let clear = |field: &mut Field| {
        field.demands.clear();
        field.rules.clear();
        field.fit = None;
    };
    match shape {
        Shape::Struct(fields) => fields.iter_mut().for_each(clear),
        Shape::Newtype(field) => clear(field),
        Shape::Enum { .. } => {}
    }
}

/// Empty implementations for what is no payload.
fn stub(target: &Target) -> TokenStream {
    let Target { ident, krate, private, .. } = target;
    let (_, ty, _) = target.generics.split_for_impl();
    let generics = target.reading(quote!(#krate::Read<'de>));
    let (reads, _, bounds) = generics.split_for_impl();
    let checked = target.bounded(quote!(#krate::Check));
    let (checks, _, check_bounds) = checked.split_for_impl();
    quote! {
        impl #checks #krate::Check for #ident #ty #check_bounds {}
        impl #reads #krate::Read<'de> for #ident #ty #bounds {
            fn read<D: #private::serde_core::Deserializer<'de>>(
                _: D,
                _: &mut #krate::Scope<'_>,
                _: &mut #krate::Slot<Self>,
            ) -> ::core::result::Result<(), D::Error> {
                ::core::result::Result::Ok(())
            }
        }
    }
}

/// Puts code where a field's type is, so that the compiler's errors about the type point there.
fn under(ty: &syn::Type, code: TokenStream) -> TokenStream {
    match ty.to_token_stream().into_iter().next() {
        Some(first) => rules::at(code, first.span().resolved_at(Span::call_site())),
        None => code,
    }
}

impl Target<'_> {
    /// The type's generics, each type parameter bounded.
    pub fn bounded(&self, bound: TokenStream) -> Generics {
        let mut generics = self.generics.clone();
        let params: Vec<_> = generics.type_params().map(|param| param.ident.clone()).collect();
        if !params.is_empty() {
            let clause = generics.make_where_clause();
            clause
                .predicates
                .extend(params.iter().map(|param| -> syn::WherePredicate { parse_quote!(#param: #bound) }));
        }
        generics
    }

    /// The same, with the lifetime of the payload's text in front.
    pub fn reading(&self, bound: TokenStream) -> Generics {
        let mut generics = self.bounded(bound);
        let mut lifetime = LifetimeParam::new(Lifetime::new("'de", Span::call_site()));
        lifetime.bounds.extend(self.generics.lifetimes().map(|own| own.lifetime.clone()));
        generics.params.insert(0, GenericParam::Lifetime(lifetime));
        generics
    }
}
