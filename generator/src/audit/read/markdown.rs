use super::{Line, blocks::sections, version_in, without_empty};
use crate::audit::tree::Tab;

/// Splits a page in Mintlify's Markdown into its versions. Tags that stand on lines of their own are taken out, and
/// what they hold is moved to the left, as far as its first line is indented.
pub fn tabs(text: &str, versions: &[String]) -> Vec<Tab> {
    let mut splitter =
        Splitter { versions, open: Vec::new(), fence: None, tabs: vec![(String::new(), Vec::new())] };
    for (index, line) in text.lines().enumerate() {
        splitter.line(index + 1, line);
    }
    let mut tabs: Vec<Tab> = Vec::new();
    for (version, lines) in splitter.tabs {
        let own: Vec<Line<'_>> = lines.iter().map(|(number, text)| Line { number: *number, text }).collect();
        let sections = sections(&own, true, &[]);
        match tabs.iter_mut().find(|tab| tab.version == version) {
            Some(tab) => tab.sections.extend(sections),
            None => tabs.push(Tab { version, sections }),
        }
    }
    if let [only] = tabs.as_mut_slice() {
        only.version = version_in(text, versions);
    }
    without_empty(tabs)
}

struct Splitter<'t> {
    versions: &'t [String],
    open: Vec<Open>,
    /// The mark that closes the code that is being read.
    fence: Option<&'static str>,
    tabs: Vec<(String, Vec<(usize, String)>)>,
}

/// A tag that is not closed yet.
struct Open {
    name: String,
    /// Of its first line; known once there is one.
    indent: Option<usize>,
    is_version: bool,
}

impl Splitter<'_> {
    fn line(&mut self, number: usize, line: &str) {
        let trimmed = line.trim();
        match self.fence {
            Some(mark) => {
                if trimmed.starts_with(mark) {
                    self.fence = None;
                }
            }
            None if trimmed.starts_with("```") => self.fence = Some("```"),
            None if trimmed.starts_with("~~~") => self.fence = Some("~~~"),
            None => {
                if self.tag(number, trimmed) {
                    return;
                }
            }
        }
        let indent = line.len() - line.trim_start().len();
        if let Some(open) = self.open.last_mut().filter(|_| !trimmed.is_empty()) {
            open.indent.get_or_insert(indent);
        }
        let left = self.open.iter().rev().find_map(|open| open.indent).unwrap_or(0);
        let text = line.get(indent.min(left)..).unwrap_or(trimmed);
        self.push(number, text.to_owned());
    }

    fn push(&mut self, number: usize, text: String) {
        if let Some((_, lines)) = self.tabs.last_mut() {
            lines.push((number, text));
        }
    }

    /// Whether the line is nothing but tags of components.
    fn tag(&mut self, number: usize, line: &str) -> bool {
        if let Some(name) = line.strip_prefix("</").and_then(|rest| rest.strip_suffix('>')) {
            if !component(name) {
                return false;
            }
            if let Some(at) = self.open.iter().rposition(|open| open.name == name)
                && self.open.drain(at..).any(|open| open.is_version)
            {
                self.tabs.push((String::new(), Vec::new()));
            }
            return true;
        }
        let Some(inside) = line.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else {
            return false;
        };
        let name = inside.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if !component(name) || inside.contains('<') {
            return false;
        }
        let title = title(inside);
        let version =
            title.and_then(|title| self.versions.iter().find(|v| v.eq_ignore_ascii_case(title.trim())));
        match (version, title) {
            (Some(version), _) if name == "Tab" => self.tabs.push((version.clone(), Vec::new())),
            (_, Some(title)) if !inside.ends_with('/') => self.push(number, format!("#### {title}")),
            _ => self.push(number, String::new()),
        }
        if !inside.ends_with('/') {
            let is_version = name == "Tab" && version.is_some();
            self.open.push(Open { name: name.to_owned(), indent: None, is_version });
        }
        true
    }
}

/// Whether a tag is a component's, as opposed to HTML's.
fn component(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(|c| c.is_ascii_alphanumeric())
}

fn title(tag: &str) -> Option<&str> {
    let (_, rest) = tag.split_once("title=\"")?;
    rest.split_once('"').map(|(title, _)| title)
}
