//! Text of the model as documentation comments. It is data: nothing in it becomes markup that it does not show.

use super::attr::WIDTH;
use crate::api::{Api, Field, Rule, Type};
use crate::emit::said::Style;
use crate::emit::words::{guard, wrap};

pub use crate::emit::words::{capital, code, escape, sentence, visible};

/// A part of a comment.
#[derive(Clone, Debug)]
pub enum Block {
    /// A paragraph, already escaped.
    Text(String),
    /// An entry of a list, already escaped.
    Item(String),
    /// Lines that are kept as they are.
    Verbatim(Vec<String>),
}

/// The comment, with `mark` (`///` or `//!`) before each line.
pub fn comment(blocks: &[Block], mark: &str, indent: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut after_item = false;
    for block in blocks {
        let is_item = matches!(block, Block::Item(_));
        if !(lines.is_empty() || is_item && after_item) {
            lines.push(String::new());
        }
        after_item = is_item;
        let width = WIDTH.saturating_sub(indent + mark.len() + 1);
        match block {
            Block::Text(text) => lines.extend(wrap(text, width).into_iter().map(|line| guard(&line))),
            Block::Item(text) => {
                let wrapped = wrap(text, width.saturating_sub(2));
                lines.extend(wrapped.iter().enumerate().map(|(index, line)| {
                    if index == 0 { format!("- {}", guard(line)) } else { format!("  {}", guard(line)) }
                }));
            }
            Block::Verbatim(verbatim) => lines.extend(verbatim.iter().cloned()),
        }
    }
    lines.iter().map(|line| format!("{:indent$}{mark} {line}", "").trim_end().to_owned() + "\n").collect()
}

/// How Rust's documentation has it: rulings are links to where the crate lists them.
pub const STYLE: Style = Style {
    code,
    text: escape,
    sentence,
    ruling: |id| format!("[{0}](crate::rulings#{0})", anchor(id)),
    deprecated: Some("**Deprecated**:"),
};

/// What a type is, where the guide says so, its rulings and its rules.
pub fn of_type(api: &Api, ty: &Type, fields: &[Field], rules: &[Rule]) -> Vec<Block> {
    let mut blocks = vec![Block::Text(sentence(&ty.doc)), Block::Text(STYLE.origin(&ty.place, &ty.rulings))];
    let rules = STYLE.rules(api, fields, rules);
    blocks.extend((!rules.is_empty()).then(|| Block::Text("Rules:".to_owned())));
    blocks.extend(rules.into_iter().map(Block::Item));
    blocks
}

/// What a field is, and what it demands, in words.
pub fn of_field(field: &Field, ty: &Type) -> Vec<Block> {
    vec![Block::Text(STYLE.field(sentence(&field.doc), field, ty))]
}

/// A ruling's id as a heading's anchor.
pub fn anchor(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect()
}
