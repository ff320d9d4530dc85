//! Text of the model as documentation comments. It is data: nothing in it becomes markup that it does not show.

use super::attr::WIDTH;
use crate::api::{Api, Field, Place, Rule, Type};
use crate::emit::words::{demand_of, guard, of_rule, wrap};

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

/// What a type is, where the guide says so, its rulings and its rules.
pub fn of_type(api: &Api, ty: &Type, fields: &[Field], rules: &[Rule]) -> Vec<Block> {
    let mut blocks = vec![Block::Text(sentence(&ty.doc)), Block::Text(origin(&ty.place, &ty.rulings))];
    let all: Vec<&Rule> = fields.iter().flat_map(|field| &field.rules).chain(rules).collect();
    if !all.is_empty() {
        blocks.push(Block::Text("Rules:".to_owned()));
        blocks.extend(all.into_iter().map(|rule| Block::Item(of_rule(api, rule, code, sentence))));
    }
    blocks
}

/// What a field is, and what it demands, in words.
pub fn of_field(field: &Field, ty: &Type) -> Vec<Block> {
    let mut text = sentence(&field.doc);
    let mut add = |more: String| {
        text.push(' ');
        text.push_str(&more);
    };
    let demands: Vec<String> =
        field.constraints.iter().map(|demand| demand_of(&demand.constraint, code)).collect();
    if !demands.is_empty() {
        add(capital(&format!("{}.", demands.join(", "))));
    }
    if let Some(default) = &field.default {
        add(format!("Default: {}.", code(default)));
    }
    if let Some(list) = &field.catalogue {
        add(format!("Out of the catalogue's {}.", code(list)));
    }
    if let Some(successor) = &field.successor {
        add(format!("{} in the next version.", capital(&code(successor))));
    }
    if let Some(reason) = &field.deprecated {
        add(format!("**Deprecated**: {}", sentence(reason)));
    }
    if !field.place.same_section(&ty.place) {
        add(format!("Guide: {}.", place_beside(&field.place, &ty.place)));
    }
    if !field.rulings.is_empty() {
        add(rulings(&field.rulings));
    }
    vec![Block::Text(text)]
}

/// Where something comes from, and on which rulings it rests.
pub fn origin(place: &Place, list: &[String]) -> String {
    let text = format!("Guide: {}.", escape(&place.to_string()));
    if list.is_empty() { text } else { format!("{text} {}", rulings(list)) }
}

fn place_beside(place: &Place, known: &Place) -> String {
    if place.document == known.document && place.tab == known.tab {
        escape(&place.section)
    } else {
        escape(&place.to_string())
    }
}

/// The rulings, as links to where the crate lists them.
pub fn rulings(list: &[String]) -> String {
    let links: Vec<String> = list.iter().map(|id| format!("[{0}](crate::rulings#{0})", anchor(id))).collect();
    format!("{}: {}.", if list.len() == 1 { "Ruling" } else { "Rulings" }, links.join(", "))
}

/// A ruling's id as a heading's anchor.
pub fn anchor(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect()
}
