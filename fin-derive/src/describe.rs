//! A type's syntax → its description.

use crate::{
    attr, bind, check,
    ctxt::Ctxt,
    input::{Absent, Field, Options, Role, Shape, Variant},
    kind, serde_attr,
};
use std::collections::HashSet;
use syn::{Data, DeriveInput, Fields, Ident, ext::IdentExt, spanned::Spanned};

/// The description; `None` where the type is none that can be a payload.
pub fn describe(ctxt: &Ctxt, input: &DeriveInput) -> Option<(Options, Shape)> {
    let mut options = attr::container(ctxt, &input.attrs);
    let serde = serde_attr::container(ctxt, &input.attrs);
    if let Some((_, deny)) = options.open.as_ref().zip(serde.deny_unknown_fields.as_ref()) {
        ctxt.at(deny, "`open` ignores unknown fields, which `deny_unknown_fields` refuses: remove one");
    }
    let shape = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(named) => {
                if let Some(transparent) = &serde.transparent {
                    ctxt.at(
                        transparent,
                        "`transparent` is followed on a struct around one unnamed field, write it so",
                    );
                }
                misplaced(ctxt, &[(&options.text, "text", "an enum")]);
                let each = named.named.iter();
                let mut fields: Vec<_> =
                    each.filter_map(|syntax| field(ctxt, &options, syntax, &serde)).collect();
                bind::fields(ctxt, &input.ident, &mut options, &mut fields);
                together(ctxt, &options, &mut fields);
                Shape::Struct(fields)
            }
            Fields::Unnamed(unnamed) if unnamed.unnamed.len() == 1 => {
                let field = newtype(ctxt, &options, unnamed.unnamed.first()?);
                if !check::is_readable(ctxt, &field.ty) {
                    return None;
                }
                Shape::Newtype(Box::new(field))
            }
            _ => {
                ctxt.at(
                    &input.ident,
                    "a payload is a struct with named fields, or around one unnamed field: name the fields",
                );
                return None;
            }
        },
        Data::Enum(data) => enumeration(ctxt, input, &options, &serde, data),
        Data::Union(_) => {
            ctxt.at(&input.ident, "a union cannot be a payload: make it a struct or an enum");
            return None;
        }
    };
    Some((options, shape))
}

/// What can only be said of several fields at once.
fn together(ctxt: &Ctxt, options: &Options, fields: &mut [Field]) {
    fields.iter().for_each(|field| check::field(ctxt, field));
    for field in fields.iter_mut().filter(|field| field.role != Role::Skipped) {
        if !check::is_readable(ctxt, &field.ty) || !can_stand(ctxt, field) {
            // Out of the way of what is written all the same.
            field.role = Role::Skipped;
        }
    }
    check::rules(ctxt, &options.rules, fields);
    names(ctxt, fields);
    for second in fields.iter().filter(|field| field.role == Role::Rest).skip(1) {
        ctxt.at(&second.ident, "the keys that no field takes are kept once: remove this flattened map");
    }
}

/// Whether a flattened field can be flattened, as far as the spelling of its type tells.
fn can_stand(ctxt: &Ctxt, field: &Field) -> bool {
    if !matches!(field.role, Role::Flattened | Role::Rest) {
        return true;
    }
    let wrong = if kind::option(&field.ty).is_some() {
        Some("whether a flattened field is there cannot be told: take the `Option` away".to_owned())
    } else if field.role == Role::Flattened && kind::of(&field.ty).is_some() {
        Some(format!(
            "`{}` cannot be flattened: use a struct with named fields or a map",
            kind::spelled(&field.ty)
        ))
    } else {
        None
    };
    if let Some(wrong) = &wrong {
        ctxt.at(&field.ty, wrong);
    }
    wrong.is_none()
}

/// Attributes of one kind of type on another.
fn misplaced(ctxt: &Ctxt, wrong: &[(&Option<Ident>, &str, &str)]) {
    for (place, key, on) in wrong {
        if let Some(place) = place {
            ctxt.at(place, format!("`{key}` is for {on}, remove it"));
        }
    }
}

/// Rules that compare fields where there are none.
fn no_rules(ctxt: &Ctxt, options: &Options, what: &str) {
    for rule in &options.rules {
        ctxt.at(
            &rule.tokens,
            format!("{what} has no fields for a rule to compare, put the rule where it is used"),
        );
    }
}

fn newtype(ctxt: &Ctxt, options: &Options, syntax: &syn::Field) -> Field {
    const STRUCT: &str = "a struct with named fields";
    let wrong = [
        (&options.builder, "builder", STRUCT),
        (&options.open, "open", "an enum or a struct with named fields"),
        (&options.text, "text", "an enum"),
    ];
    misplaced(ctxt, &wrong);
    no_rules(ctxt, options, "a newtype");
    match &options.model {
        Some(model) => ctxt.at(model, "a newtype has no fields to bind: bind the struct inside it"),
        None => bind::unbound(ctxt, options, &[]),
    }
    serde_attr::field(ctxt, &syntax.attrs);
    let field = unkeyed(ctxt, options, syntax);
    bind::unbound(ctxt, &Options::default(), std::slice::from_ref(&field));
    check::field(ctxt, &field);
    field
}

fn unkeyed(ctxt: &Ctxt, options: &Options, syntax: &syn::Field) -> Field {
    let ident = Ident::new("__value", syntax.span());
    let attrs = attr::field(ctxt, syntax.ident.as_ref().unwrap_or(&ident), &syntax.attrs);
    if let Some(sensitive) = attrs.sensitive.as_ref().filter(|_| options.debug.is_none()) {
        ctxt.at(sensitive, "`sensitive` is for the `Debug` of `#[fin(debug)]`, put that on the type");
    }
    Field {
        list: kind::item(&syntax.ty).is_some(),
        ident,
        ty: syntax.ty.clone(),
        name: String::new(),
        role: Role::Keyed,
        absent: Absent::Type,
        sensitive: attrs.sensitive.is_some(),
        extra: attrs.extra,
        demands: attrs.demands,
        rules: attrs.rules,
        fit: None,
    }
}

fn field(
    ctxt: &Ctxt,
    options: &Options,
    syntax: &syn::Field,
    container: &serde_attr::Container,
) -> Option<Field> {
    let ident = syntax.ident.clone()?;
    let serde = serde_attr::field(ctxt, &syntax.attrs);
    let mut field = unkeyed(ctxt, options, syntax);
    let plain = ident.unraw().to_string();
    field.name = serde.rename.unwrap_or_else(|| match container.rename_all {
        Some(case) => case.field(&plain),
        None => plain,
    });
    field.role = match (serde.skip, serde.flatten) {
        (true, _) => Role::Skipped,
        (false, true) if kind::is_map(&syntax.ty) => Role::Rest,
        (false, true) => Role::Flattened,
        (false, false) => Role::Keyed,
    };
    field.absent = match (serde.absent, &container.default) {
        (Absent::Type, Some(whole)) => Absent::Whole(whole.clone()),
        (other, _) => other,
    };
    if field.role != Role::Keyed {
        let own = field.demands.iter().map(|demand| &demand.tokens);
        for tokens in own.chain(field.rules.iter().map(|rule| &rule.tokens)) {
            ctxt.at(tokens, "this field has no key of its own: put constraints and rules on what it holds");
        }
    }
    field.ident = ident;
    Some(field)
}

/// Two fields under one key: the second would never be read.
fn names(ctxt: &Ctxt, fields: &mut [Field]) {
    let mut seen = HashSet::new();
    for field in fields.iter_mut().filter(|field| field.role == Role::Keyed) {
        if !seen.insert(field.name.clone()) {
            ctxt.at(&field.ident, format!("two fields are called `{}` on the wire, rename one", field.name));
            // Out of the way of the first one in what is written all the same.
            field.name.push(' ');
        }
    }
}

fn enumeration(
    ctxt: &Ctxt,
    input: &DeriveInput,
    options: &Options,
    container: &serde_attr::Container,
    data: &syn::DataEnum,
) -> Shape {
    const STRUCT: &str = "a struct";
    misplaced(ctxt, &[(&options.builder, "builder", STRUCT), (&options.debug, "debug", STRUCT)]);
    no_rules(ctxt, options, "an enum");
    let mut variants: Vec<Variant> = Vec::new();
    let (mut other, mut meant) = (None, false);
    for syntax in &data.variants {
        if attr::variant(ctxt, &syntax.attrs) {
            meant = true;
            let kept = keeps(ctxt, options, syntax);
            if other.is_some() {
                ctxt.at(
                    &syntax.ident,
                    "unknown texts are kept by one variant, take `#[fin(other)]` away here",
                );
            }
            other = other.or(kept);
            continue;
        }
        if !matches!(syntax.fields, Fields::Unit) {
            ctxt.at(
                &syntax.fields,
                "a variant stands for a text: take its fields away, or make it a struct with optional fields",
            );
            continue;
        }
        let plain = syntax.ident.unraw().to_string();
        let renamed = serde_attr::variant(ctxt, &syntax.attrs);
        let name = renamed.unwrap_or_else(|| match container.rename_all {
            Some(case) => case.variant(&plain),
            None => plain,
        });
        if variants.iter().any(|earlier| earlier.name == name) {
            ctxt.at(&syntax.ident, format!("two variants are called `{name}` on the wire, rename one"));
        }
        variants.push(Variant { ident: syntax.ident.clone(), name });
    }
    if let Some(open) = options.open.as_ref().filter(|_| !meant) {
        ctxt.at(open, "an open enum needs a last variant `#[fin(other)] Other(String)`");
    }
    if data.variants.is_empty() {
        ctxt.at(&input.ident, "an enum without variants has no values: add one");
    }
    bind::variants(ctxt, &input.ident, options, &variants);
    Shape::Enum { variants, other }
}

/// The variant that keeps unknown texts, if it can.
fn keeps(ctxt: &Ctxt, options: &Options, syntax: &syn::Variant) -> Option<Ident> {
    let holds_text = match &syntax.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            fields.unnamed.first().is_some_and(|field| kind::name(&field.ty).as_deref() == Some("String"))
        }
        _ => false,
    };
    if !holds_text {
        ctxt.at(syntax, "`#[fin(other)]` keeps the text: write the variant as `Other(String)`");
        return None;
    }
    if options.open.is_none() {
        ctxt.at(&syntax.ident, "`#[fin(other)]` keeps unknown texts: mark the enum with `#[fin(open)]`");
    }
    Some(syntax.ident.clone())
}
