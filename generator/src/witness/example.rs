//! For each code a payload that fails with it and one that passes, as small as can be, both confirmed by the judge.

use super::build::Size;
use super::edit::{Editor, get};
use super::excess::{excess, tries};
use super::probe::{Action, At, Probe, Side, Step, Variable};
use super::prove::Prover;
use super::repair::parse;
use super::{Machines, Model, Models, Place, Root, Wrap, shrink, structure, unwrapped, vary};
use crate::api::{Api, Field, FieldType, Report, Reporter, Shape, TypeId};
use crate::judge::{Issue, Judge, JudgeError};
use crate::model::Content;
use fin_core::Kind;
use serde::Serialize;
use serde_json::{Map, Value};
use std::rc::Rc;

/// Of the places that report a code, so many are tried.
const MOST_PLACES: usize = 12;

/// A payload that fails with a code, and one that passes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Example {
    /// The type that both are judged as.
    pub schema: String,
    /// The context that both are judged in.
    pub context: Map<String, Value>,
    /// What fails: a payload, or a text that is none.
    pub fails: Payload,
    /// The only thing that is wrong with it.
    pub issue: Issue,
    /// What passes.
    pub passes: Value,
    /// What the rule looks at, and where the issue is: paths in both payloads.
    #[serde(skip)]
    pub looks_at: Vec<String>,
}

/// What is judged.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Payload {
    /// A JSON value.
    Json(Value),
    /// A text that is no JSON.
    Text(String),
}

/// Finds examples in one model.
pub struct Examples<'a> {
    models: Models<'a>,
    judge: Rc<Judge>,
}

/// What fails, where, and what it is about.
pub(super) struct Failing {
    pub root: TypeId,
    pub payload: Value,
    pub context: Map<String, Value>,
    pub looks_at: Vec<Vec<Step>>,
    /// What was tried, and might do instead.
    pub tried: Vec<Variable>,
}

impl<'a> Examples<'a> {
    /// Compiles the model's judge.
    ///
    /// # Errors
    /// A model that cannot be compiled.
    pub fn new(api: &'a Api) -> Result<Examples<'a>, JudgeError> {
        let models = Models { old: Model::new(api), new: Model::new(api), machines: Machines::default() };
        Ok(Examples { models, judge: Rc::new(Judge::new(api)?) })
    }

    fn api(&self) -> &'a Api {
        self.models.new.api
    }

    /// An example of a code, if one can be found.
    pub fn of(&self, code: &str) -> Option<Example> {
        let prover = Prover::without(&self.models, &self.judge, code);
        let structure = fin_core::Structure::ALL.into_iter().find(|structure| structure.code() == code);
        if structure == Some(fin_core::Structure::Json) {
            return self.no_json(&prover);
        }
        let found = match structure {
            Some(structure) => {
                structure::failing(&prover, self.smallest_first(), structure).collect::<Vec<_>>()
            }
            None => self
                .reporting(code)
                .filter_map(|report| self.failing(&prover, &report, code))
                .take(1)
                .collect(),
        };
        found.into_iter().find_map(|failing| self.finish(&prover, failing, code))
    }

    /// A valid payload without its end.
    fn no_json(&self, prover: &Prover) -> Option<Example> {
        let root = self.smallest_first().into_iter().next()?;
        let passes = shrink::valid(prover, root, prover.bases(Side::Gains, root).first()?.clone());
        let mut text = passes.to_string();
        text.pop();
        let schema = self.api().type_of(root)?.qualified();
        let verdict = prover.judge_text(&schema, &text)?;
        let [issue] = verdict.issues.as_slice() else { return None };
        let (issue, fails) = (issue.clone(), Payload::Text(text));
        (issue.code == fin_core::Structure::Json.code()).then(|| Example {
            schema,
            context: Map::new(),
            fails,
            issue,
            passes,
            looks_at: Vec::new(),
        })
    }

    /// Objects that requests consist of, those first that ask for little.
    fn smallest_first(&self) -> Vec<TypeId> {
        let objects = self.api().types.iter().enumerate();
        // A form is no JSON.
        let is_form = |id: TypeId| {
            let forms = self.api().operations.iter().filter(|call| call.content == Content::Multipart);
            forms.filter_map(|call| call.body).any(|body| body == id)
        };
        let objects = objects.filter(|(index, ty)| {
            ty.in_request && matches!(ty.shape, Shape::Object { .. }) && !is_form(TypeId(*index))
        });
        let mut ids: Vec<TypeId> = objects.map(|(index, _)| TypeId(index)).collect();
        ids.sort_by_key(|id| self.weight(*id, 0));
        ids
    }

    /// So many fields a payload of a type has at least, as far down as two objects.
    fn weight(&self, id: TypeId, depth: usize) -> usize {
        let Some(Shape::Object { fields, .. }) = self.api().type_of(id).map(|ty| &ty.shape) else { return 0 };
        let required = fields.iter().filter(|field| field.required && depth < 2);
        required
            .map(|field| 1 + super::named(&field.ty).map_or(0, |(_, id)| self.weight(id, depth + 1)))
            .sum()
    }

    /// Who reports a code, in payloads that are sent first, and of these the smallest first.
    fn reporting(&self, code: &str) -> impl Iterator<Item = Report<'a>> {
        let mut reports: Vec<Report> = self.api().reports_of(code).collect();
        let demands = |report: &Report| report.field.map_or(0, |field| field.constraints.len());
        reports.sort_by_key(|report| (!report.ty.in_request, self.weight(report.id, 0), demands(report)));
        reports.into_iter().take(MOST_PLACES)
    }

    fn failing(&self, prover: &Prover, report: &Report, code: &str) -> Option<Failing> {
        let (probe, looks_at) = match (report.by, report.field) {
            (Reporter::Rule(rule), _) => {
                let mut probe = Probe::new(Side::Loses, &[code], Vec::new());
                (probe.tries, probe.variables) = vary::rules(&self.models, Side::Loses, report.ty, &[rule]);
                self.vary_more(prover, report.id, &mut probe.variables);
                let looks_at = looked_at(&probe);
                (probe, looks_at)
            }
            (Reporter::Constraint(constraint) | Reporter::Format(constraint, _), Some(field)) => {
                let mut taking = field.clone();
                taking.constraints.retain(|other| other.constraint != constraint.constraint);
                let found = excess(&self.models, Side::Loses, &taking, field, constraint);
                let mut probe = found.unwrap_or_else(|| Probe::new(Side::Loses, &[], Vec::new()));
                probe.codes = vec![code.to_owned()];
                // The model's own examples read best.
                if let Reporter::Format(_, format) = report.by {
                    let own = format.invalid.iter().map(|text| Value::from(text.as_str()));
                    probe.tries.splice(0..0, tries(field, own));
                }
                (probe, Vec::new())
            }
            (_, None) => return None,
        };
        let root = Root { name: String::new(), old: report.id, new: report.id };
        let witness = prover.prove(&probe, &[Place { root, steps: Vec::new() }])?;
        let tried = probe.variables;
        Some(Failing { root: report.id, payload: witness.payload, context: witness.context, looks_at, tried })
    }

    /// What a rule looks at may have to be another valid value, and not one that the rule names; so may a context
    /// value that it is compared with.
    fn vary_more(&self, prover: &Prover, root: TypeId, variables: &mut [Variable]) {
        let builder = prover.builder(Side::Gains);
        let mut texts = Vec::new();
        for variable in variables.iter_mut() {
            let At::Payload(steps) = &variable.at else { continue };
            let Some(field) = self.field(root, steps) else { continue };
            if let (Wrap::None, FieldType::Scalar(kind)) = unwrapped(&field.ty) {
                let values = (0..3).map(|n| Action::Set(builder.field(field, Size::Small, n)));
                let values: Vec<Action> = values.collect();
                texts.extend(values.iter().filter(|_| *kind == Kind::Text).cloned());
                variable.actions.extend(values);
            }
        }
        for variable in variables {
            let is_text = |action: &Action| matches!(action, Action::Set(Value::String(_)));
            if matches!(variable.at, At::Context(_)) && variable.actions.iter().any(is_text) {
                variable.actions.splice(0..0, texts.iter().cloned());
            }
        }
    }

    /// Makes it small, and finds what passes.
    fn finish(&self, prover: &Prover, failing: Failing, code: &str) -> Option<Example> {
        let Failing { root, payload, context, looks_at, tried } = failing;
        let only = |payload: &Value, context: &Map<String, Value>| {
            let issues = prover.judge(Side::Gains, root, payload, context)?.issues;
            let [issue] = issues.as_slice() else { return None };
            (issue.code == code).then(|| issue.clone())
        };
        let payload = shrink::shrink(payload, |smaller| only(smaller, &context).is_some());
        let issue = only(&payload, &context)?;
        let passes = self.passing(prover, root, (&payload, &context, &issue), &tried)?;
        let looks_for = |name: &str| {
            let less: Map<String, Value> =
                context.clone().into_iter().filter(|(other, _)| other != name).collect();
            only(&payload, &less).is_none_or(|other| other != issue)
        };
        // Without `today` it would be judged by the clock.
        let is_needed =
            |name: &str| if name == "today" { self.asks_for_today(code) } else { looks_for(name) };
        let needed = context.clone().into_iter().filter(|(name, _)| is_needed(name)).collect();
        let mut looks_at: Vec<String> = looks_at.iter().map(|steps| super::probe::path(steps)).collect();
        looks_at.push(issue.path.clone());
        Some(Example {
            schema: self.api().type_of(root)?.qualified(),
            context: needed,
            fails: Payload::Json(payload),
            issue,
            passes,
            looks_at,
        })
    }

    /// Whether a code depends on the day.
    fn asks_for_today(&self, code: &str) -> bool {
        self.api().reports_of(code).any(|report| match report.by {
            Reporter::Constraint(constraint) => {
                constraint.constraint.name().applies() == fin_core::Applies::Date
            }
            Reporter::Rule(rule) => rule.context.iter().any(|name| name == "today"),
            Reporter::Format(..) => false,
        })
    }

    /// The same payload with something better where it is wrong; else with what repairs it; else another one.
    fn passing(
        &self,
        prover: &Prover,
        root: TypeId,
        (payload, context, issue): (&Value, &Map<String, Value>, &Issue),
        tried: &[Variable],
    ) -> Option<Value> {
        let passes = |payload: &Value| {
            prover.judge(Side::Gains, root, payload, context).is_some_and(|verdict| verdict.valid)
        };
        let steps = parse(&issue.path)?;
        let editor = Editor { builder: prover.builder(Side::Gains) };
        let fresh = (0..3).filter_map(|n| self.fresh(prover, root, payload, &steps, n)).map(Action::Set);
        let here = tried.iter().filter(|variable| variable.at == At::Payload(steps.clone()));
        let tried = here.flat_map(|variable| &variable.actions).filter(|action| **action != Action::Remove);
        let better = fresh.chain(tried.cloned()).find_map(|action| {
            let mut better = payload.clone();
            let is_done = editor.edit(&mut better, root, &steps, &action);
            (is_done && passes(&better)).then_some(better)
        });
        better.or_else(|| {
            let repaired = prover.repaired(Side::Gains, root, payload.clone(), context, &[]);
            let bases = prover.bases(Side::Gains, root);
            repaired.into_iter().chain(bases.iter().cloned()).find(|payload| passes(payload))
        })
    }

    /// A value of what stands at a place, if something does.
    fn fresh(
        &self,
        prover: &Prover,
        root: TypeId,
        payload: &Value,
        steps: &[Step],
        n: usize,
    ) -> Option<Value> {
        get(payload, steps)?;
        let is_item = matches!(steps.last(), Some(Step::Item(_) | Step::Entry));
        let field = self.field(root, steps)?;
        let builder = prover.builder(Side::Gains);
        Some(if is_item { builder.item(field, Size::Small, n) } else { builder.field(field, Size::Small, n) })
    }

    /// The last field on a way.
    fn field(&self, root: TypeId, steps: &[Step]) -> Option<&'a Field> {
        let (mut ty, mut last) = (FieldType::Named(root), None);
        for step in steps {
            ty = match (step, ty) {
                (Step::Field(name), FieldType::Named(id)) => {
                    let Shape::Object { fields, .. } = &self.api().type_of(id)?.shape else { return None };
                    let field = fields.iter().find(|field| field.name == *name)?;
                    last = Some(field);
                    field.ty.clone()
                }
                (Step::Item(_) | Step::Entry, FieldType::List(item) | FieldType::Map(item)) => *item,
                _ => return None,
            };
        }
        last
    }
}

/// What a rule looks at, without what only leads there.
fn looked_at(probe: &Probe) -> Vec<Vec<Step>> {
    let varied = probe.variables.iter().filter_map(|variable| match &variable.at {
        At::Payload(steps) => Some(steps),
        At::Context(_) => None,
    });
    let tried = probe.tries.iter().flatten().map(|(steps, _)| steps);
    let all: Vec<&Vec<Step>> = varied.chain(tried).collect();
    let leads_on =
        |steps: &Vec<Step>| all.iter().any(|other| other.len() > steps.len() && other.starts_with(steps));
    all.iter().filter(|steps| !leads_on(steps)).map(|steps| (*steps).clone()).collect()
}
