//! The public names of two packages of a language → what code that uses them can no longer be compiled.

mod pair;
mod policy;
#[cfg(test)]
mod tests;

pub use policy::{Effect, Row, SourceKind, TABLE, Whose};

use super::change::{Axis, Verdict};
use crate::surface::{Item, Kind, Language, Surface};
use pair::Pairs;
use serde::Serialize;
use std::collections::{BTreeSet, HashSet};

/// A change of a public name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceChange {
    /// What it is a change of.
    pub axis: Axis,
    /// The language of the package.
    pub language: Language,
    /// Its kind.
    pub kind: SourceKind,
    /// Breaking or compatible.
    pub verdict: Verdict,
    /// The name from the package down; of a renamed type the new one.
    pub item: String,
    /// The line of the surface that was; nothing of what was not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// The line of the surface that is; nothing of what is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    /// Which code stops compiling, or why none does.
    pub why: &'static str,
}

/// The languages in which some code stops compiling.
pub fn broken(changes: &[SourceChange]) -> Vec<Language> {
    let breaks = |language: &Language| {
        changes.iter().any(|change| change.language == *language && change.verdict.is_breaking())
    };
    Language::ALL.into_iter().filter(breaks).collect()
}

/// What has changed between two surfaces of one language: what breaks, and then what does not, in the order of the
/// names.
pub fn compare(old: &Surface, new: &Surface) -> Vec<SourceChange> {
    let pairs = Pairs::of(old, new);
    let language = new.language;
    let all = || old.items().iter().chain(new.items());
    let traits: HashSet<&str> =
        all().filter(|item| item.kind == Kind::Trait).map(|item| item.path.as_str()).collect();
    let appeared = |item: &Item| appeared(language, item, &traits);
    let mut found = Vec::new();
    for (old, new) in &pairs.renamed {
        found.push(Found::new(language, SourceKind::Renamed, new, Some(old), Some(new)));
    }
    for (was, new) in &pairs.differ {
        found.push(Found::new(language, changed(language, &was.item, new), new, Some(was.line), Some(new)));
    }
    for was in &pairs.removed {
        found.push(Found::new(language, appeared(&was.item).mirrored(), &was.item, Some(was.line), None));
    }
    for new in &pairs.added {
        found.push(Found::new(language, appeared(new), new, None, Some(new)));
    }
    let mut changes = headlines(found);
    changes.sort_by(|a, b| (a.verdict, &a.item, a.kind).cmp(&(b.verdict, &b.item, b.kind)));
    changes
}

/// A change with the item that it is about.
struct Found<'i> {
    item: &'i Item,
    change: SourceChange,
}

impl<'i> Found<'i> {
    fn new(
        language: Language,
        kind: SourceKind,
        item: &'i Item,
        old: Option<&Item>,
        new: Option<&Item>,
    ) -> Found<'i> {
        let (verdict, why) = match policy::effect(language, kind, item.side, item.is_open) {
            Effect::Breaks(why) => (Verdict::Breaking, why),
            Effect::GoesOn(why) => (Verdict::Compatible, why),
        };
        let line = |item: Option<&Item>| item.map(ToString::to_string);
        let change = SourceChange {
            axis: Axis::Source,
            language,
            kind,
            verdict,
            item: item.path.clone(),
            old: line(old),
            new: line(new),
            why,
        };
        Found { item, change }
    }

    /// Whether a type or a module comes, goes or changes as a whole.
    fn is_whole(&self) -> bool {
        let is_named = !self.item.is_part()
            && !matches!(self.item.kind, Kind::Const | Kind::Alias | Kind::Reexport | Kind::Function);
        let kinds = [SourceKind::Added, SourceKind::Removed, SourceKind::Renamed, SourceKind::SideChanged];
        is_named && kinds.contains(&self.change.kind)
    }
}

/// What an item that was not there is.
fn appeared(language: Language, item: &Item, traits: &HashSet<&str>) -> SourceKind {
    match item.kind {
        Kind::Field if is_required(language, item) => SourceKind::RequiredAdded,
        Kind::Field => SourceKind::OptionalAdded,
        Kind::Variant | Kind::Member => SourceKind::ValueAdded,
        Kind::Method if traits.contains(item.owner()) => SourceKind::DutyAdded,
        Kind::Module
        | Kind::Reexport
        | Kind::Struct
        | Kind::Interface
        | Kind::Class
        | Kind::Enum
        | Kind::Union
        | Kind::Alias
        | Kind::Trait
        | Kind::Setter
        | Kind::Function
        | Kind::Method
        | Kind::Const => SourceKind::Added,
    }
}

/// What has become of an item that both have, and not alike.
fn changed(language: Language, old: &Item, new: &Item) -> SourceKind {
    if (old.side, old.is_open) != (new.side, new.is_open) {
        return SourceKind::SideChanged;
    }
    match new.kind {
        Kind::Field if language == Language::Python && typed(old) == typed(new) => {
            if has_default(new) {
                SourceKind::DefaultGained
            } else {
                SourceKind::DefaultLost
            }
        }
        Kind::Field => {
            let (was, is) = (is_required(language, old), is_required(language, new));
            match (was, is) {
                (true, false) if bare(language, old) == bare(language, new) => SourceKind::BecameOptional,
                (false, true) if bare(language, old) == bare(language, new) => SourceKind::BecameRequired,
                _ => SourceKind::TypeChanged,
            }
        }
        Kind::Variant | Kind::Member | Kind::Const | Kind::Alias => SourceKind::TypeChanged,
        Kind::Struct | Kind::Enum if language == Language::Rust => {
            let traits = |item: &Item| -> BTreeSet<String> {
                item.signature.trim_start_matches(':').split('+').map(|one| one.trim().to_owned()).collect()
            };
            let (was, is) = (traits(old), traits(new));
            match (is.is_superset(&was), was.is_superset(&is)) {
                (true, _) => SourceKind::TraitsGained,
                (_, true) => SourceKind::TraitsLost,
                _ => SourceKind::SignatureChanged,
            }
        }
        Kind::Module
        | Kind::Reexport
        | Kind::Struct
        | Kind::Interface
        | Kind::Class
        | Kind::Enum
        | Kind::Union
        | Kind::Trait
        | Kind::Setter
        | Kind::Function
        | Kind::Method => SourceKind::SignatureChanged,
    }
}

/// Whether a field may not be absent.
fn is_required(language: Language, field: &Item) -> bool {
    match language {
        Language::Rust => !field.signature.starts_with(": Option<"),
        Language::TypeScript => !field.signature.starts_with('?'),
        Language::Python => !has_default(field),
    }
}

/// Whether a field of Python has a value of its own where none is given.
fn has_default(field: &Item) -> bool {
    field.signature.contains(" = ")
}

/// A field of Python without the value that it has of its own.
fn typed(field: &Item) -> &str {
    field.signature.split(" = ").next().unwrap_or_default()
}

/// The type of a field that is there.
fn bare(language: Language, field: &Item) -> &str {
    let signature = field.signature.trim_start_matches('?').trim_start_matches(": ");
    match language {
        Language::Rust => {
            let inside = signature.strip_prefix("Option<").and_then(|rest| rest.strip_suffix('>'));
            inside.unwrap_or(signature)
        }
        Language::TypeScript => signature.trim_end_matches(" | undefined").trim_end_matches(" | null"),
        Language::Python => typed(field).trim_start_matches(": ").trim_end_matches(" | None"),
    }
}

/// The changes without those that follow from another one: of what is gone or new as a whole its parts, of a field
/// its setter, of an enum the types that are made of it, of a type its other names.
fn headlines(found: Vec<Found<'_>>) -> Vec<SourceChange> {
    let paths = |is: &dyn Fn(&Found<'_>) -> bool| -> HashSet<String> {
        found.iter().filter(|found| is(found)).map(|found| found.item.path.clone()).collect()
    };
    let wholes = paths(&|found| found.is_whole());
    let fields = paths(&|found| found.item.kind == Kind::Field);
    let is_value = |found: &&Found<'_>| matches!(found.item.kind, Kind::Member | Kind::Variant);
    let touched: HashSet<String> =
        found.iter().filter(is_value).map(|found| found.item.owner().to_owned()).collect();
    let follows = |item: &Item| {
        let made_of = pair::first_path(&item.signature);
        match item.kind {
            Kind::Setter if fields.contains(&item.path) => true,
            Kind::Alias if wholes.contains(made_of) || touched.contains(made_of) => true,
            Kind::Reexport if wholes.contains(made_of) => true,
            Kind::Const if wholes.contains(&item.path) => true,
            _ => wholes.contains(item.owner()),
        }
    };
    found.into_iter().filter(|found| !follows(found.item)).map(|found| found.change).collect()
}
