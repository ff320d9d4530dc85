use super::{Line, inline::strip};
use crate::audit::tree::{Row, Table};

/// Whether a line is the separator beneath a table's header, whatever the number of its columns.
pub fn is_separator(line: &str) -> bool {
    let line = line.trim();
    line.contains('|') && line.contains('-') && line.chars().all(|c| "|-: ".contains(c))
}

/// What stands before a header that is glued to prose, and the header: `Fields:| Field | Type |`.
pub fn split_header(line: &str) -> (&str, &str) {
    let line = line.trim();
    match line.split_once('|') {
        Some((before, _)) if before.trim_end().ends_with(['.', ':', '!', '?']) => line.split_at(before.len()),
        _ => ("", line),
    }
}

/// The cells of a row. The first bar may be missing, the last one not; an escaped bar is none.
pub fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in line.chars() {
        match (c, cells.last_mut()) {
            ('|', Some(cell)) if escaped => {
                cell.pop();
                cell.push('|');
            }
            ('|', _) => cells.push(String::new()),
            (c, Some(cell)) => cell.push(c),
            (_, None) => {}
        }
        escaped = c == '\\' && !escaped;
    }
    if cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells.iter().map(|cell| strip(cell)).collect()
}

/// Whether a line may be a row: of the plain form, one that ends with a bar.
pub fn is_row(line: &str) -> bool {
    let line = line.trim();
    line.ends_with('|') || line.starts_with('|')
}

/// Reads the rows from here on; gives the table and how many lines it took.
pub fn rows(label: String, header: &str, lines: &[Line<'_>]) -> (Table, usize) {
    let header = cells(header);
    // A row above a separator is the header of the next table.
    let ends = |at: usize| lines.get(at + 1).is_some_and(|next| is_separator(next.text));
    let rows: Vec<Row> = lines
        .iter()
        .enumerate()
        .take_while(|(at, line)| is_row(line.text) && !ends(*at))
        .map(|(_, line)| {
            let mut cells = cells(line.text);
            // A row that is too short lacks its last cells; one that is too long keeps them.
            cells.resize(cells.len().max(header.len().min(64)), String::new());
            Row { line: line.number, cells }
        })
        .collect();
    let taken = rows.len();
    (Table { label, header, rows }, taken)
}
