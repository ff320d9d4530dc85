//! Reports as annotations of a GitHub workflow run.

use super::{Mistake, Report};

impl Report {
    /// Workflow commands that annotate the files of a pull request.
    pub fn github(&self) -> String {
        self.mistakes.iter().map(command).collect()
    }
}

fn command(mistake: &Mistake) -> String {
    let place = &mistake.place;
    let mut text = mistake.message.clone();
    for more in [mistake.label.as_str(), mistake.remedy.as_deref().unwrap_or_default()] {
        if !more.is_empty() {
            text.push('\n');
            text.push_str(more);
        }
    }
    let (line, column) = (place.line.to_string(), place.column.to_string());
    let mut properties = vec![("file", place.file.as_str()), ("line", &line), ("col", &column)];
    // A column range is only understood within one line.
    let end = place.end_column.to_string();
    if place.line == place.end_line {
        properties.push(("endColumn", &end));
    }
    properties.push(("title", mistake.code.name()));
    annotation("error", &properties, &text)
}

/// A workflow command of GitHub: what it says may have several lines, and hold anything.
pub fn annotation(level: &str, properties: &[(&str, &str)], message: &str) -> String {
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    let space = if properties.is_empty() { "" } else { " " };
    format!("::{level}{space}{}::{}\n", properties.join(","), data(message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
