//! A struct or an enum bound to a type of the model: what it must have, what it takes over.

use crate::{
    attr::{path_steps, split_path},
    ctxt::Ctxt,
    r#gen::ENTRIES,
    input::{Absent, Body, Demand, Field, Options, Over, Role, Rule, Variant},
    kind,
};
use fin_core::{Applies, Entry, RuleBody, Shape, nearest};
use proc_macro2::TokenStream;
use syn::{Ident, LitStr};

fn entry(ctxt: &Ctxt, name: &LitStr) -> Option<&'static Entry> {
    let text = name.value();
    let found = ENTRIES.iter().find(|entry| entry.name == text);
    if found.is_none() {
        match nearest(&text, ENTRIES.iter().map(|entry| entry.name)) {
            Some(near) => ctxt.at(name, format!("the model has no `{text}`, did you mean `{near}`?")),
            None => ctxt
                .at(name, format!("the model has no `{text}`, write it as in `v2.CreateIndividualCustomer`")),
        }
    }
    found
}

/// Binds a struct: its fields get the model's constraints and rules.
pub fn fields(ctxt: &Ctxt, ident: &Ident, options: &mut Options, fields: &mut [Field]) {
    let Some(name) = options.model.clone() else {
        for field in fields.iter().filter(|field| field.extra) {
            ctxt.at(&field.ident, "`extra` is for structs that are bound with `model = \"…\"`");
        }
        return;
    };
    let Some(entry) = entry(ctxt, &name) else { return };
    let Shape::Object { fields: known, rules } = &entry.shape else {
        ctxt.at(&name, format!("`{}` is an enum in the model, bind an enum to it", entry.name));
        return;
    };
    stray(ctxt, entry, known, fields);
    let mut bound = Vec::new();
    let flattens = fields.iter().any(|field| field.role == Role::Flattened);
    for model in *known {
        match fields.iter_mut().find(|field| field.name == model.name && field.role == Role::Keyed) {
            Some(field) if field.extra => {
                ctxt.at(
                    &field.ident,
                    format!("`{}` is a field of `{}`, remove `extra`", model.name, entry.name),
                );
            }
            Some(field) => {
                take(ctxt, entry, model, field);
                bound.push(model.name);
            }
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
        ctxt.at(&name, format!("none of the fields is one of `{}`, nothing is bound", entry.name));
    }
    let applies = |rule: &&fin_core::Rule| rule.mentions.iter().all(|name| bound.contains(name));
    let lowered = rules.iter().filter(applies).filter_map(|rule| lower(ctxt, rule, name.span()));
    // The model's rules first, the user's own after them.
    let own = std::mem::take(&mut options.rules);
    options.rules = lowered.chain(own).collect();
}

/// Fields that the model does not have and that are not marked as the user's own.
fn stray(ctxt: &Ctxt, entry: &Entry, known: &[fin_core::Field], fields: &[Field]) {
    for field in fields.iter().filter(|field| field.role == Role::Keyed && !field.extra) {
        if known.iter().any(|model| model.name == field.name) {
            continue;
        }
        let unused = known.iter().map(|model| model.name);
        let unused = unused.filter(|name| !fields.iter().any(|field| field.name == *name));
        let remedy = match nearest(&field.name, unused) {
            Some(near) => format!("did you mean `{near}`?"),
            None => String::from("mark it with `#[fin(extra)]` if it is your own"),
        };
        ctxt.at(&field.ident, format!("`{}` is no field of `{}`, {remedy}", field.name, entry.name));
    }
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
    if let Some(found) = kind::of(&field.ty)
        && found != model.kind
    {
        let message = format!(
            "`{}` of `{}` is of the kind {}, not {}",
            model.name,
            entry.name,
            model.kind.name(),
            found.name()
        );
        ctxt.at(&field.ty, message);
    }
    field.sensitive |= model.sensitive;
    field.list = model.kind == fin_core::Kind::List;
    let span = field.ident.span();
    let demands = model.constraints.iter().map(|(constraint, message)| Demand {
        constraint: owned(constraint),
        code: None,
        message: message.map(str::to_owned),
        span,
    });
    field.demands.splice(0..0, demands);
    let rules: Vec<_> = model.rules.iter().filter_map(|rule| lower(ctxt, rule, span)).collect();
    field.rules.splice(0..0, rules);
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
fn lower(ctxt: &Ctxt, rule: &fin_core::Rule, span: proc_macro2::Span) -> Option<Rule> {
    let tokens = |text: &str| -> Option<TokenStream> {
        let stream: Option<TokenStream> = text.parse().ok();
        if stream.is_none() {
            ctxt.at_span(&span, format!("the model's rule `{}` is damaged, generate again", rule.code));
        }
        stream.map(|stream| respan(stream, span))
    };
    let body = match &rule.body {
        RuleBody::Require { at, when, require } => Body::Require {
            at: split_path(at),
            when: match when {
                Some(when) => Some(tokens(when)?),
                None => None,
            },
            require: tokens(require)?,
        },
        RuleBody::Unique(paths) => {
            let over = paths.iter().map(|path| {
                let when = path.when.map(&tokens);
                Some(Over { steps: path_steps(path.at)?, when: when.flatten() })
            });
            Body::Unique(over.collect::<Option<_>>()?)
        }
    };
    Some(Rule { code: rule.code.to_owned(), message: rule.message.to_owned(), body })
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
    let Some(name) = &options.model else { return };
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
