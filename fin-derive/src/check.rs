//! Constraints held against the types of the fields that carry them, and against each other; rules against
//! the fields that there are.

use crate::{
    bind::a,
    ctxt::Ctxt,
    emit::own_names,
    input::{Body, Demand, Field, Role, Rule, Step},
    kind,
};
use fin_core::{Applies, Constraint, Kind, Name, nearest};
use proc_macro2::{TokenStream, TokenTree};
use syn::Type;

/// Reports what does not fit in one field.
pub fn field(ctxt: &Ctxt, field: &Field) {
    let whole = kind::of(&field.ty);
    let part = match kind::item(&field.ty) {
        Some(item) => kind::of(item),
        None => whole,
    };
    // What the model demands was held against the type while binding.
    for demand in field.demands.iter().filter(|demand| !demand.bound) {
        let name = demand.constraint.name();
        let kind = if name.applies() == Applies::List { whole } else { part };
        if let Some(kind) = kind.filter(|kind| !name.fits(*kind)) {
            let needs = match name.applies() {
                Applies::Text => "text",
                Applies::Number => "an integer or a number",
                Applies::Date => "a date",
                Applies::List => "a list",
            };
            let called = if field.name.is_empty() { "this".to_owned() } else { format!("`{}`", field.name) };
            let message = format!("`{}` is for {needs}, {called} is {}: remove it", name.key(), a(kind));
            ctxt.at(&demand.tokens, message);
        } else if name == Name::UniqueItems && part == Some(Kind::Number) {
            ctxt.at(
                &demand.tokens,
                "`unique_items` compares items, which numbers with a fraction do not: remove it",
            );
        }
    }
    for rule in &field.rules {
        match &rule.body {
            Body::Require { when, require, .. } => {
                when.iter().chain([require]).for_each(|tokens| sees_itself(ctxt, tokens, field));
            }
            Body::Unique(paths) => {
                for path in paths {
                    if let Some(Step::Field(first)) = path.steps.first() {
                        known(ctxt, first, &path.literal, std::slice::from_ref(field));
                    }
                }
            }
        }
    }
    twice(ctxt, &field.demands);
    bounds(ctxt, &field.demands);
}

/// A rule on a field has nothing but its value.
fn sees_itself(ctxt: &Ctxt, tokens: &TokenStream, field: &Field) {
    let names = own_names(field);
    let mut trees = tokens.clone().into_iter().peekable();
    while let Some(tree) = trees.next() {
        match tree {
            TokenTree::Group(group) => sees_itself(ctxt, &group.stream(), field),
            TokenTree::Ident(ident) if ident == "self" => {
                let dot = trees.next_if(|next| matches!(next, TokenTree::Punct(dot) if dot.as_char() == '.'));
                let name = trees.next_if(|_| dot.is_some()).map(|name| name.to_string());
                let is_own = name
                    .as_ref()
                    .is_some_and(|name| names.iter().any(|own| own == name.trim_start_matches("r#")));
                if !is_own {
                    let [own, _] = &names;
                    ctxt.at(ident, format!("a rule on a field sees that field alone, as `self.{own}`: put the rule on the struct"));
                }
            }
            _ => {}
        }
    }
}

/// Whether the type can be read, as far as its spelling tells; reports those that look as if they could.
pub fn is_readable(ctxt: &Ctxt, ty: &Type) -> bool {
    let remedy = match ty {
        Type::Reference(_) => Some("`Cow<'a, str>` borrows where it can"),
        Type::Tuple(_) => Some("use a struct"),
        Type::Array(_) | Type::Slice(_) => Some("use a `Vec`, with `min_items` and `max_items`"),
        Type::Path(_) => match kind::name(ty).as_deref() {
            Some("f32") => Some("use `f64`"),
            Some("i128" | "u128" | "isize") => Some("use `i64`"),
            Some("char") => Some("use a `String`, with `max_length = 1`"),
            Some("HashSet" | "BTreeSet") => Some("use a `Vec`, with `unique_items`"),
            Some("VecDeque" | "LinkedList") => Some("use a `Vec`"),
            Some("Rc" | "Arc") => Some("use a `Box`"),
            _ => None,
        },
        _ => None,
    };
    if let Some(remedy) = remedy {
        ctxt.at(ty, format!("`{}` cannot be read: {remedy}", kind::spelled(ty)));
        return false;
    }
    // Each is looked at, so that each is reported.
    let unreadable = kind::arguments(ty).filter(|inner| !is_readable(ctxt, inner)).count();
    unreadable == 0
}

/// A constraint that the user gives twice, `range` counted as its two. Beside one of the model it tightens.
fn twice(ctxt: &Ctxt, demands: &[Demand]) {
    for (index, demand) in demands.iter().enumerate().filter(|(_, demand)| !demand.bound) {
        let name = demand.constraint.name();
        let repeats = |earlier: &&Demand| !earlier.bound && earlier.constraint.name() == name;
        if demands.iter().take(index).find(repeats).is_some() {
            ctxt.at(&demand.tokens, format!("`{}` is given twice, remove one", name.key()));
        }
    }
}

/// Two constraints that together let nothing through.
fn bounds(ctxt: &Ctxt, demands: &[Demand]) {
    for low in demands {
        for high in demands {
            if let Some(clash) = clash(&low.constraint, &high.constraint) {
                let (low_key, high_key) = (low.constraint.name().key(), high.constraint.name().key());
                // The model's own bounds agree: one of the two is the user's.
                let tokens = if high.bound { &low.tokens } else { &high.tokens };
                ctxt.at(tokens, format!("{clash}: change `{low_key}` or `{high_key}`"));
            }
        }
    }
}

fn clash(low: &Constraint<String>, high: &Constraint<String>) -> Option<String> {
    use Constraint as C;
    let (what, least, most) = match (low, high) {
        (C::MinLength(low), C::MaxLength(high)) => ("text's length", f64::from(*low), f64::from(*high)),
        (C::Minimum(low), C::Maximum(high)) => ("number", *low, *high),
        (C::MinAge(low), C::MaxAge(high)) => ("age", f64::from(*low), f64::from(*high)),
        (C::MinItems(low), C::MaxItems(high)) => ("number of items", f64::from(*low), f64::from(*high)),
        (C::NotBlank, C::MaxLength(0)) => return Some("no text has a character and none".to_owned()),
        (C::Past | C::PastOrToday, C::Future) => return Some("no day is past and future".to_owned()),
        (C::Future, C::MinAge(least)) if *least > 0 => {
            return Some(format!("no future day is {least} years ago"));
        }
        _ => return None,
    };
    (least > most).then(|| format!("no {what} is at least {least} and at most {most}"))
}

/// Reports what the rules of a struct name and it does not have.
pub fn rules(ctxt: &Ctxt, rules: &[Rule], fields: &[Field]) {
    // What stands in a flattened field is not known here.
    if fields.iter().any(|field| field.role == Role::Flattened) {
        return;
    }
    for rule in rules {
        match &rule.body {
            Body::Require { at, .. } => {
                if let Some((first, literal)) = at.names.first().zip(at.literal.as_ref()) {
                    known(ctxt, first, literal, fields);
                }
            }
            Body::Unique(paths) => {
                for path in paths {
                    if let Some(Step::Field(first)) = path.steps.first() {
                        known(ctxt, first, &path.literal, fields);
                    }
                }
            }
        }
    }
}

/// Reports a path that starts at a field that is not there.
pub fn known(ctxt: &Ctxt, first: &str, path: &syn::LitStr, fields: &[Field]) {
    let names = || fields.iter().filter(|field| field.role == Role::Keyed).map(|field| field.name.as_str());
    if names().any(|name| name == first) {
        return;
    }
    let remedy = match nearest(first, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "start at the name of a field on the wire".to_owned(),
    };
    ctxt.at(path, format!("the path starts at `{first}`, which is no field here, {remedy}"));
}
