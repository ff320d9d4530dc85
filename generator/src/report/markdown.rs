//! Reports in Markdown, and what its parts are made of.

use super::{Mistake, Report};

impl Report {
    /// A section of Markdown: a heading that counts the mistakes, and an item for each.
    pub fn markdown(&self) -> String {
        let mut text = format!("## {}\n", self.count());
        for mistake in &self.mistakes {
            text.push('\n');
            text.push_str(&self.item(mistake));
        }
        text
    }

    fn item(&self, mistake: &Mistake) -> String {
        let place = &mistake.place;
        let at = code(&format!("{}:{}:{}", place.file, place.line, place.column));
        let mut item = format!("- {at}: {} ({})\n", prose(&mistake.message), code(mistake.code.name()));
        item.push_str(&format!("\n{}", indented(&fenced("text", &self.excerpt(mistake)))));
        if let Some(remedy) = &mistake.remedy {
            item.push_str(&format!("\n  {}\n", prose(remedy)));
        }
        item
    }
}

/// A text in backticks, however many it has itself.
pub fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let fence = "`".repeat(longest_run(&text) + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// A text with names in backticks, on one line: of the rest nothing means anything to Markdown.
pub fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['`', '\\', '*', '_', '[', ']', '<', '>', '|', '~', '&', '\n', '\r']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mut after = from.chars();
        let special = after.next();
        rest = after.as_str();
        match special {
            Some('`') => match rest.split_once('`') {
                Some((name, then)) if !name.contains(['\n', '\r']) => {
                    out.push_str(&code(name));
                    rest = then;
                }
                _ => out.push_str("\\`"),
            },
            Some('\n' | '\r') => out.push(' '),
            Some(other) => out.extend(['\\', other]),
            None => {}
        }
    }
    out + rest
}

/// A block of code, in a fence that nothing in it can close.
pub fn fenced(language: &str, text: &str) -> String {
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    let newline = if text.ends_with('\n') { "" } else { "\n" };
    format!("{fence}{language}\n{text}{newline}{fence}\n")
}

/// A block as a part of an item.
pub fn indented(block: &str) -> String {
    let indent = |line: &str| if line.is_empty() { String::from("\n") } else { format!("  {line}\n") };
    block.lines().map(indent).collect()
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{code, fenced, indented, prose};

    #[test]
    fn what_a_name_holds_stays_a_name() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`a``"), "``` `a`` ```");
        assert_eq!(code("a\nb"), "`a b`");
    }

    #[test]
    fn prose_means_itself() {
        assert_eq!(prose("`a_b` has no *field* <b>"), "`a_b` has no \\*field\\* \\<b\\>");
        assert_eq!(prose("one ` and\nmore"), "one \\` and more");
        assert_eq!(prose("`a|b` | `c"), "`a|b` \\| \\`c");
        assert_eq!(prose("plain"), "plain");
    }

    #[test]
    fn a_fence_is_closed_by_itself_alone() {
        assert_eq!(fenced("text", "a"), "```text\na\n```\n");
        assert_eq!(fenced("", "````\n"), "`````\n````\n`````\n");
        assert_eq!(indented("a\n\nb\n"), "  a\n\n  b\n");
    }
}
