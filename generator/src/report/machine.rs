use super::{Mistake, Report};

impl Report {
    /// For programs: a JSON array of the mistakes.
    pub fn json(&self) -> String {
        let mut text = serde_json::to_string_pretty(&self.mistakes).unwrap_or_default();
        text.push('\n');
        text
    }

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
    // A column range is only understood within one line.
    let end =
        if place.line == place.end_line { format!(",endColumn={}", place.end_column) } else { String::new() };
    format!(
        "::error file={},line={},col={}{end},title={}::{}\n",
        property(&place.file),
        place.line,
        place.column,
        mistake.code.name(),
        data(&text)
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
