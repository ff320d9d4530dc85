use super::{Claim, Fact, What, bare_words, claims::claims, fields, is_evident_name};
use crate::audit::tree::{Table, words};

/// A note on what a version changed.
#[derive(Clone, Debug)]
pub struct Note {
    /// Its line.
    pub line: usize,
    /// The fields and values that it names.
    pub names: Vec<String>,
    /// The fingerprint of its words.
    pub words: String,
}

/// The table that leads from one version to the next.
#[derive(Clone, Debug)]
pub struct Migration {
    /// The line of its header.
    pub line: usize,
    /// The versions, older first.
    pub versions: (String, String),
    /// The rows.
    pub rows: Vec<MigrationRow>,
}

/// A row of it.
#[derive(Clone, Debug)]
pub struct MigrationRow {
    /// Its line.
    pub line: usize,
    /// What it is about.
    pub area: String,
    /// The older version's cell.
    pub from: String,
    /// The newer version's cell.
    pub to: String,
    /// What the two demand.
    pub claims: (Vec<Claim>, Vec<Claim>),
}

/// A sentence, by what a model can be held against.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its line.
    pub line: usize,
    /// Names of fields and values.
    pub names: Vec<String>,
    /// Numbers.
    pub numbers: Vec<String>,
    /// The message that it quotes.
    pub message: Option<String>,
    /// What it demands.
    pub claims: Vec<Claim>,
    /// The fingerprint of its words.
    pub words: String,
}

/// Reads a sentence.
pub fn in_text(text: &str, line: usize, claims: Vec<Claim>, facts: &mut Vec<Fact>) {
    let names = names(text);
    let note =
        text.find(" Change:").and_then(|at| text.get(..at)).and_then(|before| before.rsplit(' ').next());
    if note.is_some_and(|version| version.len() <= 4 && version.starts_with(['V', 'v'])) {
        let words = words(text);
        facts.push(Fact::Note(Note { line, names: names.clone(), words }));
    }
    fields::part(text, line, facts);
    let message = text.split_once("message").and_then(|(_, rest)| {
        let quoted = rest.split(['"', '“', '”']).nth(1)?;
        Some(quoted.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|quoted| quoted.contains(' '))
    });
    facts.push(Fact::Sentence(Sentence {
        line,
        names,
        numbers: numbers(text),
        message,
        claims,
        words: words(text),
    }));
}

/// The names in a text that no word of a language is.
pub fn names(text: &str) -> Vec<String> {
    // In the plain form a label stands right before what it names: `Lifecycle:APPROVED`.
    let names = bare_words(text).flat_map(|word| word.split(':')).filter(|word| is_evident_name(word));
    let names = names.filter(|name| !["GET", "POST", "PUT", "PATCH", "DELETE"].contains(name));
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    names.dedup();
    names
}

/// The numbers in a text.
pub fn numbers(text: &str) -> Vec<String> {
    // A number that is part of a name, `v1`, is none.
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '_'));
    let words = words.map(|word| word.trim_matches('.')).filter(|word| word.len() <= 12);
    words.filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned).collect()
}

/// Reads the tables that are none of fields or values; whether it is one that is understood.
pub fn in_table(table: &Table, line: usize, facts: &mut Vec<Fact>) -> bool {
    let heads: Vec<String> = table.header.iter().map(|head| head.trim().to_ascii_lowercase()).collect();
    let is_version = |head: &str| {
        head.strip_prefix('v')
            .is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
    };
    if let [_, from, to] = heads.as_slice()
        && is_version(from)
        && is_version(to)
    {
        let row = |row: &crate::audit::tree::Row| {
            // A cell says it of what the row is about.
            let said = |cell: usize| {
                let text = format!("{} {}", row.cell(0), row.cell(cell));
                claims(&text, None, row.line).into_iter().filter(|claim| claim.what != What::Other).collect()
            };
            MigrationRow {
                line: row.line,
                area: row.cell(0).to_owned(),
                from: row.cell(1).to_owned(),
                to: row.cell(2).to_owned(),
                claims: (said(1), said(2)),
            }
        };
        let rows = table.rows.iter().map(row).collect();
        facts.push(Fact::Migration(Migration { line, versions: (from.clone(), to.clone()), rows }));
        return true;
    }
    // Steps and pitfalls: each row is a sentence.
    let prose = ["step", "pitfall", "problem", "issue", "error", "question", "topic"];
    let is_prose = heads.first().is_some_and(|head| prose.contains(&head.as_str()));
    if is_prose {
        facts.push(Fact::Prose { line });
        for row in &table.rows {
            let text = row.cells.join(" ");
            in_text(&text, row.line, claims(&text, None, row.line), facts);
        }
    }
    is_prose
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_name_may_stand_right_behind_its_label() {
        assert_eq!(names("Status Lifecycle:HANDED_IN → DELIVERED"), ["HANDED_IN", "DELIVERED"]);
        assert_eq!(names("Note: FRONT, then post_code: once"), ["FRONT", "post_code"]);
    }
}
