//! Rules: `rule(code = "…", at = "…", message = "…", when = …, require = …)` and
//! `unique(code = "…", message = "…", over("a[].b", when = …))`.

use super::meta::{self, Arguments, Meta, Value};
use crate::{
    ctxt::Ctxt,
    input::{Body, Over, Path, Rule, Step},
};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Ident, LitStr};

/// Reads `rule(…)`. On a field it is reported there, and takes no `at`.
pub fn require(ctxt: &Ctxt, meta: &Meta, field: Option<&Ident>) -> Option<Rule> {
    let arguments = arguments(ctxt, meta)?;
    let (mut code, mut message, mut at, mut when, mut require) = (None, None, None, None, None);
    for named in &arguments.named {
        match named.key.to_string().as_str() {
            "code" => code = text(ctxt, named),
            "message" => message = text(ctxt, named),
            "at" if field.is_none() => at = text(ctxt, named),
            "at" => ctxt.at(&named.key, "a rule on a field is reported at the field, put it on the struct"),
            "when" => when = expression(ctxt, named),
            "require" => require = expression(ctxt, named),
            _ => super::unknown(ctxt, &named.key, &["code", "at", "message", "when", "require"]),
        }
    }
    if require.is_none() && !arguments.named.iter().any(|given| given.key == "require") {
        ctxt.at(&meta.key, "`rule` needs `require = <expression>`");
    }
    let names = at.as_ref().map(|at| names(ctxt, at)).unwrap_or_default();
    let (code, message) = words(ctxt, meta, &arguments.named, code, message)?;
    let body = Body::Require { at: Path { names, literal: at }, when, require: require? };
    Some(Rule { code, message, body, tokens: meta.key.to_token_stream() })
}

/// Reads `unique(…)`.
pub fn unique(ctxt: &Ctxt, meta: &Meta) -> Option<Rule> {
    let arguments = arguments(ctxt, meta)?;
    let (mut code, mut message, mut over) = (None, None, Vec::new());
    for named in &arguments.named {
        match named.key.to_string().as_str() {
            "code" => code = text(ctxt, named),
            "message" => message = text(ctxt, named),
            "over" => over.extend(path(ctxt, named)),
            _ => super::unknown(ctxt, &named.key, &["code", "message", "over"]),
        }
    }
    if over.is_empty() && !arguments.named.iter().any(|given| given.key == "over") {
        ctxt.at(&meta.key, "`unique` needs a path, as in `over(\"tax_info[].document_id\")`");
    }
    let (code, message) = words(ctxt, meta, &arguments.named, code, message)?;
    Some(Rule { code, message, body: Body::Unique(over), tokens: meta.key.to_token_stream() })
}

fn arguments(ctxt: &Ctxt, meta: &Meta) -> Option<Arguments> {
    let Value::List(tokens, _) = &meta.value else {
        ctxt.at(meta, format!("`{key}` takes arguments, as in `{key}(code = \"…\", …)`", key = meta.key));
        return None;
    };
    let arguments = syn::parse2::<Arguments>(tokens.clone()).map_err(|error| ctxt.push(error)).ok()?;
    for plain in &arguments.plain {
        ctxt.at(plain, format!("`{}` takes named arguments, as in `code = \"…\"`", meta.key));
    }
    Some(arguments)
}

fn words(
    ctxt: &Ctxt,
    meta: &Meta,
    named: &[Meta],
    code: Option<LitStr>,
    message: Option<LitStr>,
) -> Option<(String, String)> {
    for (word, key) in [(&code, "code"), (&message, "message")] {
        // One of another type was reported already.
        if word.is_none() && !named.iter().any(|given| given.key == key) {
            ctxt.at(&meta.key, format!("`{}` needs `{key} = \"…\"`", meta.key));
        }
    }
    let code = code.and_then(|code| super::code(ctxt, &code));
    Some((code?, message?.value()))
}

fn text(ctxt: &Ctxt, meta: &Meta) -> Option<LitStr> {
    let text = meta.value.expr().and_then(meta::text);
    if text.is_none() {
        ctxt.at(meta, format!("`{key}` takes a text, as in `{key} = \"…\"`", key = meta.key));
    }
    text
}

fn expression(ctxt: &Ctxt, meta: &Meta) -> Option<TokenStream> {
    let expr = meta.value.expr();
    if expr.is_none() {
        ctxt.at(
            meta,
            format!("`{key}` takes an expression, as in `{key} = has(&self.email)`", key = meta.key),
        );
    }
    expr.map(ToTokens::to_token_stream)
}

fn path(ctxt: &Ctxt, meta: &Meta) -> Option<Over> {
    let arguments = arguments_of_path(ctxt, meta)?;
    let text = arguments.plain.first().and_then(meta::text);
    let mut when = None;
    for named in &arguments.named {
        match named.key.to_string().as_str() {
            "when" => when = expression(ctxt, named),
            _ => super::unknown(ctxt, &named.key, &["when"]),
        }
    }
    let Some(text) = text else {
        ctxt.at(meta, "`over` takes a path, as in `over(\"tax_info[].document_id\")`");
        return None;
    };
    match path_steps(&text.value()) {
        Some(steps) => Some(Over { steps, when, literal: text }),
        None => {
            ctxt.at(&text, "not a path, write it as in `documents[document].files[].uri`");
            None
        }
    }
}

fn arguments_of_path(ctxt: &Ctxt, meta: &Meta) -> Option<Arguments> {
    match &meta.value {
        Value::List(tokens, _) => syn::parse2(tokens.clone()).map_err(|error| ctxt.push(error)).ok(),
        _ => Some(Arguments { plain: Vec::new(), named: Vec::new() }),
    }
}

/// The names of a user's dotted path.
fn names(ctxt: &Ctxt, path: &LitStr) -> Vec<String> {
    let text = path.value();
    let steps = path_steps(&text).filter(|steps| steps.iter().all(|step| matches!(step, Step::Field(_))));
    if steps.is_none() {
        ctxt.at(path, "not a path, write it as in `address.country`");
        return Vec::new();
    }
    split_path(&text)
}

/// The names of a dotted path.
pub fn split_path(path: &str) -> Vec<String> {
    path.split('.').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// `documents[document].files[].uri` → fields and items.
pub fn path_steps(path: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let (name, bracket) = match part.split_once('[') {
            Some((name, rest)) => (name, Some(rest.strip_suffix(']')?)),
            None => (part, None),
        };
        let is_name = |name: &str| {
            name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
                && !name.starts_with(|letter: char| letter.is_ascii_digit())
        };
        if name.is_empty() || !is_name(name) || !bracket.is_none_or(is_name) {
            return None;
        }
        steps.push(Step::Field(name.to_owned()));
        steps.extend(bracket.map(|item| Step::Each(item.to_owned())));
    }
    Some(steps)
}
