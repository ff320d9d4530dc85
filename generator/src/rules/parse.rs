use super::Fault;
use crate::report::{Code, quoted};
use cel::common::ast::{Expr, IdedExpr, SourceInfo};
use rayon::prelude::*;
use std::{
    cell::OnceCell,
    collections::{HashMap, HashSet},
    ops::Range,
};

/// A condition longer than this is refused.
const MAX_BYTES: usize = 2_000;

/// Brackets nested deeper than this are refused: each level costs the CEL parser up to 170 kB of stack in a debug
/// build, and it counts none of them.
const MAX_BRACKETS: usize = 8;

/// A condition as the CEL parser gives it, with its text.
pub struct Parsed<'a> {
    /// The text.
    pub text: &'a str,
    /// The syntax tree, macros not expanded.
    pub root: IdedExpr,
    info: SourceInfo,
}

/// Conditions that are parsed, by their texts. Parsing costs far more than giving types, and one text may get them in
/// several places.
#[derive(Default)]
pub struct Conditions<'a>(HashMap<&'a str, Result<Parsed<'a>, Fault>>);

impl<'a> Conditions<'a> {
    /// Parses conditions side by side.
    pub fn parse(texts: HashSet<&'a str>) -> Self {
        let texts: Vec<&str> = texts.into_iter().collect();
        Conditions(texts.into_par_iter().map(|text| (text, parse(text))).collect())
    }

    /// A condition, or why it is none; nothing where it was not among the texts.
    pub(super) fn get(&self, text: &str) -> Option<&Result<Parsed<'a>, Fault>> {
        self.0.get(text)
    }
}

/// Parses a condition.
pub fn parse(text: &str) -> Result<Parsed<'_>, Fault> {
    guard(text)?;
    thread_local!(static ENV: OnceCell<cel::Env> = const { OnceCell::new() });
    let parsed = ENV.with(|env| env.get_or_init(cel::Env::default).parser().parse_with_source_info(text));
    match parsed {
        Ok((root, info)) => Ok(Parsed { text, root, info }),
        Err(errors) => Err(match errors.errors.first() {
            Some(error) => syntax(text, error),
            None => Fault::new(Code::RuleSyntax, 0..text.len(), "the condition is not CEL"),
        }),
    }
}

/// Refuses what the parser cannot take, and the ways to write a text of which rules need none: with them out of the
/// way a quote always ends the text that it began, and brackets can be counted.
fn guard(text: &str) -> Result<(), Fault> {
    if text.len() > MAX_BYTES {
        let fault =
            Fault::new(Code::TooLarge, 0..0, format!("the condition is longer than {MAX_BYTES} bytes"));
        return Err(fault.remedy("make several rules of it"));
    }
    let subset = |words: Range<usize>, message: &str| Fault::new(Code::RuleSubset, words, message);
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut quote: Option<(u8, usize)> = None;
    for (at, &byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (_, b'\\') => {
                let fault = subset(at..at + 1, "texts in conditions have no escapes");
                return Err(fault.remedy("a text in `'` may hold `\"`, and the other way round"));
            }
            (Some((_, start)), b'\n') => return Err(unended(start, at)),
            (Some((open, _)), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'\'' | b'"') => {
                let before = at.checked_sub(1).and_then(|before| bytes.get(before)).copied().unwrap_or(b' ');
                if before.is_ascii_alphanumeric() || before == byte {
                    let fault = subset(at.saturating_sub(1)..at + 1, "texts in conditions are plain");
                    return Err(fault.remedy("write it in `'` or `\"`, without a letter before it"));
                }
                quote = Some((byte, at));
            }
            (None, b'/') if bytes.get(at + 1) == Some(&b'/') => {
                return Err(subset(at..at + 2, "conditions have no comments")
                    .remedy("write a YAML comment beside it"));
            }
            (None, b'(' | b'[' | b'{') => {
                depth += 1;
                if depth > MAX_BRACKETS {
                    let message = format!("brackets are nested deeper than {MAX_BRACKETS}");
                    return Err(
                        Fault::new(Code::TooLarge, at..at + 1, message).remedy("make several rules of it")
                    );
                }
            }
            (None, b')' | b']' | b'}') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    match quote {
        Some((_, start)) => Err(unended(start, text.len())),
        None => Ok(()),
    }
}

fn unended(start: usize, end: usize) -> Fault {
    Fault::new(Code::RuleSyntax, start..end, "the text has no end").label("starts here")
}

/// Says in a few words what the parser says at length.
fn syntax(text: &str, error: &cel::ParseError) -> Fault {
    let start = byte_of(text, error.pos);
    let said = error.msg.trim_start_matches("Syntax error: ");
    let found = said.split('\'').nth(1).unwrap_or_default().trim_end();
    let at_end = found == "<EOF>" || start >= text.len();
    let words = if at_end { text.len()..text.len() } else { start..word_end(text, start) };
    let message = if said.starts_with("missing") {
        format!("missing {}", quoted(found))
    } else if at_end {
        String::from("the condition ends too early")
    } else if said.starts_with("token recognition error") {
        format!("{} means nothing in a condition", quoted(found))
    } else if ["mismatched", "extraneous", "no viable"].iter().any(|start| said.starts_with(start)) {
        format!("{} does not fit here", quoted(text.get(words.clone()).unwrap_or_default()))
    } else {
        said.lines().next().unwrap_or_default().to_owned()
    };
    Fault::new(Code::RuleSyntax, words, message)
}

/// The byte of a line and column, both from 1; columns are code points.
fn byte_of(text: &str, (line, column): (isize, isize)) -> usize {
    let line = usize::try_from(line - 1).unwrap_or(0);
    let column = usize::try_from(column - 1).unwrap_or(0);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.char_indices().nth(column).map_or(rest.len(), |(byte, _)| byte)
}

/// Where the word or the sign that starts at a byte ends.
fn word_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    start + word.max(rest.chars().next().map_or(0, char::len_utf8))
}

impl Parsed<'_> {
    /// The token that the parser keeps for a node: an operator, a bracket, a dot, a name or a constant.
    pub fn token(&self, node: &IdedExpr) -> Range<usize> {
        let (start, last) = self.info.offset_for(node.id).unwrap_or((0, 0));
        let start = (start as usize).min(self.text.len());
        let end = (last as usize + 1).clamp(start, self.text.len());
        // A negative constant starts before the token that is kept.
        match &node.expr {
            Expr::Literal(_) => {
                let before = self.text.get(..start).unwrap_or_default().trim_end();
                let text = self.text.get(start..end).unwrap_or_default();
                let digits = text.starts_with(|c: char| c.is_ascii_digit() || c == '.');
                if digits && before.ends_with('-') && is_negative(node) {
                    before.len() - 1..end
                } else {
                    start..end
                }
            }
            _ => start..end,
        }
    }

    /// The word that a mistake in this node is about: a field's name, a function's name, or the token.
    pub fn word(&self, node: &IdedExpr) -> Range<usize> {
        let token = self.token(node);
        match &node.expr {
            Expr::Select(select) => {
                let after = self.text.get(token.end..).unwrap_or_default();
                let start = token.end + (after.len() - after.trim_start().len());
                start..(start + select.field.len()).min(self.text.len())
            }
            Expr::Call(call) if call.func_name.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let before = self.text.get(..token.start).unwrap_or_default().trim_end();
                before.len().saturating_sub(call.func_name.len())..before.len()
            }
            _ => token,
        }
    }

    /// Everything that belongs to a node, brackets at its ends aside.
    pub fn extent(&self, node: &IdedExpr) -> Range<usize> {
        let own = self.word(node);
        let below: Vec<&IdedExpr> = match &node.expr {
            Expr::Select(select) => vec![&select.operand],
            Expr::Call(call) => call.target.iter().map(|target| &**target).chain(&call.args).collect(),
            Expr::List(list) => list.elements.iter().collect(),
            _ => Vec::new(),
        };
        let extent = below.into_iter().fold(own, |all, node| {
            let part = self.extent(node);
            all.start.min(part.start)..all.end.max(part.end)
        });
        // The bracket that closes a call or a list has no token of its own.
        let closes = match &node.expr {
            Expr::Call(call) if call.func_name.starts_with(|c: char| c.is_ascii_alphabetic()) => ')',
            Expr::List(_) => ']',
            _ => return extent,
        };
        let after = self.text.get(extent.end..).unwrap_or_default();
        let end =
            after.find(closes).filter(|found| after.get(..*found).is_some_and(|gap| gap.trim().is_empty()));
        extent.start..end.map_or(extent.end, |found| extent.end + found + 1)
    }
}

fn is_negative(node: &IdedExpr) -> bool {
    use cel::common::ast::LiteralValue;
    match &node.expr {
        Expr::Literal(LiteralValue::Int(value)) => *value.inner() < 0,
        Expr::Literal(LiteralValue::Double(value)) => value.inner().is_sign_negative(),
        _ => false,
    }
}
