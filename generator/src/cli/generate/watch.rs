//! `--watch`: waits for whoever saves. Events are an alarm clock and nothing more: what they say differs between
//! editors and systems, so that each alarm only makes the next round look for itself.

use super::{
    Args,
    round::{Round, Rounds},
};
use crate::cli::{FAILURE, Format, Global, commands, output, progress};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::{
    io,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    time::{Duration, Instant},
};

/// A burst of saves has come to its end when nothing was heard for so long,
const QUIET: Duration = Duration::from_millis(60);
/// or when it has lasted for so long: somebody may write without end.
const LONGEST: Duration = Duration::from_secs(2);

/// Generates, and again after each burst of saves, until it is interrupted.
pub fn run(global: &Global, args: &Args) -> ExitCode {
    if !WATCH_FORMATS.contains(&global.format) {
        let (name, formats) = (global.format.name(), commands::names(WATCH_FORMATS));
        return output::fail(&format!(
            "`generate --watch` has no `--format {name}`: it reports as {formats}"
        ));
    }
    let folders: Vec<&Path> =
        [Some(&global.spec), args.templates.as_ref()].into_iter().flatten().map(PathBuf::as_path).collect();
    let mut rounds = Rounds::new(&global.spec, args);
    let mut is_first = true;
    loop {
        // First the alarm, then the look: what is saved in between is noticed by the one or by the other. A new alarm
        // each time, because a folder that was put in the place of another one is not the one that was watched.
        let alarm = match Alarm::set(&folders) {
            Ok(alarm) => alarm,
            Err(error) => return output::fail(&format!("cannot watch `{}`: {error}", global.spec.display())),
        };
        progress::begin(global.format);
        let round = rounds.next();
        progress::end();
        if let Some(round) = &round {
            match global.format {
                Format::Json => output::print(&round.json()),
                Format::Text | Format::Github | Format::Markdown => round.tell(),
            }
        }
        if is_first {
            let is_failure = match &round {
                Some(Round::Mistakes(report)) => report.is_failure(),
                Some(Round::Failed(_)) => true,
                Some(Round::Made(_)) | None => false,
            };
            // What is not there at all is a wrong name more likely than something yet to come.
            if is_failure {
                return ExitCode::from(FAILURE);
            }
            if global.format == Format::Text {
                output::warn(&format!("watching `{}`: Ctrl-C ends it\n", global.spec.display()));
            }
        }
        is_first = false;
        if alarm.wait().is_err() {
            return output::fail("the system tells of saves no longer");
        }
    }
}

/// In which formats rounds are told.
const WATCH_FORMATS: &[Format] = &[Format::Text, Format::Json];

/// Rings when something happens in one of the folders.
struct Alarm {
    /// Dropped, it falls silent.
    _watcher: RecommendedWatcher,
    rings: Receiver<()>,
}

impl Alarm {
    fn set(folders: &[&Path]) -> notify::Result<Alarm> {
        let (ring, rings) = mpsc::sync_channel(1);
        let again = ring.clone();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // Reading is no news, least of all our own.
            if !event.is_ok_and(|event| event.kind.is_access()) {
                // One ring that nobody has heard yet is enough.
                let _ = ring.try_send(());
            }
        })?;
        for folder in folders {
            let folder = std::path::absolute(folder)?;
            match watcher.watch(&folder, RecursiveMode::Recursive) {
                // What went while it was looked at: part of the folder may be unwatched.
                Err(error) if is_missing(&error) && folder.is_dir() => _ = again.try_send(()),
                Err(error) if is_missing(&error) => {}
                other => other?,
            }
            // A folder that goes and comes is seen from above alone.
            for above in folder.ancestors().skip(1) {
                match watcher.watch(above, RecursiveMode::NonRecursive) {
                    Err(error) if is_missing(&error) => {}
                    other => {
                        other?;
                        break;
                    }
                }
            }
        }
        Ok(Alarm { _watcher: watcher, rings })
    }

    /// Until a burst of saves is over.
    fn wait(&self) -> Result<(), mpsc::RecvError> {
        self.rings.recv()?;
        let start = Instant::now();
        while start.elapsed() < LONGEST {
            match self.rings.recv_timeout(QUIET) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => return Ok(()),
                Err(RecvTimeoutError::Disconnected) => return Err(mpsc::RecvError),
            }
        }
        Ok(())
    }
}

fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}
