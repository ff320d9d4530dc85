use super::Line;
use serde_json::Value;

/// An example is not larger than this.
const MAX_LINES: usize = 2000;

/// The lines of a command that starts here: as long as a quote is open, or a line ends with a backslash. Nothing
/// where it has no end.
pub fn command(lines: &[Line<'_>]) -> Option<usize> {
    let mut open = false;
    for (index, line) in lines.iter().take(MAX_LINES).enumerate() {
        let quotes = line.text.matches('\'').count();
        open ^= quotes % 2 == 1;
        if !open && !line.text.trim_end().ends_with('\\') {
            return Some(index + 1);
        }
    }
    None
}

/// A JSON object that starts on the first of these lines, at that byte: its text, the number of lines that it takes
/// whole or in part, and what stands behind it on the last one.
pub fn object<'t>(lines: &[Line<'t>], at: usize) -> Option<(String, usize, &'t str)> {
    let mut depth = 0_usize;
    let mut text = String::new();
    let (mut quoted, mut escaped) = (false, false);
    for (index, line) in lines.iter().take(MAX_LINES).enumerate() {
        let from = if index == 0 { at } else { 0 };
        let part = line.text.get(from..)?;
        for (offset, c) in part.char_indices() {
            text.push(c);
            match c {
                _ if escaped => escaped = false,
                '\\' if quoted => escaped = true,
                '"' => quoted = !quoted,
                '{' | '[' if !quoted => depth += 1,
                '}' | ']' if !quoted => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return Some((text, index + 1, part.get(offset + 1..)?));
                    }
                }
                _ => {}
            }
        }
        // No text of an example goes over a line's end.
        if quoted {
            return None;
        }
        text.push('\n');
    }
    None
}

/// Where a JSON object seems to start on a line: at its end, or with its first key.
pub fn start(line: &str) -> Option<usize> {
    let trimmed = line.trim_end();
    if trimmed.ends_with('{') && !trimmed.ends_with("${") {
        return Some(trimmed.len() - 1);
    }
    let found = trimmed.find("{\"").or_else(|| trimmed.find("{ \""))?;
    trimmed.ends_with(['}', ',']).then_some(found)
}

/// The JSON object in a text, and the line of the text on which it starts.
pub fn parse(text: &str) -> Option<(Value, usize)> {
    let start = text.find('{')?;
    let line = text.get(..start)?.matches('\n').count();
    let mut values = serde_json::Deserializer::from_str(text.get(start..)?).into_iter::<Value>();
    match values.next() {
        Some(Ok(value @ Value::Object(_))) => Some((value, line)),
        _ => None,
    }
}
