//! The model with its rules got wrong: beside each rule every altered one, under a code of its own.
//!
//! Rules do not influence each other: what one of them reports neither hides nor moves what another does. So an
//! altered rule beside its original reports what it would report in its place, and one run of the corpus through
//! one such model tells for all altered rules at once whether any case notices. The places that a rule reports, in
//! their order, are compared; what the model's order makes of several rules plays no part.

mod alter;
pub mod build;
mod print;

use alter::alterations;
use fin_core::Kind;
use fingen::{
    api::{Api, Condition, Rule, RuleBody, Shape, Step, TypeId, UniquePath},
    rules::{Conditions, Scope, World, condition, given, steps},
};
use std::collections::{HashMap, HashSet};

pub use print::cel;

/// A rule of the model with what was made of it.
pub struct Original {
    /// `v2.IndividualAddress`
    pub ty: String,
    /// The rule's own code.
    pub code: String,
    /// The code of a copy that nothing was done to.
    pub copy: String,
    /// The altered ones.
    pub mutants: Vec<Mutant>,
}

/// An altered rule.
pub struct Mutant {
    /// Its code.
    pub code: String,
    /// What was altered, in CEL.
    pub what: String,
}

/// The model with altered rules.
pub struct Mutants {
    /// The model, with the copies and the altered rules beside their originals.
    pub api: Api,
    /// What stands in it.
    pub rules: Vec<Original>,
    /// How many alterations have no type, and so could never stand in a model.
    pub refused: usize,
}

impl Mutants {
    /// Alters every rule that a request is held against.
    #[must_use]
    pub fn of(api: &Api) -> Mutants {
        let context: HashMap<String, (Kind, bool)> = api
            .context
            .iter()
            .map(|value| (value.name.clone(), (value.kind, value.defaults_to_today)))
            .collect();
        let formats: HashSet<String> = api.formats.iter().map(|format| format.name.clone()).collect();
        // What is not among them is parsed where it is asked for.
        let conditions = Conditions::default();
        let world = World::new(&api.types, &context, &formats, &conditions);
        let mut alterer = Alterer { world, texts: texts(api), rules: Vec::new(), refused: 0 };
        let mut altered = api.clone();
        for (id, ty) in altered.types.iter_mut().enumerate().filter(|(_, ty)| ty.in_request) {
            let name = ty.qualified();
            if let Shape::Object { fields, rules } = &mut ty.shape {
                for rules in fields.iter_mut().map(|field| &mut field.rules).chain([rules]) {
                    *rules =
                        rules.iter().flat_map(|rule| alterer.with_mutants(rule, &name, TypeId(id))).collect();
                }
            }
        }
        let Alterer { rules, refused, .. } = alterer;
        Mutants { api: altered, rules, refused }
    }

    /// The codes that stand for a code of the model.
    pub fn codes_for<'m>(&'m self, code: &'m str) -> impl Iterator<Item = &'m str> {
        let rules = self.rules.iter().filter(move |rule| rule.code == code);
        rules.flat_map(|rule| {
            rule.mutants.iter().map(|mutant| mutant.code.as_str()).chain([rule.copy.as_str()])
        })
    }
}

/// What may stand where a text stands: a country first, then every value of an enum and every format.
fn texts(api: &Api) -> Vec<String> {
    let values = api.types.iter().filter_map(|ty| match &ty.shape {
        Shape::Enum { values } if ty.in_request => Some(values),
        _ => None,
    });
    let mut texts = vec!["MEX".to_owned()];
    texts.extend(values.flatten().map(|value| value.name.clone()));
    texts.extend(api.formats.iter().map(|format| format.name.clone()));
    let mut seen = HashSet::new();
    texts.retain(|text| seen.insert(text.clone()));
    texts
}

struct Alterer<'a> {
    world: World<'a>,
    texts: Vec<String>,
    rules: Vec<Original>,
    refused: usize,
}

impl Alterer<'_> {
    /// The rule, a copy of it, and the altered ones.
    fn with_mutants(&mut self, rule: &Rule, ty: &str, this: TypeId) -> Vec<Rule> {
        let copy = format!("{}__r{}", rule.code, self.rules.len());
        let bodies = match &rule.body {
            RuleBody::Require { at, when, require } => self.requirements(at, when.as_ref(), require, this),
            RuleBody::Unique(paths) => self.uniqueness(paths, this),
        };
        let coded = |code: String, body: RuleBody| Rule { code, body, ..rule.clone() };
        let mut all = vec![rule.clone(), coded(copy.clone(), rule.body.clone())];
        let mut mutants = Vec::new();
        for (number, (what, body)) in bodies.into_iter().enumerate() {
            let code = format!("{copy}_m{number}");
            mutants.push(Mutant { code: code.clone(), what });
            all.push(coded(code, body));
        }
        self.rules.push(Original { ty: ty.to_owned(), code: rule.code.clone(), copy, mutants });
        all
    }

    fn requirements(
        &mut self,
        at: &[String],
        when: Option<&Condition>,
        require: &Condition,
        this: TypeId,
    ) -> Vec<(String, RuleBody)> {
        let scope = Scope { this: Some(this), ..Scope::default() };
        let inner = |when: Option<&Condition>| match when {
            Some(when) => given(scope.clone(), &when.expr),
            None => scope.clone(),
        };
        let body = |when: Option<&Condition>, require: Condition| RuleBody::Require {
            at: at.to_vec(),
            when: when.cloned(),
            require,
        };
        let mut bodies = Vec::new();
        for altered in self.altered(require, &inner(when)) {
            bodies.push((format!("require: {}", altered.cel), body(when, altered)));
        }
        let Some(when) = when else { return bodies };
        if let Some(require) = self.typed(&require.cel, &scope) {
            bodies.push(("no when".to_owned(), body(None, require)));
        }
        for altered in self.altered(when, &scope) {
            if let Some(require) = self.typed(&require.cel, &inner(Some(&altered))) {
                bodies.push((format!("when: {}", altered.cel), body(Some(&altered), require)));
            }
        }
        bodies
    }

    fn uniqueness(&mut self, paths: &[UniquePath], this: TypeId) -> Vec<(String, RuleBody)> {
        let mut bodies = Vec::new();
        for (index, path) in paths.iter().enumerate() {
            let text = text_of(&path.steps);
            let mut with = |what: String, other: Option<UniquePath>| {
                let mut paths = paths.to_vec();
                drop(paths.splice(index..=index, other));
                // Without any path nothing would be left of the rule.
                if !paths.is_empty() {
                    bodies.push((format!("{text}: {what}"), RuleBody::Unique(paths)));
                }
            };
            with("left out".to_owned(), None);
            if let Some(steps) = self.led_elsewhere(&path.steps, this) {
                with(format!("leads to {}", text_of(&steps)), Some(UniquePath { steps, ..path.clone() }));
            }
            let Some(when) = &path.when else { continue };
            with("no when".to_owned(), Some(UniquePath { when: None, ..path.clone() }));
            let items = steps(&text, this, &self.world).map(|steps| steps.items).unwrap_or_default();
            let scope = Scope { this: None, items, known: Vec::new() };
            for altered in self.altered(when, &scope) {
                let what = format!("when: {}", altered.cel);
                with(what, Some(UniquePath { when: Some(altered), ..path.clone() }));
            }
        }
        bodies
    }

    /// The path to the first other text beside the one that it leads to.
    fn led_elsewhere(&self, path: &[Step], this: TypeId) -> Option<Vec<Step>> {
        let (Some(Step::Field(last)), above) = (path.last(), path.get(..path.len() - 1)?) else {
            return None;
        };
        let names = self.world.types.iter().flat_map(|ty| match &ty.shape {
            Shape::Object { fields, .. } => fields.as_slice(),
            Shape::Enum { .. } => &[],
        });
        names.filter(|field| field.name != *last).find_map(|field| {
            let other = [above, &[Step::Field(field.name.clone())]].concat();
            steps(&text_of(&other), this, &self.world).is_ok().then_some(other)
        })
    }

    /// The alterations of a condition that have a type.
    fn altered(&mut self, original: &Condition, scope: &Scope) -> Vec<Condition> {
        let mut found = Vec::new();
        let mut seen = HashSet::from([cel(&original.expr)]);
        for alteration in alterations(&original.expr, &self.texts) {
            let mut left = alteration.enough;
            for option in alteration.options {
                let text = cel(&option);
                // What is denied twice has been freed of its denial already.
                if left == 0 || text.contains("!!") || !seen.insert(text.clone()) {
                    continue;
                }
                if let Some(condition) = self.typed(&text, scope) {
                    left -= 1;
                    found.push(condition);
                }
            }
        }
        found
    }

    fn typed(&mut self, text: &str, scope: &Scope) -> Option<Condition> {
        match condition(text, &self.world, scope.clone()) {
            Ok(checked) => Some(Condition { cel: text.to_owned(), expr: checked.expr }),
            Err(_) => {
                self.refused += 1;
                None
            }
        }
    }
}

/// The path as the model writes it. A name that was invented for an unnamed item begins with an underscore.
fn text_of(steps: &[Step]) -> String {
    let mut text = String::new();
    for step in steps {
        match step {
            Step::Field(name) if text.is_empty() => text.push_str(name),
            Step::Field(name) => text.push_str(&format!(".{name}")),
            Step::Each(item) if item.starts_with('_') => text.push_str("[]"),
            Step::Each(item) => text.push_str(&format!("[{item}]")),
        }
    }
    text
}
