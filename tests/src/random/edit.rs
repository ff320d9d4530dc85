//! The mistakes that are worked into a payload, one at a time.

use super::{pick, pool::Pool};
use crate::tree::{Tree, quote};
use fastrand::Rng;

/// Changes something, somewhere.
pub fn edit(tree: &mut Tree, pool: &Pool, rng: &mut Rng) {
    let copy = elsewhere(tree, rng);
    let place = rng.usize(..tree.size());
    let Some((key, place)) = tree.nth(place) else { return };
    let name = key.trim_matches('"').to_owned();
    match place {
        Tree::Leaf(spelling) => *place = leaf(spelling, &name, copy, pool, rng),
        Tree::List(items) => list(items, &name, copy, pool, rng),
        Tree::Object(entries) => object(entries, &name, copy, pool, rng),
    }
}

/// A copy of any part of the tree.
fn elsewhere(tree: &mut Tree, rng: &mut Rng) -> Tree {
    let place = rng.usize(..tree.size());
    tree.nth(place).map_or_else(|| Tree::Leaf("null".to_owned()), |(_, part)| part.clone())
}

fn leaf(spelling: &str, name: &str, copy: Tree, pool: &Pool, rng: &mut Rng) -> Tree {
    match rng.u8(..16) {
        0 => Tree::Leaf("null".to_owned()),
        1 => copy,
        2 => pool.anything(rng, 3),
        3 => Tree::Leaf(respelt(spelling, rng)),
        4 => pool.scalar(rng),
        5 => Tree::Leaf(format!(" {spelling}\t\r\n")),
        _ => pool.value(name, rng),
    }
}

fn list(items: &mut Vec<Tree>, name: &str, copy: Tree, pool: &Pool, rng: &mut Rng) {
    let at = rng.usize(..=items.len());
    match rng.u8(..10) {
        0 => items.clear(),
        1 if at < items.len() => drop(items.remove(at)),
        2 => items.insert(at, copy),
        3 => items.insert(at, pool.scalar(rng)),
        4 => items.reverse(),
        5 => items.insert(at, pool.value(name, rng)),
        6 => {
            // Now and then more than issues are kept.
            let times = if rng.u8(..64) == 0 { rng.usize(..600) } else { rng.usize(..6) };
            let many = items.iter().cycle().take(items.len() * times).cloned().collect::<Vec<_>>();
            items.extend(many);
        }
        _ => items.extend(items.get(at).or(items.first()).cloned()),
    }
}

fn object(entries: &mut Vec<(String, Tree)>, name: &str, copy: Tree, pool: &Pool, rng: &mut Rng) {
    let at = rng.usize(..entries.len().max(1));
    let place = rng.usize(..=entries.len());
    let Some((key, value)) = entries.get(at).cloned() else {
        return entries.push((pool.key(rng), copy));
    };
    match rng.u8(..14) {
        0 | 1 => drop(entries.remove(at)),
        2 => entries.insert(place, (key, value)),
        3 => entries.insert(place, (key.clone(), pool.value(key.trim_matches('"'), rng))),
        4 => entries.insert(place, (key, pool.anything(rng, 2))),
        5 => entries.insert(place, (pool.key(rng), pool.anything(rng, 2))),
        6 => entries.insert(place, (pool.key(rng), copy)),
        7 => rng.shuffle(entries),
        8 => {
            if let Some(entry) = entries.get_mut(at) {
                entry.0 = pool.key(rng);
            }
        }
        9 => {
            if let Some(entry) = entries.get_mut(at) {
                entry.0 = respelt(&key, rng);
            }
        }
        10 => {
            if let Some(entry) = entries.get_mut(at) {
                entry.1 = pool.value(if rng.bool() { name } else { key.trim_matches('"') }, rng);
            }
        }
        _ => {
            let siblings = pool.siblings.get(key.trim_matches('"'));
            if let Some(sibling) = siblings.and_then(|siblings| pick(rng, siblings)) {
                let value = pool.value(sibling, rng);
                entries.insert(place, (quote(sibling), value));
            }
        }
    }
}

/// The same value spelled another way: a text with escapes, a number with an exponent.
fn respelt(spelling: &str, rng: &mut Rng) -> String {
    if let Ok(text) = serde_json::from_str::<String>(spelling) {
        let mut escaped = String::from("\"");
        for unit in text.encode_utf16() {
            escaped.push_str(&format!("\\u{unit:04x}"));
        }
        return escaped + "\"";
    }
    match (spelling.parse::<f64>(), rng.u8(..3)) {
        (Ok(_), 0) if !spelling.contains(['.', 'e', 'E']) => format!("{spelling}.0"),
        (Ok(_), 1) if !spelling.contains(['e', 'E']) => format!("{spelling}E+0"),
        (Ok(_), _) if !spelling.contains(['.', 'e', 'E']) => format!("{spelling}00e-2"),
        _ => format!("\n{spelling}"),
    }
}

/// Damages the text as such.
pub fn edit_text(text: &mut Vec<u8>, rng: &mut Rng) {
    let at = rng.usize(..=text.len());
    match rng.u8(..7) {
        0 => text.truncate(at),
        1 if at < text.len() => drop(text.remove(at)),
        2 => text.insert(at, rng.u8(..)),
        3 => drop(text.splice(..0, "\u{feff}".bytes())),
        4 => text.extend(
            pick(rng, &[b"x" as &[u8], b"{}", b"\0", b" \n", b",", b"\xff"]).copied().unwrap_or_default(),
        ),
        5 => {
            let depth = rng.usize(..400);
            text.splice(at..at, "[".repeat(depth).bytes());
        }
        _ => {
            if let Some(byte) = text.get_mut(at) {
                *byte = rng.u8(..);
            }
        }
    }
}
