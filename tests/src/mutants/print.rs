//! A typed expression as CEL again.

use fingen::rules::{Compare, Expr, ExprKind, Function, Literal, Macro, Ty};

/// The text of an expression.
#[must_use]
pub fn cel(expr: &Expr) -> String {
    print(expr, Binds::Loosest)
}

/// How tightly the place of an expression binds: what binds less goes into brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binds {
    Loosest,
    And,
    Relation,
    Tightest,
}

fn print(expr: &Expr, place: Binds) -> String {
    let (text, binds) = match &expr.kind {
        ExprKind::Or(a, b) => {
            (format!("{} || {}", print(a, Binds::Loosest), print(b, Binds::And)), Binds::Loosest)
        }
        ExprKind::And(a, b) => {
            (format!("{} && {}", print(a, Binds::And), print(b, Binds::Relation)), Binds::And)
        }
        ExprKind::Compare(compare, a, b) => {
            let (a, b) = (print(a, Binds::Tightest), print(b, Binds::Tightest));
            (format!("{a} {} {b}", sign(*compare)), Binds::Relation)
        }
        ExprKind::In(a, b) => {
            (format!("{} in {}", print(a, Binds::Tightest), print(b, Binds::Tightest)), Binds::Relation)
        }
        ExprKind::Not(a) => (format!("!{}", print(a, Binds::Tightest)), Binds::Tightest),
        ExprKind::Literal(value) => (literal(value), Binds::Tightest),
        ExprKind::This => ("this".to_owned(), Binds::Tightest),
        ExprKind::Variable(name) => (name.clone(), Binds::Tightest),
        ExprKind::Context(name) => (format!("context.{name}"), Binds::Tightest),
        ExprKind::Field { of, name, .. } => {
            (format!("{}.{name}", print(of, Binds::Tightest)), Binds::Tightest)
        }
        ExprKind::Has(a) => (format!("has({})", cel(a)), Binds::Tightest),
        ExprKind::ListLiteral(items) => {
            let items: Vec<String> = items.iter().map(literal).collect();
            (format!("[{}]", items.join(", ")), Binds::Tightest)
        }
        ExprKind::Call(function, arguments) => (call(function, arguments), Binds::Tightest),
        ExprKind::Macro { which, list, item, body } => {
            let list = print(list, Binds::Tightest);
            (format!("{list}.{}({item}, {})", name_of(*which), cel(body)), Binds::Tightest)
        }
    };
    if binds < place { format!("({text})") } else { text }
}

fn call(function: &Function, arguments: &[Expr]) -> String {
    let printed: Vec<String> = arguments.iter().map(cel).collect();
    let printed = printed.join(", ");
    match function {
        Function::Size => format!("size({printed})"),
        Function::IsAscii => format!("is_ascii({printed})"),
        Function::IsBlank => format!("is_blank({printed})"),
        Function::HasFormat(name) => format!("has_format({printed}, '{name}')"),
        Function::Sum if matches!(arguments, [Expr { ty: Ty::List(_), .. }]) => format!("sum({printed})"),
        Function::Sum => format!("sum([{printed}])"),
        Function::YearsBetween => format!("years_between({printed})"),
    }
}

fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Boolean(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        // With a point: without one it would be an integer.
        Literal::Number(value) => format!("{value:?}"),
        Literal::Text(text) if text.contains('\'') => format!("\"{text}\""),
        Literal::Text(text) => format!("'{text}'"),
    }
}

fn sign(compare: Compare) -> &'static str {
    match compare {
        Compare::Equal => "==",
        Compare::NotEqual => "!=",
        Compare::Less => "<",
        Compare::LessOrEqual => "<=",
        Compare::Greater => ">",
        Compare::GreaterOrEqual => ">=",
    }
}

fn name_of(which: Macro) -> &'static str {
    match which {
        Macro::All => "all",
        Macro::Exists => "exists",
        Macro::ExistsOne => "exists_one",
        Macro::Filter => "filter",
        Macro::Map => "map",
    }
}
