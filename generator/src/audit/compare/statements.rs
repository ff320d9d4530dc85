use super::index::{Index, fields, rules, values};
use crate::api::{Field, FieldType, Place, Rule, RuleBody, Shape, Step, Type};
use crate::rules::{Compare, Expr, ExprKind, Function, Literal, Macro};
use crate::source::Spot;
use std::collections::BTreeSet;

/// Something that the model demands, in the words in which guides demand it.
pub struct Statement {
    /// The key, of those of [`super::super::facts::What::Bound`].
    pub key: &'static str,
    /// The bound, or nothing.
    pub value: String,
    /// The fields and values that it is about.
    pub names: BTreeSet<String>,
    /// The words with which the model speaks of it.
    pub stems: BTreeSet<String>,
    /// Where the model has it from.
    pub place: Place,
    /// What it is called: `v2.Parcel.weight minimum`, `v2.Parcel too_heavy`.
    pub subject: String,
    /// Where it stands.
    pub spot: Option<Spot>,
    /// Whether it is about a field of which a table has a row.
    pub tabled: bool,
}

/// What the types of a document and version demand.
pub fn statements(index: &Index<'_>, document: &str, version: &str) -> Vec<Statement> {
    let mut all = Vec::new();
    for (_, ty) in index.types(version).filter(|(_, ty)| ty.in_request && !ty.open) {
        let mut made = Vec::new();
        for field in fields(ty) {
            of_field(index, ty, field, &mut made);
        }
        for rule in rules(ty) {
            of_rule(index, ty, rule, &mut made);
        }
        if let Shape::Enum { .. } = ty.shape {
            made.push(kinds(index, ty));
        }
        // What both guides' types share belongs to both.
        let shared = ty.scope == crate::api::Scope::Shared;
        all.extend(made.into_iter().filter(|made| shared || made.place.document == document));
    }
    all
}

fn of_field(index: &Index<'_>, ty: &Type, field: &Field, made: &mut Vec<Statement>) {
    let subject = format!("{}.{}", ty.qualified(), field.name);
    let mut add = |key: &'static str, value: String, words: &str| {
        let says = field.place.says.as_deref().unwrap_or_default();
        made.push(Statement {
            key,
            value,
            names: BTreeSet::from([field.name.clone()]),
            stems: stems(&format!("{} {} {says} {words}", spoken(&field.name), field.doc)),
            place: field.place.clone(),
            subject: subject.clone(),
            spot: index.spot(ty, "fields", Some(&field.name)),
            tabled: false,
        });
    };
    add(if field.required { "required" } else { "optional" }, String::new(), "");
    let list = matches!(field.ty, FieldType::List(_));
    let bounds = super::limits::constraints(field);
    for (key, value) in &bounds {
        // A guide counts the entries of a list without saying so.
        let key = match *key {
            "min_items" => "at_least",
            "max_items" => "at_most",
            "unique_items" => "unique",
            key => key,
        };
        add(key, value.clone(), "");
    }
    if list && field.required && !bounds.iter().any(|(key, _)| *key == "min_items") {
        add("at_least", "1".to_owned(), "");
    }
    let latin = field.constraints.iter().any(|own| matches!(own.constraint, fin_core::Constraint::Ascii));
    if latin {
        add("latin", String::new(), "");
    }
    if let Some(format) = super::index::format(field).and_then(|name| index.api.format(name)) {
        let then = format.then.as_deref().and_then(|name| index.api.format(name));
        for format in [Some(format), then].into_iter().flatten() {
            if format.message.to_ascii_lowercase().contains("lowercase") {
                add("lowercase", String::new(), &format.message);
            }
        }
    }
}

fn of_rule(index: &Index<'_>, ty: &Type, rule: &Rule, made: &mut Vec<Statement>) {
    let mut bounds = Vec::new();
    let mut names: BTreeSet<String> = rule.mentions.iter().cloned().collect();
    match &rule.body {
        RuleBody::Require { at, when, require } => {
            names.extend(at.iter().cloned());
            if at.is_empty() {
                // A rule on a value as a whole is one on the fields that hold it.
                names.extend(holders(index, ty).map(|(_, field)| field.name.clone()));
            }
            for condition in when.iter().chain([require]) {
                mentioned(&condition.expr, &mut names, 0);
            }
            demanded(&require.expr, false, &mut bounds, 0);
        }
        RuleBody::Unique(paths) => {
            bounds.push(("unique", String::new()));
            for path in paths {
                let fields = path.steps.iter().filter_map(|step| match step {
                    Step::Field(name) => Some(name.clone()),
                    Step::Each(_) => None,
                });
                names.extend(fields);
                if let Some(when) = &path.when {
                    mentioned(&when.expr, &mut names, 0);
                }
            }
        }
    }
    let spoken: Vec<String> = names.iter().map(|name| spoken(name)).collect();
    let says = rule.place.says.as_deref().unwrap_or_default();
    let stems =
        stems(&format!("{} {} {says} {}", rule.message, rule.code.replace('_', " "), spoken.join(" ")));
    for (key, value) in bounds {
        made.push(Statement {
            key,
            value,
            names: names.clone(),
            stems: stems.clone(),
            place: rule.place.clone(),
            subject: format!("{} {}", ty.qualified(), rule.code),
            spot: index.rule(ty, rule),
            tabled: false,
        });
    }
}

/// The fields that hold a type, with the types that have them.
fn holders<'i>(index: &'i Index<'_>, ty: &Type) -> impl Iterator<Item = (&'i Type, &'i Field)> {
    let id = index.api.find(&ty.qualified());
    let all = index.api.types.iter().flat_map(|own| fields(own).iter().map(move |field| (own, field)));
    all.filter(move |(_, field)| id.is_some() && index.named(&field.ty) == id)
}

/// How many values an enum has.
fn kinds(index: &Index<'_>, ty: &Type) -> Statement {
    let mut names = BTreeSet::new();
    let mut words = format!("{} {}", ty.doc, ty.place.says.as_deref().unwrap_or_default());
    for (own, field) in holders(index, ty) {
        names.insert(field.name.clone());
        words.push_str(&format!(" {} {}", spoken(&field.name), own.doc));
    }
    Statement {
        key: "kinds",
        value: values(ty).len().to_string(),
        names,
        stems: stems(&words),
        place: ty.place.clone(),
        subject: ty.qualified(),
        spot: index.spot(ty, "", None),
        tabled: false,
    }
}

/// Expressions go no deeper: the parser sees to it.
const MAX_DEPTH: usize = 100;

/// The bounds that hold where an expression does.
fn demanded(expr: &Expr, negated: bool, bounds: &mut Vec<(&'static str, String)>, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    match &expr.kind {
        ExprKind::And(a, b) | ExprKind::Or(a, b) => {
            demanded(a, negated, bounds, depth + 1);
            demanded(b, negated, bounds, depth + 1);
        }
        ExprKind::Not(inner) => demanded(inner, !negated, bounds, depth + 1),
        ExprKind::Macro { which: Macro::Exists, .. } if !negated => {
            bounds.push(("at_least", "1".to_owned()));
        }
        ExprKind::Has(_) => bounds.push((if negated { "forbidden" } else { "required" }, String::new())),
        ExprKind::Compare(compare, a, b) => bounds.extend(compared(*compare, a, b)),
        _ => {}
    }
}

fn compared(compare: Compare, a: &Expr, b: &Expr) -> Option<(&'static str, String)> {
    let of_size = |expr: &Expr| matches!(&expr.kind, ExprKind::Call(Function::Size, _));
    let of_sum = |expr: &Expr| matches!(&expr.kind, ExprKind::Call(Function::Sum, _));
    let path = |expr: &Expr| matches!(expr.kind, ExprKind::Field { .. } | ExprKind::Context(_));
    let Some(number) = number(b) else {
        return (compare == Compare::Equal && path(a) && path(b)).then(|| ("equal", String::new()));
    };
    let whole = number.parse::<i64>().ok();
    let key = match compare {
        Compare::Equal if of_size(a) => "exactly",
        Compare::Equal if of_sum(a) => "total",
        Compare::LessOrEqual if of_size(a) => "at_most",
        Compare::GreaterOrEqual if of_size(a) => "at_least",
        Compare::Less if of_size(a) => return Some(("at_most", (whole? - 1).to_string())),
        Compare::Greater if of_size(a) => return Some(("at_least", (whole? + 1).to_string())),
        Compare::Less | Compare::LessOrEqual if of_sum(a) => "below",
        Compare::Greater | Compare::GreaterOrEqual if of_sum(a) => "above",
        _ => return None,
    };
    Some((key, number))
}

fn number(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Literal(Literal::Integer(number)) => Some(number.to_string()),
        ExprKind::Literal(Literal::Number(number)) => Some(number.to_string()),
        _ => None,
    }
}

/// The fields and the texts in an expression.
fn mentioned(expr: &Expr, names: &mut BTreeSet<String>, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    let mut below = |expr: &Expr| mentioned(expr, names, depth + 1);
    match &expr.kind {
        ExprKind::Literal(Literal::Text(text)) => {
            names.insert(text.clone());
        }
        ExprKind::ListLiteral(items) => names.extend(items.iter().filter_map(|item| match item {
            Literal::Text(text) => Some(text.clone()),
            _ => None,
        })),
        ExprKind::Field { of, name, .. } => {
            below(of);
            names.insert(name.clone());
        }
        ExprKind::Context(name) => {
            names.insert(name.clone());
        }
        ExprKind::Has(a) | ExprKind::Not(a) => below(a),
        ExprKind::And(a, b) | ExprKind::Or(a, b) | ExprKind::Compare(_, a, b) | ExprKind::In(a, b) => {
            below(a);
            below(b);
        }
        ExprKind::Call(_, args) => args.iter().for_each(below),
        ExprKind::Macro { list, body, .. } => {
            below(list);
            below(body);
        }
        ExprKind::This | ExprKind::Variable(_) | ExprKind::Literal(_) => {}
    }
}

/// A name as it is spoken: `tax_info` as `tax info`.
fn spoken(name: &str) -> String {
    name.replace(['_', '.'], " ")
}

/// The words of a text without their endings, and without those that stand everywhere.
pub fn stems(text: &str) -> BTreeSet<String> {
    const SMALL: [&str; 28] = [
        "the", "and", "for", "all", "any", "are", "not", "with", "one", "two", "must", "may", "has", "have",
        "its", "per", "this", "that", "than", "from", "most", "least", "exactly", "only", "required", "each",
        "more", "your",
    ];
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_ascii_lowercase);
    let words = words.filter(|word| word.len() > 2 && !SMALL.contains(&word.as_str()));
    let stem = |word: String| {
        let word = word.strip_suffix("ies").map_or(word.clone(), |stem| format!("{stem}y"));
        let word = word.strip_suffix("ing").unwrap_or(&word).trim_end_matches('s');
        word.chars().take(7).collect()
    };
    words.map(stem).collect()
}
