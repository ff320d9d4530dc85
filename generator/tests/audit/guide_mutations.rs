//! What can be changed in a guide, found by looking at its text alone, without the audit's own reading.

/// A copy of a guide with one thing changed.
pub struct Mutation {
    /// Which kind of thing: `field type`.
    pub class: &'static str,
    /// What was there, as it has to be named.
    pub was: String,
    /// What is there.
    pub is: String,
    /// The line of it in the copy, from 1.
    pub line: usize,
    /// Whether the line is gone.
    pub gone: bool,
    /// The keys beside the value, in an example.
    pub key: String,
    /// The copy.
    pub text: String,
}

/// A table that is being read.
struct Table {
    heads: Vec<String>,
}

/// Every mutation of a text.
pub fn mutations(text: &str) -> Vec<Mutation> {
    let lines: Vec<&str> = text.lines().collect();
    let mut maker = Maker { lines: &lines, all: Vec::new() };
    let mut table: Option<Table> = None;
    let (mut fenced, mut depth) = (false, 0_i64);
    for (at, line) in lines.iter().enumerate() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") {
            fenced = !fenced;
            continue;
        }
        let separator = |at: usize| {
            lines.get(at).is_some_and(|line| {
                let line = line.trim();
                line.contains('|') && line.contains('-') && line.chars().all(|c| "|-: ".contains(c))
            })
        };
        if separator(at) {
            continue;
        }
        if separator(at + 1) {
            let header = trimmed.split_once('|').map_or("", |(_, rest)| rest);
            table = Some(Table { heads: split(header).iter().map(|head| head.to_lowercase()).collect() });
            continue;
        }
        if let Some(table) = table.as_ref().filter(|_| trimmed.ends_with('|')) {
            maker.row(table, at);
            continue;
        }
        table = None;
        let opens = line.matches(['{', '[']).count() as i64 - line.matches(['}', ']']).count() as i64;
        let in_json = depth > 0 || trimmed.starts_with('{');
        if in_json || trimmed.ends_with('{') || trimmed.contains("{\"") {
            depth = (depth + opens).max(0);
        }
        if in_json {
            maker.json(at);
        } else {
            maker.prose(at, fenced);
        }
    }
    maker.headings();
    maker.all
}

/// The cells of a row, bare.
fn split(row: &str) -> Vec<String> {
    let row = row.trim().trim_start_matches('|').trim_end_matches('|');
    row.split('|').map(|cell| cell.trim().trim_matches(['*', '`']).trim().to_owned()).collect()
}

struct Maker<'t> {
    lines: &'t [&'t str],
    all: Vec<Mutation>,
}

impl Maker<'_> {
    fn with(&mut self, class: &'static str, at: usize, was: &str, is: &str, line: Option<String>) {
        let gone = line.is_none();
        let mut lines: Vec<&str> = self.lines.to_vec();
        match &line {
            Some(line) => lines[at] = line,
            None => {
                lines.remove(at);
            }
        }
        let text = lines.join("\n");
        self.all.push(Mutation {
            class,
            was: was.to_owned(),
            is: is.to_owned(),
            line: at + 1,
            gone,
            key: self.key(at),
            text,
        });
    }

    /// The keys of a line, or of the last one before it that has some.
    fn key(&self, at: usize) -> String {
        let keys = self.lines[at.saturating_sub(8)..=at].iter().rev();
        let key = |line: &&str| {
            let parts: Vec<&str> = line.split("\":").collect();
            let (_, before) = parts.split_last()?;
            let names = before.iter().filter_map(|part| Some(part.rsplit_once('"')?.1));
            Some(names.collect::<Vec<_>>().join(" ")).filter(|names| !names.is_empty())
        };
        keys.filter_map(key).next().unwrap_or_default()
    }

    /// A cell by another, which is told by the name of its row.
    fn cell(&mut self, class: &'static str, at: usize, from: usize, was: &str, is: &str, name: &str) {
        self.replace(class, at, from, was, is);
        if let Some(made) = self.all.last_mut() {
            name.clone_into(&mut made.was);
        }
    }

    /// The n-th bytes of a line by others.
    fn replace(&mut self, class: &'static str, at: usize, from: usize, was: &str, is: &str) {
        let line = self.lines[at];
        let changed = format!("{}{is}{}", &line[..from], &line[from + was.len()..]);
        self.with(class, at, was, is, Some(changed));
    }

    fn row(&mut self, table: &Table, at: usize) {
        let line = self.lines[at];
        let cells = split(line);
        // The first bar of a row may be missing.
        let first = cells[0].trim_matches('`').split(['`', '<', '\\', ' ', '*']).next().unwrap().to_owned();
        let head = table.heads.first().map(String::as_str).unwrap_or_default();
        let fields = head == "field";
        let migration = table.heads.len() == 3 && table.heads[1] == "v1";
        let prose = ["step", "pitfall"].contains(&head);
        let (row, name) = match () {
            () if fields => ("field removed", "field renamed"),
            () if migration => ("migration removed", "migration renamed"),
            () if prose => ("sentence removed", ""),
            () if head == "status" => ("status removed", "status renamed"),
            () if head == "event" => ("event removed", "event renamed"),
            () => ("value removed", "value renamed"),
        };
        let value = if head == "category" { cells[1].trim_matches('`').to_owned() } else { first.clone() };
        let label = if migration { cells[0].trim_matches('`').to_owned() } else { value.clone() };
        self.with(row, at, &label, "", None);
        if !name.is_empty() {
            let from = line.find(&label).unwrap();
            let new = if label.chars().all(|c| c.is_ascii_uppercase() || c == '_') {
                "ZEBRA_STRIPES"
            } else {
                "zebra_stripes"
            };
            self.replace(name, at, from, &label, new);
        }
        self.cells(table, at, &label, fields, migration || prose);
    }

    /// The cells behind the first.
    fn cells(&mut self, table: &Table, at: usize, name: &str, fields: bool, prose: bool) {
        let line = self.lines[at];
        let offset = if line.trim_start().starts_with('|') { line.find('|').unwrap() + 1 } else { 0 };
        let mut from = offset;
        for (column, cell) in line[offset..].split('|').enumerate() {
            let head = table.heads.get(column).map(String::as_str).unwrap_or_default();
            let bare = cell.trim().trim_matches('`');
            let place = from + cell.find(bare).unwrap_or(0);
            match head {
                _ if column == 0 => {
                    if fields && cell.contains("<sup>") {
                        self.with(
                            "field mark",
                            at,
                            name,
                            "optional",
                            Some(line.replacen("<sup>\\*</sup>", "", 1)),
                        );
                    } else if fields && offset > 0 && cell.contains('`') && self.stars(at) {
                        let end = from + cell.rfind('`').unwrap() + 1;
                        let starred = format!("{}<sup>\\*</sup>{}", &line[..end], &line[end..]);
                        self.with("field mark", at, name, "required", Some(starred));
                    }
                }
                "type" if fields => {
                    let other = if bare.starts_with("boolean") { "integer" } else { "boolean" };
                    self.replace("field type", at, place, bare, other);
                }
                "required" => {
                    let other = if bare == "Yes" { "No" } else { "Yes" };
                    self.cell("field mark", at, place, bare, other, name);
                }
                "side required" | "sides required" => {
                    let other = if bare.contains("FRONT") { "No (optional)" } else { "Yes (FRONT + BACK)" };
                    self.cell("value sides", at, place, bare, other, name);
                }
                "files" => self.cell("value files", at, place, bare, "4", name),
                "state field" if bare != "N/A" => {
                    let other = if bare == "Forbidden" { "Required" } else { "Forbidden" };
                    self.cell("value other", at, place, bare, other, name);
                }
                "resulting status" if bare != "Varies" => {
                    self.cell("event status", at, place, bare, "ON_HOLD", name)
                }
                "example" | "how to get value" => self.tokens(at, from, cell, "cell"),
                "description" if fields => self.tokens(at, from, cell, "description"),
                _ if prose => self.tokens(at, from, cell, "sentence"),
                _ => self.tokens(at, from, cell, "cell"),
            }
            from += cell.len() + 1;
        }
    }

    /// Whether stars mean something in the table around a line.
    fn stars(&self, at: usize) -> bool {
        let row = |line: &&&str| line.trim_start().starts_with('|');
        let rows =
            self.lines[at..].iter().take_while(row).chain(self.lines[..at].iter().rev().take_while(row));
        rows.into_iter().any(|line| line.contains("<sup>"))
    }

    fn json(&mut self, at: usize) {
        let line = self.lines[at];
        let quotes: Vec<usize> = line.match_indices('"').map(|(at, _)| at).collect();
        for pair in quotes.chunks(2) {
            let [open, close] = pair else { continue };
            let text = &line[open + 1..*close];
            let key = line[close + 1..].trim_start().starts_with(':');
            let new = match () {
                () if key => "zebra_stripes".to_owned(),
                () if text.chars().all(|c| c.is_ascii_uppercase() || c == '_') => "ZEBRA_STRIPES".to_owned(),
                () => format!("{text} zebra"),
            };
            let class = match (key, self.in_error(at)) {
                (true, true) => "error key",
                (false, true) => "error text",
                (true, false) => "example key",
                (false, false) => "example text",
            };
            self.replace(class, at, open + 1, text, &new);
            // What holds an error's fields is told by the first of them.
            if class == "error key" && line.trim_end().ends_with('{') {
                let first = self.key(at + 1);
                if let Some(made) = self.all.last_mut() {
                    made.was = first;
                }
            }
        }
        for (from, number) in words(line, |c| c.is_ascii_digit() || c == '.') {
            let before = line[..from].matches('"').count();
            if before.is_multiple_of(2) && number.starts_with(|c: char| c.is_ascii_digit()) {
                let class = if self.in_error(at) { "error status" } else { "example number" };
                self.replace(class, at, from, number, &format!("{number}1"));
            }
        }
    }

    /// Whether the JSON around a line is an error's.
    fn in_error(&self, at: usize) -> bool {
        let near = &self.lines[at.saturating_sub(5)..(at + 5).min(self.lines.len())];
        near.iter().any(|line| line.trim().starts_with("\"message\""))
    }

    fn prose(&mut self, at: usize, fenced: bool) {
        let line = self.lines[at];
        if line.trim_start().starts_with(['#', '<']) || line.trim().is_empty() {
            return;
        }
        let class = if fenced || line.trim_start().starts_with("--") || line.contains("curl ") {
            "code"
        } else {
            "sentence"
        };
        self.tokens(at, 0, line, class);
    }

    /// The paths, numbers and names in a piece of a line.
    fn tokens(&mut self, at: usize, from: usize, piece: &str, of: &'static str) {
        let classes = match of {
            "sentence" => ["sentence path", "sentence number", "sentence name"],
            "description" => ["description path", "description number", "description name"],
            "code" => ["code path", "code number", "code name"],
            _ => ["cell path", "cell number", "cell name"],
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || "/_:{}.-".contains(c);
        for (start, word) in words(piece, plain) {
            let link =
                piece[..start].ends_with('(') || word.contains("://") || piece[..start].ends_with("://");
            let path = word.find("/v1/").or_else(|| word.find("/v2/")).filter(|_| !link);
            if let Some(begin) = path {
                // What a parameter is called does not count.
                let whole = &word[begin..];
                let end = whole.find("/{").or(whole.find("/:")).unwrap_or(whole.len());
                let path = whole[..end].trim_end_matches(['.', ':', ',']);
                self.replace(classes[0], at, from + start + begin, path, &format!("{path}-zebra"));
                continue;
            }
            let target = piece[..start].rfind("](").is_some_and(|open| !piece[open..start].contains(')'));
            // Nor are a placeholder and the name of a standard facts.
            let apart = piece[..start].ends_with('<') || word.contains("E.164");
            if link || target || apart || word.contains("://") || word.starts_with('/') {
                continue;
            }
            let name = |c: char| c.is_ascii_alphanumeric() || c == '_';
            for (inner, token) in words(word, name) {
                let capitals = token.len() > 2 && token.chars().all(|c| c.is_ascii_uppercase() || c == '_');
                // A part of `non-ASCII` is no name of its own.
                let alone = !word.contains('-');
                let evident = alone && (capitals || token.trim_matches('_').contains('_'));
                let place = from + start + inner;
                if token.chars().all(|c| c.is_ascii_digit()) && token.len() < 8 {
                    self.replace(classes[1], at, place, token, &format!("{token}7"));
                } else if evident && token.starts_with(|c: char| c.is_ascii_alphabetic()) {
                    let new = if capitals { format!("{token}_ZEBRA") } else { format!("{token}_zebra") };
                    self.replace(classes[2], at, place, token, &new);
                }
            }
        }
    }

    /// Headings by other words, and parts that change places.
    fn headings(&mut self) {
        let marked: Vec<usize> =
            (0..self.lines.len()).filter(|at| self.lines[*at].trim_start().starts_with("##")).collect();
        for at in &marked {
            let line = self.lines[*at];
            let heading = line.trim_start().trim_start_matches('#').trim();
            let from = line.find(heading).unwrap();
            self.replace("heading renamed", *at, from, heading, &format!("Zebra {heading}"));
        }
        for pair in marked.windows(3) {
            let [a, b, c] = pair else { continue };
            let depth = |at: usize| self.lines[at].trim_start().chars().take_while(|c| *c == '#').count();
            let fences =
                |lines: &[&str]| lines.iter().any(|line| line.contains("<Tab") || line.contains("</Tab"));
            if depth(*a) != depth(*b) || fences(&self.lines[*a..*c]) {
                continue;
            }
            let mut lines = self.lines[..*a].to_vec();
            lines.extend(&self.lines[*b..*c]);
            lines.extend(&self.lines[*a..*b]);
            lines.extend(&self.lines[*c..]);
            let heading = self.lines[*b].trim_start().trim_start_matches('#').trim().to_owned();
            let other = self.lines[*a].trim_start().trim_start_matches('#').trim().to_owned();
            self.all.push(Mutation {
                class: "section moved",
                was: heading,
                is: other,
                line: a + 1,
                gone: false,
                key: String::new(),
                text: lines.join("\n"),
            });
        }
    }
}

/// The runs of such characters in a text, with their places.
fn words(text: &str, of: impl Fn(char) -> bool) -> Vec<(usize, &str)> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        match (of(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    found
}
