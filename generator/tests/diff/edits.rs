//! Random changes of the model: cases of the table put together, and lines that are changed a little.

use super::cases;
use super::model::{Model, change};

/// A generator of numbers that says the same on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below another.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }

    pub fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
    }
}

/// A model with a few changes; many of them make no model at all.
pub fn random(base: &Model, dice: &mut Dice, cases: &[(String, String, String)]) -> Model {
    let mut model = base.clone();
    for _ in 0..=dice.below(3) {
        if dice.below(3) == 0 && !cases.is_empty() {
            let (_, patch, _) = dice.pick(cases);
            let mut changed = model.clone();
            if change(&mut changed, patch).is_ok() {
                model = changed;
            }
        } else {
            tweak(&mut model, dice);
        }
    }
    model
}

pub fn table() -> Vec<(String, String, String)> {
    cases::all()
}

const KEYS: [&str; 8] = [
    "max_length: ",
    "min_length: ",
    "minimum: ",
    "maximum: ",
    "min_items: ",
    "max_items: ",
    "min_age: ",
    "max_age: ",
];

const WORDS: [(&str, &str); 22] = [
    ("<=", "<"),
    ("==", "!="),
    ("&&", "||"),
    ("a-z", "a-y"),
    ("a-zA-Z", "a-z"),
    ("{3}", "{2,3}"),
    ("{2}", "{2,4}"),
    ("]+'", "]*'"),
    ("'owner'", "'director'"),
    ("'USA'", "'DEU'"),
    ("Box ", "Box ?"),
    ("100", "50"),
    ("type: text", "type: date"),
    ("type: text", "type: uuid"),
    ("type: integer", "type: number"),
    ("type: number", "type: integer"),
    ("list of text", "list of Gender"),
    ("type: text, doc", "type: text, format: ssn, doc"),
    ("type: text, doc", "type: text, ascii: true, min_length: 1, doc"),
    ("require: has(this.share)", "require: has(this.share) && this.share > 10"),
    ("filter(p, has(p.share))", "filter(p, has(p.share) && p.role == 'owner')"),
    ("future: true", "past: true"),
];

/// Changes one line of one file.
fn tweak(model: &mut Model, dice: &mut Dice) {
    let files: Vec<String> = model.keys().filter(|name| name.contains('/')).cloned().collect();
    let formats = String::from("formats.yaml");
    let file = if dice.below(4) == 0 { formats } else { dice.pick(&files).clone() };
    let text = &model[&file];
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    // Of many lines the ones that can be changed this way.
    let way = dice.below(6);
    let is_field = |line: &str| line.starts_with("      ") && line.contains(": { type:");
    let is_value = |line: &str| line.starts_with("      ") && line.contains(": { doc:");
    let word = dice.pick(&WORDS);
    let (from, to) = if dice.below(2) == 0 { (word.0, word.1) } else { (word.1, word.0) };
    let key = *dice.pick(&KEYS);
    let can: Vec<usize> = (0..lines.len())
        .filter(|&index| match way {
            0 => lines[index].contains(key),
            1 | 2 => is_field(&lines[index]),
            3 => is_value(&lines[index]),
            _ => lines[index].contains(from),
        })
        .collect();
    if can.is_empty() {
        return;
    }
    let at = *dice.pick(&can);
    let line = lines[at].clone();
    match way {
        0 => {
            let (before, rest) = line.split_once(key).unwrap();
            let end = rest.find([',', ' ']).unwrap();
            let number: i64 = rest[..end].parse().unwrap_or(1);
            let other = match dice.below(4) {
                0 => number + 1,
                1 => number - 1,
                2 => number / 2,
                _ => number * 2,
            };
            lines[at] = format!("{before}{key}{other}{}", &rest[end..]);
        }
        1 => {
            let (name, rest) = line.split_once(": ").unwrap();
            let name = name.strip_suffix('?').map_or_else(|| format!("{name}?"), str::to_owned);
            lines[at] = format!("{name}: {rest}");
        }
        2 | 3 => drop(lines.remove(at)),
        _ => lines[at] = line.replacen(from, to, 1),
    }
    model.insert(file, lines.join("\n") + "\n");
}
