use super::{Claim, Fact, Limit, claims::claims, is_name, limits, values};
use crate::audit::tree::Table;

/// What a guide says on whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It must.
    Yes,
    /// It need not.
    No,
    /// It must, under a condition.
    Conditional,
    /// Nothing.
    Unstated,
}

impl Mark {
    /// The word in the lock.
    pub const fn name(self) -> &'static str {
        match self {
            Mark::Yes => "required",
            Mark::No => "optional",
            Mark::Conditional => "conditional",
            Mark::Unstated => "unstated",
        }
    }
}

/// A table of fields.
#[derive(Clone, Debug)]
pub struct FieldTable {
    /// The line of its header.
    pub line: usize,
    /// What is said right before it.
    pub label: String,
    /// The rows.
    pub rows: Vec<FieldRow>,
}

/// A row of a table of fields.
#[derive(Clone, Debug)]
pub struct FieldRow {
    /// Its line.
    pub line: usize,
    /// The field.
    pub name: String,
    /// The type in the guide's words: `string (date)`, `integer[]`.
    pub ty: Option<String>,
    /// Whether it must be there.
    pub mark: Mark,
    /// Whether the description names a condition under which it must.
    pub condition: bool,
    /// The bounds that the description states.
    pub limits: Vec<Limit>,
    /// What else the description demands.
    pub claims: Vec<Claim>,
    /// The values that the description lists.
    pub values: Vec<String>,
    /// The description, to look for words; not for printing.
    pub description: String,
    /// The other cells, to tell that they are others.
    pub rest: String,
}

/// Whether a name carries the star that marks what is required.
pub fn is_starred(cell: &str) -> bool {
    cell.trim_end().strip_suffix('*').is_some_and(|name| is_name(name.trim_end()))
}

/// What a heading says: `Address (Required)`, `Associated Parties (Minimum 1 Required)`.
pub fn mark_of_heading(heading: &str) -> Mark {
    let inside = heading.rsplit_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
    match inside.map(str::to_ascii_lowercase) {
        Some(words) if words == "required" || words.starts_with("minimum") => Mark::Yes,
        Some(words) if words == "optional" => Mark::No,
        Some(words) if words.starts_with("required") || words.starts_with("conditional") => Mark::Conditional,
        _ => Mark::Unstated,
    }
}

/// The columns of a table of fields.
struct Columns {
    name: usize,
    ty: Option<usize>,
    required: Option<usize>,
    description: Option<usize>,
}

impl Columns {
    fn of(table: &Table) -> Option<Self> {
        let find = |names: &[&str]| {
            table.header.iter().position(|head| names.contains(&head.trim().to_ascii_lowercase().as_str()))
        };
        let name = find(&["field", "name", "parameter", "property", "key", "attribute"])?;
        Some(Columns {
            name,
            ty: find(&["type", "data type"]),
            required: find(&["required", "required?", "mandatory"]),
            description: find(&["description", "notes", "meaning"]),
        })
    }
}

/// Reads a table of fields; whether it is one.
pub fn in_table(table: &Table, line: usize, stars: bool, facts: &mut Vec<Fact>) -> bool {
    let Some(columns) = Columns::of(table) else { return false };
    part(&table.label, line, facts);
    let whole = table.label.to_ascii_lowercase().contains("all fields required");
    let row = |row: &crate::audit::tree::Row| {
        let cell = row.cell(columns.name);
        let (name, own) = name_and_mark(cell);
        let description = columns.description.map_or("", |at| row.cell(at));
        let ty = columns.ty.map(|at| row.cell(at).to_ascii_lowercase());
        let lower = description.to_ascii_lowercase();
        let condition = ["required if", "required when", "required only if", "only when"]
            .iter()
            .any(|words| lower.contains(words));
        let mark = match columns.required.map(|at| mark_of_cell(row.cell(at))) {
            Some(mark) => mark,
            None if own != Mark::Unstated => own,
            None if lower.contains("(optional)") => Mark::No,
            None if whole => Mark::Yes,
            None if stars => Mark::No,
            None => Mark::Unstated,
        };
        let skip = [Some(columns.name), columns.ty, columns.required];
        let rest: Vec<&str> =
            (0..row.cells.len()).filter(|at| !skip.contains(&Some(*at))).map(|at| row.cell(at)).collect();
        FieldRow {
            line: row.line,
            name: name.to_owned(),
            limits: limits(ty.as_deref().unwrap_or_default(), description),
            ty,
            mark,
            condition,
            claims: claims(description, Some(name), row.line),
            values: values::listed(description),
            description: description.to_owned(),
            rest: rest.join(" | "),
        }
    };
    let rows = table.rows.iter().filter(|row| !row.cell(columns.name).trim().is_empty()).map(row).collect();
    facts.push(Fact::Fields(FieldTable { line, label: table.label.clone(), rows }));
    true
}

/// `first_name*`, `first_name (Required)`.
fn name_and_mark(cell: &str) -> (&str, Mark) {
    let cell = cell.trim();
    if is_starred(cell) {
        return (cell.trim_end_matches('*').trim_end(), Mark::Yes);
    }
    match cell.split_once('(') {
        Some((name, rest)) if is_name(name.trim()) => (name.trim(), mark_of_cell(rest.trim_end_matches(')'))),
        _ => (cell, Mark::Unstated),
    }
}

fn mark_of_cell(cell: &str) -> Mark {
    let cell = cell.trim().to_ascii_lowercase();
    let word = cell.split(|c: char| !c.is_ascii_alphanumeric() && c != '*' && c != '✓' && c != '✗').next();
    match word.unwrap_or_default() {
        "required" if cell.contains(" if ") || cell.contains(" when ") => Mark::Conditional,
        "yes" | "required" | "true" | "always" | "*" | "✓" => Mark::Yes,
        "no" | "optional" | "false" | "✗" => Mark::No,
        "conditional" | "conditionally" | "sometimes" => Mark::Conditional,
        _ => Mark::Unstated,
    }
}

/// The part that a text introduces, `address: the same object as …`, where all of them are to be included.
pub fn included(text: &str, line: usize, facts: &mut Vec<Fact>) {
    let Some((label, _)) = text.split_once(':') else { return };
    let name = label.split(" (").next().unwrap_or_default();
    let known =
        |fact: &Fact| matches!(fact, Fact::Part { name: own, line: at, .. } if own == name && *at == line);
    let plain = is_name(name) && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    if plain && !facts.iter().any(known) {
        facts.push(Fact::Part { line, name: name.to_owned(), mark: Mark::Yes });
    }
}

/// What a label says of the part of a body that follows: `roles (required):`.
pub fn part(label: &str, line: usize, facts: &mut Vec<Fact>) {
    let label = label.trim().trim_end_matches(':');
    let Some((name, rest)) = label.split_once(" (") else { return };
    let mark = mark_of_cell(rest.trim_end_matches(')'));
    if is_name(name) && name.chars().all(|c| !c.is_ascii_uppercase()) && mark != Mark::Unstated {
        facts.push(Fact::Part { line, name: name.to_owned(), mark });
    }
}
