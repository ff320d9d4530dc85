use crate::api::{Rule, RuleBody};
use crate::rules::{Expr, ExprKind};

/// Calls something with every expression of a rule, from the outside in.
pub fn each<'a>(rule: &'a Rule, see: &mut impl FnMut(&'a Expr)) {
    let conditions: Vec<&Expr> = match &rule.body {
        RuleBody::Require { when, require, .. } => {
            when.iter().chain([require]).map(|condition| &condition.expr).collect()
        }
        RuleBody::Unique(paths) => paths.iter().filter_map(|path| Some(&path.when.as_ref()?.expr)).collect(),
    };
    each_in(conditions, see);
}

/// Calls something with every part of some expressions, from the outside in.
pub fn each_in<'a>(mut waiting: Vec<&'a Expr>, see: &mut impl FnMut(&'a Expr)) {
    while let Some(expr) = waiting.pop() {
        see(expr);
        match &expr.kind {
            ExprKind::Literal(_)
            | ExprKind::This
            | ExprKind::Variable(_)
            | ExprKind::Context(_)
            | ExprKind::ListLiteral(_) => {}
            ExprKind::Field { of, .. } => waiting.push(of),
            ExprKind::Has(inner) | ExprKind::Not(inner) => waiting.push(inner),
            ExprKind::And(a, b) | ExprKind::Or(a, b) | ExprKind::Compare(_, a, b) | ExprKind::In(a, b) => {
                waiting.extend([&**b, &**a]);
            }
            ExprKind::Call(_, arguments) => waiting.extend(arguments.iter().rev()),
            ExprKind::Macro { list, body, .. } => waiting.extend([&**body, &**list]),
        }
    }
}
