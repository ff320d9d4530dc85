//! Constraints and rules of one field → the code that checks its value.

use super::{Target, rules, under};
use crate::{
    automaton, bind,
    r#gen::FORMATS,
    input::{Demand, Field},
};
use fin_core::{Applies, Constraint, Name, constraint_message};
use proc_macro2::TokenStream;
use quote::quote;

/// The checks of one field.
pub struct Checks {
    /// Of the value, called `value`.
    pub own: Option<TokenStream>,
    /// Of each item of a list, called `value`.
    pub item: Option<TokenStream>,
}

/// The checks of a field.
pub fn checks(target: &Target, field: &Field) -> Checks {
    let mut demands: Vec<_> = field.demands.iter().collect();
    demands.sort_by_key(|demand| demand.constraint.name());
    let (items, own): (Vec<&Demand>, Vec<&Demand>) =
        demands.into_iter().partition(|demand| bind::is_about_items(field, demand));
    // A type that the constraints do not fit is the type's mistake; the rules are the user's own code.
    let mut code = under(&field.ty, block(target, &own));
    code.extend(rules::of_field(target, field));
    let some = |code: TokenStream| (!code.is_empty()).then_some(code);
    Checks { own: some(code), item: some(under(&field.ty, block(target, &items))) }
}

fn block(target: &Target, demands: &[&Demand]) -> TokenStream {
    let of = |applies: Applies| {
        demands.iter().copied().filter(move |demand| demand.constraint.name().applies() == applies)
    };
    let rule = {
        let private = &target.private;
        quote!(#private::rule)
    };
    let mut code = TokenStream::new();
    if of(Applies::Text).next().is_some() {
        let checks = text(target, &of(Applies::Text).collect::<Vec<_>>());
        code.extend(quote!(if let ::core::option::Option::Some(text) = #rule::text(value) { #checks }));
    }
    let each = |applies, check: fn(&Target, &Demand) -> TokenStream| -> TokenStream {
        of(applies).map(|demand| check(target, demand)).collect()
    };
    let numbers = each(Applies::Number, number);
    if !numbers.is_empty() {
        code.extend(quote!(if let ::core::option::Option::Some(number) = #rule::number(value) { #numbers }));
    }
    let dates = each(Applies::Date, date);
    if !dates.is_empty() {
        code.extend(quote! {
            if let (::core::option::Option::Some(day), ::core::option::Option::Some(today)) =
                (#rule::date(value), scope.facts().today()) { #dates }
        });
    }
    let lists = each(Applies::List, list);
    if !lists.is_empty() {
        code.extend(quote!(if let ::core::option::Option::Some(items) = #rule::items(value) { #lists }));
    }
    code
}

/// `if <wrong> { scope.fail(…); }`
fn fail(demand: &Demand, wrong: TokenStream) -> TokenStream {
    let fail = failure(demand);
    quote!(if #wrong { #fail })
}

fn failure(demand: &Demand) -> TokenStream {
    let (code, message) = words(demand);
    quote!(scope.fail(#code, #message);)
}

fn words(demand: &Demand) -> (String, String) {
    let name = demand.constraint.name();
    let code = demand.code.clone().unwrap_or_else(|| name.code().to_owned());
    let usual = || constraint_message(&demand.constraint).unwrap_or_default();
    (code, demand.message.clone().unwrap_or_else(usual))
}

fn text(target: &Target, demands: &[&Demand]) -> TokenStream {
    let private = &target.private;
    let not_blank = demands.iter().find(|demand| demand.constraint.name() == Name::NotBlank);
    let shapes = demands.iter().filter_map(|demand| holds(target, &demand.constraint));
    let rest: TokenStream = demands.iter().map(|demand| text_constraint(target, demand)).collect();
    let (blank, refused) = match not_blank {
        Some(demand) => (failure(demand), quote!(true)),
        None => {
            // Blank in the words of the constraint, though it is not declared: the format refuses it.
            let (code, message) =
                (Name::NotBlank.code(), constraint_message(&Constraint::<String>::NotBlank));
            (quote!(scope.fail(#code, #message);), quote!(!(true #(&& #shapes)*)))
        }
    };
    let suspect =
        not_blank.is_some() || demands.iter().any(|demand| holds(target, &demand.constraint).is_some());
    if !suspect {
        return rest;
    }
    let condition = match not_blank {
        Some(_) => quote!(#private::check::is_blank(text)),
        None => quote!(#private::check::is_blank(text) && #refused),
    };
    if rest.is_empty() {
        return quote!(if #condition { #blank });
    }
    quote!(if #condition { #blank } else { #rest })
}

/// Whether a text has the shape that a format or a pattern demands.
fn holds(target: &Target, constraint: &Constraint<String>) -> Option<TokenStream> {
    let (krate, private) = (&target.krate, &target.private);
    match constraint {
        Constraint::Format(name) => {
            let name = quote::format_ident!("{name}");
            Some(quote!(#krate::formats::#name(text)))
        }
        Constraint::Pattern(pattern) => {
            let automaton = automaton::compile(pattern).ok()?.tokens(private);
            Some(quote!({
                static AUTOMATON: #private::Automaton = #automaton;
                AUTOMATON.matches(text)
            }))
        }
        _ => None,
    }
}

fn text_constraint(target: &Target, demand: &Demand) -> TokenStream {
    let private = &target.private;
    match &demand.constraint {
        Constraint::Format(name) => format(target, demand, name),
        Constraint::Pattern(_) => {
            let holds = holds(target, &demand.constraint);
            fail(demand, quote!(!#holds))
        }
        Constraint::Ascii => fail(demand, quote!(!text.is_ascii())),
        Constraint::MinLength(n) => fail(demand, quote!(#private::check::is_shorter(text, #n))),
        Constraint::MaxLength(n) => fail(demand, quote!(#private::check::is_longer(text, #n))),
        _ => TokenStream::new(),
    }
}

/// A format, and the one that is asked for when it holds.
fn format(target: &Target, demand: &Demand, name: &str) -> TokenStream {
    let Some(format) = FORMATS.iter().find(|format| format.name == name) else { return TokenStream::new() };
    let holds = holds(target, &Constraint::Format(name.to_owned()));
    let code = demand.code.as_deref().unwrap_or(format.code);
    let message = demand.message.as_deref().unwrap_or(format.message);
    let then = format.then.map(|next| {
        let plain = Demand { code: None, message: None, ..demand.clone() };
        let next = self::format(target, &plain, next);
        quote!(else { #next })
    });
    quote!(if !#holds { scope.fail(#code, #message); } #then)
}

fn number(_: &Target, demand: &Demand) -> TokenStream {
    match &demand.constraint {
        Constraint::Minimum(n) => fail(demand, quote!(number < #n)),
        Constraint::Maximum(n) => fail(demand, quote!(number > #n)),
        _ => TokenStream::new(),
    }
}

fn date(_: &Target, demand: &Demand) -> TokenStream {
    match &demand.constraint {
        Constraint::Past => fail(demand, quote!(day >= today)),
        Constraint::PastOrToday => fail(demand, quote!(day > today)),
        Constraint::Future => fail(demand, quote!(day <= today)),
        Constraint::MinAge(n) => fail(demand, quote!(day.years_until(today) < i64::from(#n))),
        Constraint::MaxAge(n) => fail(demand, quote!(day.years_until(today) > i64::from(#n))),
        _ => TokenStream::new(),
    }
}

fn list(target: &Target, demand: &Demand) -> TokenStream {
    let private = &target.private;
    match &demand.constraint {
        Constraint::MinItems(n) => fail(demand, quote!(items.len() < #n as usize)),
        Constraint::MaxItems(n) => fail(demand, quote!(items.len() > #n as usize)),
        Constraint::UniqueItems => {
            let (code, message) = words(demand);
            quote!(#private::check::unique_items(items, scope, #code, #message);)
        }
        _ => TokenStream::new(),
    }
}
