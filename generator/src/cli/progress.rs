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
static STATE: Mutex<State> = Mutex::new(State { is_wanted: false, line: None });

struct State {
    /// Whether somebody waits, and can see it.
    is_wanted: bool,
    line: Option<Line>,
}

struct Line {
    bar: ProgressBar,
    /// Dropped, it ends the wait.
    alive: Sender<()>,
    waits: JoinHandle<()>,
}

/// Begins to wait; a second later there is a line.
pub fn begin(format: Format) {
    let mut state = state();
    state.is_wanted = io::stderr().is_terminal()
        && anstyle_query::term_supports_ansi_color()
        && !anstyle_query::is_ci()
        && format != Format::Json;
    state.start();
}

/// Says what is being done from now on: `judging payloads`.
pub fn step(words: impl Into<String>) {
    let mut state = state();
    state.start();
    if let Some(line) = &state.line {
        line.bar.set_message(words.into());
    }
}

/// Takes the line away for what is to be written in its place: who reads results waits no longer, until nothing has
/// come for another second.
pub fn make_way() {
    state().clear();
}

/// Takes the line away for good.
pub fn end() {
    let mut state = state();
    state.is_wanted = false;
    state.clear();
}

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    fn start(&mut self) {
        if self.is_wanted && self.line.is_none() {
            self.line = Some(Line::new());
        }
    }

    fn clear(&mut self) {
        if let Some(Line { bar, alive, waits }) = self.line.take() {
            drop(alive);
            let _ = waits.join();
            bar.finish_and_clear();
        }
    }
}

impl Line {
    fn new() -> Self {
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
        Line { bar, alive, waits }
    }
}
