//! Whether a rule refuses only what other rules refuse already: decided over the values that the rules tell apart.
//!
//! Each thing that conditions look at is taken to vary on its own. That allows for more than there is, so that
//! "it is implied" is always right, and "it is not" is a claim that wants a proof.

use super::canon::{canon, covers};
use crate::api::{Format, Rule, RuleBody};
use crate::diff::language::{Find, Lengths, Part, Query};
use crate::diff::probe::Side;
use crate::diff::wire::Models;
use crate::rules::{Compare, Expr, ExprKind, Function, Literal, Ty};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// So many combinations of values are looked at before everything is thought possible.
const MAX_COMBINATIONS: usize = 20_000;

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

/// A value of something that conditions look at, as far as they tell values apart.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Absent,
    Boolean(bool),
    Number(f64),
    Text(Option<String>),
    /// How it compares with the other side.
    Order(Ordering),
    /// Whether it has a format, as the old and as the new model define it.
    Format(bool, bool),
}

/// What is looked at, by its text, with the values that are told apart.
type Domains = BTreeMap<String, Vec<Value>>;
type Assignment<'a> = BTreeMap<&'a str, &'a Value>;

/// Whether others are broken wherever the target holds.
pub fn is_implied(models: &Models, target: &Target, others: &[Violation]) -> bool {
    if let Target::Violation(Violation { rule, .. }) = target
        && let RuleBody::Unique(paths) = &rule.body
    {
        let all: Vec<_> = others
            .iter()
            .filter_map(|other| match &other.rule.body {
                RuleBody::Unique(paths) => Some(paths),
                RuleBody::Require { .. } => None,
            })
            .collect();
        return all.iter().any(|all| paths.iter().all(|path| all.iter().any(|one| covers(one, path))));
    }
    let mut collector = Collector { models, subjects: BTreeMap::new() };
    match target {
        Target::Violation(violation) => collector.rule(violation.rule),
        Target::Absent(field) => {
            collector
                .subject(&format!("this.{field}"), Subject { may_be_absent: true, ..Subject::default() });
        }
    }
    let useful = collector.useful(others);
    if useful.is_empty() {
        return false;
    }
    let domains = collector.domains();
    if combinations(&domains) > MAX_COMBINATIONS {
        return false;
    }
    all_assignments(&domains, |assignment| {
        let holds = match target {
            Target::Violation(violation) => is_broken(violation, assignment),
            Target::Absent(field) => {
                assignment.get(format!("this.{field}").as_str()) == Some(&&Value::Absent)
            }
        };
        !holds || useful.iter().any(|other| is_broken(other, assignment))
    })
}

/// The formats that both rules ask for and that take other texts than before.
pub fn changed_formats(models: &Models, old: &Rule, new: &Rule) -> Vec<String> {
    let formats = |rule: &Rule| {
        let mut found = BTreeSet::new();
        each(rule, &mut |expr| {
            if let ExprKind::Call(Function::HasFormat(name), _) = &expr.kind {
                found.insert(name.clone());
            }
        });
        found
    };
    let both = formats(old);
    let both = both.intersection(&formats(new)).cloned().collect::<Vec<_>>();
    both.into_iter().filter(|name| differing(models, name) != (false, false)).collect()
}

/// Whether the old format takes a text that the new one refuses, and the other way round.
fn differing(models: &Models, name: &str) -> (bool, bool) {
    let (lost, gained) = differences(models, name);
    (lost != Find::Nothing, gained != Find::Nothing)
}

/// Texts on which the two definitions of a format disagree.
pub fn between(models: &Models, name: &str) -> Vec<String> {
    let (lost, gained) = differences(models, name);
    let text = |find| if let Find::Text(text) = find { Some(text) } else { None };
    [lost, gained].into_iter().filter_map(text).collect()
}

/// What the old format alone takes, and what the new one alone. Of what is asked for then, a rule knows nothing.
fn differences(models: &Models, name: &str) -> (Find, Find) {
    let (Some(old), Some(new)) = (models.old.format(name), models.new.format(name)) else {
        return (Find::Unknown, Find::Unknown);
    };
    if (&old.pattern, &old.not_pattern, &old.values) == (&new.pattern, &new.not_pattern, &new.values) {
        return (Find::Nothing, Find::Nothing);
    }
    let parts = |format: &Format| {
        let mut parts = vec![models.machines.any()];
        parts.extend(models.machines.own(format));
        parts
    };
    let (old, new) = (parts(old), parts(new));
    let find = |all: &[Part], not_all: &[Part]| Query { all, not_all, lengths: Lengths::ANY }.find();
    (find(&old, &new), find(&new, &old))
}

/// Calls something with every expression of a rule, from the outside in.
pub fn each<'a>(rule: &'a Rule, see: &mut impl FnMut(&'a Expr)) {
    let conditions: Vec<&Expr> = match &rule.body {
        RuleBody::Require { when, require, .. } => {
            when.iter().chain([require]).map(|condition| &condition.expr).collect()
        }
        RuleBody::Unique(paths) => paths.iter().filter_map(|path| Some(&path.when.as_ref()?.expr)).collect(),
    };
    let mut waiting = conditions;
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

/// What is told apart of something.
#[derive(Clone, Default)]
struct Subject {
    may_be_absent: bool,
    is_boolean: bool,
    is_whole: bool,
    is_count: bool,
    is_order: bool,
    numbers: Vec<f64>,
    texts: BTreeSet<String>,
    is_text: bool,
    /// Of a format: whether the old takes what the new refuses, and the other way round.
    format: Option<(bool, bool)>,
}

impl Subject {
    fn values(&self) -> Vec<Value> {
        let mut values = Vec::new();
        values.extend(self.may_be_absent.then_some(Value::Absent));
        if let Some((old, new)) = self.format {
            values.extend([Value::Format(true, true), Value::Format(false, false)]);
            values.extend(old.then_some(Value::Format(true, false)));
            values.extend(new.then_some(Value::Format(false, true)));
        } else if self.is_boolean {
            values.extend([Value::Boolean(true), Value::Boolean(false)]);
        } else if self.is_order {
            values.extend([Ordering::Less, Ordering::Equal, Ordering::Greater].map(Value::Order));
        } else if !self.numbers.is_empty() {
            values.extend(self.regions().into_iter().map(Value::Number));
        } else {
            // Only asked for: one value stands for all.
            values.extend(self.texts.iter().map(|text| Value::Text(Some(text.clone()))));
            values.push(Value::Text(None));
        }
        values
    }

    /// A number of each region between the constants, and the constants.
    fn regions(&self) -> Vec<f64> {
        let mut numbers = self.numbers.clone();
        numbers.sort_by(f64::total_cmp);
        numbers.dedup();
        let mut found = Vec::new();
        if let (Some(first), Some(last)) = (numbers.first(), numbers.last()) {
            found.extend([first - 1.0, last + 1.0]);
        }
        for pair in numbers.windows(2) {
            if let [a, b] = pair {
                found.push(if self.is_whole { (a + 1.0).floor() } else { (a + b) / 2.0 });
            }
        }
        found.extend(&numbers);
        found.retain(|number| !self.is_count || *number >= 0.0);
        found.sort_by(f64::total_cmp);
        found.dedup();
        found
    }
}

#[derive(Clone)]
struct Collector<'a> {
    models: &'a Models<'a>,
    subjects: BTreeMap<String, Subject>,
}

impl Collector<'_> {
    /// Of other rules, those that look at something that is looked at already; what else they look at is looked at
    /// too, as long as that can be combined.
    fn useful<'o>(&mut self, others: &'o [Violation<'o>]) -> Vec<&'o Violation<'o>> {
        let mut useful: Vec<&Violation> = Vec::new();
        let of = |other: &Violation| {
            let mut own = Collector { models: self.models, subjects: BTreeMap::new() };
            own.rule(other.rule);
            own
        };
        let known: BTreeSet<String> = self.subjects.keys().cloned().collect();
        let mut sharing: Vec<(usize, &Violation, Collector)> = others
            .iter()
            .map(|other| (other, of(other)))
            .filter(|(_, own)| own.subjects.keys().any(|key| known.contains(key)))
            .map(|(other, own)| (own.subjects.keys().filter(|key| !known.contains(*key)).count(), other, own))
            .collect();
        sharing.sort_by_key(|(more, ..)| *more);
        for (_, other, own) in sharing {
            let mut both = self.clone();
            own.subjects.iter().for_each(|(key, subject)| both.subject(key, subject.clone()));
            if combinations(&both.domains()) <= MAX_COMBINATIONS {
                *self = both;
                useful.push(other);
            }
        }
        useful
    }

    fn domains(&self) -> Domains {
        self.subjects.iter().map(|(key, subject)| (key.clone(), subject.values())).collect()
    }

    fn rule(&mut self, rule: &Rule) {
        if let RuleBody::Require { when, require, .. } = &rule.body {
            when.iter().chain([require]).for_each(|condition| self.condition(&condition.expr));
        }
    }

    fn subject(&mut self, key: &str, more: Subject) {
        let known = self.subjects.entry(key.to_owned()).or_default();
        known.may_be_absent |= more.may_be_absent;
        known.is_boolean |= more.is_boolean;
        known.is_whole |= more.is_whole;
        known.is_count |= more.is_count;
        known.is_order |= more.is_order;
        known.is_text |= more.is_text;
        known.numbers.extend(more.numbers);
        known.texts.extend(more.texts);
        known.format = known.format.or(more.format);
    }

    fn condition(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Literal(_) => {}
            ExprKind::Not(inner) => self.condition(inner),
            ExprKind::And(a, b) | ExprKind::Or(a, b) => {
                self.condition(a);
                self.condition(b);
            }
            // What it is of may be absent itself: a question of its own.
            ExprKind::Has(_) if expr.may_be_absent => {
                let subject = Subject { may_be_absent: true, is_boolean: true, ..Subject::default() };
                self.subject(&canon(expr), subject);
            }
            ExprKind::Has(inner) => {
                let subject = Subject {
                    may_be_absent: true,
                    is_boolean: inner.ty == Ty::Boolean,
                    ..Subject::default()
                };
                self.subject(&canon(inner), subject);
            }
            ExprKind::Compare(_, a, b) | ExprKind::In(a, b) => self.comparison(expr, a, b),
            ExprKind::Call(Function::HasFormat(name), arguments) => {
                let format = Some(differing(self.models, name));
                self.presence(arguments);
                let may_be_absent = expr.may_be_absent;
                self.subject(&canon(expr), Subject { may_be_absent, format, ..Subject::default() });
            }
            _ => {
                if let ExprKind::Call(_, arguments) = &expr.kind {
                    self.presence(arguments);
                }
                let may_be_absent = expr.may_be_absent;
                self.subject(&canon(expr), Subject { may_be_absent, is_boolean: true, ..Subject::default() });
            }
        }
    }

    /// A function of something that is absent is absent: the two go together.
    fn presence(&mut self, arguments: &[Expr]) {
        if let [argument] = arguments
            && argument.may_be_absent
        {
            let is_boolean = argument.ty == Ty::Boolean;
            let subject = Subject { may_be_absent: true, is_boolean, ..Subject::default() };
            self.subject(&canon(argument), subject);
        }
    }

    fn comparison(&mut self, expr: &Expr, a: &Expr, b: &Expr) {
        let literals: &[Literal] = match &b.kind {
            ExprKind::Literal(literal) => std::slice::from_ref(literal),
            ExprKind::ListLiteral(literals) => literals,
            _ if matches!(expr.kind, ExprKind::In(..)) => {
                let may_be_absent = expr.may_be_absent;
                return self.subject(
                    &canon(expr),
                    Subject { may_be_absent, is_boolean: true, ..Subject::default() },
                );
            }
            _ => {
                let subject =
                    Subject { may_be_absent: expr.may_be_absent, is_order: true, ..Subject::default() };
                return self.subject(&order_key(a, b), subject);
            }
        };
        let is_count = matches!(a.kind, ExprKind::Call(Function::Size, _));
        let mut subject = Subject {
            may_be_absent: a.may_be_absent,
            is_whole: a.ty == Ty::Integer,
            is_count,
            ..Subject::default()
        };
        for literal in literals {
            match literal {
                Literal::Boolean(_) => subject.is_boolean = true,
                Literal::Text(text) => {
                    subject.texts.insert(text.clone());
                }
                #[allow(clippy::cast_precision_loss, reason = "constants are within the doubles' integers")]
                Literal::Integer(number) => subject.numbers.push(*number as f64),
                Literal::Number(number) => subject.numbers.push(*number),
            }
        }
        self.subject(&canon(a), subject);
    }
}

fn combinations(domains: &Domains) -> usize {
    domains.values().fold(1, |count: usize, values| count.saturating_mul(values.len().max(1)))
}

fn order_key(a: &Expr, b: &Expr) -> String {
    format!("{} <=> {}", canon(a), canon(b))
}

fn all_assignments(domains: &Domains, mut holds: impl FnMut(&Assignment) -> bool) -> bool {
    let mut counters = vec![0_usize; domains.len()];
    loop {
        let assignment: Assignment = domains
            .iter()
            .zip(&counters)
            .filter_map(|((key, values), counter)| Some((key.as_str(), values.get(*counter)?)))
            .collect();
        if !holds(&assignment) {
            return false;
        }
        let mut is_done = true;
        for (counter, values) in counters.iter_mut().zip(domains.values()) {
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

fn is_broken(violation: &Violation, assignment: &Assignment) -> bool {
    match &violation.rule.body {
        RuleBody::Require { when, require, .. } => {
            let holds = |expr| truth(expr, violation.side, assignment);
            when.as_ref().is_none_or(|when| holds(&when.expr) == Some(true))
                && holds(&require.expr) == Some(false)
        }
        RuleBody::Unique(_) => false,
    }
}

/// What a condition is; `None` is absent.
fn truth(expr: &Expr, side: Side, assignment: &Assignment) -> Option<bool> {
    let value = |key: &str| assignment.get(key).copied();
    match &expr.kind {
        ExprKind::Literal(Literal::Boolean(value)) => Some(*value),
        ExprKind::Not(inner) => truth(inner, side, assignment).map(|truth| !truth),
        ExprKind::And(a, b) => match (truth(a, side, assignment), truth(b, side, assignment)) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        },
        ExprKind::Or(a, b) => match (truth(a, side, assignment), truth(b, side, assignment)) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        },
        ExprKind::Has(inner) if !expr.may_be_absent => Some(*value(&canon(inner))? != Value::Absent),
        ExprKind::Compare(compare, a, b) => match &b.kind {
            ExprKind::Literal(literal) => {
                let order = compare_with(value(&canon(a))?, literal)?;
                Some(holds(*compare, order))
            }
            _ => match value(&order_key(a, b))? {
                Value::Order(order) => Some(holds(*compare, Some(*order))),
                _ => None,
            },
        },
        ExprKind::In(a, b) if matches!(b.kind, ExprKind::ListLiteral(_)) => {
            let ExprKind::ListLiteral(literals) = &b.kind else { return None };
            let subject = value(&canon(a))?;
            let equal = |literal| Some(compare_with(subject, literal)? == Some(Ordering::Equal));
            literals.iter().try_fold(false, |found, literal| Some(found || equal(literal)?))
        }
        _ => {
            if let ExprKind::Call(_, arguments) = &expr.kind
                && let [argument] = arguments.as_slice()
                && value(&canon(argument)) == Some(&Value::Absent)
            {
                return None;
            }
            match value(&canon(expr))? {
                Value::Boolean(value) => Some(*value),
                Value::Format(old, new) => Some(if side == Side::Loses { *old } else { *new }),
                Value::Absent | Value::Number(_) | Value::Text(_) | Value::Order(_) => None,
            }
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
