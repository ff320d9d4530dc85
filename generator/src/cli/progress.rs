//! What is going on, for whoever waits: a line on standard error, drawn once a command has run for a second, and gone
//! when it is done. There is none where standard error is no terminal, or where a program reads the results.

use super::Format;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    io::{self, IsTerminal},
    sync::{
        Mutex, MutexGuard, PoisonError,
        mpsc::{self, RecvTimeoutError, Sender},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

/// What is done within it needs no line.
const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(100);

/// There is one standard error, and so one line.
static LINE: Mutex<Option<Line>> = Mutex::new(None);

struct Line {
    bar: ProgressBar,
    /// Dropped, it ends the wait.
    alive: Sender<()>,
    waits: JoinHandle<()>,
}

fn line() -> MutexGuard<'static, Option<Line>> {
    LINE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins to wait; a second later there is a line.
pub fn begin(format: Format) {
    let is_watched = io::stderr().is_terminal()
        && anstyle_query::term_supports_ansi_color()
        && !anstyle_query::is_ci()
        && format != Format::Json;
    let mut line = line();
    if !is_watched || line.is_some() {
        return;
    }
    let style = ProgressStyle::with_template("{spinner} {msg} ({elapsed})");
    let style = style.unwrap_or_else(|_| ProgressStyle::default_spinner());
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()).with_style(style);
    let (alive, ended) = mpsc::channel();
    let own = bar.clone();
    let waits = thread::spawn(move || {
        if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            own.set_draw_target(ProgressDrawTarget::stderr());
            own.enable_steady_tick(TICK);
        }
    });
    *line = Some(Line { bar, alive, waits });
}

/// Says what is being done from now on: `judging payloads`.
pub fn step(words: impl Into<String>) {
    if let Some(line) = &*line() {
        line.bar.set_message(words.into());
    }
}

/// Writes past the line.
pub fn around(write: impl FnOnce()) {
    match &*line() {
        Some(line) => line.bar.suspend(write),
        None => write(),
    }
}

/// Takes the line away.
pub fn end() {
    let line = line().take();
    if let Some(Line { bar, alive, waits }) = line {
        drop(alive);
        let _ = waits.join();
        bar.finish_and_clear();
    }
}
