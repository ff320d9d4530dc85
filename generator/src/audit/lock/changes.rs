use super::{Entry, Lock, Locked};
use crate::audit::facts::Site;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Something that a guide says otherwise than when it was last accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// `field_added`, `value_removed`, `section_moved`, …
    pub kind: String,
    /// Where: in the guide of today, or where it stood.
    #[serde(flatten)]
    pub site: Site,
    /// The line in the guide of today; of what is gone, the line of its section, or 0.
    pub line: usize,
    /// What it is about.
    pub name: String,
    /// What was said and what is said, in words.
    pub detail: String,
}

/// What changed from one state of the guides to the other, in the order of the later.
pub fn changes(old: &Lock, new: &Lock) -> Vec<Change> {
    let (old_keys, new_keys) = (keys(old), keys(new));
    let by_key: HashMap<&Key, &Locked> = old_keys.iter().zip(&old.sections).collect();
    let still: HashSet<&Key> = new_keys.iter().collect();
    let mut gone: Vec<&Locked> = Vec::new();
    for (key, section) in old_keys.iter().zip(&old.sections) {
        if !still.contains(key) {
            gone.push(section);
        }
    }
    let moved = moved(&old_keys, &new_keys);
    let mut changes = Vec::new();
    for (key, section) in new_keys.iter().zip(&new.sections) {
        let before = match by_key.get(key) {
            Some(before) => Some(*before),
            None => renamed(section, &mut gone, &mut changes),
        };
        let Some(before) = before else {
            changes.push(change("section_added", section, "", String::new()));
            for fact in section.facts.iter().filter(|fact| fact.kind != "text") {
                changes.push(of_fact(section, fact, "added", says(fact)));
            }
            continue;
        };
        if let Some(after) = moved.get(key) {
            changes.push(change("section_moved", section, "", after.clone()));
        }
        if before.text != section.text {
            facts(before, section, &mut changes);
        }
    }
    let pages_gone = pages_gone(old, new);
    changes.extend(pages_gone.values().cloned());
    gone.retain(|section| !pages_gone.contains_key(&page(section)));
    for section in gone {
        changes.push(change("section_removed", section, "", String::new()));
        for fact in section.facts.iter().filter(|fact| fact.kind != "text") {
            changes.push(of_fact(section, fact, "removed", says(fact)));
        }
    }
    changes
}

type Page<'l> = (&'l str, &'l str);

fn page(section: &Locked) -> Page<'_> {
    (&section.site.document, &section.site.version)
}

/// Pages, or versions of one, of which nothing is left: told as a whole.
fn pages_gone<'l>(old: &'l Lock, new: &Lock) -> BTreeMap<Page<'l>, Change> {
    let mut gone: BTreeMap<Page<'_>, (usize, usize)> = BTreeMap::new();
    for section in old.sections.iter().filter(|old| !new.sections.iter().any(|new| page(new) == page(old))) {
        let (sections, facts) = gone.entry(page(section)).or_default();
        *sections += 1;
        *facts += section.facts.len();
    }
    let told = |(page, (sections, facts)): (Page<'l>, (usize, usize))| {
        let site = Site { document: page.0.to_owned(), version: page.1.to_owned(), section: String::new() };
        let detail = format!("{sections} sections with {facts} facts");
        (page, Change { kind: "page_removed".to_owned(), site, line: 0, name: String::new(), detail })
    };
    gone.into_iter().map(told).collect()
}

/// A section, and which of several of one heading it is.
type Key = (Site, usize);

fn keys(lock: &Lock) -> Vec<Key> {
    let mut times: HashMap<&Site, usize> = HashMap::new();
    let key = |section: &'_ Locked, times: usize| (section.site.clone(), times);
    lock.sections
        .iter()
        .map(|section| {
            let n = times.entry(&section.site).or_insert(0);
            *n += 1;
            key(section, *n)
        })
        .collect()
}

/// The sections that stand elsewhere than they did: those that are not in the longest common order.
fn moved<'k>(old: &[Key], new: &'k [Key]) -> HashMap<&'k Key, String> {
    let order: HashMap<&Key, usize> = old.iter().enumerate().map(|(index, key)| (key, index)).collect();
    let common: Vec<(&Key, usize)> = new.iter().filter_map(|key| Some((key, *order.get(key)?))).collect();
    // Patience: `ends` holds for each length the smallest end of an ascending run of that length.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    let place = |at: usize| common.get(at).map_or(0, |(_, place)| *place);
    for index in 0..common.len() {
        let length = ends.partition_point(|end| place(*end) < place(index));
        before.push(length.checked_sub(1).and_then(|last| ends.get(last).copied()));
        ends.truncate(ends.len().max(length));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut kept = BTreeSet::new();
    let mut at = ends.last().copied();
    while let Some(index) = at {
        kept.insert(index);
        at = before.get(index).copied().flatten();
    }
    let stands = |index: usize| match index.checked_sub(1).and_then(|above| common.get(above)) {
        Some(((site, _), _)) => format!("now after `{}`", site.section),
        None => "now the first".to_owned(),
    };
    let moved = common.iter().enumerate().filter(|(index, _)| !kept.contains(index));
    moved.map(|(index, (key, _))| (*key, stands(index))).collect()
}

/// The section that this one was, under another heading: most of its facts are the same.
fn renamed<'l>(
    section: &Locked,
    gone: &mut Vec<&'l Locked>,
    changes: &mut Vec<Change>,
) -> Option<&'l Locked> {
    let texts: BTreeSet<String> = section.facts.iter().map(Entry::text).collect();
    let shared = |old: &Locked| old.facts.iter().filter(|fact| texts.contains(&fact.text())).count();
    let (at, count) = gone
        .iter()
        .take(MOST_GONE)
        .enumerate()
        .map(|(at, old)| (at, shared(old)))
        .max_by_key(|(at, count)| (*count, usize::MAX - at))?;
    let size = gone.get(at)?.facts.len().max(texts.len());
    if count == 0 || count * 2 < size {
        return None;
    }
    let old = gone.remove(at);
    let here = old.site.document == section.site.document && old.site.version == section.site.version;
    let (kind, detail) = if here {
        ("section_renamed", format!("was `{}`", old.site.section))
    } else {
        ("section_moved", format!("was in {}/{}", old.site.document, old.site.version))
    };
    changes.push(change(kind, section, "", detail));
    Some(old)
}

/// The facts of a section that are other than they were.
fn facts(old: &Locked, new: &Locked, changes: &mut Vec<Change>) {
    let key = |fact: &Entry| (fact.kind.clone(), fact.name.clone());
    let was: HashMap<(String, String), &Entry> = old.facts.iter().map(|fact| (key(fact), fact)).collect();
    let is: HashSet<(String, String)> = new.facts.iter().map(key).collect();
    let mut gone: Vec<&Entry> = old.facts.iter().filter(|fact| !is.contains(&key(fact))).collect();
    let at_first = changes.len();
    for fact in &new.facts {
        if let Some(before) = was.get(&key(fact)) {
            if before.says != fact.says {
                changes.push(of_fact(new, fact, "changed", difference(before, fact)));
            }
            continue;
        }
        match twin(fact, &gone) {
            Some(at) => {
                let before = gone.remove(at);
                let detail = match (fact.kind.as_str(), difference(before, fact)) {
                    ("text", detail) if detail.is_empty() => "the words are others".to_owned(),
                    ("text", detail) => detail,
                    (_, detail) if detail.is_empty() => format!("was `{}`", before.name),
                    (_, detail) => format!("was `{}`, {detail}", before.name),
                };
                let how = if fact.kind == "text" { "changed" } else { "renamed" };
                changes.push(of_fact(new, fact, how, detail));
            }
            None => changes.push(of_fact(new, fact, "added", says(fact))),
        }
    }
    for fact in gone {
        let fact = Entry { line: new.line, ..fact.clone() };
        changes.push(of_fact(new, &fact, "removed", says(&fact)));
    }
    if changes.len() == at_first && old.site == new.site {
        changes.push(change("section_changed", new, "", "its words or their order are others".to_owned()));
    }
}

/// So many facts are looked through for the one that another was.
const MOST_GONE: usize = 200;

/// The fact that this one was, under another name: it says the same, or is the only one that is gone.
fn twin(fact: &Entry, gone: &[&Entry]) -> Option<usize> {
    // Where a whole page is another, what was what is anybody's guess.
    let gone = gone.get(..MOST_GONE).unwrap_or(gone);
    let table = |entry: &Entry| {
        let named = ["field", "value"].contains(&entry.kind.as_str());
        entry.name.rsplit_once('/').filter(|_| named).map(|(table, _)| table.to_owned())
    };
    let fits = |old: &&Entry| old.kind == fact.kind && table(old) == table(fact);
    let same = gone.iter().position(|old| fits(old) && old.says == fact.says && !old.says.is_empty());
    let words = |old: &Entry| old.get("words").is_some() && old.get("words") == fact.get("words");
    let names = |old: &Entry| old.get("names").is_some() && old.get("names") == fact.get("names");
    let alone = || {
        let mut fitting = gone.iter().enumerate().filter(|(_, old)| fits(old));
        let loose =
            ["text", "endpoint", "status", "note", "migration", "example"].contains(&fact.kind.as_str());
        fitting.next().filter(|_| loose && fitting.next().is_none()).map(|(at, _)| at)
    };
    same.or_else(|| gone.iter().position(|old| fits(old) && (words(old) || names(old)))).or_else(alone)
}

/// What was said and what is said: `max_length 50 → 60`.
fn difference(old: &Entry, new: &Entry) -> String {
    let mut parts = Vec::new();
    let told =
        |key: &str, value: &str| if value.is_empty() { key.to_owned() } else { format!("{key} {value}") };
    for (key, value) in &new.says {
        match old.get(key) {
            Some(before) if before == value => {}
            Some(_) if key == "words" || key == "message" => parts.push(format!("other {key}")),
            Some(before) if key == "holds" => parts.extend(held(before, value)),
            Some(before) if LISTS.contains(&key.as_str()) => parts.extend(listed(key, before, value)),
            Some(before) => parts.push(format!("{key} {before} → {value}")),
            None => parts.push(format!("now {}", told(key, value))),
        }
    }
    let gone = old.says.iter().filter(|(key, _)| new.get(key).is_none());
    parts.extend(gone.map(|(key, value)| format!("no longer {}", told(key, value))));
    // That the words are others goes without saying where something else is.
    if parts.len() > 1 {
        parts.retain(|part| part != "other words");
    }
    parts.join(", ")
}

/// What is a list, of which only the difference is told.
const LISTS: [&str; 7] = ["names", "numbers", "values", "demands", "keys", "from", "to"];

/// `names RETIRED → ON_LEAVE`
fn listed(key: &str, before: &str, now: &str) -> Option<String> {
    let (gone, new) = apart(before, now);
    match (gone.is_empty(), new.is_empty()) {
        // The order alone.
        (true, true) => None,
        (true, false) => Some(format!("{key} now also {}", new.join(", "))),
        (false, true) => Some(format!("{key} no longer {}", gone.join(", "))),
        (false, false) => Some(format!("{key} {} → {}", gone.join(", "), new.join(", "))),
    }
}

/// The keys of the values that are others: `city` of `city 3f2a`. A key that came or went is told as such.
fn held(before: &str, now: &str) -> Option<String> {
    let (gone, new) = apart(before, now);
    let key = |leaf: &&str| leaf.split(' ').next().unwrap_or_default().to_owned();
    let gone: BTreeSet<String> = gone.iter().map(key).collect();
    let both: Vec<String> =
        new.iter().map(key).collect::<BTreeSet<String>>().intersection(&gone).cloned().collect();
    (!both.is_empty()).then(|| format!("other values of {}", both.join(", ")))
}

/// What only the first of two lists has, and what only the second.
fn apart<'l>(before: &'l str, now: &'l str) -> (Vec<&'l str>, Vec<&'l str>) {
    let parts =
        |text: &'l str| text.split(['{', '}', '[', ']', ',']).map(str::trim).filter(|part| !part.is_empty());
    let mut gone: Vec<&str> = parts(before).collect();
    let mut new = Vec::new();
    let mut left: HashMap<&str, usize> = HashMap::new();
    gone.iter().for_each(|part| *left.entry(part).or_default() += 1);
    for part in parts(now) {
        match left.get_mut(part).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => new.push(part),
        }
    }
    gone.retain(|part| left.get_mut(part).filter(|count| **count > 0).map(|count| *count -= 1).is_some());
    (gone, new)
}

/// What a fact says, but for fingerprints.
fn says(fact: &Entry) -> String {
    let said = fact.says.iter().filter(|(key, _)| !["words", "message", "holds"].contains(&key.as_str()));
    let said = said.map(|(key, value)| if value.is_empty() { key.clone() } else { format!("{key} {value}") });
    said.collect::<Vec<_>>().join(", ")
}

fn of_fact(section: &Locked, fact: &Entry, how: &str, detail: String) -> Change {
    let name = if fact.kind == "text" { String::new() } else { fact.name.clone() };
    let kind = format!("{}_{how}", fact.kind);
    Change { kind, site: section.site.clone(), line: fact.line, name, detail }
}

fn change(kind: &str, section: &Locked, name: &str, detail: String) -> Change {
    Change {
        kind: kind.to_owned(),
        site: section.site.clone(),
        line: section.line,
        name: name.to_owned(),
        detail,
    }
}
