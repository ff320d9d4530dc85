//! The rules of two objects: which are new, gone or changed, and on what they disagree.

mod canon;
mod formats;
mod logic;
mod subject;

use super::change::Kind;
use super::wire::{Effect, Fact};
use crate::api::{Rule, RuleBody, Type};
use crate::witness::{Models, Probe, Side, vary};
use canon::{canon, canon_paths};
use logic::Violation;

/// Compares the rules of two objects, wherever in them they stand.
pub fn compare(models: &Models, old: &Type, new: &Type) -> Vec<(Fact, Effect)> {
    let (before, after) = (old.rules().collect::<Vec<_>>(), new.rules().collect::<Vec<_>>());
    let mut comparing = Comparing { models, old, new, before: &before, after: &after, found: Vec::new() };
    let mut free: Vec<&Rule> = after.clone();
    let mut left: Vec<&Rule> = Vec::new();
    // The same rule, then one of the same code at the same place, then one that asks for the same under another code.
    let matches: [fn(&Rule, &Rule) -> bool; 3] = [
        |a, b| a.code == b.code && body(a) == body(b),
        |a, b| a.code == b.code && at(a) == at(b),
        |a, b| body(a) == body(b),
    ];
    let mut waiting: Vec<&Rule> = before.clone();
    for is_match in matches {
        for rule in std::mem::take(&mut waiting) {
            match free.iter().position(|other| is_match(rule, other)) {
                Some(index) => comparing.pair(rule, free.remove(index)),
                None => left.push(rule),
            }
        }
        waiting = std::mem::take(&mut left);
    }
    for rule in waiting {
        comparing.single(Side::Gains, rule);
    }
    for rule in free {
        comparing.single(Side::Loses, rule);
    }
    comparing.found
}

/// Whether rules of a type refuse a payload without that field.
pub fn asks_for(models: &Models, side: Side, ty: &Type, field: &str) -> bool {
    let asking: Vec<Violation> = ty
        .rules()
        .filter(|rule| rule.mentions.iter().any(|name| name == field))
        .map(|rule| Violation { rule, side })
        .collect();
    logic::is_implied(models, &logic::Target::Absent(field), &asking)
}

fn at(rule: &Rule) -> Option<&[String]> {
    match &rule.body {
        RuleBody::Require { at, .. } => Some(at),
        RuleBody::Unique(_) => None,
    }
}

/// What a rule says, whatever it is called: where it is reported and what it asks for.
fn body(rule: &Rule) -> String {
    match &rule.body {
        RuleBody::Require { at, when, require } => {
            let when = when.as_ref().map(|when| canon(&when.expr)).unwrap_or_default();
            format!("{}: {when} => {}", at.join("."), canon(&require.expr))
        }
        RuleBody::Unique(paths) => canon_paths(paths).join(", "),
    }
}

struct Comparing<'a> {
    models: &'a Models<'a>,
    old: &'a Type,
    new: &'a Type,
    before: &'a [&'a Rule],
    after: &'a [&'a Rule],
    found: Vec<(Fact, Effect)>,
}

impl Comparing<'_> {
    fn subject(&self, rule: &Rule) -> String {
        format!("{} rule {}", self.old.qualified(), rule.code)
    }

    fn words(&mut self, subject: &str, what: &str, old: Option<&str>, new: Option<&str>) {
        if old != new {
            let text = |text: &str| format!("{what} \"{text}\"");
            let fact = Fact::new(Kind::WordsChanged, subject, old.map(text), new.map(text));
            self.found.push((fact, Effect::none()));
        }
    }

    fn pair(&mut self, old: &Rule, new: &Rule) {
        let subject = self.subject(old);
        self.words(&subject, "message", Some(&old.message), Some(&new.message));
        self.words(&subject, "doc", old.doc.as_deref(), new.doc.as_deref());
        if old.code != new.code {
            let text = |rule: &Rule| Some(format!("code {}", rule.code));
            self.found.push((Fact::new(Kind::CodeChanged, &subject, text(old), text(new)), Effect::none()));
        }
        let formats = formats::changed(self.models, old, new);
        if body(old) == body(new) && formats.is_empty() {
            return;
        }
        let effect = Effect::probed(
            [(Side::Loses, new), (Side::Gains, old)]
                .into_iter()
                .filter_map(|(side, refusing)| self.excess(side, refusing, [old, new]))
                .collect(),
        );
        let texts = super::wire::words::rules(old, new);
        let fact = match (formats.first(), body(old) == body(new)) {
            (Some(format), true) => {
                let texts = super::wire::text::both_in_words(self.models, format);
                let subject = format!("format {format}");
                Fact::new(Kind::FormatChanged, subject, texts.0, texts.1).within(format!("rule {}", old.code))
            }
            _ => Fact::new(Kind::RuleChanged, subject, Some(texts.0), Some(texts.1)),
        };
        self.found.push((fact, effect));
    }

    /// A rule that only the side that refuses has.
    fn single(&mut self, side: Side, rule: &Rule) {
        let text = Some(super::wire::words::rule(rule));
        let effect = Effect::probed(self.excess(side, rule, [rule]).into_iter().collect());
        let fact = match side {
            Side::Loses => Fact::new(Kind::RuleAdded, self.subject(rule), None, text),
            Side::Gains => Fact::new(Kind::RuleRemoved, self.subject(rule), text, None),
        };
        self.found.push((fact, effect));
    }

    /// What the rule refuses and none of the other side's rules does.
    fn excess<const N: usize>(&self, side: Side, refusing: &Rule, about: [&Rule; N]) -> Option<Probe> {
        let (others, other_side, taking) = match side {
            Side::Loses => (self.before, Side::Loses, self.old),
            Side::Gains => (self.after, Side::Gains, self.new),
        };
        let refusing_side = match side {
            Side::Loses => Side::Gains,
            Side::Gains => Side::Loses,
        };
        let others: Vec<Violation> = others.iter().map(|rule| Violation { rule, side: other_side }).collect();
        let target = logic::Target::Violation(Violation { rule: refusing, side: refusing_side });
        if logic::is_implied(self.models, &target, &others) {
            return None;
        }
        let mut probe = Probe::new(side, &[&refusing.code], Vec::new());
        (probe.tries, probe.variables) = vary::rules(self.models, side, taking, &about);
        Some(probe)
    }
}
