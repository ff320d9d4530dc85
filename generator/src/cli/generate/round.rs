//! One round of `--watch`: what was saved is read, and where it is another model than before, the outputs follow.
//! Nothing here knows of events: a round that is asked for too often finds nothing new and says nothing.

use super::{Args, Failure, make, show};
use crate::cli::output;
use crate::{
    api::Api,
    diff::{Change, Diff, DiffError, Level, diff},
    emit::Templates,
    report::{
        Mistake, Report,
        style::{TITLE, painted},
    },
    resolve, source,
    write::{Finding, Outcome, State},
};
use serde::Serialize;
use std::{collections::BTreeMap, fmt::Write, fs, path::Path, time::SystemTime};

/// So many changes of the model, and so many files, are named; the rest is counted.
const MOST: usize = 5;

/// What a round came to.
pub enum Round {
    /// The model has mistakes: the outputs stay as they are.
    Mistakes(Report),
    /// Something else is in the way.
    Failed(String),
    /// The outputs were written, or files that were edited by hand stand in the way.
    Made(Box<Made>),
}

/// What was made.
pub struct Made {
    /// What has changed in the model since its last good state; nothing in the first round.
    pub changes: Option<Diff>,
    /// What became of the files.
    pub outcome: Outcome,
}

/// Round after round.
pub struct Rounds<'a> {
    spec: &'a Path,
    args: &'a Args,
    seen: Option<Inputs>,
    /// Whether the last round has to be tried again when somebody saves, even if nothing changes by that.
    open: bool,
    good: Option<Api>,
}

/// Everything that the outputs are made from.
struct Inputs {
    model: Result<Vec<(String, String)>, Report>,
    templates: Result<Templates, String>,
    saved: Option<SystemTime>,
}

impl Inputs {
    fn read(spec: &Path, args: &Args) -> Inputs {
        let model = source::gather(spec);
        let names = model.iter().flatten().map(|(name, _)| spec.join(name));
        let saved = names.filter_map(|path| fs::metadata(path).ok()?.modified().ok()).max();
        let templates = Templates::new(args.templates.as_deref()).map_err(|error| error.to_string());
        Inputs { model, templates, saved }
    }

    fn is_as(&self, other: &Inputs) -> bool {
        fn model(inputs: &Inputs) -> Result<&Vec<(String, String)>, &Vec<Mistake>> {
            inputs.model.as_ref().map_err(|report| &report.mistakes)
        }
        fn templates(inputs: &Inputs) -> Result<&BTreeMap<String, String>, &String> {
            inputs.templates.as_ref().map(Templates::texts)
        }
        model(self) == model(other) && templates(self) == templates(other)
    }
}

impl<'a> Rounds<'a> {
    /// Before the first one.
    pub fn new(spec: &'a Path, args: &'a Args) -> Self {
        Rounds { spec, args, seen: None, open: false, good: None }
    }

    /// Reads what there is now, and follows it. Nothing where it is what was there before.
    pub fn next(&mut self) -> Option<Round> {
        let inputs = Inputs::read(self.spec, self.args);
        let is_known = self
            .seen
            .as_ref()
            .is_some_and(|seen| inputs.is_as(seen) && !(self.open && inputs.saved != seen.saved));
        if is_known {
            return None;
        }
        let round = match self.follow(&inputs) {
            Ok(made) => Round::Made(Box::new(made)),
            Err(Failure::Model(report)) => Round::Mistakes(report),
            Err(Failure::Other(message)) => Round::Failed(message),
        };
        self.open = match &round {
            Round::Mistakes(_) => false,
            Round::Failed(_) => true,
            Round::Made(made) => !made.outcome.done,
        };
        self.seen = Some(inputs);
        Some(round)
    }

    fn follow(&mut self, inputs: &Inputs) -> Result<Made, Failure> {
        let texts = match &inputs.model {
            Ok(texts) => texts.clone(),
            Err(report) => return Err(Failure::Model(report.clone())),
        };
        let folder = source::name(self.spec);
        let files = source::parse(&folder, texts).map_err(Failure::Model)?;
        let api = resolve::resolve(&files).map_err(Failure::Model)?;
        let templates = inputs.templates.as_ref().map_err(|message| Failure::Other(message.clone()))?;
        let changes =
            self.good.as_ref().map(|good| diff(("the last good state", good), (folder.as_str(), &api)));
        let changes = changes.transpose().map_err(|error| match &error {
            DiffError::Surface { error: cause, .. } => {
                cause.report(&files).map_or_else(|| Failure::Other(error.to_string()), Failure::Model)
            }
            DiffError::Judge(_) => Failure::Other(error.to_string()),
        })?;
        let outcome = make(&files, &api, templates, self.args)?;
        if outcome.done {
            self.good = Some(api);
        }
        Ok(Made { changes, outcome })
    }
}

/// A round as a line of `--format json`.
#[derive(Serialize)]
struct Line<'a> {
    /// `written`, `refused`, `mistakes` or `failed`.
    state: &'static str,
    diff: Option<&'a Diff>,
    files: Vec<serde_json::Value>,
    mistakes: &'a [Mistake],
    error: Option<&'a str>,
}

impl Round {
    /// For programs: one line.
    pub fn json(&self) -> String {
        let mut line = Line { state: "", diff: None, files: Vec::new(), mistakes: &[], error: None };
        match self {
            Round::Mistakes(report) => (line.state, line.mistakes) = ("mistakes", &report.mistakes),
            Round::Failed(message) => (line.state, line.error) = ("failed", Some(message.as_str())),
            Round::Made(made) => {
                line.state = if made.outcome.done { "written" } else { "refused" };
                line.diff = made.changes.as_ref();
                line.files = show::files(&made.outcome, false);
            }
        }
        // Nothing in a round can fail to serialise.
        serde_json::to_string(&line).unwrap_or_default() + "\n"
    }

    /// Tells people: what went wrong on standard error, what was done on standard output.
    pub fn tell(&self) {
        match self {
            Round::Mistakes(report) => output::warn(&report.text(true)),
            Round::Failed(message) => output::warn(&output::error(message)),
            Round::Made(made) if !made.outcome.done => output::warn(&show::refusal(&made.outcome)),
            Round::Made(made) => output::say(&made.text()),
        }
    }
}

impl Made {
    /// A short block: what has changed in the model, and which files followed.
    pub fn text(&self) -> String {
        let Some(diff) = &self.changes else { return show::summary(&self.outcome) + "\n" };
        let mut text = match diff.bump.level {
            Level::None => format!("{}\n", diff.counts()),
            level => format!("{}: asks for {} ({})\n", diff.counts(), diff.bump.to, level.name()),
        };
        for change in diff.changes.iter().take(MOST) {
            let _ = writeln!(text, "  {}", named(change));
        }
        rest(&mut text, diff.changes.len());
        let changed: Vec<&Finding> =
            self.outcome.findings.iter().filter(|finding| finding.state != State::Unchanged).collect();
        if changed.is_empty() {
            return text + "every file is up to date\n";
        }
        let _ = writeln!(text, "{}", show::changed(&self.outcome));
        for finding in changed.iter().take(MOST) {
            let _ = writeln!(text, "  {} {}", show::fate(finding, true), finding.path);
        }
        rest(&mut text, changed.len());
        text
    }
}

fn named(change: &Change) -> String {
    format!("{} {}: {}", change.verdict.painted(), painted(TITLE, &change.subject), change.fact())
}

fn rest(text: &mut String, count: usize) {
    if count > MOST {
        let _ = writeln!(text, "  and {} more", count - MOST);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

    use super::{Args, Made, Round, Rounds};
    use crate::report::style;
    use serde_json::Value;
    use std::{
        fs,
        path::{Path, PathBuf},
        time::{Duration, SystemTime},
    };
    use tempfile::TempDir;

    const TYPES: &str = "spec/v1/customer.yaml";

    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
            let to = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy(&entry.path(), &to);
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
    }

    /// A copy of the small model, and the arguments that print it beside.
    fn place() -> (TempDir, PathBuf, Args) {
        let place = tempfile::tempdir().unwrap();
        let spec = place.path().join("spec");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff/base"), &spec);
        let args = Args {
            check: false,
            watch: true,
            target: vec![String::from("derive")],
            out: place.path().to_owned(),
            templates: None,
            force: false,
        };
        (place, spec, args)
    }

    fn change(place: &TempDir, from: &str, to: &str) {
        let path = place.path().join(TYPES);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from));
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    fn made(round: Option<Round>) -> Made {
        match round {
            Some(Round::Made(made)) => *made,
            Some(Round::Mistakes(report)) => panic!("{}", report.text(false)),
            Some(Round::Failed(message)) => panic!("{message}"),
            None => panic!("nothing was seen"),
        }
    }

    fn plain(made: &Made) -> String {
        style::shown(made.text(), false)
    }

    #[test]
    fn a_round_is_told_once_and_against_the_last_good_state() {
        let (place, spec, args) = place();
        let mut rounds = Rounds::new(&spec, &args);
        assert_eq!(plain(&made(rounds.next())), "3 files, 3 written, 0 removed\n");
        assert!(rounds.next().is_none());

        change(&place, "max_length: 50", "max_length: 0");
        let Some(Round::Mistakes(report)) = rounds.next() else { panic!("no mistakes") };
        assert_eq!(report.mistakes.len(), 1, "{}", report.text(false));
        assert!(rounds.next().is_none(), "the same mistake is told once");

        change(&place, "max_length: 0", "max_length: 40");
        let text = plain(&made(rounds.next()));
        let expected = "\
1 breaking: asks for 0.4.0 (minor)
  breaking v1.CreateCustomer.name: max_length 50 -> max_length 40
2 written, 0 removed
  written fin-derive/src/gen/model.rs
  written generated/manifest.json
";
        assert_eq!(text, expected);

        change(&place, "max_length: 40", "max_length: 40 ");
        assert_eq!(made(rounds.next()).text(), "no changes\nevery file is up to date\n");
    }

    #[test]
    fn many_changes_are_counted() {
        let (place, spec, args) = place();
        let mut rounds = Rounds::new(&spec, &args);
        made(rounds.next());
        for name in ["a", "b", "c", "d", "e", "f", "g"] {
            let field = format!("    fields:\n      {name}?: {{ type: text, doc: New }}\n");
            change(&place, "    fields:\n", &field);
        }
        let text = plain(&made(rounds.next()));
        assert!(text.starts_with("7 compatible, code breaks in Rust: asks for 0.4.0 (minor)\n"), "{text}");
        assert_eq!(text.matches("\n  compatible ").count(), 5, "{text}");
        assert!(text.contains("\n  and 2 more\n2 written"), "{text}");
    }

    #[test]
    fn what_stands_in_the_way_is_tried_again_when_somebody_saves() {
        let (place, spec, args) = place();
        let mut rounds = Rounds::new(&spec, &args);
        made(rounds.next());
        let output = place.path().join("fin-derive/src/gen/model.rs");
        let printed = fs::read(&output).unwrap();
        fs::write(&output, "mine").unwrap();
        change(&place, "max_length: 50", "max_length: 40");
        let refused = made(rounds.next());
        assert!(!refused.outcome.done);
        let json: Value = serde_json::from_str(&Round::Made(Box::new(refused)).json()).unwrap();
        assert_eq!(json["state"], "refused");
        assert_eq!(json["files"][0]["state"], "edited");
        fs::write(&output, printed).unwrap();
        assert!(rounds.next().is_none(), "nobody has saved");
        let saved = fs::File::options().append(true).open(place.path().join(TYPES)).unwrap();
        saved.set_modified(SystemTime::now() + Duration::from_secs(1)).unwrap();
        let round = made(rounds.next());
        assert!(round.outcome.done);
        assert_eq!(round.changes.unwrap().changes.len(), 1, "against what was written last");
    }

    #[test]
    fn a_folder_that_is_gone_is_told_and_followed_when_it_is_back() {
        let (place, spec, args) = place();
        let mut rounds = Rounds::new(&spec, &args);
        made(rounds.next());
        fs::rename(&spec, place.path().join("away")).unwrap();
        let Some(Round::Mistakes(report)) = rounds.next() else { panic!("no mistakes") };
        assert!(report.is_failure());
        assert!(rounds.next().is_none());
        fs::rename(place.path().join("away"), &spec).unwrap();
        assert!(made(rounds.next()).outcome.is_clean());
    }
}
