use super::excess::number::json;
use super::expressions::each;
use super::{Action, At, Model, Models, Side, Step, Try, Variable, day, formats};
use crate::api::{self, FieldType, Rule, RuleBody, Shape, Type, UniquePath};
use crate::rules::{Expr, ExprKind, Function, Literal, Macro};
use fin_core::Kind;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Of an enum, so many values are tried.
const MOST_VALUES: usize = 16;
/// So many other places are copied from.
const MOST_COPIES: usize = 4;

/// What to vary so that the rules of that code change their mind.
pub fn variables(models: &Models, side: Side, ty: &Type, code: &str) -> Vec<Variable> {
    let chosen: Vec<&Rule> = ty.rules().filter(|rule| rule.code == code).collect();
    rules(models, side, ty, &chosen).1
}

/// What to try, and what to vary, so that some rules change their mind: the fields and context values that they
/// mention, over the constants that they mention and what the model says can be there.
pub fn rules(models: &Models, side: Side, ty: &Type, rules: &[&Rule]) -> (Vec<Try>, Vec<Variable>) {
    let model = models.taking(side);
    let mut mentioned = Mentioned::default();
    for rule in rules {
        mentioned.rule(rule);
    }
    for format in &mentioned.formats {
        mentioned.texts.extend(formats::between(models, format));
    }
    let mut variables = Vec::new();
    for steps in &mentioned.paths {
        if let Some((leaf, optional)) = field_at(model, ty, steps) {
            let mut actions = mentioned.actions(model, &leaf);
            // Conditions compare one with another.
            let others = mentioned.paths.iter().filter(|other| {
                *other != steps && field_at(model, ty, other).is_some_and(|(other, _)| other == leaf)
            });
            if matches!(leaf, FieldType::Scalar(_)) {
                actions.extend(others.take(MOST_COPIES).cloned().map(Action::Copy));
            }
            actions.extend(optional.then_some(Action::Remove));
            variables.push(Variable { at: At::Payload(steps.clone()), actions });
        }
    }
    for name in &mentioned.context {
        // What one side does not know, or knows as something else, the other may ask for.
        let known = Side::BOTH.into_iter().flat_map(|side| &models.taking(side).api.context);
        let mut actions = Vec::new();
        for value in known.filter(|value| value.name == *name) {
            let values = mentioned.values(model, &FieldType::Scalar(value.kind));
            actions.extend(
                values
                    .into_iter()
                    .map(Action::Set)
                    .filter(|action| !actions.contains(action))
                    .collect::<Vec<_>>(),
            );
        }
        variables.push(Variable { at: At::Context(name.clone()), actions });
    }
    let mut tries = Vec::new();
    for rule in rules {
        if let RuleBody::Unique(paths) = &rule.body {
            tries.extend(repeated(paths));
        }
    }
    (tries, variables)
}

/// One text at two of the places of a uniqueness rule.
fn repeated(paths: &[UniquePath]) -> Vec<Try> {
    let mut places: Vec<Vec<Step>> = Vec::new();
    for path in paths {
        let mut ways = vec![Vec::new()];
        for step in &path.steps {
            ways = match step {
                api::Step::Field(name) => {
                    ways.into_iter().map(|way| with(way, Step::Field(name.clone()))).collect()
                }
                api::Step::Each(_) => ways
                    .into_iter()
                    .take(8)
                    .flat_map(|way: Vec<Step>| [0, 1].map(|index| with(way.clone(), Step::Item(index))))
                    .collect(),
            };
        }
        places.extend(ways);
    }
    let mut tries = Vec::new();
    for (index, from) in places.iter().enumerate().take(16) {
        for to in places.iter().skip(index + 1).take(16) {
            tries.push(vec![
                (from.clone(), Action::Ensure),
                (to.clone(), Action::Ensure),
                (to.clone(), Action::Copy(from.clone())),
            ]);
        }
    }
    tries
}

fn with(mut way: Vec<Step>, step: Step) -> Vec<Step> {
    way.push(step);
    way
}

/// What stands at a place of the model, and whether it may be absent.
pub fn field_at(model: &Model, ty: &Type, steps: &[Step]) -> Option<(FieldType, bool)> {
    let mut here: Option<&Type> = Some(ty);
    let mut found = None;
    for step in steps {
        let (next, optional) = match step {
            Step::Field(name) => {
                let Shape::Object { fields, .. } = &here?.shape else { return None };
                let field = fields.iter().find(|field| field.name == *name)?;
                (field.ty.clone(), !field.required)
            }
            Step::Item(_) | Step::Entry => match found? {
                (FieldType::List(item) | FieldType::Map(item), _) => (*item, false),
                _ => return None,
            },
        };
        here = match &next {
            FieldType::Named(id) => model.ty(*id),
            _ => None,
        };
        found = Some((next, optional));
    }
    found
}

/// What rules mention.
#[derive(Default)]
struct Mentioned {
    paths: BTreeSet<Vec<Step>>,
    context: BTreeSet<String>,
    numbers: Vec<f64>,
    texts: BTreeSet<String>,
    formats: BTreeSet<String>,
}

impl Mentioned {
    fn rule(&mut self, rule: &Rule) {
        each(rule, &mut |expr| match &expr.kind {
            ExprKind::Literal(literal) => self.literal(literal),
            ExprKind::ListLiteral(literals) => literals.iter().for_each(|literal| self.literal(literal)),
            ExprKind::Context(name) => {
                self.context.insert(name.clone());
            }
            ExprKind::Call(Function::HasFormat(name), _) => {
                self.formats.insert(name.clone());
            }
            _ => {}
        });
        match &rule.body {
            RuleBody::Require { when, require, .. } => {
                for condition in when.iter().chain([require]) {
                    self.paths_of(&condition.expr, &BTreeMap::new());
                }
            }
            RuleBody::Unique(paths) => paths.iter().for_each(|path| self.unique(path)),
        }
    }

    /// The items of a uniqueness path are known by its own names.
    fn unique(&mut self, path: &UniquePath) {
        let Some(when) = &path.when else { return };
        let mut names = BTreeMap::new();
        let mut way = Vec::new();
        for step in &path.steps {
            match step {
                api::Step::Field(name) => way.push(Step::Field(name.clone())),
                api::Step::Each(name) => {
                    way.push(Step::Item(0));
                    names.insert(name.as_str(), way.clone());
                }
            }
        }
        self.paths_of(&when.expr, &names);
    }

    fn literal(&mut self, literal: &Literal) {
        match literal {
            Literal::Boolean(_) => {}
            #[allow(clippy::cast_precision_loss, reason = "constants are within the doubles' integers")]
            Literal::Integer(number) => self.numbers.push(*number as f64),
            Literal::Number(number) => self.numbers.push(*number),
            Literal::Text(text) => {
                self.texts.insert(text.clone());
            }
        }
    }

    /// Every field that an expression mentions, of lists the first two items'; gives the way of a field or item.
    fn paths_of<'e>(&mut self, expr: &'e Expr, items: &BTreeMap<&'e str, Vec<Step>>) -> Option<Vec<Step>> {
        match &expr.kind {
            ExprKind::This => Some(Vec::new()),
            ExprKind::Variable(name) => items.get(name.as_str()).cloned(),
            ExprKind::Field { of, name, .. } => {
                let way = with(self.paths_of(of, items)?, Step::Field(name.clone()));
                self.paths.insert(way.clone());
                Some(way)
            }
            ExprKind::Literal(_) | ExprKind::Context(_) | ExprKind::ListLiteral(_) => None,
            ExprKind::Has(inner) | ExprKind::Not(inner) => {
                self.paths_of(inner, items);
                None
            }
            ExprKind::And(a, b) | ExprKind::Or(a, b) | ExprKind::Compare(_, a, b) | ExprKind::In(a, b) => {
                self.paths_of(a, items);
                self.paths_of(b, items);
                None
            }
            ExprKind::Call(_, arguments) => {
                for argument in arguments {
                    self.paths_of(argument, items);
                }
                None
            }
            ExprKind::Macro { which, list, item, body } => {
                let way = self.paths_of(list, items)?;
                for index in [0, 1] {
                    let mut items = items.clone();
                    items.insert(item, with(way.clone(), Step::Item(index)));
                    self.paths_of(body, &items);
                }
                // A filter's items are the list's own; what a mapping takes from them has been seen.
                (*which == Macro::Filter).then_some(way)
            }
        }
    }

    fn actions(&self, model: &Model, ty: &FieldType) -> Vec<Action> {
        match ty {
            FieldType::List(_) => {
                let mut counts: BTreeSet<usize> = BTreeSet::from([0, 1, 2, 3]);
                for number in self.numbers.iter().filter(|number| (0.0..=50.0).contains(*number)) {
                    #[allow(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        reason = "small and positive"
                    )]
                    let number = *number as usize;
                    counts.extend([number.saturating_sub(1), number, number + 1]);
                }
                counts.into_iter().map(Action::Resize).collect()
            }
            FieldType::Map(_) | FieldType::Any => vec![Action::Ensure],
            FieldType::Named(id) => match model.ty(*id).map(|ty| &ty.shape) {
                Some(Shape::Enum { .. }) => self.values(model, ty).into_iter().map(Action::Set).collect(),
                _ => vec![Action::Ensure],
            },
            FieldType::Scalar(_) => {
                let values = self.values(model, ty).into_iter().map(Action::Set);
                std::iter::once(Action::Ensure).chain(values).collect()
            }
        }
    }

    /// Values that may make a difference.
    fn values(&self, model: &Model, ty: &FieldType) -> Vec<Value> {
        match ty {
            FieldType::Named(id) => {
                let Some(Shape::Enum { values }) = model.ty(*id).map(|ty| &ty.shape) else {
                    return Vec::new();
                };
                let (mut first, rest): (Vec<&str>, Vec<&str>) = values
                    .iter()
                    .map(|value| value.name.as_str())
                    .partition(|name| self.texts.contains(*name));
                first.extend(rest);
                first.into_iter().take(MOST_VALUES).map(Value::from).collect()
            }
            FieldType::Scalar(Kind::Boolean) => vec![true.into(), false.into()],
            FieldType::Scalar(Kind::Date) => day::around([]).into_iter().map(Value::from).collect(),
            FieldType::Scalar(kind @ (Kind::Integer | Kind::Number)) => {
                let mut numbers = Vec::new();
                for number in &self.numbers {
                    numbers.extend([*number, number - 1.0, number + 1.0]);
                    if *kind == Kind::Number {
                        numbers.extend([number - 0.01, number + 0.01, number / 2.0]);
                    }
                }
                numbers.push(0.0);
                numbers.into_iter().map(json).collect()
            }
            FieldType::Scalar(Kind::Text) => {
                let mut texts: Vec<&str> = self.texts.iter().map(String::as_str).collect();
                for format in self.formats.iter().filter_map(|name| model.format(name)) {
                    texts.extend(format.valid.iter().chain(&format.invalid).map(String::as_str));
                }
                texts.extend(["a", "é", " ", "USA"]);
                texts.into_iter().map(Value::from).collect()
            }
            FieldType::Scalar(_) | FieldType::List(_) | FieldType::Map(_) | FieldType::Any => Vec::new(),
        }
    }
}
