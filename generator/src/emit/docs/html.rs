//! The tree as HTML. The model's text is escaped where it is printed, and nowhere else.

use super::anchor::Anchor;
use super::tree::{Chapter, Entry, Group, Inline, Line};
use crate::emit::rust::doc::visible;
use rayon::prelude::*;
use std::{borrow::Cow, fmt::Write};

/// The chapters, for the page's main part.
pub fn chapters(chapters: &[Chapter]) -> String {
    chapters.par_iter().map(of_chapter).collect()
}

fn of_chapter(chapter: &Chapter) -> String {
    let mut html = String::with_capacity(1 << 18);
    let id = escape(&chapter.anchor.id);
    let scope = of_scope(&chapter.scope);
    let _ = writeln!(html, "<section class=\"chapter\" id=\"{id}\"{scope} aria-labelledby=\"{id}-title\">");
    let _ = writeln!(html, "<h2 id=\"{id}-title\">{}</h2>", escape(&chapter.title));
    if !chapter.intro.is_empty() {
        let _ = writeln!(html, "<p class=\"intro\">{}</p>", inlines(&chapter.intro));
    }
    for group in &chapter.groups {
        if !group.title.is_empty() {
            let _ = writeln!(html, "<h3>{}</h3>", escape(&group.title));
        }
        let level = if group.title.is_empty() { 3 } else { 4 };
        group.entries.iter().for_each(|one| entry(one, level, &mut html));
    }
    html.push_str("</section>\n");
    html
}

/// The list of contents.
pub fn contents(chapters: &[Chapter]) -> String {
    let mut html = String::from("<ul>\n");
    for chapter in chapters {
        let (id, title) = (escape(&chapter.anchor.id), escape(&chapter.title));
        let scope = of_scope(&chapter.scope);
        let _ = writeln!(html, "<li{scope}><details><summary>{title}</summary>\n<ul>");
        let _ = writeln!(html, "<li><a href=\"#{id}\">Beginning</a></li>");
        for one in chapter.groups.iter().flat_map(|group| &group.entries) {
            let _ = writeln!(html, "<li>{}</li>", link(&one.anchor.id, &one.name));
        }
        html.push_str("</ul></details></li>\n");
    }
    html.push_str("</ul>");
    html
}

/// A mark for what belongs to one version.
fn of_scope(scope: &str) -> String {
    if scope.is_empty() { String::new() } else { format!(" data-scope=\"{}\"", escape(scope)) }
}

/// A type, a code, a call: what stands for itself.
fn entry(entry: &Entry, level: usize, html: &mut String) {
    open("article", entry, html);
    let _ = writeln!(html, "<h{level}>{}{}</h{level}>", name(entry), after(entry));
    said(entry, html);
    for group in &entry.groups {
        list(group, level + 1, html);
    }
    html.push_str("</article>\n");
}

/// What stands in another entry.
fn list(group: &Group, level: usize, html: &mut String) {
    let _ =
        writeln!(html, "<h{level} class=\"of\">{}</h{level}>\n<ul class=\"parts\">", escape(&group.title));
    for one in &group.entries {
        open("li", one, html);
        let _ = writeln!(html, "<p class=\"name\">{}{}</p>", name(one), after(one));
        said(one, html);
        html.push_str("</li>\n");
    }
    html.push_str("</ul>\n");
}

fn open(tag: &str, entry: &Entry, html: &mut String) {
    let _ = write!(
        html,
        "<{tag} class=\"entry\" id=\"{}\" data-kind=\"{}\"",
        escape(&entry.anchor.id),
        entry.kind
    );
    // What stands in an entry is of its version.
    if tag == "article" {
        html.push_str(&of_scope(&entry.scope));
    }
    if !entry.paths.is_empty() {
        let _ = write!(html, " data-paths=\"{}\"", escape(&entry.paths.join("|")));
    }
    html.push_str(">\n");
}

fn name(entry: &Entry) -> String {
    link(&entry.anchor.id, &entry.name)
}

fn link(id: &str, name: &str) -> String {
    let name = if name.trim().is_empty() { "(empty)" } else { name };
    format!("<a href=\"#{}\"><code>{}</code></a>", escape(id), breakable(&escape(name)))
}

/// What it is, and what is to be seen at a glance.
fn after(entry: &Entry) -> String {
    let mut html = String::new();
    if !entry.is.is_empty() {
        let _ = write!(html, " <span class=\"is\">{}</span>", inlines(&entry.is));
    }
    for tag in &entry.tags {
        let _ = write!(html, " <span class=\"tag {}\">{tag}</span>", tag.replace(' ', "-"));
    }
    html
}

fn said(entry: &Entry, html: &mut String) {
    if !visible(&entry.doc).is_empty() {
        let _ = writeln!(html, "<p class=\"doc\">{}</p>", prose(&entry.doc));
    }
    for Line { label, parts } in &entry.lines {
        // What many fields report is there for whoever asks.
        let links = parts.iter().filter(|part| matches!(part, Inline::Link(..))).count();
        let folded = (links > MANY).then(|| format!("{links} places"));
        line(label, &inlines(parts), "line", folded, html);
    }
    let paths: Vec<String> =
        entry.paths.iter().map(|path| format!("<code>{}</code>", breakable(&escape(path)))).collect();
    line("Sent as", &paths.join(", "), "line", None, html);
    let sources: Vec<String> = entry.sources.iter().map(|source| prose(source)).collect();
    let folded = (sources.len() > MANY_SOURCES).then(|| format!("{} sections", sources.len()));
    line("Guide", &sources.join("<br>"), "source", folded, html);
    let rulings = entry.rulings.iter().map(|id| link(&Anchor::ruling(id).id, id));
    line("Ruling", &rulings.collect::<Vec<_>>().join(", "), "source", None, html);
}

/// A line with its label; what is long may be folded.
fn line(label: &str, shown: &str, class: &str, folded: Option<String>, html: &mut String) {
    if shown.is_empty() {
        return;
    }
    let _ = match (folded, label) {
        (Some(folded), _) => writeln!(
            html,
            "<details class=\"{class}\"><summary><b>{label}</b> {folded}</summary>{shown}</details>"
        ),
        (None, "") => writeln!(html, "<p class=\"{class}\">{shown}</p>"),
        (None, label) => {
            writeln!(html, "<p class=\"{class} of-label\"><b>{label}</b> <span>{shown}</span></p>")
        }
    };
}

/// A line of more links than this is folded.
const MANY: usize = 40;
/// Of sections, more than these are folded.
const MANY_SOURCES: usize = 4;

fn inlines(parts: &[Inline]) -> String {
    let mut html = String::new();
    for part in parts {
        match part {
            Inline::Text(text) => html.push_str(&prose(text)),
            Inline::Code(text) => {
                let _ = write!(html, "<code>{}</code>", breakable(&escape(text)));
            }
            Inline::Link(anchor, name) => html.push_str(&link(&anchor.id, name)),
        }
    }
    html
}

/// Prose: what stands between two backticks is code.
fn prose(text: &str) -> String {
    let is_paired = text.matches('`').count().is_multiple_of(2);
    let mut html = String::with_capacity(text.len() + 16);
    let (leading, trailing) = (text.starts_with(' '), text.len() > 1 && text.ends_with(' '));
    html.push_str(if leading { " " } else { "" });
    for (index, part) in visible(text).split('`').enumerate() {
        match (is_paired, index % 2) {
            (true, 1) => {
                let _ = write!(html, "<code>{}</code>", breakable(&plain(part)));
            }
            (false, _) if index > 0 => {
                html.push('`');
                html.push_str(&plain(part));
            }
            _ => html.push_str(&plain(part)),
        }
    }
    html.push_str(if trailing { " " } else { "" });
    html
}

/// Text of the model, on one line and without characters that cannot be seen.
pub fn escape(text: &str) -> Cow<'_, str> {
    match visible(text) {
        Cow::Borrowed(text) => plain(text),
        Cow::Owned(text) => Cow::Owned(plain(&text).into_owned()),
    }
}

fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut html = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    Cow::Owned(html)
}

/// Long names may break where their parts end.
fn breakable(escaped: &str) -> Cow<'_, str> {
    if escaped.len() < 24 || !escaped.contains(['.', '_']) {
        Cow::Borrowed(escaped)
    } else {
        Cow::Owned(escaped.replace('.', ".<wbr>").replace('_', "_<wbr>"))
    }
}
