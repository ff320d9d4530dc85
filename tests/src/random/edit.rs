//! The mistakes that are worked into a payload, one at a time.

use super::{number, pick, pool::Pool, words::SPELLINGS};
use crate::tree::{Tree, quote};
use fastrand::Rng;

/// Changes something, somewhere.
pub fn edit(tree: &mut Tree, pool: &Pool, rng: &mut Rng) {
    if rng.u8(..16) == 0 && share_out(tree, rng) {
        return;
    }
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

/// Gives all parties shares of a round total; whether there is one to give to.
fn share_out(tree: &mut Tree, rng: &mut Rng) -> bool {
    let mut places = Vec::new();
    find_shares(tree, &mut places);
    let shares = number::shares(places.len(), rng);
    for (place, share) in places.iter_mut().zip(shares) {
        **place = Tree::Leaf(share);
    }
    !places.is_empty()
}

fn find_shares<'t>(tree: &'t mut Tree, places: &mut Vec<&'t mut Tree>) {
    match tree {
        Tree::Leaf(_) => {}
        Tree::List(items) => items.iter_mut().for_each(|item| find_shares(item, places)),
        Tree::Object(entries) => {
            for (key, value) in entries {
                if key == "\"percentage_of_ownership\"" {
                    places.push(value);
                } else {
                    find_shares(value, places);
                }
            }
        }
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
        return escaped(&text, rng);
    }
    match (spelling.parse::<f64>(), rng.u8(..3)) {
        (Ok(_), 0) if !spelling.contains(['.', 'e', 'E']) => format!("{spelling}.0"),
        (Ok(_), 1) if !spelling.contains(['e', 'E']) => format!("{spelling}E+0"),
        (Ok(_), _) if !spelling.contains(['.', 'e', 'E']) => format!("{spelling}00e-2"),
        _ => format!("\n{spelling}"),
    }
}

/// A text with some of its letters, or all of them, as escapes.
fn escaped(text: &str, rng: &mut Rng) -> String {
    let (is_whole, is_capital) = (rng.bool(), rng.bool());
    let mut escaped = String::from("\"");
    for letter in text.chars() {
        if is_whole || rng.bool() {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                escaped += &if is_capital { format!("\\u{unit:04X}") } else { format!("\\u{unit:04x}") };
            }
        } else {
            let quoted = quote(letter.encode_utf8(&mut [0; 4]));
            escaped += quoted.get(1..quoted.len() - 1).unwrap_or_default();
        }
    }
    escaped + "\""
}

/// Damages the text as such.
pub fn edit_text(text: &mut Vec<u8>, rng: &mut Rng) {
    let at = rng.usize(..=text.len());
    match rng.u8(..12) {
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
        6 | 7 => {
            let word = pick(rng, SPELLINGS).copied().unwrap_or_default();
            let at = boundary(text, at);
            text.splice(at..at, word.bytes());
        }
        8 => {
            let until = rng.usize(at..=text.len());
            text.drain(at..until);
        }
        9 => {
            let until = rng.usize(at..=text.len());
            let again = text.get(at..until).unwrap_or_default().to_vec();
            text.splice(at..at, again);
        }
        10 => {
            let space = pick(rng, &["\u{b}", "\u{a0}", "\u{feff}", "\u{2028}", "/**/", "\t\r\n "]).copied();
            let at = boundary(text, at);
            text.splice(at..at, space.unwrap_or_default().bytes());
        }
        _ => {
            if let Some(byte) = text.get_mut(at) {
                *byte = rng.u8(..);
            }
        }
    }
}

/// The first place from there on where a token ends or begins.
fn boundary(text: &[u8], from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from + rest.iter().position(|byte| b"{}[]:,".contains(byte)).unwrap_or(rest.len())
}
