//! The names of two surfaces side by side: those that both have, those that one has, and types that were renamed.

use crate::surface::{Item, Kind, Surface, path_end};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

/// An item of the old surface.
pub struct Was<'s> {
    /// As it was.
    pub line: &'s Item,
    /// The same, with the types that were renamed under their new names.
    pub item: Cow<'s, Item>,
}

/// What became of which name.
pub struct Pairs<'s> {
    /// The types that have another name and nothing else that is new.
    pub renamed: Vec<(&'s Item, &'s Item)>,
    /// What both have, and not alike.
    pub differ: Vec<(Was<'s>, &'s Item)>,
    /// What is gone.
    pub removed: Vec<Was<'s>>,
    /// What is new.
    pub added: Vec<&'s Item>,
}

type Key<'i> = (&'i str, Kind);

fn key(item: &Item) -> Key<'_> {
    (&item.path, item.kind)
}

impl<'s> Pairs<'s> {
    pub fn of(old: &'s Surface, new: &'s Surface) -> Pairs<'s> {
        let renamed = renamed(old, new);
        let mut names: BTreeMap<&str, &str> =
            renamed.iter().map(|(old, new)| (old.path.as_str(), new.path.as_str())).collect();
        for (was, is) in &renamed {
            let alias = |surface: &'s Surface, of: &Item| {
                let is_alias =
                    |item: &&Item| item.kind == Kind::Alias && first_path(&item.signature) == of.path;
                surface.items().iter().find(is_alias)
            };
            if let (Some(was), Some(is)) = (alias(old, was), alias(new, is)) {
                names.insert(&was.path, &is.path);
            }
        }
        let news: HashMap<Key<'_>, &Item> = new.items().iter().map(|item| (key(item), item)).collect();
        let mut pairs = Pairs { renamed, differ: Vec::new(), removed: Vec::new(), added: Vec::new() };
        let mut seen: HashSet<Key<'_>> = HashSet::new();
        for line in old.items() {
            let item = under(line, &names);
            let new = news.get(&key(&item)).copied();
            match new {
                Some(new) => {
                    seen.insert(key(new));
                    if *new != *item {
                        pairs.differ.push((Was { line, item }, new));
                    }
                }
                None => pairs.removed.push(Was { line, item }),
            }
        }
        pairs.added.extend(new.items().iter().filter(|item| !seen.contains(&key(item))));
        pairs
    }
}

/// An item with renamed types under their new names.
fn under<'i>(item: &'i Item, names: &BTreeMap<&str, &str>) -> Cow<'i, Item> {
    if names.is_empty() {
        return Cow::Borrowed(item);
    }
    let own = names.get(item.path.as_str()).map(|new| (*new).to_owned());
    let of_part = || {
        let (owner, new) = names.get_key_value(item.owner())?;
        item.path.strip_prefix(owner).map(|name| format!("{new}{name}"))
    };
    let path = own.or_else(of_part);
    let signature = replaced(&item.signature, names);
    if path.is_none() && signature == item.signature {
        return Cow::Borrowed(item);
    }
    let path = path.unwrap_or_else(|| item.path.clone());
    Cow::Owned(Item { path, signature, ..item.clone() })
}

/// A signature with paths replaced, each as a whole.
fn replaced(signature: &str, names: &BTreeMap<&str, &str>) -> String {
    by_word(signature, |word| names.get(word).map_or(Cow::Borrowed(word), |new| Cow::Borrowed(*new)))
}

/// A signature with each path in it changed.
fn by_word<'w>(signature: &'w str, change: impl Fn(&'w str) -> Cow<'w, str>) -> String {
    let mut text = String::with_capacity(signature.len());
    let mut rest = signature;
    while let Some(first) = rest.chars().next() {
        let end = path_end(rest).max(first.len_utf8());
        let (word, after) = rest.split_at(end);
        text.push_str(&change(word));
        rest = after;
    }
    text
}

/// The first path that a signature names: ` = v1.Role | Literal["owner"]` is made of `v1.Role`.
pub fn first_path(signature: &str) -> &str {
    let rest = signature.trim_start_matches([' ', '=', ':', '(']);
    rest.get(..path_end(rest)).unwrap_or_default()
}

/// The types that only one side has, two and two with the same parts.
fn renamed<'s>(old: &'s Surface, new: &'s Surface) -> Vec<(&'s Item, &'s Item)> {
    let (gone, fresh) = (only(old, new), only(new, old));
    if gone.is_empty() || fresh.is_empty() {
        return Vec::new();
    }
    let (gone, mut fresh) = (by_shape(old, &gone), by_shape(new, &fresh));
    let mut renamed = Vec::new();
    for (shape, olds) in gone {
        // Of several that look alike nobody can say which became which.
        if let ([old], Some([new])) = (olds.as_slice(), fresh.remove(&shape).as_deref()) {
            renamed.push((*old, *new));
        }
    }
    renamed
}

/// The types that the one has and the other has not.
fn only<'s>(one: &'s Surface, other: &Surface) -> Vec<&'s Item> {
    let known: HashSet<Key<'_>> = other.items().iter().map(key).collect();
    let is_type = |item: &&Item| {
        matches!(item.kind, Kind::Struct | Kind::Interface | Kind::Class | Kind::Enum | Kind::Union)
    };
    one.items().iter().filter(is_type).filter(|item| !known.contains(&key(item))).collect()
}

/// Types by what they are beside their names.
fn by_shape<'s>(surface: &'s Surface, types: &[&'s Item]) -> BTreeMap<String, Vec<&'s Item>> {
    let mut parts: HashMap<&str, Vec<&Item>> = HashMap::new();
    for item in surface.items() {
        parts.entry(item.owner()).or_default().push(item);
    }
    let mut shapes: BTreeMap<String, Vec<&Item>> = BTreeMap::new();
    for ty in types {
        let own = ty.name();
        // What is named after the type counts as the type: a builder.
        let of_own = |word: &str| {
            let rest = word.strip_prefix(own)?;
            rest.starts_with(char::is_uppercase).then(|| format!("\0{rest}"))
        };
        let said = |text: &str| {
            by_word(text, |word| match of_own(word) {
                _ if word == ty.path => Cow::Borrowed("\0"),
                Some(named) => Cow::Owned(named),
                None => Cow::Owned(word.to_owned()),
            })
        };
        let mut shape =
            format!("{:?} {} {} {}", ty.side, ty.is_open, ty.kind.name(), said(&ty.signature)) + ty.owner();
        for part in parts.get(ty.path.as_str()).into_iter().flatten() {
            let signature = said(&part.signature);
            shape.push_str(&format!("\n{} {}{signature}", part.kind.name(), part.name()));
        }
        shapes.entry(shape).or_default().push(ty);
    }
    shapes
}
