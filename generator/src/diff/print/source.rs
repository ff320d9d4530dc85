//! Changes of public names, those of several languages that come from one change of the model put together.

use crate::diff::source::{SourceChange, SourceKind};
use crate::surface::{Kind, Language};
use std::collections::HashMap;

/// Changes of one kind of what is the same name but for the language's way to write it.
pub struct Group<'d> {
    /// A change a language.
    pub changes: Vec<&'d SourceChange>,
}

/// The changes by what they are changes of, what breaks some code first.
pub fn groups(changes: &[SourceChange]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut known: HashMap<(SourceKind, String), usize> = HashMap::new();
    for change in changes {
        let last = known.entry((change.kind, plain(&change.item))).or_insert(groups.len());
        let has_language =
            |group: &Group<'_>| group.changes.iter().any(|one| one.language == change.language);
        match groups.get_mut(*last) {
            Some(group) if !has_language(group) => group.changes.push(change),
            _ => {
                *last = groups.len();
                groups.push(Group { changes: vec![change] });
            }
        }
    }
    groups.sort_by_key(|group| !group.is_breaking());
    groups
}

/// A name as all languages have it: `v2::Gender::Male`, `v2.Gender["MALE"]` and `v2.Gender.MALE` are one.
pub fn plain(item: &str) -> String {
    item.replace("r#", "").chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Group<'_> {
    /// Whether some code stops compiling.
    pub fn is_breaking(&self) -> bool {
        self.changes.iter().any(|change| change.verdict.is_breaking())
    }

    /// The languages whose code breaks, or does not.
    pub fn languages(&self, breaking: bool) -> Vec<Language> {
        let of = self.changes.iter().filter(|change| change.verdict.is_breaking() == breaking);
        of.map(|change| change.language).collect()
    }

    /// The fact in the words of the first language.
    pub fn fact(&self) -> String {
        self.changes.first().map(|change| fact(change)).unwrap_or_default()
    }
}

/// `request field v1::Party.share: f64 becomes Option<f64>`, `gone, …`, `new, …`
fn fact(change: &SourceChange) -> String {
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => {
            // Of the same name the second time what follows it is enough.
            let after = new.split_once(&change.item).filter(|(before, _)| old.starts_with(before));
            let is_same = change.kind != SourceKind::Renamed && old.contains(&change.item);
            let new = match after {
                Some((_, signature)) if is_same => signature.trim_start_matches([':', ' ']),
                _ => short(change, new),
            };
            format!("{} becomes {new}", short(change, old))
        }
        (Some(old), None) => format!("gone, {}", short(change, old)),
        (None, Some(new)) => format!("new, {}", short(change, new)),
        (None, None) => change.item.clone(),
    }
}

/// A line; of a type that comes, goes or changes as a whole without what it is made of.
fn short<'l>(change: &SourceChange, line: &'l str) -> &'l str {
    let kinds = [SourceKind::Added, SourceKind::Removed, SourceKind::Renamed, SourceKind::SideChanged];
    let is_whole = kinds.contains(&change.kind);
    let mut words = line.split(' ');
    let is_type = is_whole && words.any(|word| [Kind::Struct.name(), Kind::Enum.name()].contains(&word));
    match line.split_once(": ") {
        Some((head, _)) if is_type => head,
        _ => line,
    }
}
