//! Collects the mistakes of one type, so that all of them are reported at once.

use proc_macro2::TokenStream;
use quote::ToTokens;
use std::{cell::RefCell, fmt::Display};

/// The mistakes so far.
#[derive(Default)]
pub struct Ctxt(RefCell<Option<syn::Error>>);

impl Ctxt {
    /// Records a mistake under all the tokens of what it is about.
    pub fn at(&self, tokens: impl ToTokens, message: impl Display) {
        self.push(syn::Error::new_spanned(tokens, message));
    }

    /// Records a mistake of the parser.
    pub fn push(&self, error: syn::Error) {
        let mut all = self.0.borrow_mut();
        match &mut *all {
            Some(first) => first.combine(error),
            None => *all = Some(error),
        }
    }

    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.0.borrow().is_none()
    }

    /// The mistakes as `compile_error!`s.
    pub fn into_tokens(self) -> TokenStream {
        self.0.into_inner().map(|error| error.to_compile_error()).unwrap_or_default()
    }
}
