//! Rules, evaluated by the `cel` crate's interpreter. What ends in an error is absent: the rule does not apply.

use super::JudgeError;
use super::functions::replace_comparisons;
use super::node::Node;
use crate::api::{self, RuleBody, Step};
use cel::common::types::CelBool;
use cel::common::value::CowVal;
use cel::context::VariableResolver;
use cel::{Context, Env, ExecutionError, IdedExpr, Value};
use std::collections::BTreeMap;

/// A rule, ready to be evaluated.
pub struct Rule {
    /// The code.
    pub code: String,
    /// The message.
    pub message: String,
    /// What it demands.
    pub body: Body,
}

/// What a [`Rule`] demands.
pub enum Body {
    /// Where `when` holds, `require` must.
    Require {
        /// The names down to where it is reported.
        at: Vec<String>,
        /// Where the rule applies.
        when: Option<Condition>,
        /// What must hold.
        require: Condition,
    },
    /// No text stands twice over all paths together.
    Unique(Vec<Texts>),
}

/// The texts of one path of a uniqueness rule.
pub struct Texts {
    /// From the type down to the text.
    pub steps: Vec<Step>,
    /// Which of the named items take part.
    pub when: Option<Condition>,
}

/// A compiled condition.
pub struct Condition {
    expr: IdedExpr,
}

/// Compiles a rule.
pub fn compile(rule: &api::Rule) -> Result<Rule, JudgeError> {
    let condition = |condition: &api::Condition| Condition::new(&condition.cel, &rule.code);
    let optional = |when: &Option<api::Condition>| when.as_ref().map(condition).transpose();
    let body = match &rule.body {
        RuleBody::Require { at, when, require } => {
            Body::Require { at: at.clone(), when: optional(when)?, require: condition(require)? }
        }
        RuleBody::Unique(paths) => {
            let texts =
                paths.iter().map(|path| Ok(Texts { steps: path.steps.clone(), when: optional(&path.when)? }));
            Body::Unique(texts.collect::<Result<_, JudgeError>>()?)
        }
    };
    Ok(Rule { code: rule.code.clone(), message: rule.message.clone(), body })
}

impl Condition {
    /// Parses a condition of the rule with that code.
    pub fn new(cel: &str, rule: &str) -> Result<Condition, JudgeError> {
        let parsed = Env::stdlib().parser().parse(cel);
        let mut expr = parsed.map_err(|_| JudgeError::Rule { code: rule.to_owned() })?;
        replace_comparisons(&mut expr);
        Ok(Condition { expr })
    }

    /// Whether it holds; `None` when it mentions what is absent.
    pub fn holds(&self, functions: &Context<'static, 'static>, scope: &Scope) -> Option<bool> {
        let context = Context::Child { parent: functions, variables: BTreeMap::new(), resolver: Some(scope) };
        match Value::resolve_val(&self.expr, &context) {
            Ok(value) => value.downcast_ref::<CelBool>().map(|truth| *truth.inner()),
            Err(error) => {
                debug_assert!(
                    matches!(error, ExecutionError::NoSuchKey(_)),
                    "a type-checked rule fails by absence alone"
                );
                None
            }
        }
    }
}

/// What an expression can name.
pub struct Scope<'a> {
    /// The object that the rule stands with.
    pub this: &'a Node,
    /// The context values that were given.
    pub context: &'a Node,
    /// The items that the steps of a uniqueness rule have named, outermost first.
    pub items: Vec<(&'a str, &'a Node)>,
}

impl VariableResolver for Scope<'_> {
    fn resolve<'b>(&'b self, name: &str) -> Option<CowVal<'b, 'b>> {
        let item = self.items.iter().rev().find(|(item, _)| *item == name);
        let node = match (item, name) {
            (Some((_, node)), _) => node,
            (None, "this") => self.this,
            (None, "context") => self.context,
            (None, _) => return None,
        };
        Some(CowVal::Borrowed(node))
    }
}
