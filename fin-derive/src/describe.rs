//! A type's syntax → its description.

use crate::{
    attr, bind, check,
    ctxt::Ctxt,
    input::{Absent, Field, Options, Role, Shape, Variant},
    kind, serde_attr,
};
use syn::{Data, DeriveInput, Fields, Ident, ext::IdentExt, spanned::Spanned};

/// The description; `None` where the type is none that can be a payload.
pub fn describe(ctxt: &Ctxt, input: &DeriveInput) -> Option<(Options, Shape)> {
    let mut options = attr::container(ctxt, &input.attrs);
    let serde = serde_attr::container(ctxt, &input.attrs);
    let shape = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(named) => {
                let each = named.named.iter();
                let mut fields: Vec<_> = each.filter_map(|syntax| field(ctxt, syntax, &serde)).collect();
                bind::fields(ctxt, &input.ident, &mut options, &mut fields);
                fields.iter().for_each(|field| check::field(ctxt, field));
                names(ctxt, &fields);
                Shape::Struct(fields)
            }
            Fields::Unnamed(unnamed) if unnamed.unnamed.len() == 1 => {
                let inner = unnamed.unnamed.first()?;
                let field = unkeyed(ctxt, inner);
                check::field(ctxt, &field);
                struct_only(ctxt, &options, "a newtype");
                Shape::Newtype(Box::new(field))
            }
            _ => {
                ctxt.at(&input.ident, "a payload is a struct with named fields, or around one unnamed field");
                return None;
            }
        },
        Data::Enum(data) => {
            struct_only(ctxt, &options, "an enum");
            enumeration(ctxt, input, &options, &serde, data)?
        }
        Data::Union(_) => {
            ctxt.at(&input.ident, "a union cannot be a payload, make it a struct or an enum");
            return None;
        }
    };
    Some((options, shape))
}

fn struct_only(ctxt: &Ctxt, options: &Options, what: &str) {
    let model_on_newtype = options.model.as_ref().filter(|_| what == "a newtype");
    if let Some(model) = model_on_newtype {
        ctxt.at(model, "a newtype has no fields to bind, bind the struct inside it");
    }
    if !options.rules.is_empty() {
        ctxt.at_span(&proc_macro2::Span::call_site(), format!("{what} has no fields for a rule to compare"));
    }
}

fn unkeyed(ctxt: &Ctxt, syntax: &syn::Field) -> Field {
    let ident = Ident::new("__value", syntax.span());
    let attrs = attr::field(ctxt, &ident, &syntax.attrs);
    Field {
        list: kind::item(&syntax.ty).is_some(),
        ident,
        ty: syntax.ty.clone(),
        name: String::new(),
        role: Role::Keyed,
        absent: Absent::Type,
        sensitive: attrs.sensitive,
        extra: attrs.extra,
        demands: attrs.demands,
        rules: attrs.rules,
    }
}

fn field(ctxt: &Ctxt, syntax: &syn::Field, container: &serde_attr::Container) -> Option<Field> {
    let ident = syntax.ident.clone()?;
    let serde = serde_attr::field(ctxt, &syntax.attrs);
    let mut field = unkeyed(ctxt, syntax);
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
    field.absent = match serde.absent {
        Absent::Type if container.default => Absent::Default,
        other => other,
    };
    if field.role != Role::Keyed && !(field.demands.is_empty() && field.rules.is_empty()) {
        ctxt.at(&ident, "a field without a key of its own takes no constraints, put them on what it holds");
    }
    field.ident = ident;
    Some(field)
}

/// Two fields under one key: the second would never be read.
fn names(ctxt: &Ctxt, fields: &[Field]) {
    let keyed = || fields.iter().filter(|field| field.role == Role::Keyed);
    for (index, field) in keyed().enumerate() {
        if keyed().take(index).any(|earlier| earlier.name == field.name) {
            ctxt.at(&field.ident, format!("two fields are called `{}` on the wire, rename one", field.name));
        }
    }
}

fn enumeration(
    ctxt: &Ctxt,
    input: &DeriveInput,
    options: &Options,
    container: &serde_attr::Container,
    data: &syn::DataEnum,
) -> Option<Shape> {
    let (mut variants, mut other) = (Vec::new(), None);
    for syntax in &data.variants {
        let keeps = attr::variant(ctxt, &syntax.attrs);
        let holds_one = matches!(&syntax.fields, Fields::Unnamed(fields) if fields.unnamed.len() == 1);
        match (&syntax.fields, keeps) {
            (Fields::Unit, false) => {
                let serde = serde_attr::field(ctxt, &syntax.attrs);
                let plain = syntax.ident.unraw().to_string();
                let name = serde.rename.unwrap_or_else(|| match container.rename_all {
                    Some(case) => case.variant(&plain),
                    None => plain,
                });
                variants.push(Variant { ident: syntax.ident.clone(), name });
            }
            (_, true) if holds_one && options.open => other = Some(syntax.ident.clone()),
            (_, true) if holds_one => {
                ctxt.at(&syntax.ident, "`#[fin(other)]` keeps unknown texts, mark the enum with `#[fin(open)]`");
            }
            (_, true) => ctxt.at(&syntax.ident, "`#[fin(other)]` keeps the text, give the variant one `String`"),
            (_, false) => ctxt.at(
                syntax,
                "a variant stands for a text and holds no fields; for a choice of objects use a struct with optional ones",
            ),
        }
    }
    if options.open && other.is_none() && ctxt.is_clean() {
        ctxt.at(&input.ident, "an open enum needs a last variant `#[fin(other)] Other(String)`");
    }
    bind::variants(ctxt, &input.ident, options, &variants);
    Some(Shape::Enum { variants, other })
}
