//! `#[fin(…)]` attributes: `fin-derive/ATTRIBUTES.md` is the contract.

use super::lower::{Access, Unprintable, condition};
use super::names;
use crate::api::{Api, Condition, Field, FieldConstraint, Rule, RuleBody, Step, UniquePath};
use crate::rules::{Expr, ExprKind};
use fin_core::Constraint;

/// How wide a line may be before it is broken.
pub const WIDTH: usize = 110;

/// An argument of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// `not_blank`, `50`, `"text"`
    Word(String),
    /// `max_length = 50`
    Pair(&'static str, String),
    /// `rule(…)`
    Call(&'static str, Vec<Arg>),
}

/// `#[name(arguments)]` at an indent, on one line if it fits, else one argument a line.
pub fn attribute(name: &str, args: &[Arg], indent: usize) -> String {
    let flat = format!("{:indent$}#[{name}({})]\n", "", inline(args));
    if flat.chars().count() <= WIDTH + 1 && !flat.trim_end().contains('\n') {
        return flat;
    }
    match args {
        // One call alone shares its brackets with the attribute.
        [Arg::Call(call, inner)] => {
            format!("{0:indent$}#[{name}({call}(\n{1}{0:indent$}))]\n", "", lines(inner, indent + 4))
        }
        _ => format!("{0:indent$}#[{name}(\n{1}{0:indent$})]\n", "", lines(args, indent + 4)),
    }
}

fn inline(args: &[Arg]) -> String {
    let texts: Vec<String> = args
        .iter()
        .map(|arg| match arg {
            Arg::Word(word) => word.clone(),
            Arg::Pair(key, value) => format!("{key} = {value}"),
            Arg::Call(key, inner) => format!("{key}({})", inline(inner)),
        })
        .collect();
    texts.join(", ")
}

fn lines(args: &[Arg], indent: usize) -> String {
    let mut text = String::new();
    for arg in args {
        let flat = format!("{:indent$}{},\n", "", inline(std::slice::from_ref(arg)));
        match arg {
            _ if flat.chars().count() <= WIDTH + 1 => text.push_str(&flat),
            Arg::Call(key, inner) => {
                text.push_str(&format!(
                    "{0:indent$}{key}(\n{1}{0:indent$}),\n",
                    "",
                    lines(inner, indent + 4)
                ));
            }
            Arg::Pair(key @ ("when" | "require"), value) => text.push_str(&broken(key, value, indent)),
            Arg::Word(_) | Arg::Pair(..) => text.push_str(&flat),
        }
    }
    text
}

/// A long expression, broken where Rust code is broken.
fn broken(key: &str, value: &str, indent: usize) -> String {
    // At the start of a body a brace would be a statement.
    let value = if value.starts_with('{') { format!("({value})") } else { value.to_owned() };
    let printed = syn::parse_str(&format!("fn f() {{ {value} }}")).map(|file| prettyplease::unparse(&file));
    let lines: Vec<&str> = match &printed {
        Ok(text) => text.lines().filter_map(|line| line.strip_prefix("    ")).collect(),
        Err(_) => vec![value.as_str()],
    };
    format!("{:indent$}{key} = {},\n", "", lines.join(&format!("\n{:indent$}", "")))
}

/// The constraints of a field, then whether it is sensitive.
pub fn field(api: &Api, field: &Field) -> Vec<Arg> {
    let mut args: Vec<Arg> =
        field.constraints.iter().map(|constraint| self::constraint(api, constraint)).collect();
    if field.sensitive {
        args.push(Arg::Word("sensitive".to_owned()));
    }
    args
}

fn constraint(api: &Api, constraint: &FieldConstraint) -> Arg {
    let name = constraint.constraint.name();
    let value = match &constraint.constraint {
        Constraint::NotBlank
        | Constraint::Ascii
        | Constraint::Past
        | Constraint::PastOrToday
        | Constraint::Future
        | Constraint::UniqueItems => None,
        Constraint::Format(text) | Constraint::Pattern(text) => Some(literal(text)),
        Constraint::MinLength(n)
        | Constraint::MaxLength(n)
        | Constraint::MinAge(n)
        | Constraint::MaxAge(n)
        | Constraint::MinItems(n)
        | Constraint::MaxItems(n) => Some(n.to_string()),
        Constraint::Minimum(bound) | Constraint::Maximum(bound) => Some(number(*bound)),
    };
    let usual = match &constraint.constraint {
        Constraint::Format(format) => api.format(format).map_or(name.code(), |format| format.code.as_str()),
        _ => name.code(),
    };
    let mut words = Vec::new();
    if constraint.code != usual {
        words.push(Arg::Pair("code", literal(&constraint.code)));
    }
    if constraint.own_message {
        words.push(Arg::Pair("message", literal(&constraint.message)));
    }
    match (value, words.is_empty()) {
        (None, true) => Arg::Word(name.key().to_owned()),
        (Some(value), true) => Arg::Pair(name.key(), value),
        (value, false) => Arg::Call(name.key(), value.map(Arg::Word).into_iter().chain(words).collect()),
    }
}

/// A rule that stands with a type, or with the field at which it is reported.
pub fn rule(rule: &Rule, field: Option<&str>) -> Result<Arg, Unprintable> {
    let mut args = vec![Arg::Pair("code", literal(&rule.code))];
    let message = Arg::Pair("message", literal(&rule.message));
    match &rule.body {
        RuleBody::Require { at, when, require } => {
            match field {
                None if at.is_empty() => {}
                None => args.push(Arg::Pair("at", literal(&at.join(".")))),
                Some(field) if matches!(at.as_slice(), [only] if only == field) => {}
                Some(_) => return Err(Unprintable("a rule on one field that is reported elsewhere")),
            }
            args.push(message);
            if let Some(when) = when {
                args.push(Arg::Pair("when", expression(when)?));
            }
            args.push(Arg::Pair("require", expression(require)?));
            Ok(Arg::Call("rule", args))
        }
        RuleBody::Unique(paths) => {
            args.push(message);
            for path in paths {
                let mut over = vec![Arg::Word(literal(&unique_path(path)))];
                if let Some(when) = &path.when {
                    over.push(Arg::Pair("when", expression(when)?));
                }
                args.push(Arg::Call("over", over));
            }
            Ok(Arg::Call("unique", args))
        }
    }
}

fn expression(of: &Condition) -> Result<String, Unprintable> {
    condition(&of.expr, Access::Fields)
}

/// `associated_parties[party].basic_info.email`; items are named only where the condition asks for them.
pub fn unique_path(path: &UniquePath) -> String {
    let asked = |item: &str| path.when.as_ref().is_some_and(|when| mentions(&when.expr, item));
    let mut text = String::new();
    for step in &path.steps {
        match step {
            Step::Field(name) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(name);
            }
            Step::Each(item) if asked(item) => {
                text.push_str(&format!("[{}]", names::variable(item).trim_start_matches("r#")));
            }
            Step::Each(_) => text.push_str("[]"),
        }
    }
    text
}

fn mentions(expr: &Expr, variable: &str) -> bool {
    let within = |expr: &Expr| mentions(expr, variable);
    match &expr.kind {
        ExprKind::Variable(name) => name == variable,
        ExprKind::Literal(_) | ExprKind::This | ExprKind::Context(_) | ExprKind::ListLiteral(_) => false,
        ExprKind::Field { of, .. } | ExprKind::Has(of) | ExprKind::Not(of) => within(of),
        ExprKind::And(left, right)
        | ExprKind::Or(left, right)
        | ExprKind::Compare(_, left, right)
        | ExprKind::In(left, right) => within(left) || within(right),
        ExprKind::Call(_, arguments) => arguments.iter().any(within),
        ExprKind::Macro { list, body, .. } => within(list) || within(body),
    }
}

/// A text as a Rust literal: quotes, line ends and direction marks escaped.
pub fn literal(text: &str) -> String {
    format!("{text:?}")
}

/// A bound as a Rust literal, whole where it is whole.
pub fn number(value: f64) -> String {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < EXACT { format!("{value:.0}") } else { format!("{value:?}") }
}
