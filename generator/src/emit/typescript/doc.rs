//! Text of the model as TSDoc. It is data: nothing in it ends the comment or becomes a tag.

use super::layout::WIDTH;
use crate::{
    api::{Api, Field, Rule, Type},
    emit::said::Style,
    emit::words::{self as markdown, capital},
};

/// A part of a comment, already escaped.
#[derive(Clone, Debug)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// An entry of a list.
    Item(String),
    /// `@deprecated` or `@example`, with what it says.
    Tag(&'static str, String),
}

/// The comment, on one line if it fits there.
pub fn comment(blocks: &[Block], indent: usize) -> String {
    let room = WIDTH.saturating_sub(indent + 3);
    let mut lines: Vec<String> = Vec::new();
    let mut after_item = false;
    for block in blocks {
        let is_item = matches!(block, Block::Item(_));
        if !(lines.is_empty() || is_item && after_item) {
            lines.push(String::new());
        }
        after_item = is_item;
        match block {
            Block::Text(text) => {
                lines.extend(markdown::wrap(text, room).iter().map(|line| markdown::guard(line)))
            }
            Block::Item(text) => {
                let wrapped = markdown::wrap(text, room.saturating_sub(2));
                lines.extend(wrapped.iter().enumerate().map(|(index, line)| {
                    format!("{} {}", if index == 0 { "-" } else { " " }, markdown::guard(line))
                }));
            }
            Block::Tag(tag, text) => lines.extend(markdown::wrap(&format!("@{tag} {text}"), room)),
        }
    }
    if let [line] = lines.as_slice()
        && indent + line.chars().count() + 7 <= WIDTH
    {
        return format!("{:indent$}/** {line} */\n", "");
    }
    let body: String =
        lines.iter().map(|line| format!("{:indent$} * {line}", "").trim_end().to_owned() + "\n").collect();
    format!("{0:indent$}/**\n{body}{0:indent$} */\n", "")
}

/// Text of the model, so that it is shown as it stands.
pub fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for (index, part) in markdown::escape(text).split('`').enumerate() {
        if index > 0 {
            escaped.push('`');
        }
        let mut before = None;
        for c in part.chars() {
            // Outside of code these begin a tag; a slash could end the comment anywhere.
            let markup = index % 2 == 0 && matches!(c, '@' | '{' | '}');
            if markup || (c == '/' && before == Some('*')) {
                escaped.push('\\');
            }
            escaped.push(c);
            before = Some(c);
        }
    }
    escaped
}

/// A sentence of the model, escaped and closed.
pub fn sentence(text: &str) -> String {
    let text = escape(text);
    if text.is_empty() || text.ends_with(['.', '!', '?', ':']) { text } else { format!("{text}.") }
}

/// A name or a wire text in code marks.
pub fn code(text: &str) -> String {
    markdown::code(text).replace("*/", "*\\/")
}

/// How TSDoc has it: rulings by their ids.
pub const STYLE: Style = Style { code, text: escape, sentence, ruling: code, deprecated: None };

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
    let mut blocks = vec![Block::Text(STYLE.field(sentence(&field.doc), field, ty))];
    blocks.extend(deprecated(field.deprecated.as_deref()));
    blocks
}

/// Why something is deprecated.
pub fn deprecated(reason: Option<&str>) -> Option<Block> {
    reason.map(|reason| Block::Tag("deprecated", capital(&sentence(reason))))
}

#[cfg(test)]
mod tests {
    use super::{Block, comment, sentence};

    #[test]
    fn nothing_ends_the_comment() {
        for text in ["*/ evil() /*", "`*/` evil()", "a */ `b", "**/", "x *\n/ y"] {
            let text = comment(&[Block::Text(sentence(text))], 0);
            assert_eq!(text.matches("*/").count(), 1, "{text}");
            assert!(text.ends_with("*/\n"), "{text}");
        }
    }

    #[test]
    fn nothing_becomes_a_tag() {
        assert_eq!(sentence("@evil {@link x} `{@code}`"), "\\@evil \\{\\@link x\\} `{@code}`.");
    }
}
