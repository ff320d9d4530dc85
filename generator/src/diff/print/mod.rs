//! A diff as text, as JSON, as annotations of a GitHub workflow run and as sections of changelogs.

mod github;
mod markdown;
mod sentence;
mod source;
mod text;

use super::{Change, Diff, Verdict};
use crate::report::style;
use crate::surface::Language;

impl Verdict {
    /// Its name in its style.
    pub fn painted(self) -> String {
        let style = match self {
            Verdict::Breaking => style::ERROR,
            Verdict::Unproved => style::WARNING,
            Verdict::Codes => style::CODE,
            Verdict::Compatible => style::GOOD,
            Verdict::Words => style::NOTE,
        };
        style::painted(style, self.name())
    }
}

impl Change {
    /// What was and what is, in short: `max_length 50 -> max_length 40`.
    pub fn fact(&self) -> String {
        text::fact(self)
    }
}

impl Diff {
    /// For people; with colours where asked.
    pub fn text(&self, colour: bool) -> String {
        style::shown(text::print(self), colour)
    }

    /// For programs: everything, witnesses as a whole.
    pub fn json(&self) -> String {
        // Nothing in a diff can fail to serialise.
        serde_json::to_string_pretty(self).map(|json| json + "\n").unwrap_or_default()
    }

    /// Workflow commands.
    pub fn github(&self) -> String {
        github::print(self)
    }

    /// A section for the changelog of each package.
    pub fn markdown(&self) -> String {
        markdown::print(self)
    }

    /// What the changes come to, in a line: `2 breaking, 1 compatible, code breaks in Rust`.
    pub fn counts(&self) -> String {
        let count = |verdict: Verdict| (verdict, self.of(verdict).count());
        let counts = Verdict::ALL.into_iter().map(count).filter(|(_, count)| *count > 0);
        let counts: Vec<String> =
            counts.map(|(verdict, count)| format!("{count} {}", verdict.name())).collect();
        let broken = super::source::broken(&self.source);
        let source = match (self.source.is_empty(), broken.is_empty()) {
            (true, _) => None,
            (_, true) => Some(String::from("no code breaks")),
            _ => Some(format!("code breaks in {}", listed(&broken))),
        };
        let counts: Vec<String> = counts.into_iter().chain(source).collect();
        if counts.is_empty() { String::from("no changes") } else { counts.join(", ") }
    }
}

/// `Rust, TypeScript and Python`
pub fn listed(languages: &[Language]) -> String {
    let titles: Vec<&str> = languages.iter().map(|language| language.title()).collect();
    match titles.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        titles => titles.concat(),
    }
}
