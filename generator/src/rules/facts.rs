//! What is known to be there once a condition has held: the paths that an expression need no longer ask for.

use super::{Expr, ExprKind, Macro};

/// `this.address.country` as its names, from `this`, `context` or an item's name down.
pub type Path = Vec<String>;

/// The path of a field, a context value or an item.
pub fn path(expr: &Expr) -> Option<Path> {
    match &expr.kind {
        ExprKind::This => Some(vec![String::from("this")]),
        ExprKind::Variable(name) => Some(vec![name.clone()]),
        ExprKind::Context(name) => Some(vec![String::from("context"), name.clone()]),
        ExprKind::Field { of, name, .. } => {
            let mut path = path(of)?;
            path.push(name.clone());
            Some(path)
        }
        _ => None,
    }
}

/// Whether one of the known paths leads through this one.
pub fn is_known(known: &[Path], path: &Path) -> bool {
    known.iter().any(|fact| fact.starts_with(path))
}

/// What is there when the expression is `truth`; of `None`, when it is either, but not absent.
pub fn facts(expr: &Expr, truth: Option<bool>) -> Vec<Path> {
    match (&expr.kind, truth) {
        (ExprKind::Not(inner), _) => facts(inner, truth.map(|truth| !truth)),
        (ExprKind::And(a, b), Some(true)) | (ExprKind::Or(a, b), Some(false)) => {
            union(facts(a, truth), facts(b, truth))
        }
        (ExprKind::And(a, b), Some(false)) | (ExprKind::Or(a, b), Some(true)) => {
            intersection(facts(a, truth), &facts(b, truth))
        }
        (ExprKind::And(..) | ExprKind::Or(..), None) => {
            intersection(facts(expr, Some(true)), &facts(expr, Some(false)))
        }
        (ExprKind::Has(inner), Some(true)) => path(inner).into_iter().collect(),
        (ExprKind::Has(inner), _) => match &inner.kind {
            ExprKind::Field { of, .. } => facts(of, None),
            _ => Vec::new(),
        },
        (ExprKind::Field { of, .. }, _) => match path(expr) {
            Some(path) => vec![path],
            None => facts(of, None),
        },
        (ExprKind::Context(_), _) => path(expr).into_iter().collect(),
        (ExprKind::Compare(_, a, b) | ExprKind::In(a, b), _) => union(facts(a, None), facts(b, None)),
        (ExprKind::Call(_, args), _) => args.iter().flat_map(|arg| facts(arg, None)).collect(),
        (ExprKind::Macro { list, .. }, _) => facts(list, None),
        (ExprKind::Literal(_) | ExprKind::This | ExprKind::Variable(_) | ExprKind::ListLiteral(_), _) => {
            Vec::new()
        }
    }
}

/// What is there of every item of a list, as paths from the item: what the filters before have asked for.
pub fn of_items(list: &Expr) -> Vec<Path> {
    let ExprKind::Macro { which, list, item, body } = &list.kind else { return Vec::new() };
    let before = of_items(list);
    let below = |paths: Vec<Path>, top: &[String]| {
        let below = |path: Path| Some(path.strip_prefix(top)?.to_vec()).filter(|rest| !rest.is_empty());
        paths.into_iter().filter_map(below).collect::<Vec<Path>>()
    };
    match which {
        Macro::Filter => union(before, below(facts(body, Some(true)), std::slice::from_ref(item))),
        Macro::Map => match path(body) {
            Some(path) if path.first() == Some(item) => below(before, path.get(1..).unwrap_or_default()),
            _ => Vec::new(),
        },
        Macro::All | Macro::Exists | Macro::ExistsOne => Vec::new(),
    }
}

fn union(mut a: Vec<Path>, b: Vec<Path>) -> Vec<Path> {
    a.extend(b);
    a
}

/// What both know: of a path that leads through one of the other side's, that one.
fn intersection(a: Vec<Path>, b: &[Path]) -> Vec<Path> {
    let common = |a: &Path, b: &Path| {
        let length = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        a.iter().take(length).cloned().collect::<Path>()
    };
    let both = a.iter().flat_map(|a| b.iter().map(move |b| common(a, b)));
    both.filter(|path| path.len() > 1).collect()
}
