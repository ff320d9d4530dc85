//! What every language's documentation says in the same words, as one line of text or of Markdown. It is text of the
//! model, and data: nothing in it becomes markup that it does not show.

use crate::api::{Api, Rule, RuleBody};
use fin_core::Constraint;
use std::borrow::Cow;

/// A sentence of the model, escaped and closed.
pub fn sentence(text: &str) -> String {
    let text = escape(text);
    if text.is_empty() || text.ends_with(['.', '!', '?', ':']) { text } else { format!("{text}.") }
}

/// Text of the model, so that Markdown shows it as it stands. Balanced backticks stay what they are: code.
pub fn escape(text: &str) -> String {
    let text = visible(text);
    let code = text.matches('`').count().is_multiple_of(2) && !text.contains("``");
    let mut escaped = String::with_capacity(text.len());
    for (index, part) in text.split('`').enumerate() {
        if index > 0 {
            escaped.push_str(if code { "`" } else { "\\`" });
        }
        if code && index % 2 == 1 {
            escaped.push_str(part);
        } else {
            words(part, &mut escaped);
        }
    }
    escaped
}

/// A name or a wire text in code marks.
pub fn code(text: &str) -> String {
    match visible(text).replace('`', "'") {
        empty if empty.is_empty() => "(empty)".to_owned(),
        text => format!("`{text}`"),
    }
}

/// One line, without characters that hide or turn what stands around them.
pub fn visible(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    // Most texts are as they should be.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let mut visible = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_whitespace() && visible.ends_with(' ') => {}
            c if c.is_whitespace() => visible.push(' '),
            // What `char` itself escapes is what cannot be seen: controls, marks of direction, joiners.
            c if !c.is_ascii() && c.escape_debug().count() > 1 => {
                visible.push_str(&format!("U+{:04X}", c as u32))
            }
            c if c.is_ascii_control() => visible.push_str(&format!("U+{:04X}", c as u32)),
            c => visible.push(c),
        }
    }
    Cow::Owned(visible)
}

/// What may be markup.
const MARKUP: [char; 12] = ['\\', '*', '[', ']', '<', '>', '~', '|', '$', '/', '_', '&'];

fn words(text: &str, escaped: &mut String) {
    if !text.contains(MARKUP) {
        return escaped.push_str(text);
    }
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            escaped.push(' ');
        }
        let link = word.trim_end_matches(['.', ',', ';', ':', ')', '!', '?']);
        let is_link = link.starts_with("https://") || link.starts_with("http://");
        if is_link && !link.contains(['<', '>', '\\']) {
            escaped.push_str(&format!("<{link}>{}", word.get(link.len()..).unwrap_or_default()));
        } else {
            word_of(word, escaped);
        }
    }
}

fn word_of(word: &str, escaped: &mut String) {
    let mut before = None;
    let mut rest = word.chars().peekable();
    while let Some(c) = rest.next() {
        let alone = |neighbour: Option<char>| !neighbour.is_some_and(char::is_alphanumeric);
        let markup = match c {
            '\\' | '*' | '[' | ']' | '<' | '>' | '~' | '|' | '$' => true,
            // A web address that is no word of its own is no link.
            '/' => before == Some(':'),
            '_' => alone(before) || alone(rest.peek().copied()),
            '&' => rest.peek().is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#'),
            _ => false,
        };
        if markup {
            escaped.push('\\');
        }
        escaped.push(c);
        before = Some(c);
    }
}

/// Breaks at spaces outside of code marks.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    if !text.starts_with(' ') && text.chars().count() <= width {
        return vec![text.to_owned()];
    }
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut chunk = String::new();
    let mut in_code = false;
    let flush = |line: &mut String, chunk: &mut String, lines: &mut Vec<String>| {
        if !line.is_empty() && line.chars().count() + 1 + chunk.chars().count() > width {
            lines.push(std::mem::take(line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(chunk);
        chunk.clear();
    };
    let mut escaped = false;
    for c in text.chars() {
        if c == '`' && !escaped {
            in_code = !in_code;
        }
        escaped = c == '\\' && !in_code && !escaped;
        if c == ' ' && !in_code { flush(&mut line, &mut chunk, &mut lines) } else { chunk.push(c) }
    }
    flush(&mut line, &mut chunk, &mut lines);
    lines.push(line);
    lines
}

/// A line that Markdown does not take for a heading, a list, a rule or a table.
pub fn guard(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = digits > 0 && line.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']));
    if numbered {
        let (number, rest) = line.split_at(digits);
        return format!("{number}\\{rest}");
    }
    if line.starts_with(['#', '-', '+', '=', ':']) { format!("\\{line}") } else { line.to_owned() }
}

/// A rule: its code, where it is reported, and what it says; `code` and `sentence` are the language's own.
pub fn of_rule(api: &Api, rule: &Rule, code: fn(&str) -> String, sentence: fn(&str) -> String) -> String {
    let at = match &rule.body {
        RuleBody::Require { at, .. } if at.is_empty() => String::new(),
        RuleBody::Require { at, .. } => format!(" at {}", code(&at.join("."))),
        RuleBody::Unique(_) => " at each later duplicate".to_owned(),
    };
    let words = rule.doc.as_deref().unwrap_or(&rule.message);
    let context = rule
        .context
        .iter()
        .filter(|name| api.context.iter().any(|c| c.name == **name && !c.defaults_to_today));
    let context: Vec<String> = context.map(|name| code(name)).collect();
    let given = if context.is_empty() {
        String::new()
    } else {
        format!(" Only where {} is known.", context.join(", "))
    };
    format!("{}{at}: {}{given}", code(&rule.code), sentence(words))
}

/// What a constraint demands, in words; `code` is the language's own.
pub fn demand_of(constraint: &Constraint<String>, code: fn(&str) -> String) -> String {
    let plural = |n: u32, noun: &str| if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") };
    match constraint {
        Constraint::NotBlank => "not blank".to_owned(),
        Constraint::Format(name) => format!("format {}", code(name)),
        Constraint::Pattern(pattern) => format!("pattern {}", code(pattern)),
        Constraint::Ascii => "ASCII only".to_owned(),
        Constraint::MinLength(n) => format!("at least {}", plural(*n, "character")),
        Constraint::MaxLength(n) => format!("at most {}", plural(*n, "character")),
        Constraint::Minimum(n) => format!("at least {n}"),
        Constraint::Maximum(n) => format!("at most {n}"),
        Constraint::Past => "in the past".to_owned(),
        Constraint::PastOrToday => "not in the future".to_owned(),
        Constraint::Future => "in the future".to_owned(),
        Constraint::MinAge(n) => format!("at least {} ago", plural(*n, "year")),
        Constraint::MaxAge(n) => format!("at most {} ago", plural(*n, "year")),
        Constraint::MinItems(n) => format!("at least {}", plural(*n, "item")),
        Constraint::MaxItems(n) => format!("at most {}", plural(*n, "item")),
        Constraint::UniqueItems => "no item twice".to_owned(),
    }
}

/// The text with a capital at its start.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
