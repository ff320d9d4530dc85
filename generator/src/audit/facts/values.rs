use super::{Claim, Fact, What, bare_words, claims::claims, is_evident_name, is_name};
use crate::audit::tree::Table;
use regex::Regex;
use std::sync::LazyLock;

/// A table or list of values.
#[derive(Clone, Debug)]
pub struct ValueTable {
    /// Its line.
    pub line: usize,
    /// What is said right before it.
    pub label: String,
    /// What the values are: the head of their column, or the field that lists them.
    pub of: String,
    /// What they are: values of an enum, statuses, or events.
    pub kind: ValueKind,
    /// The values.
    pub rows: Vec<ValueRow>,
}

/// What values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Of an enum.
    Enum,
    /// Statuses of a life cycle.
    Status,
    /// Webhook events.
    Event,
}

/// A value.
#[derive(Clone, Debug)]
pub struct ValueRow {
    /// Its line.
    pub line: usize,
    /// The text on the wire.
    pub name: String,
    /// The field to which it belongs, where one table serves several.
    pub category: Option<String>,
    /// Which sides of a document are asked for.
    pub sides: Option<Sides>,
    /// How many files.
    pub files: Option<usize>,
    /// What else is said in columns about a field: `state`, `forbidden`.
    pub others: Vec<(String, String)>,
    /// The status that follows from an event.
    pub status: Option<String>,
    /// What its description demands.
    pub claims: Vec<Claim>,
    /// All cells but the name, to tell that they are others.
    pub rest: String,
}

impl ValueRow {
    /// A value of which nothing is said.
    pub fn plain(line: usize, name: &str) -> ValueRow {
        ValueRow {
            line,
            name: name.to_owned(),
            category: None,
            sides: None,
            files: None,
            others: Vec::new(),
            status: None,
            claims: Vec::new(),
            rest: String::new(),
        }
    }
}

/// Which sides of a document are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sides {
    /// Front and back.
    Both,
    /// None need be named.
    Optional,
}

/// A step from one status to the next.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its line.
    pub line: usize,
    /// From there.
    pub from: String,
    /// To there.
    pub to: String,
}

/// Reads a table of values; whether it is one.
pub fn in_table(table: &Table, line: usize, facts: &mut Vec<Fact>) -> bool {
    let heads: Vec<String> = table.header.iter().map(|head| head.trim().to_ascii_lowercase()).collect();
    let find = |name: &str| heads.iter().position(|head| head == name);
    let category = find("category").filter(|at| *at == 0);
    let column = usize::from(category.is_some());
    let head = heads.get(column).cloned().unwrap_or_default();
    let named = table.rows.iter().filter(|row| is_name(row.cell(column).trim())).count();
    if named == 0 || named * 2 < table.rows.len() {
        return false;
    }
    super::fields::part(&table.label, line, facts);
    let sides = heads.iter().position(|head| head.starts_with("side"));
    let status = heads.iter().position(|head| head.ends_with("status")).filter(|at| *at > column);
    let others: Vec<(usize, String)> = heads
        .iter()
        .enumerate()
        .filter_map(|(at, head)| Some((at, head.strip_suffix(" field")?.to_owned())))
        .filter(|(at, name)| *at > column && is_name(name))
        .collect();
    let described = find("description").filter(|at| *at != column);
    let rows = table.rows.iter().map(|row| ValueRow {
        line: row.line,
        name: row.cell(column).trim().to_owned(),
        category: category.map(|at| row.cell(at).trim().to_owned()),
        sides: sides.map(|at| sides_of(row.cell(at))),
        files: find("files").and_then(|at| row.cell(at).trim().parse().ok()),
        others: others.iter().map(|(at, name)| (name.clone(), row.cell(*at).trim().to_owned())).collect(),
        claims: described.map_or_else(Vec::new, |at| said(row.cell(at), row.line)),
        status: status.map(|at| row.cell(at).trim().to_owned()).filter(|status| is_evident_name(status)),
        rest: row
            .cells
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != column)
            .map(|(_, cell)| cell.trim())
            .collect::<Vec<_>>()
            .join(" | "),
    });
    let kind = match head.as_str() {
        "status" => ValueKind::Status,
        "event" | "webhook" => ValueKind::Event,
        _ => ValueKind::Enum,
    };
    let of = head.strip_suffix(" value").unwrap_or(&head).to_owned();
    facts.push(Fact::Values(ValueTable { line, label: table.label.clone(), of, kind, rows: rows.collect() }));
    true
}

/// What a value's description demands.
fn said(description: &str, line: usize) -> Vec<Claim> {
    claims(description, None, line).into_iter().filter(|claim| claim.what != What::Other).collect()
}

fn sides_of(cell: &str) -> Sides {
    let cell = cell.to_ascii_uppercase();
    if cell.contains("FRONT") && cell.contains("BACK") { Sides::Both } else { Sides::Optional }
}

static VALID: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:Valid|Allowed|Possible) ([A-Za-z0-9_]+) values: ?(.+)$").ok());
static ONE_OF: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|[^A-Za-z])[Oo]ne of:? ([^.]+)").ok());

/// The values that a description lists: `One of: A, B`, or nothing but `A or B`.
pub fn listed(description: &str) -> Vec<String> {
    let found =
        ONE_OF.as_ref().and_then(|one_of| one_of.captures(description)).and_then(|found| found.get(1));
    let text = found.map_or(description, |found| found.as_str());
    let words: Vec<&str> = bare_words(text).filter(|word| !["or", "and"].contains(word)).collect();
    let all_values = if found.is_some() {
        words.iter().all(|word| is_name(word))
    } else {
        words.iter().all(|word| is_evident_name(word)) && words.len() > 1
    };
    if all_values { words.into_iter().map(str::to_owned).collect() } else { Vec::new() }
}

/// Values that a sentence lists, steps of a life cycle, events, statuses in a list.
pub fn in_text(text: &str, before: &str, line: usize, facts: &mut Vec<Fact>) {
    if let Some(found) = VALID.as_ref().and_then(|valid| valid.captures(text))
        && let (Some(of), Some(values)) = (found.get(1), found.get(2))
    {
        let names = bare_words(values.as_str()).filter(|word| is_name(word));
        let rows = names.map(|name| ValueRow::plain(line, name)).collect();
        let (label, of) = (String::new(), of.as_str().to_owned());
        facts.push(Fact::Values(ValueTable { line, label, of, kind: ValueKind::Enum, rows }));
    }
    steps(text, line, facts);
    let lower = before.to_ascii_lowercase();
    let listed = text.split_once(" - ").or_else(|| text.split_once(" — ")).or_else(|| text.split_once(" – "));
    let kind = if lower.contains("webhook events") || lower.contains("event") {
        ValueKind::Event
    } else if lower.contains("status") {
        ValueKind::Status
    } else {
        return;
    };
    let Some((name, rest)) = listed.filter(|(name, _)| is_name(name.trim())) else { return };
    let fits = match kind {
        ValueKind::Event => name.contains('.'),
        _ => is_evident_name(name.trim()),
    };
    if fits {
        let row = ValueRow { rest: rest.to_owned(), ..ValueRow::plain(line, name.trim()) };
        let of = if kind == ValueKind::Event { "event" } else { "status" }.to_owned();
        let table = ValueTable { line, label: before.to_owned(), of, kind, rows: vec![row] };
        facts.push(Fact::Values(table));
    }
}

/// `A → B → C`: each step, where both ends are names of statuses.
pub fn steps(text: &str, line: usize, facts: &mut Vec<Fact>) {
    let parts: Vec<&str> = text.split('→').collect();
    for pair in parts.windows(2) {
        let [from, to] = pair else { continue };
        let from =
            from.split(|c: char| c.is_whitespace() || ":(`".contains(c)).rfind(|word| !word.is_empty());
        let to = to.split(|c: char| c.is_whitespace() || ")`".contains(c)).find(|word| !word.is_empty());
        if let (Some(from), Some(to)) = (from, to) {
            let to = to.trim_end_matches(['.', ',']);
            if is_evident_name(from) && is_evident_name(to) {
                facts.push(Fact::Step(Step { line, from: from.to_owned(), to: to.to_owned() }));
            }
        }
    }
}
