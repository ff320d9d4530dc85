use super::spot::{Part, Spot, Step};
use granit_parser::{Event, Parser, ScalarStyle, Span};
use std::{collections::HashMap, ops::Range};

/// Where the nodes of one YAML file stand.
pub struct Tree {
    nodes: Vec<Node>,
}

struct Node {
    bytes: Range<usize>,
    what: What,
}

enum What {
    Scalar {
        text: String,
        style: Style,
    },
    /// Keys and values, as indices of nodes, and the entries of a key text in their order.
    Mapping {
        entries: Vec<(usize, usize)>,
        by_key: HashMap<String, Vec<usize>>,
    },
    Sequence(Vec<usize>),
}

#[derive(Clone, Copy, PartialEq)]
enum Style {
    Plain,
    Single,
    Double,
    Block,
}

impl Tree {
    /// Reads the places of a file that is known to be YAML. What cannot be read has no places.
    pub fn read(text: &str) -> Tree {
        let mut reader = Reader { nodes: Vec::new(), open: Vec::new() };
        for event in Parser::new_from_str(text) {
            let Ok((event, span)) = event else { break };
            reader.event(&event, span);
        }
        while let Some(open) = reader.open.pop() {
            reader.close(open, text.len());
        }
        Tree { nodes: reader.nodes }
    }

    /// The bytes of a spot: of the deepest node on the way to it that there is.
    pub fn locate(&self, spot: &Spot, text: &str) -> Range<usize> {
        let Some(mut node) = self.nodes.first() else { return 0..0 };
        let mut key: Option<&Node> = None;
        for step in &spot.steps {
            match self.step(node, step) {
                Some((via, to)) => (key, node) = (via, to),
                None => return node_start(key.unwrap_or(node), text),
            }
        }
        match &spot.part {
            Part::Key => node_start(key.unwrap_or(node), text),
            Part::Value => match node.what {
                What::Scalar { .. } if !node.bytes.is_empty() => node_start(node, text),
                _ => node_start(key.unwrap_or(node), text),
            },
            Part::Words(words) => words_within(node, words, text),
        }
    }

    /// The scalar that starts at a byte.
    pub fn scalar_at(&self, start: usize) -> Option<Range<usize>> {
        let found = self
            .nodes
            .iter()
            .find(|node| node.bytes.start == start && matches!(node.what, What::Scalar { .. }));
        found.map(|node| node.bytes.clone())
    }

    /// The key whose value starts at a byte; of a scalar, itself.
    pub fn lead_to(&self, start: usize) -> Option<Range<usize>> {
        let value = self.nodes.iter().position(|node| node.bytes.start == start)?;
        let keys = self.nodes.iter().find_map(|node| match &node.what {
            What::Mapping { entries, .. } => entries.iter().find(|(_, to)| *to == value).map(|(key, _)| *key),
            _ => None,
        });
        match &self.nodes.get(value)?.what {
            What::Scalar { .. } => self.scalar_at(start),
            _ => keys.and_then(|key| self.nodes.get(key)).map(|key| key.bytes.clone()),
        }
    }

    /// Where a key stands for the second time, in the mapping that starts at a byte.
    pub fn second_key(&self, start: usize, name: &str) -> Option<Range<usize>> {
        self.nodes.iter().filter(|node| node.bytes.start == start).find_map(|node| match &node.what {
            What::Mapping { entries, by_key } => {
                let (key, _) = entries.get(*by_key.get(name)?.get(1)?)?;
                self.nodes.get(*key).map(|key| key.bytes.clone())
            }
            _ => None,
        })
    }

    fn step<'a>(&'a self, node: &'a Node, step: &Step) -> Option<(Option<&'a Node>, &'a Node)> {
        match (&node.what, step) {
            (What::Mapping { entries, by_key }, Step::Key(name, n)) => {
                let found = by_key.get(name)?;
                let (key, value) = entries.get(*found.get(*n).or(found.last())?)?;
                Some((self.nodes.get(*key), self.nodes.get(*value)?))
            }
            (What::Sequence(items), Step::Index(n)) => Some((None, self.nodes.get(*items.get(*n)?)?)),
            _ => None,
        }
    }
}

/// A node's bytes; of one that goes over several lines its first line.
fn node_start(node: &Node, text: &str) -> Range<usize> {
    let bytes = node.bytes.clone();
    match text.get(bytes.clone()).and_then(|own| own.find('\n')) {
        Some(length) if !matches!(node.what, What::Scalar { .. }) => bytes.start..bytes.start + length,
        _ => bytes,
    }
}

/// The bytes of some words of a scalar. Quotes, escapes, folds and indentation change white space and the length
/// of characters, but not how many characters other than white space there are: those are counted.
fn words_within(node: &Node, words: &Range<usize>, text: &str) -> Range<usize> {
    let What::Scalar { text: value, style } = &node.what else { return node_start(node, text) };
    let Some(raw) = text.get(node.bytes.clone()) else { return node.bytes.clone() };
    let solid = |part: &str| part.chars().filter(|c| !c.is_whitespace()).count();
    let (Some(before), Some(inside)) = (value.get(..words.start), value.get(words.clone())) else {
        return node.bytes.clone();
    };
    let (skip, take) = (solid(before), solid(inside));
    let units = units(raw, *style);
    let end_of_last = units.last().map_or(node.bytes.start, |unit| node.bytes.start + unit.end);
    let Some(first) = units.get(skip) else { return end_of_last..end_of_last };
    let last = units.get((skip + take).saturating_sub(1)).filter(|_| take > 0);
    let start = node.bytes.start + first.start;
    start..last.map_or(start, |unit| node.bytes.start + unit.end)
}

/// The characters of a scalar's source that stand for something else than white space.
fn units(raw: &str, style: Style) -> Vec<Range<usize>> {
    let mut units = Vec::new();
    let mut chars = raw.char_indices().peekable();
    if matches!(style, Style::Single | Style::Double) {
        chars.next();
    } else if style == Style::Block {
        // The header, `>-` or `|`, is no part of the text.
        while chars.next_if(|(_, c)| *c != '\n').is_some() {}
    }
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        match (style, c) {
            (Style::Double, '"') => break,
            (Style::Double, '\\') => {
                let Some((_, kind)) = chars.next() else { break };
                let digits = match kind {
                    'x' => 2,
                    'u' => 4,
                    'U' => 8,
                    _ => 0,
                };
                let from = end + kind.len_utf8();
                for _ in 0..digits {
                    chars.next();
                }
                end = from + digits;
                let code = raw.get(from..end).and_then(|hex| u32::from_str_radix(hex, 16).ok());
                let blank = code.and_then(char::from_u32).is_some_and(char::is_whitespace);
                if blank || (digits == 0 && " \ttnrvNLP_\n".contains(kind)) {
                    continue;
                }
            }
            (Style::Single, '\'') => match chars.next() {
                Some((_, '\'')) => end += 1,
                _ => break,
            },
            (_, c) if c.is_whitespace() => continue,
            _ => {}
        }
        units.push(start..end);
    }
    units
}

struct Reader {
    nodes: Vec<Node>,
    /// The collections around the current place, each with the key that waits for its value.
    open: Vec<(usize, Option<usize>)>,
}

impl Reader {
    fn event(&mut self, event: &Event<'_>, span: Span) {
        let bytes = span.byte_range().unwrap_or_default();
        match event {
            Event::Scalar(text, style, ..) => {
                let style = match style {
                    ScalarStyle::SingleQuoted => Style::Single,
                    ScalarStyle::DoubleQuoted => Style::Double,
                    ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
                    _ => Style::Plain,
                };
                self.add(bytes, What::Scalar { text: text.to_string(), style });
            }
            Event::Alias(_) => {
                self.add(bytes, What::Scalar { text: String::new(), style: Style::Plain });
            }
            Event::MappingStart(..) => {
                let node = self.add(bytes, What::Mapping { entries: Vec::new(), by_key: HashMap::new() });
                self.open.push((node, None));
            }
            Event::SequenceStart(..) => {
                let node = self.add(bytes, What::Sequence(Vec::new()));
                self.open.push((node, None));
            }
            Event::MappingEnd | Event::SequenceEnd => {
                if let Some(open) = self.open.pop() {
                    self.close(open, bytes.end);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, (node, _): (usize, Option<usize>), end: usize) {
        if let Some(node) = self.nodes.get_mut(node) {
            node.bytes.end = end.max(node.bytes.start);
        }
    }

    /// Adds a node to the innermost collection: as a key, as the value of the key before it, or as an item.
    fn add(&mut self, bytes: Range<usize>, what: What) -> usize {
        let index = self.nodes.len();
        self.nodes.push(Node { bytes, what });
        if let Some((parent, waiting)) = self.open.last_mut() {
            let key = waiting.take();
            let text = key.and_then(|key| match &self.nodes.get(key)?.what {
                What::Scalar { text, .. } => Some(text.clone()),
                _ => None,
            });
            match (self.nodes.get_mut(*parent).map(|parent| &mut parent.what), key) {
                (Some(What::Mapping { entries, by_key }), Some(key)) => {
                    by_key.entry(text.unwrap_or_default()).or_default().push(entries.len());
                    entries.push((key, index));
                }
                (Some(What::Mapping { .. }), None) => *waiting = Some(index),
                (Some(What::Sequence(items)), _) => items.push(index),
                _ => {}
            }
        }
        index
    }
}
