//! The styles of what people read: one table, as rustc and cargo have them. Texts are written with them, and lose
//! them where they go to something that shows no colours.

use anstyle::{AnsiColor, Style};
use std::fmt::Display;

/// What is wrong: the word `error`, a breaking change, a line that is gone.
pub const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
/// What asks for attention.
pub const WARNING: Style = AnsiColor::BrightYellow.on_default().bold();
/// What is as it should be: the word `no mistakes`, a compatible change, a line that is new.
pub const GOOD: Style = AnsiColor::BrightGreen.on_default().bold();
/// What is neither good nor bad: words, places in a file.
pub const NOTE: Style = AnsiColor::BrightBlue.on_default().bold();
/// A code that somebody has to follow.
pub const CODE: Style = AnsiColor::BrightMagenta.on_default().bold();
/// A name out of the model, and what a command is called.
pub const NAME: Style = AnsiColor::BrightCyan.on_default().bold();
/// A heading, and what a line is about.
pub const TITLE: Style = Style::new().bold();

/// Of clap's own help.
pub const HELP: clap::builder::Styles = clap::builder::Styles::styled()
    .header(GOOD)
    .usage(GOOD)
    .literal(NAME)
    .placeholder(AnsiColor::Cyan.on_default())
    .error(ERROR)
    .valid(NAME)
    .invalid(WARNING);

/// A part of a text in a style.
pub fn painted(style: Style, part: impl Display) -> String {
    format!("{style}{part}{style:#}")
}

/// A text as it was written, or without its styles.
pub fn shown(text: String, colour: bool) -> String {
    if colour { text } else { anstream::adapter::strip_str(&text).to_string() }
}
