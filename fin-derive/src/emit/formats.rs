//! A function for each format of the model's table.

use crate::{automaton, r#gen::FORMATS};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The functions, each from a text to whether it has the format.
pub fn formats() -> TokenStream {
    FORMATS.iter().map(format).collect()
}

fn format(format: &fin_core::Format) -> TokenStream {
    let name = format_ident!("{}", format.name);
    let doc = format!("Whether a text has the format `{}`: \"{}\"", format.name, format.message);
    let list = (!format.values.is_empty()).then(|| format.values.join("|"));
    let must = format.pattern.map(str::to_owned).or(list);
    let checks = [(must, quote!()), (format.not_pattern.map(str::to_owned), quote!(!))];
    let checks = checks.into_iter().filter_map(|(pattern, not)| {
        Some(match automaton::compile(&pattern?) {
            Ok(automaton) => {
                let automaton = automaton.tokens(&quote!(crate::private));
                quote! {{
                    static AUTOMATON: crate::private::Automaton = #automaton;
                    #not AUTOMATON.matches(text)
                }}
            }
            Err(error) => {
                let message = format!("the format `{}`: {error}", format.name);
                quote!(compile_error!(#message))
            }
        })
    });
    quote! {
        #[doc = #doc]
        #[must_use]
        pub fn #name(text: &str) -> bool {
            #(#checks)&&*
        }
    }
}
