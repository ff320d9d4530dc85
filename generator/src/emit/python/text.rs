//! Text of the model in Python source: strings, documentation, and lines as `ruff format` leaves them.

use crate::emit::words::visible;

/// How wide a line may be before it is broken: `line-length` of the package's `pyproject.toml`.
pub const WIDTH: usize = 110;

/// A text as a string literal, in the quotes that the formatter prefers.
pub fn literal(text: &str) -> String {
    let quote = if text.matches('"').count() > text.matches('\'').count() { '\'' } else { '"' };
    let mut literal = String::from(quote);
    for c in text.chars() {
        match c {
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            c if c == quote => literal.extend(['\\', c]),
            c if c.is_ascii_control() => literal.push_str(&format!("\\x{:02x}", c as u32)),
            c if c.is_ascii() || c.escape_debug().count() == 1 => literal.push(c),
            c if (c as u32) < 0x100 => literal.push_str(&format!("\\x{:02x}", c as u32)),
            c if (c as u32) < 0x1_0000 => literal.push_str(&format!("\\u{:04x}", c as u32)),
            c => literal.push_str(&format!("\\U{:08x}", c as u32)),
        }
    }
    literal.push(quote);
    literal
}

/// Several texts as a tuple's or set's items.
pub fn literals<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<String> {
    texts.into_iter().map(literal).collect()
}

/// A field's name as a step of a place: what the API writes in brackets stands in brackets.
pub fn step(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if plain { literal(name) } else { format!("({},)", literal(name)) }
}

/// A sentence of the model, on one line and closed.
pub fn sentence(text: &str) -> String {
    let text = plain(text);
    if text.is_empty() || text.ends_with(['.', '!', '?', ':']) { text } else { format!("{text}.") }
}

/// Text of the model for documentation: one line in which nothing hides, and nothing ends a docstring.
pub fn plain(text: &str) -> String {
    visible(text).replace('\\', "\\\\").replace('"', "'")
}

/// A name or a wire text in code marks.
pub fn code(text: &str) -> String {
    match plain(text).replace('`', "'") {
        empty if empty.is_empty() => "(empty)".to_owned(),
        text => format!("`{text}`"),
    }
}

/// A docstring at an indent. The first paragraph is the summary; `- ` begins an item.
pub fn docstring(blocks: &[String], indent: usize) -> String {
    let pad = " ".repeat(indent);
    let lines = match docstring_lines(blocks, WIDTH - indent).as_slice() {
        // The formatter joins the marks to a single line, however long that is.
        [only] if indent + only.chars().count() + 6 > WIDTH => docstring_lines(blocks, WIDTH - indent - 3),
        lines => lines.to_vec(),
    };
    if let [only] = lines.as_slice() {
        return format!("{pad}\"\"\"{only}\"\"\"\n");
    }
    let mut text = format!("{pad}\"\"\"{}\n", lines.first().map_or("", String::as_str));
    for line in lines.iter().skip(1) {
        text.push_str(format!("{pad}{line}").trim_end());
        text.push('\n');
    }
    text + &format!("{pad}\"\"\"\n")
}

/// The lines of a docstring, the first of them behind the marks.
fn docstring_lines(blocks: &[String], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut after_item = false;
    for block in blocks.iter().map(|block| block.trim_end()).filter(|block| !block.is_empty()) {
        let is_item = block.starts_with("- ");
        if !(lines.is_empty() || is_item && after_item) {
            lines.push(String::new());
        }
        after_item = is_item;
        let first = if lines.is_empty() { 3 } else { 0 };
        lines.extend(wrap(block, width - first, if is_item { "  " } else { "" }));
    }
    lines
}

/// Breaks at spaces; every line after the first begins with `hang`.
fn wrap(text: &str, width: usize, hang: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        if !line.trim().is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(std::mem::replace(&mut line, format!("{hang}{word}")));
        } else {
            if !line.trim().is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.push(line);
    lines
}

/// `open`, the parts with commas between them, and `close`, on one line if it fits; else the parts on a line
/// of their own; else each on its own. `after` follows on the last line.
pub fn bracketed(open: &str, parts: &[String], close: &str, after: &str, indent: usize) -> String {
    let pad = " ".repeat(indent);
    let joined = parts.join(", ");
    let flat = format!("{pad}{open}{joined}{close}{after}");
    if fits(&flat) || parts.is_empty() {
        return flat + "\n";
    }
    let inner = format!("{pad}    {joined}");
    // Arguments of a call may share a line of their own; items of a tuple may not.
    let is_call = open.ends_with('(') || open.ends_with("Annotated[");
    if fits(&inner) && is_call && !open.ends_with(" (") && !open.ends_with("((") {
        return format!("{pad}{open}\n{inner}\n{pad}{close}{after}\n");
    }
    let lines: String =
        parts.iter().map(|part| format!("{pad}    {},\n", part.trim_end_matches(','))).collect();
    format!("{pad}{open}\n{lines}{pad}{close}{after}\n")
}

/// Whether every line is short enough.
pub fn fits(text: &str) -> bool {
    text.lines().all(|line| line.chars().count() <= WIDTH)
}
