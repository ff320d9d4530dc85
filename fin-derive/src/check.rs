//! Constraints held against the types of the fields that carry them, and against each other.

use crate::{
    ctxt::Ctxt,
    input::{Demand, Field},
    kind,
};
use fin_core::{Applies, Constraint, Kind};

/// Reports what does not fit.
pub fn field(ctxt: &Ctxt, field: &Field) {
    let whole = kind::of(&field.ty);
    let part = match kind::item(&field.ty) {
        Some(item) => kind::of(item),
        None => whole,
    };
    for demand in &field.demands {
        let name = demand.constraint.name();
        let kind = if name.applies() == Applies::List { whole } else { part };
        if let Some(kind) = kind.filter(|kind| !name.fits(*kind)) {
            let needs = match name.applies() {
                Applies::Text => "text",
                Applies::Number => "an integer or a number",
                Applies::Date => "a date",
                Applies::List => "a list",
            };
            let message =
                format!("`{}` is for {needs}, and `{}` is {}", name.key(), field.ident, article(kind));
            ctxt.at_span(&demand.span, message);
        }
    }
    bounds(ctxt, &field.demands);
}

fn article(kind: Kind) -> String {
    match kind {
        Kind::Text => String::from("text"),
        Kind::Integer | Kind::Enum | Kind::Object => format!("an {}", kind.name()),
        _ => format!("a {}", kind.name()),
    }
}

/// A lower bound above its upper one lets nothing through.
fn bounds(ctxt: &Ctxt, demands: &[Demand]) {
    for low in demands {
        for high in demands {
            let (what, least, most) = match (&low.constraint, &high.constraint) {
                (Constraint::MinLength(low), Constraint::MaxLength(high)) => {
                    ("length", f64::from(*low), f64::from(*high))
                }
                (Constraint::Minimum(low), Constraint::Maximum(high)) => ("value", *low, *high),
                (Constraint::MinAge(low), Constraint::MaxAge(high)) => {
                    ("age", f64::from(*low), f64::from(*high))
                }
                (Constraint::MinItems(low), Constraint::MaxItems(high)) => {
                    ("number of items", f64::from(*low), f64::from(*high))
                }
                _ => continue,
            };
            if least > most {
                ctxt.at_span(&high.span, format!("no {what} is at least {least} and at most {most}"));
            }
        }
    }
}
