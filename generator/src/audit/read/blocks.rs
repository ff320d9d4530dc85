use super::{Line, code, inline::strip, plain, table};
use crate::audit::tree::{Block, Body, Section};

/// Reads lines into sections. In Markdown headings are marked and paragraphs go over several lines; in plain text
/// every line stands for itself, and `headings` are known.
pub fn sections(lines: &[Line<'_>], marked: bool, headings: &[&str]) -> Vec<Section> {
    let mut reader = Reader { marked, headings, sections: vec![Section::default()], open: None, failures: 0 };
    let mut at = 0;
    while let Some(rest) = lines.get(at..).filter(|rest| !rest.is_empty()) {
        at += reader.take(rest).max(1);
    }
    reader.flush();
    reader.sections.retain(|section| !section.heading.is_empty() || !section.blocks.is_empty());
    reader.sections
}

/// What begins like an example and is none is looked into no more often.
const MAX_FAILURES: usize = 100;

struct Reader<'h> {
    marked: bool,
    headings: &'h [&'h str],
    sections: Vec<Section>,
    /// The paragraph that is being read, with the line on which it starts.
    open: Option<(usize, String)>,
    failures: usize,
}

impl Reader<'_> {
    /// Takes what stands on the first of these lines, and says how many it took.
    fn take(&mut self, lines: &[Line<'_>]) -> usize {
        let Some(line) = lines.first() else { return 1 };
        let trimmed = line.text.trim();
        if trimmed.is_empty() || (self.marked && is_rule(trimmed)) {
            self.flush();
            return 1;
        }
        if self.marked {
            if let Some(taken) = self.fence(lines, trimmed) {
                return taken;
            }
            if let Some(heading) = heading(trimmed) {
                self.heading(&strip(heading), line.number);
                return 1;
            }
        }
        if trimmed.contains('|') && lines.get(1).is_some_and(|next| table::is_separator(next.text)) {
            return self.table(lines, trimmed);
        }
        if self.marked { self.paragraph(line, trimmed) } else { self.plain(lines, line.text) }
    }

    fn fence(&mut self, lines: &[Line<'_>], trimmed: &str) -> Option<usize> {
        let fence = ["```", "~~~"].into_iter().find(|fence| trimmed.starts_with(fence))?;
        self.flush();
        let language = trimmed.trim_start_matches(['`', '~']).split_whitespace().next().unwrap_or_default();
        let body = lines.get(1..)?;
        let length = body.iter().position(|line| line.text.trim().starts_with(fence)).unwrap_or(body.len());
        let text: Vec<&str> = body.iter().take(length).map(|line| line.text).collect();
        let number = body.first().map_or(0, |line| line.number);
        self.push(number, Body::Code { language: language.to_owned(), text: text.join("\n") });
        Some(length + 2)
    }

    fn table(&mut self, lines: &[Line<'_>], trimmed: &str) -> usize {
        let (before, header) = table::split_header(trimmed);
        let number = lines.first().map_or(0, |line| line.number);
        self.flush();
        if !before.is_empty() {
            self.push(number, Body::Text(strip(before)));
        }
        let label = match self.sections.last().and_then(|section| section.blocks.last()) {
            Some(Block { body: Body::Text(text), .. }) if text.trim_end().ends_with(':') => text.clone(),
            _ => String::new(),
        };
        let (table, taken) = table::rows(label, header, lines.get(2..).unwrap_or_default());
        self.push(number, Body::Table(table));
        taken + 2
    }

    fn paragraph(&mut self, line: &Line<'_>, trimmed: &str) -> usize {
        let text = trimmed.trim_start_matches("> ");
        let item = text.strip_prefix("* ").or_else(|| text.strip_prefix("- "));
        if item.is_some() {
            self.flush();
        }
        let text = strip(item.unwrap_or(text));
        match &mut self.open {
            Some((_, open)) => {
                open.push(' ');
                open.push_str(&text);
            }
            None => self.open = Some((line.number, text)),
        }
        1
    }

    /// A line of plain text: a command, an example, a heading, or a sentence; some of them glued together.
    fn plain(&mut self, lines: &[Line<'_>], text: &str) -> usize {
        let number = lines.first().map_or(0, |line| line.number);
        if let Some(at) = text.find("curl -") {
            self.prose(number, text.get(..at).unwrap_or_default());
            let taken = Some(lines).filter(|_| self.failures < MAX_FAILURES).and_then(code::command);
            self.failures += usize::from(taken.is_none());
            let taken = taken.unwrap_or(1);
            let body: Vec<&str> = lines.iter().take(taken).map(|line| line.text).collect();
            let body = body.join("\n").get(at..).unwrap_or_default().to_owned();
            self.push(number, Body::Code { language: "bash".to_owned(), text: body });
            return taken;
        }
        let start = code::start(text).filter(|_| self.failures < MAX_FAILURES);
        if let Some(at) = start {
            if let Some((body, taken, rest)) = code::object(lines, at) {
                self.prose(number, text.get(..at).unwrap_or_default());
                self.push(number, Body::Code { language: "json".to_owned(), text: body });
                let last = lines.get(taken - 1).map_or(number, |line| line.number);
                self.prose(last, rest);
                return taken;
            }
            self.failures += 1;
            self.prose(number, text.get(..at).unwrap_or_default());
            let body = text.get(at..).unwrap_or_default().to_owned();
            self.push(number, Body::Code { language: "json".to_owned(), text: body });
            return 1;
        }
        self.prose(number, text);
        1
    }

    /// A line of prose that a heading may end.
    fn prose(&mut self, number: usize, text: &str) {
        let text = text.trim();
        let (before, heading) = plain::split_heading(text, self.headings);
        let before = before.trim();
        if !before.is_empty() {
            let item = before.strip_prefix("- ").unwrap_or(before);
            self.push(number, Body::Text(item.to_owned()));
        }
        if let Some(heading) = heading {
            self.heading(heading, number);
        }
    }

    fn heading(&mut self, heading: &str, line: usize) {
        self.flush();
        self.sections.push(Section { heading: heading.to_owned(), line, blocks: Vec::new() });
    }

    fn flush(&mut self) {
        if let Some((line, text)) = self.open.take() {
            self.push(line, Body::Text(text));
        }
    }

    fn push(&mut self, line: usize, body: Body) {
        if let Some(section) = self.sections.last_mut() {
            section.blocks.push(Block { line, body });
        }
    }
}

fn heading(line: &str) -> Option<&str> {
    let heading = line.trim_start_matches('#');
    let depth = line.len() - heading.len();
    ((1..=6).contains(&depth) && heading.starts_with(' ')).then(|| heading.trim())
}

fn is_rule(line: &str) -> bool {
    line.len() >= 3 && ["*", "-", "_"].iter().any(|mark| line.replace(' ', "").replace(mark, "").is_empty())
}
