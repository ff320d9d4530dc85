use super::demands::{implies, source, unique_path};
use super::{Build, field};
use crate::api::{Api, Filling, How, Rule, RuleBody, Shape, TypeId, UpgradeShape, UpgradeStep};
use crate::rules::{Expr, ExprKind, Function, Scope, World, condition, given, steps};
use fin_core::Constraint;

/// What is known of the newer object's fields.
pub(super) struct Facts<'s> {
    pub api: &'s Api,
    pub build: &'s Build<'s>,
    pub from: TypeId,
    pub steps: &'s [UpgradeStep],
}

impl Facts<'_> {
    fn filling(&self, name: &str) -> Option<&Filling> {
        self.steps.iter().find(|step| step.field == name).map(|step| &step.filling)
    }

    /// Whether the rule can be asked of the additions as they are.
    pub(super) fn is_own(&self, rule: &Rule, additions: TypeId, world: &World<'_>) -> bool {
        let stands_in = |name: &String| match self.filling(name) {
            Some(Filling::Taken { how, .. }) => how
                .upgrade()
                .and_then(|id| self.build.upgrade(id))
                .is_some_and(|of| matches!(of.shape, UpgradeShape::Enum { .. })),
            _ => false,
        };
        if rule.mentions.iter().any(stands_in) {
            return false;
        }
        match &rule.body {
            RuleBody::Require { when, require, .. } => {
                let mut scope = Scope { this: Some(additions), ..Scope::default() };
                if let Some(when) = when {
                    if condition(&when.cel, world, scope.clone()).is_err() {
                        return false;
                    }
                    scope = given(scope, &when.expr);
                }
                condition(&require.cel, world, scope).is_ok()
            }
            RuleBody::Unique(paths) => paths
                .iter()
                .all(|path| path.when.is_none() && steps(&unique_path(path), additions, world).is_ok()),
        }
    }

    /// Whether the older object has the same rule over the same values.
    pub(super) fn is_kept(&self, rule: &Rule) -> bool {
        let Some(Shape::Object { fields, rules }) = self.api.type_of(self.from).map(|ty| &ty.shape) else {
            return false;
        };
        let all = fields.iter().flat_map(|field| &field.rules).chain(rules);
        let is_same = all.into_iter().any(|own| own.code == rule.code && same_body(&own.body, &rule.body));
        is_same && rule.mentions.iter().all(|name| self.is_carried(name, rule))
    }

    /// Whether a field holds what the older one of the same name does.
    fn is_carried(&self, name: &String, rule: &Rule) -> bool {
        let Some(Filling::Taken { from, how, wrapped: false, otherwise, .. }) = self.filling(name) else {
            return false;
        };
        let assumed = field(self.api, self.from, name).and_then(|field| field.default.as_ref());
        if from.as_slice() != std::slice::from_ref(name)
            || otherwise.is_some() && otherwise.as_ref() != assumed
        {
            return false;
        }
        let Some(of) = how.upgrade().and_then(|id| self.build.upgrade(id)) else { return true };
        match &of.shape {
            UpgradeShape::Enum { values, .. } => {
                values.iter().all(|(older, newer)| newer.as_ref() == Some(older))
            }
            // What is in it may have become something else: only its presence is the same.
            UpgradeShape::Object { .. } => {
                let deeper = format!("this.{name}.");
                match &rule.body {
                    RuleBody::Require { when, require, .. } => {
                        let mut texts = when.iter().chain([require]).map(|condition| condition.cel.as_str());
                        !texts.any(|text| text.contains(&deeper))
                    }
                    RuleBody::Unique(_) => false,
                }
            }
        }
    }

    /// Whether the rule never applies: it asks for what stays absent, or whether a text is ASCII that always is.
    pub(super) fn is_idle(&self, rule: &Rule) -> bool {
        let RuleBody::Require { when: Some(when), .. } = &rule.body else { return false };
        let known = given(Scope::default(), &when.expr).known;
        let is_absent = known.iter().any(|path| match path.as_slice() {
            [this, name, ..] => this == "this" && self.filling(name).is_none(),
            _ => false,
        });
        is_absent || self.asks_ascii(&when.expr)
    }

    fn asks_ascii(&self, when: &Expr) -> bool {
        let ExprKind::Not(inner) = &when.kind else { return false };
        let ExprKind::Call(Function::IsAscii, args) = &inner.kind else { return false };
        let Some(ExprKind::Field { of, name, .. }) = args.first().map(|arg| &arg.kind) else { return false };
        match (&of.kind, self.filling(name)) {
            (ExprKind::This, Some(Filling::Taken { from, how: How::Same, wrapped: false, .. })) => {
                let older = source(self.api, self.from, from);
                older.is_some_and(|field| implies(&field.constraints, &Constraint::Ascii, false))
            }
            _ => false,
        }
    }
}

fn same_body(a: &RuleBody, b: &RuleBody) -> bool {
    let cel = |condition: &crate::api::Condition| condition.cel.split_whitespace().collect::<String>();
    match (a, b) {
        (
            RuleBody::Require { at: a, when: a_when, require: a_require },
            RuleBody::Require { at: b, when: b_when, require: b_require },
        ) => {
            a == b && a_when.as_ref().map(cel) == b_when.as_ref().map(cel) && cel(a_require) == cel(b_require)
        }
        (RuleBody::Unique(a), RuleBody::Unique(b)) => {
            let same = |(a, b): (&crate::api::UniquePath, &crate::api::UniquePath)| {
                a.steps == b.steps && a.when.as_ref().map(cel) == b.when.as_ref().map(cel)
            };
            a.len() == b.len() && a.iter().zip(b).all(same)
        }
        _ => false,
    }
}
