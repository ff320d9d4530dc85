//! Resolves the model as it is written to the [`Api`]: looks every name up, fills every default in, gives every
//! rule its types. All mistakes are collected; an [`Api`] comes out only where there is none.

mod answers;
mod codes;
mod constraints;
mod example;
mod formats;
mod names;
mod operations;
mod pattern;
mod places;
mod reach;
mod rules;
mod tables;
mod types;
mod unused;
mod upgrade;

use crate::api::Api;
use crate::report::{Code, Draft, Report};
use crate::rules::Conditions;
use crate::source::Files;
use std::collections::HashSet;
use tables::Tables;

/// Resolves a model.
///
/// # Errors
/// Every mistake in the model.
pub fn resolve(files: &Files) -> Result<Api, Report> {
    resolved(files, &[])
}

/// What a model only says of itself: where its parts come from, in which order they stand, what nothing uses.
const ABOUT_ITSELF: [Code; 9] = [
    Code::MissingSource,
    Code::UnknownRuling,
    Code::RuleOrder,
    Code::UnusedType,
    Code::UnusedFormat,
    Code::UnusedRuling,
    Code::UnusedContext,
    Code::UnusedUpgrade,
    Code::UpgradeRow,
];

/// Resolves a model of the past, of which less was asked: mistakes in what it says only of itself are let through.
///
/// # Errors
/// Every other mistake in the model.
pub fn resolve_past(files: &Files) -> Result<Api, Report> {
    resolved(files, &ABOUT_ITSELF)
}

fn resolved(files: &Files, allowed: &[Code]) -> Result<Api, Report> {
    let mut resolver =
        Resolver { files, tables: Tables::default(), drafts: Vec::new(), used: Used::default() };
    let api = resolver.api();
    if resolver.drafts.iter().all(|draft| allowed.contains(&draft.code())) {
        Ok(api)
    } else {
        Err(Report::new(resolver.drafts, files.texts.clone()))
    }
}

/// The state of a resolution: what can be named, what was, and what is wrong.
struct Resolver<'a> {
    files: &'a Files,
    tables: Tables<'a>,
    drafts: Vec<Draft>,
    used: Used,
}

/// What something else names.
#[derive(Default)]
struct Used {
    rulings: HashSet<String>,
    formats: HashSet<String>,
    context: HashSet<String>,
    types: HashSet<usize>,
    values: HashSet<String>,
}

/// How many mistakes are given a "did you mean": comparing a name with every other takes its time.
const MAX_HINTS: usize = 100;

impl Resolver<'_> {
    fn report(&mut self, draft: Draft) {
        self.drafts.push(draft);
    }

    /// Whether there are mistakes of these kinds: others may only follow from them.
    fn has(&self, codes: &[Code]) -> bool {
        self.drafts.iter().any(|draft| codes.contains(&draft.code()))
    }

    fn has_hints(&self) -> bool {
        self.drafts.len() < MAX_HINTS
    }

    /// Reports with "did you mean", where a known name is near; else with the other remedy.
    fn report_unknown<'n>(
        &mut self,
        draft: Draft,
        name: &str,
        known: impl Iterator<Item = &'n str>,
        else_: &str,
    ) {
        let known = known.take(if self.has_hints() { usize::MAX } else { 0 });
        self.report(draft.meant(name, known, else_));
    }

    fn api(&mut self) -> Api {
        let (files, mut conditions) = (self.files, Conditions::default());
        // What takes longest needs nothing of what is read meanwhile.
        let (formats, context, mut types) = rayon::in_place_scope(|scope| {
            scope.spawn(|_| conditions = conditions_of(files));
            self.tables();
            (self.formats(), self.context(), self.types())
        });
        self.rules(&mut types, &formats, &context, &conditions);
        let (_, file) = &self.files.api;
        let mut api = Api {
            name: file.api.clone(),
            model_version: file.model_version.clone(),
            versions: file.versions.clone(),
            servers: file.servers.0.clone(),
            documents: file.documents.0.clone(),
            upload_types: file.upload_types.0.clone(),
            types,
            formats,
            context,
            rulings: self.rulings(),
            operations: self.operations(),
            webhooks: self.webhooks(),
            errors: self.errors(),
            catalogue: self.catalogue(),
            migrations: self.migrations(),
            upgrades: Vec::new(),
        };
        self.reach(&mut api);
        self.codes(&api);
        self.examples(&api);
        self.successors(&api);
        self.upgrades(&mut api, &conditions);
        self.unused(&api);
        api
    }
}

/// The conditions of all rules, parsed.
fn conditions_of(files: &Files) -> Conditions<'_> {
    let types = files.types.iter().flat_map(|of| of.content.types.iter());
    let rules = types.flat_map(|(_, def)| &def.rules);
    let texts = rules.flat_map(|rule| {
        let unique = rule.unique.iter().filter_map(|path| path.when.as_deref());
        rule.when.as_deref().into_iter().chain(rule.require.as_deref()).chain(unique)
    });
    Conditions::parse(texts.collect())
}
