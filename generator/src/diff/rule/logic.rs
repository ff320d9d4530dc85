//! Whether a rule refuses only what other rules refuse already: decided over the values that the rules tell apart.
//!
//! Each thing that conditions look at is taken to vary on its own. That allows for more than there is, so that
//! "it is implied" is always right, and "it is not" is a claim that wants a proof.

use super::canon::{canon, covers};
use super::formats::asks_for_changed;
use super::subject::{Collector, Domains, Subject, Value, key, order_key};
use crate::api::{Rule, RuleBody};
use crate::rules::{Compare, Expr, ExprKind, Function, Literal};
use crate::witness::{Models, Side};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A rule that is broken, in the model of a side.
#[derive(Clone, Copy)]
pub struct Violation<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// Whose it is: the old model's on the side that loses.
    pub side: Side,
}

/// What is to be implied.
pub enum Target<'a> {
    /// The rule is broken.
    Violation(Violation<'a>),
    /// A field of `this` is absent.
    Absent(&'a str),
}

/// A value of each thing that is looked at, by its number.
type Assignment<'a> = [&'a Value];

/// Whether others are broken wherever the target holds.
pub fn is_implied(models: &Models, target: &Target, others: &[Violation]) -> bool {
    let mut collector = Collector::new(models);
    let absent = match target {
        Target::Violation(Violation { rule: Rule { body: RuleBody::Unique(_), .. }, .. }) => {
            return is_repeated(models, target, others);
        }
        Target::Violation(violation) => {
            collector.violation(violation);
            String::new()
        }
        Target::Absent(field) => {
            let key = format!("this.{field}");
            collector.subject(&key, Subject::optional());
            key
        }
    };
    if !collector.is_decidable() {
        return false;
    }
    let useful = collector.useful(others);
    if useful.is_empty() {
        return false;
    }
    let domains = collector.domains();
    let reader =
        Reader { models, numbers: domains.keys().enumerate().map(|(n, key)| (key.as_str(), n)).collect() };
    let useful: Vec<Broken> = useful.into_iter().filter_map(|other| reader.rule(other)).collect();
    let target = match target {
        Target::Violation(violation) => reader.rule(violation),
        Target::Absent(_) => reader
            .numbers
            .get(absent.as_str())
            .map(|&number| Broken { when: Condition::Constant(true), require: Condition::Present(number) }),
    };
    target.is_some_and(|target| {
        all_assignments(&domains, |values| {
            !target.holds(values) || useful.iter().any(|other| other.holds(values))
        })
    })
}

/// Of a uniqueness rule: whether another one looks at all of its texts.
fn is_repeated(models: &Models, target: &Target, others: &[Violation]) -> bool {
    let Target::Violation(Violation { rule, .. }) = target else { return false };
    let RuleBody::Unique(paths) = &rule.body else { return false };
    others.iter().any(|other| match &other.rule.body {
        RuleBody::Unique(all) => {
            paths.iter().all(|path| all.iter().any(|one| covers(one, path)))
                && !asks_for_changed(models, rule)
                && !asks_for_changed(models, other.rule)
        }
        RuleBody::Require { .. } => false,
    })
}

fn all_assignments(domains: &Domains, mut holds: impl FnMut(&Assignment) -> bool) -> bool {
    let lists: Vec<&Vec<Value>> = domains.values().collect();
    let mut counters = vec![0_usize; lists.len()];
    loop {
        let values: Vec<&Value> =
            lists.iter().zip(&counters).filter_map(|(values, counter)| values.get(*counter)).collect();
        if !holds(&values) {
            return false;
        }
        let mut is_done = true;
        for (counter, values) in counters.iter_mut().zip(&lists) {
            *counter += 1;
            if *counter < values.len() {
                is_done = false;
                break;
            }
            *counter = 0;
        }
        if is_done {
            return true;
        }
    }
}

/// A rule as conditions over values: broken where `when` is true and `require` is false.
struct Broken {
    when: Condition,
    require: Condition,
}

impl Broken {
    fn holds(&self, values: &Assignment) -> bool {
        self.when.truth(values) == Some(true) && self.require.truth(values) == Some(false)
    }
}

/// A condition over values, each by its number.
enum Condition {
    Constant(bool),
    Not(Box<Condition>),
    And(Box<Condition>, Box<Condition>),
    Or(Box<Condition>, Box<Condition>),
    /// It is there.
    Present(usize),
    /// It compares so with a constant.
    Compare(usize, Compare, Literal),
    /// It compares so with something else.
    Order(usize, Compare),
    /// It is one of these.
    In(usize, Vec<Literal>),
    /// It is true; absent where the other thing is.
    True(usize, Option<usize>),
    /// It has a format as that side defines it; absent where the other thing is.
    Format(usize, Option<usize>, Side),
}

/// Reads rules as conditions over values.
struct Reader<'a> {
    models: &'a Models<'a>,
    numbers: BTreeMap<&'a str, usize>,
}

impl Reader<'_> {
    fn rule(&self, Violation { rule, side }: &Violation) -> Option<Broken> {
        let RuleBody::Require { when, require, .. } = &rule.body else { return None };
        let when = match when {
            Some(when) => self.condition(&when.expr, *side)?,
            None => Condition::Constant(true),
        };
        Some(Broken { when, require: self.condition(&require.expr, *side)? })
    }

    fn number(&self, expr: &Expr, side: Side) -> Option<usize> {
        self.numbers.get(key(self.models, expr, side).as_str()).copied()
    }

    fn condition(&self, expr: &Expr, side: Side) -> Option<Condition> {
        let inner = |expr: &Expr| self.condition(expr, side).map(Box::new);
        Some(match &expr.kind {
            ExprKind::Literal(Literal::Boolean(value)) => Condition::Constant(*value),
            ExprKind::Not(a) => Condition::Not(inner(a)?),
            ExprKind::And(a, b) => Condition::And(inner(a)?, inner(b)?),
            ExprKind::Or(a, b) => Condition::Or(inner(a)?, inner(b)?),
            ExprKind::Has(a) if !expr.may_be_absent => Condition::Present(self.number(a, side)?),
            ExprKind::Compare(compare, a, b) => match &b.kind {
                ExprKind::Literal(literal) => {
                    Condition::Compare(self.number(a, side)?, *compare, literal.clone())
                }
                _ => {
                    let key = order_key(self.models, a, b, side);
                    Condition::Order(*self.numbers.get(key.as_str())?, *compare)
                }
            },
            ExprKind::In(a, b) => match &b.kind {
                ExprKind::ListLiteral(literals) => Condition::In(self.number(a, side)?, literals.clone()),
                _ => Condition::True(self.number(expr, side)?, None),
            },
            ExprKind::Call(function, arguments) => {
                let argument = match arguments.as_slice() {
                    [argument] => self.number(argument, side),
                    _ => None,
                };
                match function {
                    Function::HasFormat(_) => {
                        Condition::Format(*self.numbers.get(canon(expr).as_str())?, argument, side)
                    }
                    _ => Condition::True(self.number(expr, side)?, argument),
                }
            }
            _ => Condition::True(self.number(expr, side)?, None),
        })
    }
}

impl Condition {
    /// What it is; `None` is absent.
    fn truth(&self, values: &Assignment) -> Option<bool> {
        let value = |number: &usize| values.get(*number).copied();
        let is_absent = |number: &Option<usize>| number.and_then(|n| value(&n)) == Some(&Value::Absent);
        match self {
            Condition::Constant(value) => Some(*value),
            Condition::Not(inner) => inner.truth(values).map(|truth| !truth),
            Condition::And(a, b) => match (a.truth(values), b.truth(values)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            },
            Condition::Or(a, b) => match (a.truth(values), b.truth(values)) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            },
            Condition::Present(number) => Some(*value(number)? != Value::Absent),
            Condition::Compare(number, compare, literal) => {
                Some(holds(*compare, compare_with(value(number)?, literal)?))
            }
            Condition::Order(number, compare) => match value(number)? {
                Value::Order(order) => Some(holds(*compare, Some(*order))),
                _ => None,
            },
            Condition::In(number, literals) => {
                let value = value(number)?;
                let equal = |literal| Some(compare_with(value, literal)? == Some(Ordering::Equal));
                literals.iter().try_fold(false, |found, literal| Some(found || equal(literal)?))
            }
            Condition::True(_, argument) | Condition::Format(_, argument, _) if is_absent(argument) => None,
            Condition::True(number, _) => match value(number)? {
                Value::Boolean(value) => Some(*value),
                _ => None,
            },
            Condition::Format(number, _, side) => match value(number)? {
                Value::Format(old, new) => Some(if *side == Side::Loses { *old } else { *new }),
                _ => None,
            },
        }
    }
}

/// How a value compares with a constant: `None` where it is absent, `Some(None)` where it is merely another one.
fn compare_with(value: &Value, literal: &Literal) -> Option<Option<Ordering>> {
    match (value, literal) {
        (Value::Absent, _) => None,
        (Value::Number(value), Literal::Number(other)) => Some(value.partial_cmp(other)),
        #[allow(clippy::cast_precision_loss, reason = "constants are within the doubles' integers")]
        (Value::Number(value), Literal::Integer(other)) => Some(value.partial_cmp(&(*other as f64))),
        (Value::Boolean(value), Literal::Boolean(other)) => Some(Some(value.cmp(other))),
        (Value::Text(Some(value)), Literal::Text(other)) => Some((value == other).then_some(Ordering::Equal)),
        _ => Some(None),
    }
}

fn holds(compare: Compare, order: Option<Ordering>) -> bool {
    match (compare, order) {
        (Compare::NotEqual, order) => order != Some(Ordering::Equal),
        (_, None) => false,
        (Compare::Equal, Some(order)) => order.is_eq(),
        (Compare::Less, Some(order)) => order.is_lt(),
        (Compare::LessOrEqual, Some(order)) => order.is_le(),
        (Compare::Greater, Some(order)) => order.is_gt(),
        (Compare::GreaterOrEqual, Some(order)) => order.is_ge(),
    }
}
