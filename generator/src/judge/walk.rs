//! A payload against the model, depth first in the model's order. What is pushed is in its final order.

use super::compile::{Field, Shape, Type};
use super::constraint::{check_leaf, check_list};
use super::day::Day;
use super::node::{Node, Object};
use super::path::Path;
use super::rule::{Body, Rule, Scope, Texts};
use super::{Context, Issue, Judge, Options, Verdict};
use crate::api::{FieldType, Step};
use fin_core::{Kind, MAX_ISSUES, Structure, nearest, required, type_mismatch, unknown_field};
use std::collections::{HashMap, HashSet};

/// One payload being judged. Stops once there are more issues than are kept.
pub struct Walk<'a> {
    judge: &'a Judge,
    context: &'a Context,
    options: &'a Options,
    path: Path,
    verdict: Verdict,
}

impl<'a> Walk<'a> {
    /// Nothing judged yet.
    pub fn new(judge: &'a Judge, context: &'a Context, options: &'a Options) -> Walk<'a> {
        let verdict = Verdict { valid: true, issues: Vec::new(), truncated: false };
        Walk { judge, context, options, path: Path::default(), verdict }
    }

    /// The verdict on a whole body, which is `None` when its text is not JSON.
    pub fn judge(mut self, ty: &'a FieldType, body: Option<&Node>) -> Verdict {
        match body {
            Some(body) => {
                self.value(ty, body);
            }
            None => {
                self.fixed(Structure::Json);
            }
        }
        self.verdict
    }

    /// Judges a value and what is below it; `false` when its structure is wrong somewhere.
    fn value(&mut self, ty: &'a FieldType, node: &Node) -> bool {
        match ty {
            FieldType::Scalar(kind) => self.scalar(*kind, node),
            FieldType::Named(id) => match self.judge.types.get(id.0) {
                Some(ty) => self.named(ty, node),
                None => true,
            },
            FieldType::List(item) => match node {
                Node::List(items) => self.each(items, |walk, node| walk.value(item, node)),
                _ => self.mismatch(Kind::List),
            },
            FieldType::Map(value) => match node {
                Node::Object(entries) => self.entries(value, entries),
                _ => self.mismatch(Kind::Map),
            },
            FieldType::Any => true,
        }
    }

    fn scalar(&mut self, kind: Kind, node: &Node) -> bool {
        if !node.is(kind) {
            return self.mismatch(kind);
        }
        match (kind, node.text()) {
            (Kind::Date, Some(text)) if Day::parse(text).is_none() => self.fixed(Structure::Date),
            (Kind::Uuid, Some(text)) if !is_uuid(text) => self.fixed(Structure::Uuid),
            _ => true,
        }
    }

    /// Judges each item; whether all are sound.
    fn each(&mut self, items: &[Node], mut judge: impl FnMut(&mut Self, &Node) -> bool) -> bool {
        let mark = self.path.mark();
        let mut sound = true;
        for (index, item) in items.iter().enumerate() {
            self.path.index(index);
            sound &= judge(self, item);
            self.path.back(mark);
            if self.verdict.truncated {
                break;
            }
        }
        sound
    }

    fn entries(&mut self, ty: &'a FieldType, entries: &Object) -> bool {
        let mark = self.path.mark();
        let mut sound = true;
        for (key, value) in entries {
            self.path.key(key);
            sound &= self.value(ty, value);
            self.path.back(mark);
            if self.verdict.truncated {
                break;
            }
        }
        sound
    }

    fn named(&mut self, ty: &'a Type, node: &Node) -> bool {
        match (&ty.shape, node) {
            (Shape::Enum(values), Node::Text(text)) => {
                ty.open || values.contains(&**text) || self.fixed(Structure::Enum)
            }
            (Shape::Enum(_), _) => self.mismatch(Kind::Enum),
            (Shape::Object { fields, names, rules }, Node::Object(entries)) => {
                let mut sound = true;
                for field in fields {
                    sound &= self.field(field, node);
                }
                if !ty.open && !self.options.allow_unknown_fields {
                    self.unknown_fields(fields, names, entries);
                }
                if sound {
                    self.rules(rules, node);
                }
                sound
            }
            (Shape::Object { .. }, _) => self.mismatch(Kind::Object),
        }
    }

    fn field(&mut self, field: &'a Field, this: &Node) -> bool {
        if self.verdict.truncated {
            return false;
        }
        let mark = self.path.mark();
        self.path.key(&field.name);
        let sound = match this.field(&field.name) {
            Some(node) => {
                let sound = self.constrained(field, &field.ty, node);
                if sound {
                    self.list_constraints(field, node);
                }
                sound
            }
            None if field.required => self.structure(Structure::Required, required(&field.name)),
            None => true,
        };
        self.path.back(mark);
        if sound {
            self.rules(&field.rules, this);
        }
        sound
    }

    /// Judges a field's value with its constraints, each item of a list as it comes: an item keeps its own
    /// though another one's structure is wrong.
    fn constrained(&mut self, field: &'a Field, ty: &'a FieldType, node: &Node) -> bool {
        match (ty, node) {
            (FieldType::List(item), Node::List(items)) if !field.leaf.is_empty() => {
                self.each(items, |walk, node| walk.constrained(field, item, node))
            }
            _ => {
                let sound = self.value(ty, node);
                if sound {
                    let (judge, today) = (self.judge, self.context.today);
                    check_leaf(field, node, &judge.formats, today, |code, message| self.issue(code, message));
                }
                sound
            }
        }
    }

    /// The constraints of a list as a whole.
    fn list_constraints(&mut self, field: &'a Field, node: &Node) {
        let Node::List(items) = node else { return };
        let mark = self.path.mark();
        for check in &field.list {
            for place in check_list(check, items) {
                if let Some(index) = place {
                    self.path.index(index);
                }
                self.issue(&check.code, &check.message);
                self.path.back(mark);
            }
        }
    }

    fn unknown_fields(&mut self, fields: &[Field], names: &HashMap<String, usize>, entries: &Object) {
        let mark = self.path.mark();
        for key in entries.keys().filter(|key| !names.contains_key(&***key)) {
            if self.verdict.truncated {
                return;
            }
            let meant = nearest(key, fields.iter().map(|field| field.name.as_str()));
            self.path.key(key);
            self.structure(Structure::UnknownField, unknown_field(meant));
            self.path.back(mark);
        }
    }

    fn rules(&mut self, rules: &'a [Rule], this: &Node) {
        for rule in rules {
            if self.verdict.truncated {
                return;
            }
            if self.options.ignore.contains(&rule.code) {
                continue;
            }
            let mut scope = Scope { this, context: &self.context.values, items: Vec::new() };
            match &rule.body {
                Body::Require { at, when, require } => {
                    let judge = self.judge;
                    let applies = |scope: &Scope| {
                        when.as_ref().is_none_or(|when| when.holds(&judge.functions, scope) == Some(true))
                    };
                    if applies(&scope) && require.holds(&judge.functions, &scope) == Some(false) {
                        let mark = self.path.mark();
                        at.iter().for_each(|name| self.path.key(name));
                        self.issue(&rule.code, &rule.message);
                        self.path.back(mark);
                    }
                }
                Body::Unique(paths) => {
                    let mut seen = HashSet::new();
                    for texts in paths {
                        self.unique(rule, texts, &texts.steps, this, &mut scope, &mut seen);
                    }
                }
            }
        }
    }

    /// Follows the steps of a uniqueness rule down to its texts, and reports those seen before.
    fn unique<'n>(
        &mut self,
        rule: &'a Rule,
        texts: &'n Texts,
        steps: &'n [Step],
        node: &'n Node,
        scope: &mut Scope<'n>,
        seen: &mut HashSet<&'n str>,
    ) {
        let mark = self.path.mark();
        match (steps.split_first(), node) {
            (Some((Step::Field(name), rest)), _) => {
                if let Some(node) = node.field(name) {
                    self.path.key(name);
                    self.unique(rule, texts, rest, node, scope, seen);
                }
            }
            (Some((Step::Each(name), rest)), Node::List(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.path.index(index);
                    scope.items.push((name, item));
                    self.unique(rule, texts, rest, item, scope, seen);
                    scope.items.pop();
                    self.path.back(mark);
                    if self.verdict.truncated {
                        return;
                    }
                }
            }
            (None, Node::Text(text)) => {
                let functions = &self.judge.functions;
                let counts =
                    texts.when.as_ref().is_none_or(|when| when.holds(functions, scope) == Some(true));
                if counts && !seen.insert(text) {
                    self.issue(&rule.code, &rule.message);
                }
            }
            _ => {}
        }
        self.path.back(mark);
    }

    fn mismatch(&mut self, expected: Kind) -> bool {
        self.structure(Structure::Type, type_mismatch(expected).to_owned())
    }

    fn fixed(&mut self, structure: Structure) -> bool {
        self.structure(structure, structure.message().unwrap_or_default().to_owned())
    }

    /// Reports a structure error, which no option switches off. Gives the `false` that the caller returns.
    fn structure(&mut self, structure: Structure, message: String) -> bool {
        self.push(structure.code().to_owned(), message);
        false
    }

    fn issue(&mut self, code: &str, message: &str) {
        if !self.options.ignore.contains(code) {
            self.push(code.to_owned(), message.to_owned());
        }
    }

    fn push(&mut self, code: String, message: String) {
        self.verdict.valid = false;
        if self.verdict.issues.len() < MAX_ISSUES {
            let path = self.path.text().to_owned();
            self.verdict.issues.push(Issue { path, code, message });
        } else {
            self.verdict.truncated = true;
        }
    }
}

/// 8-4-4-4-12 hexadecimal digits of either case.
fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}
