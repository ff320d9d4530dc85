use super::{Line, blocks::sections, version_in, without_empty};
use crate::audit::tree::Tab;

/// So much of the first line tells that the page starts again, for another version.
const OPENING: usize = 40;
/// No heading is longer.
const LONGEST_HEADING: usize = 80;

/// Splits the plain text of a rendered page into its versions: each starts with the same words.
pub fn tabs(text: &str, versions: &[String], headings: &[&str]) -> Vec<Tab> {
    let opening: String = text.lines().next().unwrap_or_default().chars().take(OPENING).collect();
    let mut parts: Vec<Vec<Line<'_>>> = Vec::new();
    for (index, text) in text.lines().enumerate() {
        let starts = opening.chars().count() == OPENING && text.starts_with(&opening);
        if starts || parts.is_empty() {
            parts.push(Vec::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(Line { number: index + 1, text });
        }
    }
    let tab = |lines: Vec<Line<'_>>| {
        let whole: Vec<&str> = lines.iter().map(|line| line.text).collect();
        let version = version_in(&whole.join("\n"), versions);
        Tab { version, sections: sections(&lines, false, headings) }
    };
    without_empty(parts.into_iter().map(tab).collect())
}

/// A line of prose, and the heading that ends it: one that is known, or words that look like one. A rendered page
/// puts no space between a sentence and the heading behind it.
pub fn split_heading<'t>(text: &'t str, known: &[&str]) -> (&'t str, Option<&'t str>) {
    let glued = |before: &str| before.is_empty() || before.ends_with(['.', ':', '!', '?', ')', '}']);
    let found = known
        .iter()
        .filter(|heading| !heading.is_empty() && text.ends_with(**heading))
        .max_by_key(|heading| heading.len())
        .map(|heading| text.split_at(text.len() - heading.len()));
    if let Some((before, heading)) = found.filter(|(before, _)| glued(before)) {
        return (before, Some(heading));
    }
    if looks_like_heading(text) {
        return ("", Some(text));
    }
    let seam = text.char_indices().rev().take(LONGEST_HEADING).find(|(at, c)| {
        let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        ".:!?".contains(*c) && next.is_some_and(|next| next.is_ascii_uppercase() || next.is_ascii_digit())
    });
    match seam.map(|(at, c)| text.split_at(at + c.len_utf8())) {
        Some((before, rest)) if looks_like_heading(rest) => (before, Some(rest)),
        _ => (text, None),
    }
}

/// Whether a line has the look of a heading: few words, capitals at their beginnings, no full stop.
fn looks_like_heading(text: &str) -> bool {
    const SMALL: [&str; 14] =
        ["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"];
    let text = text.trim();
    let plain = |c: char| c.is_alphanumeric() || " .:&'’()-/?".contains(c);
    if text.is_empty()
        || text.len() > LONGEST_HEADING
        || !text.chars().all(plain)
        || text.ends_with(['.', ':'])
    {
        return false;
    }
    let mut words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).peekable();
    // Names in capitals alone are values, and a word alone that has a bracket is a part of something.
    let first = words.peek().copied().unwrap_or_default();
    let lower = first.chars().any(char::is_lowercase) || (first.len() <= 3 && words.clone().count() > 1);
    lower
        && words.clone().count() <= 9
        && words.all(|word| {
            let word = word.trim_start_matches(['(', '\'', '’']);
            SMALL.contains(&word) || word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        })
        && !text.starts_with("- ")
}
