//! Constraints: `max_length = 50`, `max_length(50, message = "…")`, `ascii`, `range(0..=100)`.

use super::meta::{self, Arguments, Meta, Value};
use crate::{automaton, ctxt::Ctxt, r#gen::FORMATS, input::Demand};
use fin_core::{Constraint, Name, nearest};
use quote::ToTokens;
use syn::{Expr, RangeLimits};

/// The argument and the words of a constraint.
struct Parts {
    argument: Option<Expr>,
    code: Option<String>,
    message: Option<String>,
}

/// Reads one constraint.
pub fn read(ctxt: &Ctxt, name: Name, meta: &Meta, demands: &mut Vec<Demand>) {
    let Some(parts) = parts(ctxt, meta) else { return };
    let Some(constraint) = constraint(ctxt, name, meta, parts.argument.as_ref()) else { return };
    let tokens = meta.to_token_stream();
    demands.push(Demand { constraint, code: parts.code, message: parts.message, tokens, bound: false });
}

/// Reads `range(a..=b)`: a minimum and a maximum.
pub fn range(ctxt: &Ctxt, meta: &Meta, demands: &mut Vec<Demand>) {
    let Some(parts) = parts(ctxt, meta) else { return };
    let bounds = match &parts.argument {
        Some(Expr::Range(range)) if matches!(range.limits, RangeLimits::Closed(_)) => {
            let bound = |end: &Option<Box<Expr>>| end.as_ref().map(|end| meta::number(end));
            match (bound(&range.start), bound(&range.end)) {
                (Some(None), _) | (_, Some(None)) | (None, None) => None,
                (low, high) => Some((low.flatten(), high.flatten())),
            }
        }
        _ => None,
    };
    let Some((low, high)) = bounds else {
        ctxt.at(meta, "`range` takes a closed range of numbers, as in `range(0..=100)`");
        return;
    };
    let words = |constraint| Demand {
        constraint,
        code: parts.code.clone(),
        message: parts.message.clone(),
        tokens: meta.to_token_stream(),
        bound: false,
    };
    demands.extend(low.map(|low| words(Constraint::Minimum(low))));
    demands.extend(high.map(|high| words(Constraint::Maximum(high))));
}

fn parts(ctxt: &Ctxt, meta: &Meta) -> Option<Parts> {
    let mut parts = Parts { argument: None, code: None, message: None };
    match &meta.value {
        Value::None => {}
        Value::Expr(expr) => parts.argument = Some((**expr).clone()),
        Value::List(tokens, _) => {
            let arguments =
                syn::parse2::<Arguments>(tokens.clone()).map_err(|error| ctxt.push(error)).ok()?;
            let mut plain = arguments.plain.into_iter();
            parts.argument = plain.next();
            if let Some(extra) = plain.next() {
                ctxt.at(extra, format!("`{}` takes one argument, remove this one", meta.key));
            }
            for named in &arguments.named {
                match (named.key.to_string().as_str(), named.value.expr().and_then(meta::text)) {
                    ("code", Some(text)) => parts.code = super::code(ctxt, &text),
                    ("message", Some(text)) => parts.message = Some(text.value()),
                    ("code" | "message", None) => {
                        ctxt.at(
                            named,
                            format!("`{key}` takes a text, as in `{key} = \"…\"`", key = named.key),
                        );
                    }
                    _ => super::unknown(ctxt, &named.key, &["code", "message"]),
                }
            }
        }
    }
    Some(parts)
}

fn constraint(ctxt: &Ctxt, name: Name, meta: &Meta, argument: Option<&Expr>) -> Option<Constraint<String>> {
    let key = name.key();
    let none = |constraint: Constraint<String>| {
        if let Some(argument) = argument {
            ctxt.at(argument, format!("`{key}` takes no argument, write `{key}` alone"));
        }
        Some(constraint)
    };
    let expected = |what: &str, example: &str| {
        match argument {
            Some(argument) => ctxt.at(argument, format!("`{key}` takes {what}, as in `{key} = {example}`")),
            None => ctxt.at(&meta.key, format!("`{key}` takes {what}, as in `{key} = {example}`")),
        }
        None
    };
    let count = |variant: fn(u32) -> Constraint<String>| match argument.and_then(meta::count) {
        Some(count) => Some(variant(count)),
        None => expected("a whole number", "50"),
    };
    let number = |variant: fn(f64) -> Constraint<String>| match argument.and_then(meta::number) {
        Some(number) => Some(variant(number)),
        None => expected("a number", "0"),
    };
    match name {
        Name::NotBlank => none(Constraint::NotBlank),
        Name::Ascii => none(Constraint::Ascii),
        Name::Past => none(Constraint::Past),
        Name::PastOrToday => none(Constraint::PastOrToday),
        Name::Future => none(Constraint::Future),
        Name::UniqueItems => none(Constraint::UniqueItems),
        Name::MinLength => count(Constraint::MinLength),
        Name::MaxLength => count(Constraint::MaxLength),
        Name::MinAge => count(Constraint::MinAge),
        Name::MaxAge => count(Constraint::MaxAge),
        Name::MinItems => count(Constraint::MinItems),
        Name::MaxItems => count(Constraint::MaxItems),
        Name::Minimum => number(Constraint::Minimum),
        Name::Maximum => number(Constraint::Maximum),
        Name::Format => match argument.and_then(meta::text) {
            Some(text) => format(ctxt, &text),
            None => expected("the name of a format", "\"email\""),
        },
        Name::Pattern => match argument.and_then(meta::text) {
            Some(text) => pattern(ctxt, &text),
            None => expected("a regular expression", "\"[A-Z]{3}\""),
        },
    }
}

fn format(ctxt: &Ctxt, text: &syn::LitStr) -> Option<Constraint<String>> {
    let name = text.value();
    let known = || FORMATS.iter().map(|format| format.name);
    if known().any(|known| known == name) {
        return Some(Constraint::Format(name));
    }
    match nearest(&name, known()) {
        Some(near) => ctxt.at(text, format!("unknown format `{name}`, did you mean `{near}`?")),
        None => ctxt.at(
            text,
            format!(
                "unknown format `{name}`, expected one of `{}`",
                known().collect::<Vec<_>>().join("`, `")
            ),
        ),
    }
    None
}

fn pattern(ctxt: &Ctxt, text: &syn::LitStr) -> Option<Constraint<String>> {
    match automaton::compile(&text.value()) {
        Ok(_) => Some(Constraint::Pattern(text.value())),
        Err(error) => {
            ctxt.at(text, format!("bad pattern: {error}"));
            None
        }
    }
}
