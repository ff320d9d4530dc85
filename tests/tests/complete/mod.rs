//! What a complete corpus has: for each required field, constraint and rule, at each place where a request has it,
//! a case in which it fails, and a valid case in which it is applied and holds.

use fin_core::Applies;
use fin_tests::{corpus::Recorded, protocol::read, sdk::SCHEMAS};
use fingen::api::{Api, Condition, Field, FieldType, Rule, RuleBody, Shape, Step, TypeId};
use fingen::judge::{Judge, Options};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A request's place, indices left out, and the code reported there.
type Place = (String, String, String);

/// What the corpus lacks, in words.
pub fn missing(api: &Api, corpus: &[Recorded]) -> Vec<String> {
    let mut survey = Survey::new(api, corpus);
    for schema in SCHEMAS {
        let id = api.find(schema).expect("the schema is in the model");
        survey.object(schema, "", id);
    }
    survey.rules(corpus);
    survey.missing
}

struct Survey<'a> {
    api: &'a Api,
    /// What fails in some case.
    failing: BTreeSet<Place>,
    /// The places that a valid case has a value at.
    given: BTreeSet<(String, String)>,
    /// Each rule by type and place in it, with the places at which requests report it.
    rules: BTreeMap<RuleId, BTreeSet<(String, String)>>,
    missing: Vec<String>,
}

/// The type, the field where the rule stands with one, and the rule's number there.
type RuleId = (usize, Option<usize>, usize);

impl<'a> Survey<'a> {
    fn new(api: &'a Api, corpus: &[Recorded]) -> Survey<'a> {
        let (mut failing, mut given) = (BTreeSet::new(), BTreeSet::new());
        for case in corpus {
            let schema = &case.says.schema;
            for issue in &case.says.expect.issues {
                failing.insert((schema.clone(), without_indices(&issue.path), issue.code.clone()));
            }
            if case.says.expect.valid
                && let Some(value) = case.value()
            {
                let mut places = BTreeSet::new();
                collect(&value, "", &mut places);
                given.extend(places.into_iter().map(|place| (schema.clone(), place)));
            }
        }
        Survey { api, failing, given, rules: BTreeMap::new(), missing: Vec::new() }
    }

    fn object(&mut self, schema: &str, path: &str, id: TypeId) {
        let Some(Shape::Object { fields, rules }) = self.api.type_of(id).map(|ty| &ty.shape) else { return };
        for (index, field) in fields.iter().enumerate() {
            let at = join(path, &field.name);
            self.field(schema, &at, field);
            self.places_of_rules(schema, path, &field.rules, (id.0, Some(index)));
            self.value(schema, &at, &field.ty);
        }
        self.places_of_rules(schema, path, rules, (id.0, None));
    }

    fn value(&mut self, schema: &str, at: &str, ty: &FieldType) {
        let api = self.api;
        match ty {
            FieldType::Named(id) => match api.type_of(*id).map(|ty| &ty.shape) {
                Some(Shape::Enum { .. }) => {
                    self.must_fail(schema, at, "enum");
                    self.must_fail(schema, at, "type");
                }
                _ => {
                    self.must_fail(schema, at, "type");
                    self.object(schema, at, *id);
                }
            },
            FieldType::List(item) => {
                self.must_fail(schema, at, "type");
                self.value(schema, &format!("{at}[]"), item);
            }
            FieldType::Scalar(kind) => {
                self.must_fail(schema, at, "type");
                if matches!(kind.name(), "date" | "uuid") {
                    self.must_fail(schema, at, kind.name());
                }
            }
            FieldType::Map(_) | FieldType::Any => self.must_fail(schema, at, "type"),
        }
    }

    fn field(&mut self, schema: &str, at: &str, field: &Field) {
        if field.required {
            self.must_fail(schema, at, "required");
        }
        if !self.given.contains(&(schema.to_owned(), at.to_owned())) {
            self.missing.push(format!("{schema}: no valid payload has `{at}`"));
        }
        for constraint in &field.constraints {
            let of_items = constraint.constraint.name().applies() != Applies::List;
            let at = match (&field.ty, of_items) {
                (FieldType::List(_), true) => format!("{at}[]"),
                _ => at.to_owned(),
            };
            self.must_fail(schema, &at, &constraint.code);
            let mut format = match &constraint.constraint {
                fin_core::Constraint::Format(name) => self.api.format(name),
                _ => None,
            };
            while let Some(then) = format.and_then(|format| format.then.as_deref()) {
                format = self.api.format(then);
                let code = format.map(|format| format.code.clone()).unwrap_or_default();
                self.must_fail(schema, &at, &code);
            }
        }
    }

    fn must_fail(&mut self, schema: &str, at: &str, code: &str) {
        if !self.failing.contains(&(schema.to_owned(), at.to_owned(), code.to_owned())) {
            self.missing.push(format!("{schema}: no case reports `{code}` at `{at}`"));
        }
    }

    fn places_of_rules(
        &mut self,
        schema: &str,
        path: &str,
        rules: &[Rule],
        (ty, field): (usize, Option<usize>),
    ) {
        for (index, rule) in rules.iter().enumerate() {
            for place in reported_at(rule) {
                let at = place.iter().fold(path.to_owned(), |path, step| join(&path, step));
                self.must_fail(schema, &at, &rule.code);
                self.rules.entry((ty, field, index)).or_default().insert((schema.to_owned(), at));
            }
        }
    }

    /// Each rule turned round: what is reported then, in a valid payload, is where the rule is applied and holds.
    fn rules(&mut self, corpus: &[Recorded]) {
        for ((ty, field, index), places) in std::mem::take(&mut self.rules) {
            let mut api = self.api.clone();
            let Shape::Object { fields, rules } = &mut api.types[ty].shape else { continue };
            let rules = field.map_or(rules, |field| &mut fields[field].rules);
            turn_round(&mut rules[index].body);
            let code = rules[index].code.clone();
            let judge = Judge::new(&api).expect("a rule turned round is a rule");
            let mut held = BTreeSet::new();
            let schemas: BTreeSet<&str> = places.iter().map(|(schema, _)| schema.as_str()).collect();
            let cases = corpus.iter().filter(|case| schemas.contains(case.says.schema.as_str()));
            for case in cases.filter(|case| case.says.expect.valid) {
                let context = read(case.line.as_bytes()).expect("the line holds a case").context;
                let context = judge.context(&context).expect("the context is known");
                let options = Options::default();
                let verdict = judge.check_text(&case.says.schema, &case.payload, &context, &options);
                let issues = verdict.expect("the schema is known").issues;
                held.extend(
                    issues
                        .into_iter()
                        .filter(|issue| issue.code == code)
                        .map(|issue| (case.says.schema.clone(), without_indices(&issue.path))),
                );
            }
            for (schema, at) in places.difference(&held) {
                self.missing.push(format!("{schema}: no valid case applies `{code}` at `{at}`"));
            }
        }
    }
}

/// The names down to each place where a rule reports, lists marked.
fn reported_at(rule: &Rule) -> Vec<Vec<String>> {
    match &rule.body {
        RuleBody::Require { at, .. } => vec![at.clone()],
        RuleBody::Unique(paths) => {
            let name = |step: &Step| match step {
                Step::Field(name) => name.clone(),
                Step::Each(_) => "[]".to_owned(),
            };
            paths.iter().map(|path| path.steps.iter().map(name).collect()).collect()
        }
    }
}

/// Where the rule held it now fails. Texts that were unique are looked at twice.
fn turn_round(body: &mut RuleBody) {
    match body {
        RuleBody::Require { require: Condition { cel, .. }, .. } => *cel = format!("!({cel})"),
        RuleBody::Unique(paths) => paths.extend(paths.clone()),
    }
}

fn join(path: &str, step: &str) -> String {
    if path.is_empty() || step == "[]" { format!("{path}{step}") } else { format!("{path}.{step}") }
}

/// `a[0].b` as `a[].b`.
fn without_indices(path: &str) -> String {
    let mut parts = path.split('[');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
        text.push('[');
        text.push_str(rest);
    }
    text
}

fn collect(value: &Value, path: &str, into: &mut BTreeSet<String>) {
    if !value.is_null() {
        into.insert(path.to_owned());
    }
    match value {
        Value::Object(entries) => {
            entries.iter().for_each(|(key, value)| collect(value, &join(path, key), into))
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, &format!("{path}[]"), into)),
        _ => {}
    }
}
