//! The grammar of attributes: `key`, `key = expression` and `key(…)`, separated by commas.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{
    Expr, ExprLit, Ident, Lit, LitStr, Token,
    ext::IdentExt,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
};

/// One entry.
pub struct Meta {
    pub key: Ident,
    pub value: Value,
}

/// What stands after the key.
pub enum Value {
    None,
    Expr(Box<Expr>),
    /// What stands between the brackets, and the brackets.
    List(TokenStream, syn::token::Paren),
}

impl Value {
    pub fn expr(&self) -> Option<&Expr> {
        match self {
            Value::Expr(expr) => Some(expr),
            _ => None,
        }
    }
}

impl ToTokens for Meta {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.key.to_tokens(tokens);
        match &self.value {
            Value::None => {}
            Value::Expr(expr) => tokens.extend(quote!(= #expr)),
            Value::List(inner, brackets) => brackets.surround(tokens, |tokens| inner.to_tokens(tokens)),
        }
    }
}

impl Meta {
    /// Entries up to the end.
    pub fn list(input: ParseStream) -> syn::Result<Vec<Meta>> {
        Ok(Punctuated::<Meta, Token![,]>::parse_terminated(input)?.into_iter().collect())
    }
}

impl Parse for Meta {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let key = input.call(Ident::parse_any)?;
        let value = if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            Value::Expr(input.parse()?)
        } else if input.peek(syn::token::Paren) {
            let content;
            let brackets = syn::parenthesized!(content in input);
            Value::List(content.parse()?, brackets)
        } else {
            Value::None
        };
        Ok(Meta { key, value })
    }
}

/// Arguments of `key(…)`: expressions without a key first, then entries.
pub struct Arguments {
    pub plain: Vec<Expr>,
    pub named: Vec<Meta>,
}

impl Parse for Arguments {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let (mut plain, mut named) = (Vec::new(), Vec::new());
        while !input.is_empty() {
            let is_named = input.peek(Ident::peek_any)
                && (input.peek2(Token![=]) && !input.peek2(Token![==]) || input.peek2(syn::token::Paren));
            if is_named {
                named.push(input.parse()?);
            } else {
                plain.push(input.parse()?);
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(Arguments { plain, named })
    }
}

/// The text of a string literal.
pub fn text(expr: &Expr) -> Option<LitStr> {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.clone()),
        _ => None,
    }
}

/// The value of a number literal, with its sign.
pub fn number(expr: &Expr) -> Option<f64> {
    let finite = |number: f64| Some(number).filter(|number| number.is_finite());
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse().ok().and_then(finite),
        Expr::Lit(ExprLit { lit: Lit::Float(number), .. }) => number.base10_parse().ok().and_then(finite),
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Neg(_)) => {
            number(&unary.expr).map(|value| -value)
        }
        Expr::Group(group) => number(&group.expr),
        _ => None,
    }
}

/// The value of a literal count.
pub fn count(expr: &Expr) -> Option<u32> {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse().ok(),
        Expr::Group(group) => count(&group.expr),
        _ => None,
    }
}
