//! The tree as Markdown that a forge shows.

use super::anchor::Anchor;
use super::tree::{Chapter, Entry, Group, Inline, Line};
use crate::emit::rust::doc::{capital, code, escape, sentence, visible};
use crate::emit::words::guard;
use std::fmt::Write;

/// A page of chapters.
pub fn page(title: &str, chapters: &[&Chapter]) -> String {
    let mut text = format!("# {}\n", escape(title));
    for chapter in chapters {
        let page = &chapter.anchor.page;
        let _ = write!(text, "\n## {}{}\n", mark(&chapter.anchor), escape(&chapter.title));
        if !chapter.intro.is_empty() {
            let _ = write!(text, "\n{}\n", guard(&inlines(&chapter.intro, page)));
        }
        for group in &chapter.groups {
            if !group.title.is_empty() {
                let _ = write!(text, "\n### {}\n", escape(&group.title));
            }
            let level = if group.title.is_empty() { "###" } else { "####" };
            group.entries.iter().for_each(|one| entry(one, level, page, &mut text));
        }
    }
    text
}

/// What leads to the pages.
pub fn index(title: &str, pages: &[(String, String, Vec<&Chapter>)]) -> String {
    let mut text = format!(
        "# {}\n\nEvery type, field, rule and code, each with the place in the guides that it rests on.\n\
         [index.html](index.html) has the same on one page that can be searched.\n",
        escape(title)
    );
    for (page, title, chapters) in pages {
        let _ = write!(text, "\n## [{}]({page}.md)\n", escape(title));
        for chapter in chapters {
            let names = chapter.groups.iter().flat_map(|group| &group.entries);
            let names: Vec<String> = names.map(|one| link(&one.anchor, &one.name, "")).collect();
            let title = format!("[{}]({page}.md#{})", escape(&chapter.title), chapter.anchor.id);
            let _ = write!(
                text,
                "\n{title}: {}\n",
                if names.is_empty() { "none".to_owned() } else { names.join(", ") }
            );
        }
    }
    text
}

fn entry(entry: &Entry, level: &str, page: &str, text: &mut String) {
    let _ = write!(text, "\n{level} {}{}\n", mark(&entry.anchor), code(&entry.name));
    let mut first = vec![what(entry, page), sentence(&entry.doc)];
    first.retain(|part| !part.is_empty());
    if !first.is_empty() {
        let _ = write!(text, "\n{}\n", guard(&first.join(": ")));
    }
    let said = said(entry, page);
    if !said.is_empty() {
        text.push('\n');
    }
    for line in said {
        let _ = writeln!(text, "- {}", guard(&line));
    }
    for Group { title, entries } in &entry.groups {
        let _ = write!(text, "\n**{}**\n\n", escape(title));
        for one in entries {
            let is = what(one, page);
            let is = if is.is_empty() { is } else { format!("({is})") };
            let mut line = format!("{}{}", mark(&one.anchor), code(&one.name));
            for part in std::iter::once(is).chain([sentence(&one.doc)]).chain(said_of(one, page)) {
                if !part.is_empty() {
                    line.push(' ');
                    line.push_str(&part);
                }
            }
            let _ = writeln!(text, "- {line}");
        }
    }
}

/// In a list the lines follow one another as sentences.
fn said_of(entry: &Entry, page: &str) -> Vec<String> {
    let ended = |line: String| if line.ends_with(['.', '!', '?']) { line } else { line + "." };
    said(entry, page).into_iter().map(ended).collect()
}

fn what(entry: &Entry, page: &str) -> String {
    let mut parts = Vec::new();
    parts.extend((!entry.is.is_empty()).then(|| inlines(&entry.is, page)));
    parts.extend(entry.tags.iter().map(|tag| (*tag).to_owned()));
    parts.join(", ")
}

fn said(entry: &Entry, page: &str) -> Vec<String> {
    let mut said = Vec::new();
    for Line { label, parts } in &entry.lines {
        let shown = inlines(parts, page).trim().to_owned();
        if shown.is_empty() {
            continue;
        }
        said.push(if label.is_empty() { capital(&shown) } else { format!("{label}: {shown}") });
    }
    let paths: Vec<String> = entry.paths.iter().map(|path| code(path)).collect();
    said.extend((!paths.is_empty()).then(|| format!("Sent as: {}", paths.join(", "))));
    let sources: Vec<String> = entry.sources.iter().map(|source| escape(source)).collect();
    said.extend((!sources.is_empty()).then(|| format!("Guide: {}", sources.join("; "))));
    let rulings = entry.rulings.iter().map(|id| link(&Anchor::ruling(id), id, page));
    let rulings: Vec<String> = rulings.collect();
    said.extend((!rulings.is_empty()).then(|| format!("Ruling: {}", rulings.join(", "))));
    said
}

fn mark(anchor: &Anchor) -> String {
    format!("<a id=\"{}\"></a>", anchor.id)
}

fn link(anchor: &Anchor, name: &str, page: &str) -> String {
    let file = if anchor.page == page { String::new() } else { format!("{}.md", anchor.page) };
    format!("[{}]({file}#{})", code(name), anchor.id)
}

fn inlines(parts: &[Inline], page: &str) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Inline::Text(prose) => {
                // Around names the spaces matter.
                let spaced = |is_spaced: bool| if is_spaced { " " } else { "" };
                text.push_str(spaced(prose.starts_with(' ')));
                text.push_str(&escape(prose));
                text.push_str(spaced(prose.len() > 1 && prose.ends_with(' ')));
            }
            Inline::Code(wire) => text.push_str(&fenced(wire)),
            Inline::Link(anchor, name) => text.push_str(&link(anchor, name, page)),
        }
    }
    text
}

/// A text of the wire in as many backticks as it takes to hold those that it has.
fn fenced(text: &str) -> String {
    let text = visible(text);
    if !text.contains('`') {
        return code(&text);
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let marks = "`".repeat(longest + 1);
    format!("{marks} {text} {marks}")
}
