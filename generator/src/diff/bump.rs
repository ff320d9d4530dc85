use super::change::{Change, Verdict};
use super::print::listed;
use super::source::{SourceChange, broken};
use crate::emit;
use crate::surface::Language;
use serde::Serialize;

/// Which part of a version moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// None: nothing has changed.
    None,
    /// The last one.
    Patch,
    /// The middle one.
    Minor,
    /// The first one.
    Major,
}

impl Level {
    /// The name as it is printed.
    pub const fn name(self) -> &'static str {
        match self {
            Level::None => "none",
            Level::Patch => "patch",
            Level::Minor => "minor",
            Level::Major => "major",
        }
    }
}

/// The version that changes ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bump {
    /// Which part moves.
    pub level: Level,
    /// The old model's version.
    pub from: String,
    /// The version that is proposed; the old one where it is none that could be counted on.
    pub to: String,
    /// Whether the new model's version is that, or a later one.
    pub is_done: bool,
    /// Why.
    pub reasons: Vec<String>,
}

/// A package and the version that its changes ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Package {
    /// Its language.
    pub language: Language,
    /// Where it is published: `crates.io`, `npm`, `PyPI`.
    pub registry: &'static str,
    /// Its name there.
    pub name: &'static str,
    /// Its version.
    pub bump: Bump,
}

impl Package {
    /// What goes over the wire concerns every package, a change of names its own.
    pub fn of(
        language: Language,
        versions: (&str, &str),
        changes: &[Change],
        source: &[SourceChange],
    ) -> Package {
        let own: Vec<&SourceChange> = source.iter().filter(|change| change.language == language).collect();
        let breaking = own.iter().filter(|change| change.verdict.is_breaking()).count();
        let reason = match (own.len(), breaking) {
            (0, _) => None,
            (_, 0) => Some(String::from("names that break no code")),
            (_, 1) => Some(String::from("1 name that breaks code")),
            _ => Some(format!("{breaking} names that break code")),
        };
        let registry = match language {
            Language::Rust => "crates.io",
            Language::TypeScript => "npm",
            Language::Python => "PyPI",
        };
        Package { language, registry, name: emit::PACKAGE, bump: Bump::of(versions, changes, (&own, reason)) }
    }
}

impl Bump {
    /// What all changes ask for together.
    pub fn of_all(versions: (&str, &str), changes: &[Change], source: &[SourceChange]) -> Bump {
        let broken = broken(source);
        let reason = match (source.is_empty(), broken.is_empty()) {
            (true, _) => None,
            (_, true) => Some(String::from("names that break no code")),
            _ => Some(format!("names that break code in {}", listed(&broken))),
        };
        Bump::of(versions, changes, (&source.iter().collect::<Vec<_>>(), reason))
    }

    /// What changes ask for. Before 1.0.0 what breaks moves the minor version, and all else the patch.
    fn of(
        (old, new): (&str, &str),
        changes: &[Change],
        (source, reason_of_source): (&[&SourceChange], Option<String>),
    ) -> Bump {
        let count = |verdict: Verdict| changes.iter().filter(|change| change.verdict == verdict).count();
        let wire = Verdict::ALL.into_iter().map(|verdict| (verdict, count(verdict)));
        let wire = wire.filter(|(_, count)| *count > 0).map(|(verdict, count)| reason(verdict, count));
        let reasons: Vec<String> = wire.chain(reason_of_source).collect();
        let verdicts =
            || changes.iter().map(|change| change.verdict).chain(source.iter().map(|change| change.verdict));
        let from = parse(old);
        let is_young = from.is_some_and(|(major, ..)| major == 0);
        let is_breaking = verdicts().any(Verdict::is_breaking);
        let is_more = verdicts().any(|verdict| verdict == Verdict::Compatible);
        let level = match (is_breaking, is_more, verdicts().next().is_none()) {
            (_, _, true) => Level::None,
            (true, ..) if is_young => Level::Minor,
            (true, ..) => Level::Major,
            (false, true, _) if !is_young => Level::Minor,
            (false, ..) => Level::Patch,
        };
        let to = from.map(|(major, minor, patch)| match level {
            Level::None => (major, minor, patch),
            Level::Patch => (major, minor, patch.saturating_add(1)),
            Level::Minor => (major, minor.saturating_add(1), 0),
            Level::Major => (major.saturating_add(1), 0, 0),
        });
        let text = |(major, minor, patch)| format!("{major}.{minor}.{patch}");
        Bump {
            level,
            from: old.to_owned(),
            to: to.map_or_else(|| old.to_owned(), text),
            is_done: level == Level::None || matches!((parse(new), to), (Some(new), Some(to)) if new >= to),
            reasons,
        }
    }
}

fn reason(verdict: Verdict, count: usize) -> String {
    let changes = if count == 1 { "change" } else { "changes" };
    match verdict {
        Verdict::Breaking => format!("{count} breaking {changes}"),
        Verdict::Unproved => format!("{count} {changes} that may break"),
        Verdict::Codes if count == 1 => String::from("1 code is another one"),
        Verdict::Codes => format!("{count} codes are others"),
        Verdict::Compatible => format!("{count} compatible {changes}"),
        Verdict::Words => format!("{count} {changes} of words"),
    }
}

/// `1.2.3`; what follows a `-` or `+` is left out.
fn parse(version: &str) -> Option<(u64, u64, u64)> {
    let core = version.split(['-', '+']).next()?;
    let mut parts = core.split('.').map(|part| part.parse::<u64>().ok());
    let found = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::{Bump, Level, parse};
    use crate::diff::{Axis, Change, Claim, Direction, Kind, Verdict};

    fn bump(old: &str, new: &str, verdicts: &[Verdict]) -> (Level, String, bool) {
        let change = |verdict: &Verdict| Change {
            axis: Axis::Wire,
            kind: Kind::WordsChanged,
            verdict: *verdict,
            direction: Direction::Request,
            subject: String::new(),
            old: None,
            new: None,
            loses: Claim::No,
            gains: Claim::No,
            uses: Vec::new(),
        };
        let changes: Vec<Change> = verdicts.iter().map(change).collect();
        let bump = Bump::of_all((old, new), &changes, &[]);
        (bump.level, bump.to, bump.is_done)
    }

    #[test]
    fn follows_semantic_versions() {
        use Verdict::{Breaking, Codes, Compatible, Unproved, Words};
        for (old, verdicts, level, to) in [
            ("0.1.3", &[][..], Level::None, "0.1.3"),
            ("0.1.3", &[Words], Level::Patch, "0.1.4"),
            ("0.1.3", &[Compatible], Level::Patch, "0.1.4"),
            ("0.1.3", &[Breaking], Level::Minor, "0.2.0"),
            ("0.1.3", &[Unproved, Words], Level::Minor, "0.2.0"),
            ("1.2.3", &[Words], Level::Patch, "1.2.4"),
            ("1.2.3", &[Words, Compatible], Level::Minor, "1.3.0"),
            ("1.2.3", &[Codes], Level::Major, "2.0.0"),
            ("1.2.3-beta.1", &[Breaking], Level::Major, "2.0.0"),
            ("new", &[Breaking], Level::Major, "new"),
        ] {
            assert_eq!(
                bump(old, old, verdicts),
                (level, to.to_owned(), level == Level::None),
                "{old} {verdicts:?}"
            );
        }
        assert!(bump("0.1.3", "0.2.0", &[Breaking]).2);
        assert!(!bump("0.1.3", "0.1.4", &[Breaking]).2);
    }

    #[test]
    fn reads_versions_of_three_numbers() {
        assert_eq!(parse("1.2.3+build"), Some((1, 2, 3)));
        for text in ["1.2", "1.2.3.4", "v1.2.3", "", "1.2.x", "99999999999999999999.0.0"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
