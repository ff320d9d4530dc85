//! What conditions look at, and which of its values they tell apart.

use super::canon::canon;
use super::formats::asked_by;
use super::logic::Violation;
use crate::api::RuleBody;
use crate::rules::{Expr, ExprKind, Function, Literal, Ty};
use crate::witness::{Models, Side, expressions::each_in, formats::differing};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// So many combinations of values are looked at before everything is thought possible.
const MAX_COMBINATIONS: usize = 20_000;

/// A value of something that conditions look at, as far as they tell values apart.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// It is not there.
    Absent,
    /// A truth value.
    Boolean(bool),
    /// A number, for all of its region.
    Number(f64),
    /// A text; `None` is any that no condition names.
    Text(Option<String>),
    /// How it compares with the other side.
    Order(Ordering),
    /// Whether it has a format, as the old and as the new model define it.
    Format(bool, bool),
}

/// What is looked at, by its text, with the values that are told apart.
pub type Domains = BTreeMap<String, Vec<Value>>;
/// What is told apart of something.
#[derive(Clone, Default)]
pub struct Subject {
    may_be_absent: bool,
    is_boolean: bool,
    /// Whether it may lie between two whole numbers.
    may_be_fraction: bool,
    is_count: bool,
    is_order: bool,
    numbers: Vec<f64>,
    texts: BTreeSet<String>,
    /// Of a format: whether the old takes what the new refuses, and the other way round.
    format: Option<(bool, bool)>,
}

impl Subject {
    /// Something that may be absent, and of which nothing else is told apart.
    pub fn optional() -> Subject {
        Subject { may_be_absent: true, ..Subject::default() }
    }

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

    /// The constants, and a number of each region between them.
    fn regions(&self) -> Vec<f64> {
        let mut numbers = self.numbers.clone();
        numbers.sort_by(f64::total_cmp);
        numbers.dedup();
        let mut found = vec![f64::INFINITY];
        found.extend((!self.is_count).then_some(f64::NEG_INFINITY));
        for pair in numbers.windows(2) {
            let [a, b] = pair else { continue };
            let between = if self.may_be_fraction { a / 2.0 + b / 2.0 } else { (a + 1.0).floor() };
            found.extend((between > *a && between < *b).then_some(between));
        }
        found.extend(numbers.iter().filter(|number| !self.is_count || **number >= 0.0));
        found
    }

    /// Whether there is a number for each region: between neighbouring doubles there is none, and yet there are sums.
    fn is_decidable(&self) -> bool {
        let mut numbers = self.numbers.clone();
        numbers.sort_by(f64::total_cmp);
        numbers.dedup();
        !self.may_be_fraction || numbers.is_sorted_by(|a, b| a.next_up() < *b)
    }
}

/// Collects what conditions look at.
#[derive(Clone)]
pub struct Collector<'a> {
    models: &'a Models<'a>,
    subjects: BTreeMap<String, Subject>,
}

impl<'a> Collector<'a> {
    /// Of nothing yet.
    pub fn new(models: &'a Models<'a>) -> Collector<'a> {
        Collector { models, subjects: BTreeMap::new() }
    }

    /// Of other rules, those that look at something that is looked at already; what else they look at is looked at
    /// too, as long as that can be combined.
    pub fn useful<'o>(&mut self, others: &'o [Violation<'o>]) -> Vec<&'o Violation<'o>> {
        let mut useful: Vec<&Violation> = Vec::new();
        let of = |other: &Violation| {
            let mut own = Collector::new(self.models);
            own.violation(other);
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
            if both.is_decidable() {
                *self = both;
                useful.push(other);
            }
        }
        useful
    }

    /// Whether every combination of values can be looked at.
    pub fn is_decidable(&self) -> bool {
        let count =
            self.domains().values().fold(1, |count: usize, values| count.saturating_mul(values.len().max(1)));
        count <= MAX_COMBINATIONS && self.subjects.values().all(Subject::is_decidable)
    }

    /// What is told apart of each.
    pub fn domains(&self) -> Domains {
        self.subjects.iter().map(|(key, subject)| (key.clone(), subject.values())).collect()
    }

    /// What a rule looks at.
    pub fn violation(&mut self, Violation { rule, side }: &Violation) {
        if let RuleBody::Require { when, require, .. } = &rule.body {
            when.iter().chain([require]).for_each(|condition| self.condition(&condition.expr, *side));
        }
    }

    /// Something is looked at.
    pub fn subject(&mut self, key: &str, more: Subject) {
        let known = self.subjects.entry(key.to_owned()).or_default();
        known.may_be_absent |= more.may_be_absent;
        known.is_boolean |= more.is_boolean;
        known.may_be_fraction |= more.may_be_fraction;
        known.is_count |= more.is_count;
        known.is_order |= more.is_order;
        known.numbers.extend(more.numbers);
        known.texts.extend(more.texts);
        known.format = known.format.or(more.format);
    }

    fn condition(&mut self, expr: &Expr, side: Side) {
        match &expr.kind {
            ExprKind::Literal(_) => {}
            ExprKind::Not(inner) => self.condition(inner, side),
            ExprKind::And(a, b) | ExprKind::Or(a, b) => {
                self.condition(a, side);
                self.condition(b, side);
            }
            // What it is of may be absent itself: a question of its own.
            ExprKind::Has(_) if expr.may_be_absent => {
                let subject = Subject { may_be_absent: true, is_boolean: true, ..Subject::default() };
                self.subject(&key(self.models, expr, side), subject);
            }
            ExprKind::Has(inner) => {
                let subject = Subject {
                    may_be_absent: true,
                    is_boolean: inner.ty == Ty::Boolean,
                    ..Subject::default()
                };
                self.subject(&key(self.models, inner, side), subject);
            }
            ExprKind::Compare(_, a, b) | ExprKind::In(a, b) => self.comparison(expr, a, b, side),
            ExprKind::Call(Function::HasFormat(name), arguments) => {
                let format = Some(differing(self.models, name));
                self.presence(arguments, side);
                let may_be_absent = expr.may_be_absent;
                self.subject(&canon(expr), Subject { may_be_absent, format, ..Subject::default() });
            }
            _ => {
                if let ExprKind::Call(_, arguments) = &expr.kind {
                    self.presence(arguments, side);
                }
                let may_be_absent = expr.may_be_absent;
                self.subject(
                    &key(self.models, expr, side),
                    Subject { may_be_absent, is_boolean: true, ..Subject::default() },
                );
            }
        }
    }

    /// A function of something that is absent is absent: the two go together.
    fn presence(&mut self, arguments: &[Expr], side: Side) {
        if let [argument] = arguments
            && argument.may_be_absent
        {
            let is_boolean = argument.ty == Ty::Boolean;
            let subject = Subject { may_be_absent: true, is_boolean, ..Subject::default() };
            self.subject(&key(self.models, argument, side), subject);
        }
    }

    fn comparison(&mut self, expr: &Expr, a: &Expr, b: &Expr, side: Side) {
        let literals: &[Literal] = match &b.kind {
            ExprKind::Literal(literal) => std::slice::from_ref(literal),
            ExprKind::ListLiteral(literals) => literals,
            _ if matches!(expr.kind, ExprKind::In(..)) => {
                let may_be_absent = expr.may_be_absent;
                return self.subject(
                    &key(self.models, expr, side),
                    Subject { may_be_absent, is_boolean: true, ..Subject::default() },
                );
            }
            _ => {
                let subject =
                    Subject { may_be_absent: expr.may_be_absent, is_order: true, ..Subject::default() };
                return self.subject(&order_key(self.models, a, b, side), subject);
            }
        };
        let is_count = matches!(a.kind, ExprKind::Call(Function::Size, _));
        let mut subject = Subject {
            may_be_absent: a.may_be_absent,
            may_be_fraction: a.ty != Ty::Integer,
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
        self.subject(&key(self.models, a, side), subject);
    }
}

/// What an expression looks at, as one text: the same for both models, unless a format in it is another one.
pub fn key(models: &Models, expr: &Expr, side: Side) -> String {
    let mut key = canon(expr);
    let mut is_other = false;
    each_in(vec![expr], &mut |expr| {
        is_other |= asked_by(expr).is_some_and(|format| differing(models, &format) != (false, false));
    });
    if is_other {
        key.push_str(if side == Side::Loses { " of old" } else { " of new" });
    }
    key
}

/// What a comparison of two things looks at.
pub fn order_key(models: &Models, a: &Expr, b: &Expr, side: Side) -> String {
    format!("{} <=> {}", key(models, a, side), key(models, b, side))
}
