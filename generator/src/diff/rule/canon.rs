use crate::api::{Step, UniquePath};
use crate::rules::{Compare, Expr, ExprKind, Function, Literal, Macro};

/// An expression as one text: the same for expressions that say the same thing, whatever model they are of.
pub fn canon(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Literal(literal) => literal_text(literal),
        ExprKind::This => String::from("this"),
        ExprKind::Variable(name) => name.clone(),
        ExprKind::Field { of, name, .. } => format!("{}.{name}", canon(of)),
        ExprKind::Context(name) => format!("context.{name}"),
        ExprKind::Has(inner) => format!("has({})", canon(inner)),
        ExprKind::Not(inner) => format!("!({})", canon(inner)),
        ExprKind::And(a, b) => format!("({} && {})", canon(a), canon(b)),
        ExprKind::Or(a, b) => format!("({} || {})", canon(a), canon(b)),
        ExprKind::Compare(compare, a, b) => format!("({} {} {})", canon(a), sign(*compare), canon(b)),
        ExprKind::In(a, b) => format!("({} in {})", canon(a), canon(b)),
        ExprKind::ListLiteral(literals) => {
            // Membership does not know an order.
            let mut texts: Vec<String> = literals.iter().map(literal_text).collect();
            texts.sort_unstable();
            texts.dedup();
            format!("[{}]", texts.join(", "))
        }
        ExprKind::Call(function, arguments) => {
            let arguments: Vec<String> = arguments.iter().map(canon).collect();
            format!("{}({})", function_name(function), arguments.join(", "))
        }
        ExprKind::Macro { which, list, item, body } => {
            format!("{}.{}({item}, {})", canon(list), macro_name(*which), canon(body))
        }
    }
}

/// The paths of a uniqueness rule, each as one text, without the names of items that nothing asks about.
pub fn canon_paths(paths: &[UniquePath]) -> Vec<String> {
    let mut texts: Vec<String> = paths.iter().map(canon_path).collect();
    texts.sort_unstable();
    texts
}

fn canon_path(path: &UniquePath) -> String {
    let mut text = String::new();
    for step in &path.steps {
        match step {
            Step::Field(name) => text.push_str(&format!(".{name}")),
            Step::Each(name) if path.when.is_some() => text.push_str(&format!("[{name}]")),
            Step::Each(_) => text.push_str("[]"),
        }
    }
    match &path.when {
        Some(when) => format!("{text} when {}", canon(&when.expr)),
        None => text,
    }
}

/// Whether every text of one path is a text of the other.
pub fn covers(all: &UniquePath, part: &UniquePath) -> bool {
    let names = |path: &UniquePath| {
        let name = |step: &Step| match step {
            Step::Field(name) => Some(name.clone()),
            Step::Each(_) => None,
        };
        path.steps.iter().map(name).collect::<Vec<_>>()
    };
    names(all) == names(part) && (all.when.is_none() || canon_path(all) == canon_path(part))
}

fn literal_text(literal: &Literal) -> String {
    match literal {
        Literal::Boolean(value) => value.to_string(),
        // Numbers of one value are one number.
        #[allow(clippy::cast_precision_loss, reason = "constants are within the doubles' integers")]
        Literal::Integer(value) => (*value as f64).to_string(),
        Literal::Number(value) => value.to_string(),
        Literal::Text(text) => format!("{text:?}"),
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

fn function_name(function: &Function) -> String {
    match function {
        Function::Size => "size".into(),
        Function::IsAscii => "is_ascii".into(),
        Function::IsBlank => "is_blank".into(),
        Function::HasFormat(format) => format!("has_format:{format}"),
        Function::Sum => "sum".into(),
        Function::YearsBetween => "years_between".into(),
    }
}

fn macro_name(which: Macro) -> &'static str {
    match which {
        Macro::All => "all",
        Macro::Exists => "exists",
        Macro::ExistsOne => "exists_one",
        Macro::Filter => "filter",
        Macro::Map => "map",
    }
}
