//! The steps from one version's payloads to the next one's: every newer field filled, every older one accounted
//! for, and said of every carried value what the newer version may have against it.

mod account;
mod additions;
mod build;
mod demands;
mod entries;
mod facts;
mod rows;
mod texts;

use super::{Resolver, unused::CONDITIONS_BROKEN};
use crate::api::{Api, Field, How, Shape, TypeId, Upgrade, UpgradeId};
use crate::model::{MigrationRow, StepDef, UpgradeDef};
use crate::report::{Code, Draft, quoted};
use crate::rules::Conditions;
use crate::source::{Part, Spot, Step, TypesOf};
use std::collections::{HashMap, HashSet};

/// Mistakes from which most of what could be said here only follows.
const TYPES_BROKEN: [Code; 8] = [
    Code::TooLarge,
    Code::UnknownType,
    Code::DuplicateType,
    Code::DuplicateField,
    Code::DuplicateValue,
    Code::BadType,
    Code::TypeShape,
    Code::TypeCycle,
];

/// An entry of `upgrades`, with the types that its key names.
#[derive(Clone, Copy)]
struct Entry<'a> {
    of: &'a TypesOf,
    key: &'a str,
    def: &'a UpgradeDef,
    from: TypeId,
    to: TypeId,
}

impl<'a> Entry<'a> {
    /// Somewhere in the entry: the key that the names lead to.
    fn at(&self, names: &[&str]) -> Spot {
        self.spot(names, Part::Key)
    }

    /// The value that the names lead to.
    fn value(&self, names: &[&str]) -> Spot {
        self.spot(names, Part::Value)
    }

    fn spot(&self, names: &[&str], part: Part) -> Spot {
        let steps = ["upgrades", self.key].into_iter().chain(names.iter().copied());
        let steps = steps.map(|name| Step::Key(name.to_owned(), 0));
        Spot { file: self.of.file, steps: steps.collect(), part }
    }

    fn step(&self, field: &str) -> Option<&'a StepDef> {
        self.def.fields.get(field)
    }
}

/// What has been built so far.
struct Build<'a> {
    entries: Vec<Entry<'a>>,
    /// The entries by what they make of what.
    by_pair: HashMap<(TypeId, TypeId), usize>,
    /// The rows of `migrations`, by version and name.
    migrations: HashMap<(Option<&'a str>, &'a str), &'a MigrationRow>,
    /// The upgrades by what they make of what.
    known: HashMap<(TypeId, TypeId), UpgradeId>,
    upgrades: Vec<Upgrade>,
    /// Of each upgrade its entry, and where a mistake of one without entry is shown.
    homes: Vec<Home<'a>>,
    /// The entries that a request needs.
    reached: HashSet<(TypeId, TypeId)>,
    /// The rows on which something rests.
    rows: HashSet<&'a str>,
}

/// Where an upgrade stands in the model.
#[derive(Clone)]
struct Home<'a> {
    entry: Option<Entry<'a>>,
    spot: Spot,
    version: String,
    file: String,
}

impl<'a> Resolver<'a> {
    /// The upgrades of every request body, what they ask for among the types, and every mistake in them.
    pub(super) fn upgrades(&mut self, api: &mut Api, conditions: &Conditions<'_>) {
        if self.has(&TYPES_BROKEN) {
            return;
        }
        let entries = self.upgrade_entries(api);
        if entries.is_empty() {
            return;
        }
        let by_pair = entries.iter().enumerate().map(|(at, entry)| ((entry.from, entry.to), at)).collect();
        let mut build = Build {
            entries,
            by_pair,
            migrations: self.migration_rows(),
            known: HashMap::new(),
            upgrades: Vec::new(),
            homes: Vec::new(),
            reached: HashSet::new(),
            rows: HashSet::new(),
        };
        for entry in build.entries.clone() {
            let is_request = |id: TypeId| api.type_of(id).is_some_and(|ty| ty.is_request);
            if is_request(entry.from) && is_request(entry.to) {
                let id =
                    self.build(api, &mut build, (entry.from, entry.to), &Home::of(entry), &entry.at(&[]));
                if let Some(upgrade) = build.upgrades.get_mut(id.0) {
                    upgrade.is_root = true;
                }
            }
        }
        self.additions(api, &mut build);
        // Of rules that are not read to their end nothing can be said.
        if !self.has(&CONDITIONS_BROKEN) {
            self.demands(api, &mut build, conditions);
        }
        // What a broken step would have taken is not known.
        if !self.has(&[Code::UnknownField, Code::UpgradeType]) {
            self.accounts(api, &build);
        }
        self.upgrade_rows(&build);
        api.upgrades = build.upgrades;
    }
}

impl Build<'_> {
    fn upgrade(&self, id: UpgradeId) -> Option<&Upgrade> {
        self.upgrades.get(id.0)
    }

    fn home(&self, id: UpgradeId) -> Option<&Home<'_>> {
        self.homes.get(id.0)
    }
}

impl How {
    /// The upgrade that is asked for.
    fn upgrade(self) -> Option<UpgradeId> {
        match self {
            How::Same => None,
            How::One(id) | How::Each(id) => Some(id),
        }
    }
}

fn fields(api: &Api, id: TypeId) -> &[Field] {
    match api.type_of(id).map(|ty| &ty.shape) {
        Some(Shape::Object { fields, .. }) => fields,
        _ => &[],
    }
}

fn field<'t>(api: &'t Api, id: TypeId, name: &str) -> Option<&'t Field> {
    fields(api, id).iter().find(|field| field.name == name)
}

fn is_enum(api: &Api, id: TypeId) -> bool {
    api.type_of(id).is_some_and(|ty| matches!(ty.shape, Shape::Enum { .. }))
}

fn qualified(api: &Api, id: TypeId) -> String {
    quoted(&api.type_of(id).map(crate::api::Type::qualified).unwrap_or_default())
}

fn mistake(code: Code, at: Spot, message: String, remedy: &str) -> Draft {
    Draft::new(code, at, message).remedy(remedy)
}
