//! The ways to get an expression slightly wrong, one at a time. Not all of them have a type.

use fingen::rules::{Compare, Expr, ExprKind, Function, Literal, Macro, Ty};

/// A way to get an expression wrong.
pub struct Alteration {
    /// The expressions that come of it.
    pub options: Vec<Expr>,
    /// How many of them are enough, of those that have a type.
    pub enough: usize,
}

/// Every alteration of an expression, in any part of it. `texts` are put in the place of other texts.
#[must_use]
pub fn alterations(expr: &Expr, texts: &[String]) -> Vec<Alteration> {
    let mut found = here(expr, texts);
    for (place, part) in parts(expr).into_iter().enumerate() {
        for Alteration { options, enough } in alterations(part, texts) {
            // What is compared is not denied: its comparison is, and no rule compares a condition.
            let is_apt = |option: &Expr| {
                !matches!((&expr.kind, &option.kind), (ExprKind::Compare(..), ExprKind::Not(_)))
            };
            let options = options.into_iter().filter(is_apt).filter_map(|option| {
                let mut whole = expr.clone();
                **parts_mut(&mut whole).get_mut(place)? = option;
                Some(whole)
            });
            found.push(Alteration { options: options.collect(), enough });
        }
    }
    found
}

/// What an expression is made of.
fn parts(expr: &Expr) -> Vec<&Expr> {
    match &expr.kind {
        ExprKind::Literal(_)
        | ExprKind::This
        | ExprKind::Variable(_)
        | ExprKind::Context(_)
        | ExprKind::ListLiteral(_) => Vec::new(),
        ExprKind::Field { of, .. } => vec![of],
        ExprKind::Has(inner) | ExprKind::Not(inner) => vec![inner],
        ExprKind::And(a, b) | ExprKind::Or(a, b) | ExprKind::Compare(_, a, b) | ExprKind::In(a, b) => {
            vec![a, b]
        }
        ExprKind::Call(_, arguments) => arguments.iter().collect(),
        ExprKind::Macro { list, body, .. } => vec![list, body],
    }
}

fn parts_mut(expr: &mut Expr) -> Vec<&mut Expr> {
    match &mut expr.kind {
        ExprKind::Literal(_)
        | ExprKind::This
        | ExprKind::Variable(_)
        | ExprKind::Context(_)
        | ExprKind::ListLiteral(_) => Vec::new(),
        ExprKind::Field { of, .. } => vec![of],
        ExprKind::Has(inner) | ExprKind::Not(inner) => vec![inner],
        ExprKind::And(a, b) | ExprKind::Or(a, b) | ExprKind::Compare(_, a, b) | ExprKind::In(a, b) => {
            vec![a, b]
        }
        ExprKind::Call(_, arguments) => arguments.iter_mut().collect(),
        ExprKind::Macro { list, body, .. } => vec![list, body],
    }
}

/// The alterations of the expression itself, its parts left alone.
fn here(expr: &Expr, texts: &[String]) -> Vec<Alteration> {
    let same = |kind: ExprKind| Expr { kind, ..expr.clone() };
    let mut found: Vec<Alteration> = match &expr.kind {
        ExprKind::Literal(value) => {
            some(other_literals(value, texts), |value| same(ExprKind::Literal(value)))
        }
        ExprKind::ListLiteral(items) => {
            let fewer = fewer(items).into_iter().map(|items| same(ExprKind::ListLiteral(items)));
            let more = more(items, texts).into_iter().map(|items| same(ExprKind::ListLiteral(items)));
            all(fewer.chain(more).collect())
        }
        ExprKind::Not(inner) => all(vec![(**inner).clone()]),
        ExprKind::And(a, b) => {
            all(vec![same(ExprKind::Or(a.clone(), b.clone())), (**a).clone(), (**b).clone()])
        }
        ExprKind::Or(a, b) => {
            all(vec![same(ExprKind::And(a.clone(), b.clone())), (**a).clone(), (**b).clone()])
        }
        ExprKind::Compare(compare, a, b) => {
            let compared = |other: Compare| same(ExprKind::Compare(other, a.clone(), b.clone()));
            all(other_comparisons(*compare).iter().copied().map(compared).collect())
        }
        ExprKind::Call(Function::HasFormat(_), arguments) => {
            let named = |name: String| same(ExprKind::Call(Function::HasFormat(name), arguments.clone()));
            some(texts.to_vec(), named)
        }
        ExprKind::Call(Function::Sum, arguments) if arguments.len() > 1 => {
            let call = |arguments| same(ExprKind::Call(Function::Sum, arguments));
            all(fewer(arguments).into_iter().map(call).collect())
        }
        ExprKind::Call(Function::YearsBetween, arguments) => {
            let turned = arguments.iter().rev().cloned().collect();
            all(vec![same(ExprKind::Call(Function::YearsBetween, turned))])
        }
        ExprKind::Macro { which, list, item, body } => {
            let with = |which: Macro| {
                same(ExprKind::Macro { which, list: list.clone(), item: item.clone(), body: body.clone() })
            };
            all(match which {
                Macro::All | Macro::ExistsOne => vec![with(Macro::Exists)],
                Macro::Exists => vec![with(Macro::All), with(Macro::ExistsOne)],
                // Nothing is left out.
                Macro::Filter => vec![(**list).clone()],
                Macro::Map => Vec::new(),
            })
        }
        ExprKind::This
        | ExprKind::Variable(_)
        | ExprKind::Context(_)
        | ExprKind::Field { .. }
        | ExprKind::Has(_)
        | ExprKind::In(..)
        | ExprKind::Call(..) => Vec::new(),
    };
    // A comparison is denied by its opposite, and what is denied already has been freed of it.
    let is_denied = matches!(expr.kind, ExprKind::Compare(..) | ExprKind::Not(_) | ExprKind::Literal(_));
    if expr.ty == Ty::Boolean && !is_denied {
        found.extend(all(vec![same(ExprKind::Not(Box::new(expr.clone())))]));
    }
    found
}

/// Every one of these.
fn all(options: Vec<Expr>) -> Vec<Alteration> {
    options.into_iter().map(|option| Alteration { options: vec![option], enough: 1 }).collect()
}

/// Two of these, whichever have a type.
fn some<T>(options: Vec<T>, whole: impl Fn(T) -> Expr) -> Vec<Alteration> {
    vec![Alteration { options: options.into_iter().map(whole).collect(), enough: 2 }]
}

/// The opposite, and the bound taken in or left out.
fn other_comparisons(compare: Compare) -> &'static [Compare] {
    match compare {
        Compare::Equal => &[Compare::NotEqual],
        Compare::NotEqual => &[Compare::Equal],
        Compare::Less => &[Compare::GreaterOrEqual, Compare::LessOrEqual],
        Compare::LessOrEqual => &[Compare::Greater, Compare::Less],
        Compare::Greater => &[Compare::LessOrEqual, Compare::GreaterOrEqual],
        Compare::GreaterOrEqual => &[Compare::Less, Compare::Greater],
    }
}

fn other_literals(literal: &Literal, texts: &[String]) -> Vec<Literal> {
    match literal {
        Literal::Boolean(value) => vec![Literal::Boolean(!value)],
        Literal::Integer(value) => {
            [value.checked_sub(1), value.checked_add(1)].into_iter().flatten().map(Literal::Integer).collect()
        }
        // One more and one less in the last place: bounds have at most two.
        Literal::Number(value) => {
            [-0.01, 0.01].map(|step| Literal::Number(((value + step) * 100.0).round() / 100.0)).to_vec()
        }
        Literal::Text(text) => {
            texts.iter().filter(|other| *other != text).cloned().map(Literal::Text).collect()
        }
    }
}

/// The list with each of its items left out.
fn fewer<T: Clone>(items: &[T]) -> Vec<Vec<T>> {
    let without = |place| {
        let (before, after) = items.split_at(place);
        before.iter().chain(after.iter().skip(1)).cloned().collect()
    };
    if items.len() > 1 { (0..items.len()).map(without).collect() } else { Vec::new() }
}

/// The list with each text that is not in it.
fn more(items: &[Literal], texts: &[String]) -> Vec<Vec<Literal>> {
    let others = texts.iter().cloned().map(Literal::Text).filter(|other| !items.contains(other));
    others.map(|other| items.iter().cloned().chain([other]).collect()).collect()
}
