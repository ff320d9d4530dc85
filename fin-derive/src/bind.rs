//! A struct or an enum bound to a type of the model: what it must have, what it takes over.

use crate::{
    attr::{path_steps, split_path},
    ctxt::Ctxt,
    r#gen::ENTRIES,
    input::{Absent, Body, Demand, Field, Fit, Options, Over, Path, Role, Rule, Variant},
    kind,
};
use fin_core::{Applies, Entry, Kind, RuleBody, Shape, nearest};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Ident, LitStr, Type};

fn entry(ctxt: &Ctxt, name: &LitStr) -> Option<&'static Entry> {
    let text = name.value();
    let find = |name: &str| ENTRIES.iter().find(|entry| entry.name == name);
    // What the versions have in common stands in the table once, and belongs to each of them.
    let shared = || find(&format!("shared.{}", text.strip_prefix("v1.").or(text.strip_prefix("v2."))?));
    let found = find(&text).or_else(shared);
    if found.is_none() {
        match nearest(&text, ENTRIES.iter().map(|entry| entry.name)) {
            Some(near) => ctxt.at(name, format!("the model has no `{text}`, did you mean `{near}`?")),
            None => ctxt
                .at(name, format!("the model has no `{text}`, write it as in `v2.CreateIndividualCustomer`")),
        }
    }
    found
}

/// What only a bound type can have.
pub fn unbound(ctxt: &Ctxt, options: &Options, fields: &[Field]) {
    for extra in fields.iter().filter_map(|field| field.extra.as_ref()) {
        ctxt.at(extra, "`extra` is for a struct that is bound with `model = \"…\"`, remove it");
    }
    if let Some(partial) = &options.partial {
        ctxt.at(partial, "`partial` is for a type that is bound with `model = \"…\"`, add that or remove it");
    }
}

/// Binds a struct: its fields get the model's constraints and rules.
pub fn fields(ctxt: &Ctxt, ident: &Ident, options: &mut Options, fields: &mut [Field]) {
    let Some(name) = options.model.clone() else {
        unbound(ctxt, options, fields);
        return;
    };
    let Some(entry) = entry(ctxt, &name) else { return };
    let Shape::Object { fields: known, rules } = &entry.shape else {
        ctxt.at(&name, format!("`{}` is an enum in the model, bind an enum to it", entry.name));
        return;
    };
    let meant = stray(ctxt, entry, known, fields);
    let mut bound = Vec::new();
    let flattens = fields.iter().any(|field| field.role == Role::Flattened);
    for model in *known {
        match fields.iter_mut().find(|field| field.name == model.name && field.role == Role::Keyed) {
            Some(Field { extra: Some(extra), .. }) => {
                ctxt.at(extra, format!("`{}` is a field of `{}`, remove `extra`", model.name, entry.name));
                bound.push(model.name);
            }
            Some(field) => {
                take(ctxt, entry, model, field);
                bound.push(model.name);
            }
            None if meant.contains(&model.name) => {}
            None if model.required && options.partial.is_none() && !flattens => ctxt.at(
                ident,
                format!(
                    "`{}` of `{}` is required: add the field, or bind a part with `partial`",
                    model.name, entry.name
                ),
            ),
            None => {}
        }
    }
    if bound.is_empty() {
        ctxt.at(&name, format!("no field of `{}` is here, so nothing is bound: add one", entry.name));
    }
    let applies = |rule: &&fin_core::Rule| rule.mentions.iter().all(|name| bound.contains(name));
    let lowered = rules.iter().filter(applies).filter_map(|rule| lower(ctxt, rule, &name.to_token_stream()));
    // The model's rules first, the user's own after them.
    let own = std::mem::take(&mut options.rules);
    options.rules = lowered.chain(own).collect();
}

/// Fields that the model does not have and that are not marked as the user's own; those that were meant.
fn stray(ctxt: &Ctxt, entry: &Entry, known: &[fin_core::Field], fields: &[Field]) -> Vec<&'static str> {
    let mut meant = Vec::new();
    for field in fields.iter().filter(|field| field.role == Role::Keyed && field.extra.is_none()) {
        if known.iter().any(|model| model.name == field.name) {
            continue;
        }
        let unused = known.iter().map(|model| model.name);
        let unused = unused.filter(|name| !fields.iter().any(|field| field.name == *name));
        let remedy = match nearest(&field.name, unused) {
            Some(near) => {
                meant.push(near);
                format!("did you mean `{near}`?")
            }
            None => String::from("mark it with `#[fin(extra)]` if it is your own"),
        };
        ctxt.at(&field.ident, format!("`{}` is no field of `{}`, {remedy}", field.name, entry.name));
    }
    meant
}

fn take(ctxt: &Ctxt, entry: &Entry, model: &fin_core::Field, field: &mut Field) {
    let optional = kind::option(&field.ty).is_some();
    if model.required && optional {
        ctxt.at(
            &field.ty,
            format!("`{}` of `{}` is required, take the `Option` away", model.name, entry.name),
        );
    }
    if !model.required && !optional && matches!(field.absent, Absent::Type) {
        ctxt.at(&field.ty, format!("`{}` of `{}` is optional, make it an `Option`", model.name, entry.name));
    }
    if model.required && !matches!(field.absent, Absent::Type) {
        ctxt.at(
            &field.ident,
            format!("`{}` of `{}` is required, take serde's `default` away", model.name, entry.name),
        );
    }
    fit(ctxt, entry, model, field);
    field.sensitive |= model.sensitive;
    field.list = model.kind == fin_core::Kind::List;
    let place = field.ident.to_token_stream();
    let demands = model.constraints.iter().map(|(constraint, message)| Demand {
        constraint: owned(constraint),
        code: None,
        message: message.map(str::to_owned),
        tokens: place.clone(),
        bound: true,
    });
    field.demands.splice(0..0, demands);
    let rules: Vec<_> = model.rules.iter().filter_map(|rule| lower(ctxt, rule, &place)).collect();
    field.rules.splice(0..0, rules);
}

/// Whether the type is what the model says, as far as its spelling tells; what it does not is left to the
/// compiler, by [`Fit`].
fn fit(ctxt: &Ctxt, entry: &Entry, model: &fin_core::Field, field: &mut Field) {
    let place = format!("`{}` of `{}`", model.name, entry.name);
    let mismatch = |ty: &Type, what: &str, due: Kind| {
        let found = kind::of(ty);
        let wrong = found.is_some_and(|found| found != due);
        if let Some(found) = found.filter(|_| wrong) {
            let message = format!("{what} {}, not {}: use {}", a(due), a(found), spelling(due));
            ctxt.at(kind::bare(ty), message);
        }
        wrong
    };
    if mismatch(&field.ty, &format!("{place} is"), model.kind) {
        return;
    }
    let inner = kind::item(&field.ty).or_else(|| kind::map_value(&field.ty));
    if let Some((inner, due)) = inner.zip(model.item)
        && mismatch(inner, &format!("each item of {place} is"), due)
    {
        return;
    }
    let unclear = kind::of(&field.ty).is_none() || inner.is_some_and(|inner| kind::of(inner).is_none());
    field.fit = unclear.then(|| Fit {
        kind: model.kind,
        item: model.item,
        entry: model.entry,
        wrong_kind: match model.item {
            Some(item) => format!("{place} is {} of {}s, this type is not", a(model.kind), item.name()),
            None => format!("{place} is {}, this type is not: use {}", a(model.kind), spelling(model.kind)),
        },
        wrong_entry: model.entry.map_or_else(String::new, |inner| {
            format!("{place} is `{inner}`, this type is bound to another entry: bind it with `model = \"{inner}\"`")
        }),
    });
}

/// The kind with its article.
pub fn a(kind: Kind) -> String {
    match kind {
        Kind::Integer | Kind::Enum | Kind::Object => format!("an {}", kind.name()),
        _ => format!("a {}", kind.name()),
    }
}

/// A type of the kind.
fn spelling(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "`String`",
        Kind::Integer => "`i64`",
        Kind::Number => "`f64`",
        Kind::Boolean => "`bool`",
        Kind::Date => "`fin_payload::Date`",
        Kind::Uuid => "`uuid::Uuid`",
        Kind::Enum => "an enum with the derive",
        Kind::Object => "a struct with the derive",
        Kind::List => "a `Vec`",
        Kind::Map => "a `BTreeMap`",
    }
}

fn owned(constraint: &fin_core::Constraint<&'static str>) -> fin_core::Constraint<String> {
    use fin_core::Constraint as C;
    match constraint {
        C::NotBlank => C::NotBlank,
        C::Format(name) => C::Format((*name).to_owned()),
        C::Pattern(pattern) => C::Pattern((*pattern).to_owned()),
        C::Ascii => C::Ascii,
        C::MinLength(n) => C::MinLength(*n),
        C::MaxLength(n) => C::MaxLength(*n),
        C::Minimum(n) => C::Minimum(*n),
        C::Maximum(n) => C::Maximum(*n),
        C::Past => C::Past,
        C::PastOrToday => C::PastOrToday,
        C::Future => C::Future,
        C::MinAge(n) => C::MinAge(*n),
        C::MaxAge(n) => C::MaxAge(*n),
        C::MinItems(n) => C::MinItems(*n),
        C::MaxItems(n) => C::MaxItems(*n),
        C::UniqueItems => C::UniqueItems,
    }
}

/// A rule of the table, its texts parsed. The generator wrote them, so they parse: a table that does not is
/// reported at the binding.
fn lower(ctxt: &Ctxt, rule: &fin_core::Rule, place: &TokenStream) -> Option<Rule> {
    let span = place.clone().into_iter().next().map_or_else(proc_macro2::Span::call_site, |tree| tree.span());
    let tokens = |text: &str| -> Option<TokenStream> {
        let stream: Option<TokenStream> = text.parse().ok();
        if stream.is_none() {
            ctxt.at(place, format!("the model's rule `{}` is damaged, generate again", rule.code));
        }
        stream.map(|stream| respan(stream, span))
    };
    let body = match &rule.body {
        RuleBody::Require { at, when, require } => Body::Require {
            at: Path { names: split_path(at), literal: None },
            when: match when {
                Some(when) => Some(tokens(when)?),
                None => None,
            },
            require: tokens(require)?,
        },
        RuleBody::Unique(paths) => {
            let over = paths.iter().map(|path| {
                let when = path.when.map(&tokens);
                let literal = LitStr::new(path.at, span);
                Some(Over { steps: path_steps(path.at)?, when: when.flatten(), literal })
            });
            Body::Unique(over.collect::<Option<_>>()?)
        }
    };
    let (code, message) = (rule.code.to_owned(), rule.message.to_owned());
    Some(Rule { code, message, body, tokens: place.clone() })
}

/// Puts tokens under the user's token, so that rustc's errors about them point there.
fn respan(tokens: TokenStream, span: proc_macro2::Span) -> TokenStream {
    let each = |tree: proc_macro2::TokenTree| {
        let mut tree = match tree {
            proc_macro2::TokenTree::Group(group) => {
                proc_macro2::Group::new(group.delimiter(), respan(group.stream(), span)).into()
            }
            other => other,
        };
        tree.set_span(span);
        tree
    };
    tokens.into_iter().map(each).collect()
}

/// Binds an enum: its texts are the model's.
pub fn variants(ctxt: &Ctxt, ident: &Ident, options: &Options, variants: &[Variant]) {
    let Some(name) = &options.model else { return unbound(ctxt, options, &[]) };
    let Some(entry) = entry(ctxt, name) else { return };
    let Shape::Enum { values, .. } = &entry.shape else {
        ctxt.at(name, format!("`{}` is an object in the model, bind a struct to it", entry.name));
        return;
    };
    for variant in variants.iter().filter(|variant| !values.contains(&variant.name.as_str())) {
        let remedy = match nearest(&variant.name, values.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it has `{}`", values.join("`, `")),
        };
        ctxt.at(&variant.ident, format!("`{}` is no value of `{}`, {remedy}", variant.name, entry.name));
    }
    for value in values.iter().filter(|value| !variants.iter().any(|variant| variant.name == **value)) {
        if options.partial.is_none() {
            ctxt.at(
                ident,
                format!(
                    "the value `{value}` of `{}` has no variant: add it, or bind with `partial`",
                    entry.name
                ),
            );
        }
    }
}

/// Whether a constraint is about the items where its field is a list.
pub fn is_about_items(field: &Field, demand: &Demand) -> bool {
    field.list && demand.constraint.name().applies() != Applies::List
}
