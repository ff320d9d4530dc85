//! `#[derive(FinPayload)]`: attributes and the model's table → one description of the type → its reader,
//! its checks and its builder.

mod attr;
mod automaton;
mod bind;
mod check;
mod ctxt;
mod describe;
mod emit;
#[cfg(test)]
mod expansion;
mod r#gen;
mod input;
mod kind;
mod serde_attr;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Derives reading and checking for a payload: see the crate `fin-payload`.
#[proc_macro_derive(FinPayload, attributes(fin, serde))]
pub fn fin_payload(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    emit::derive(&input).into()
}

/// Writes a function for each format of the model. For `fin-payload` itself.
#[doc(hidden)]
#[proc_macro]
pub fn model_formats(_: TokenStream) -> TokenStream {
    emit::formats().into()
}
