use crate::audit::facts::{
    Claim, Fact, FieldRow, SectionFacts, Sides, ValueTable, What, canonical, leaves, names, numbers, shape,
};
use crate::audit::tree::words;
use std::collections::HashMap;

/// A fact as the lock keeps it: what it is about, what it says, and none of the guide's sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// `field`, `value`, `endpoint`, …
    pub kind: String,
    /// What it is about; no two facts of a section and a kind have one name.
    pub name: String,
    /// What it says: `max_length` and `50`.
    pub says: Vec<(String, String)>,
    /// Its line in the guide; of one that was read from the lock, 0.
    pub line: usize,
}

impl Entry {
    /// The line of the lock.
    pub fn text(&self) -> String {
        let mut text = format!("{} {}", self.kind, self.name);
        for (key, value) in &self.says {
            text.push_str(" | ");
            text.push_str(key);
            if !value.is_empty() {
                text.push(' ');
                text.push_str(value);
            }
        }
        text
    }

    /// Reads a line of the lock.
    pub fn parse(text: &str) -> Option<Entry> {
        let mut parts = text.split(" | ");
        let (kind, name) = parts.next()?.split_once(' ')?;
        let says = parts.map(|part| part.split_once(' ').unwrap_or((part, "")));
        let says = says.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        Some(Entry { kind: kind.to_owned(), name: name.to_owned(), says, line: 0 })
    }

    /// What it says under that key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.says.iter().find(|(own, _)| own == key).map(|(_, value)| value.as_str())
    }
}

/// The facts of a section, as the lock keeps them.
pub fn entries(section: &SectionFacts) -> Vec<Entry> {
    let mut list = List::default();
    for fact in &section.facts {
        list.fact(fact);
    }
    list.entries
}

/// No part of an entry is longer.
const LONGEST_PART: usize = 4000;

#[derive(Default)]
struct List {
    entries: Vec<Entry>,
    /// How often a name stands, by kind and name.
    times: HashMap<(String, String), usize>,
}

type Says<'a> = Vec<(&'a str, String)>;

impl List {
    fn fact(&mut self, fact: &Fact) {
        match fact {
            Fact::Fields(table) => {
                let of = prefix(&table.label);
                for row in &table.rows {
                    self.add("field", format!("{of}{}", row.name), field(row), row.line);
                }
            }
            Fact::Values(table) => self.values(table),
            Fact::Endpoint(call) => {
                let name = format!("{} {}", call.method, call.path).trim().to_owned();
                if !self.times.contains_key(&("endpoint".to_owned(), name.clone())) {
                    self.add("endpoint", name, Vec::new(), call.line);
                }
            }
            Fact::Step(step) if step.to.is_empty() => {
                self.add("status", step.from.clone(), Vec::new(), step.line);
            }
            Fact::Step(step) => {
                self.add("step", format!("{} to {}", step.from, step.to), Vec::new(), step.line);
            }
            Fact::Error(error) => {
                let mut says: Says<'_> = Vec::new();
                says.extend(error.status.map(|status| ("status", status.to_string())));
                says.extend(error.code.clone().map(|code| ("code", code)));
                if error.fields.is_empty() {
                    says.push(("message", words(&error.message)));
                    let name = error.code.clone().unwrap_or_else(|| "message".to_owned());
                    self.add("error", name, says.clone(), error.line);
                }
                if !error.fields.is_empty() {
                    let says = vec![("message", words(&error.message))];
                    self.add("error", "envelope".to_owned(), says, error.line);
                }
                for (path, message, line) in &error.fields {
                    let mut says = says.clone();
                    says.push(("message", words(message)));
                    self.add("error", path.clone(), says, *line);
                }
            }
            Fact::Example(example) => {
                let name = example.call.as_ref().map_or_else(
                    || match example.value.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>()) {
                        Some(mut keys) => {
                            keys.sort();
                            keys.join(", ")
                        }
                        None => String::new(),
                    },
                    |(method, path)| format!("{method} {}", crate::audit::facts::normal_path(path)),
                );
                let says = vec![
                    ("keys", shape(&example.value)),
                    ("holds", leaves(&example.value).join(", ")),
                    ("words", words(&canonical(&example.value))),
                ];
                self.add("example", name, says, example.line);
            }
            Fact::Unread { line, what, name } => {
                self.add("unread", format!("{what} {name}"), Vec::new(), *line)
            }
            Fact::Prose { .. } => {}
            Fact::Part { line, name, mark } => {
                self.add("part", name.clone(), vec![(mark.name(), String::new())], *line);
            }
            Fact::Note(note) => {
                let says = vec![("words", note.words.clone())];
                self.add("note", note.names.join(", "), says, note.line);
            }
            Fact::Migration(table) => {
                for row in &table.rows {
                    let mut says: Says<'_> =
                        vec![("from", names(&row.from).join(", ")), ("to", names(&row.to).join(", "))];
                    says.extend(mentions(&[], &numbers(&format!("{} {}", row.from, row.to))));
                    says.extend(demands(row.claims.0.iter().chain(&row.claims.1)));
                    says.push(("words", words(&format!("{} {}", row.from, row.to))));
                    self.add("migration", row.area.clone(), says, row.line);
                }
            }
            Fact::Sentence(sentence) => {
                let mut says: Says<'_> = Vec::new();
                says.extend(mentions(&sentence.names, &sentence.numbers));
                says.extend(demands(&sentence.claims));
                says.extend(sentence.message.as_deref().map(|message| ("message", words(message))));
                self.add("text", sentence.words.clone(), says, sentence.line);
            }
        }
    }

    fn values(&mut self, table: &ValueTable) {
        let own = prefix(&table.label);
        let of = if own.is_empty() { format!("{}/", table.of) } else { own };
        for row in &table.rows {
            let of = row.category.as_ref().map_or_else(|| of.clone(), |category| format!("{category}/"));
            let mut says: Says<'_> = Vec::new();
            says.extend(
                row.sides.map(|sides| {
                    ("sides", if sides == Sides::Both { "both" } else { "optional" }.to_owned())
                }),
            );
            says.extend(row.files.map(|files| ("files", files.to_string())));
            says.extend(row.others.iter().map(|(name, cell)| (name.as_str(), words(cell))));
            says.extend(row.status.clone().map(|status| ("status", status)));
            says.extend(mentions(&names(&row.rest), &numbers(&row.rest)));
            says.extend(demands(&row.claims));
            says.push(("words", words(&row.rest)));
            self.add("value", format!("{of}{}", row.name), says, row.line);
        }
    }

    fn add(&mut self, kind: &str, name: String, says: Says<'_>, line: usize) {
        let plain = |text: &str| -> String {
            let plain = text.chars().map(|c| if c.is_control() || c == '|' { ' ' } else { c });
            plain.take(LONGEST_PART).collect()
        };
        let name = plain(name.trim());
        let name = if name.is_empty() { "-".to_owned() } else { name };
        let times = self.times.entry((kind.to_owned(), name.clone())).or_insert(0);
        *times += 1;
        let name = if *times == 1 { name } else { format!("{name} #{times}") };
        let says =
            says.into_iter().map(|(key, value)| (plain(key), plain(&value).trim().to_owned())).collect();
        self.entries.push(Entry { kind: kind.to_owned(), name, says, line });
    }
}

fn field(row: &FieldRow) -> Says<'static> {
    let mut says: Says<'static> = Vec::new();
    says.extend(row.ty.clone().map(|ty| ("type", ty)));
    says.push((row.mark.name(), String::new()));
    if row.condition {
        says.push(("condition", String::new()));
    }
    says.extend(row.limits.iter().map(|limit| (limit.key, limit.value.clone())));
    if !row.values.is_empty() {
        says.push(("values", row.values.join(", ")));
    }
    // What is said of its bounds and values already is not said again.
    let known =
        |word: &String| row.values.contains(word) || row.limits.iter().any(|limit| limit.value == *word);
    let other = |all: Vec<String>| -> Vec<String> { all.into_iter().filter(|word| !known(word)).collect() };
    says.extend(mentions(&other(names(&row.rest)), &other(numbers(&row.rest))));
    says.extend(demands(&row.claims));
    says.push(("words", words(&row.rest)));
    says
}

/// The names and the numbers in a text.
fn mentions(names: &[String], numbers: &[String]) -> Says<'static> {
    let said = [("names", names), ("numbers", numbers)].into_iter().filter(|(_, all)| !all.is_empty());
    said.map(|(key, all)| (key, all.join(", "))).collect()
}

/// What a text demands, but for what only a person can read.
fn demands<'c>(claims: impl IntoIterator<Item = &'c Claim>) -> Option<(&'static str, String)> {
    let claims = claims.into_iter().filter(|claim| claim.what != What::Other);
    let claims: Vec<String> = claims.map(|claim| claim.what.name()).collect();
    (!claims.is_empty()).then(|| ("demands", claims.join(", ")))
}

/// What a table is called, when what stands before it is a name rather than a sentence.
fn prefix(label: &str) -> String {
    let name = label.trim().trim_end_matches(':').split(" (").next().unwrap_or_default().trim();
    let plain = !name.is_empty() && name.len() <= 50 && !name.contains(['.', ',', '|']) && name != "Fields";
    if plain { format!("{name}/") } else { String::new() }
}
