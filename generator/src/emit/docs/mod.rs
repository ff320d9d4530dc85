//! The API → a reference of every type, field, rule and code: Markdown pages, and one HTML page that can be searched.

mod anchor;
mod around;
mod codes;
mod html;
mod markdown;
mod paths;
mod tree;
mod types;

use super::{Error, Templates, header, side_by_side};
use crate::{
    api::{Api, Scope},
    write::File,
};
use anchor::{Anchor, CODES, EVENTS};
use base64::{Engine, engine::general_purpose::STANDARD};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use tree::{Chapter, Group, text};

const FOLDER: &str = "generated/docs";

/// A file by its name below `templates/docs/`.
macro_rules! part {
    ($name:literal) => {
        (
            concat!("docs/", $name),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/docs/", $name)),
        )
    };
}

/// The hand-written parts.
pub const TEMPLATES: &[(&str, &str)] = &[
    part!("index.html.jinja"),
    part!("base.css"),
    part!("search.css"),
    part!("entries.css"),
    part!("media.css"),
    part!("search.js"),
];

/// The page's style: what comes later wins.
const STYLES: [&str; 4] = ["docs/base.css", "docs/search.css", "docs/entries.css", "docs/media.css"];

/// Prints the reference.
pub fn emit(api: &Api, templates: &Templates) -> Result<Vec<File>, Error> {
    let chapters = chapters(api);
    let title = format!("{} reference", api.name);
    let mut pages: Vec<(String, String, Vec<&Chapter>)> = Vec::new();
    for chapter in &chapters {
        let page = &chapter.anchor.page;
        match pages.iter_mut().find(|(known, ..)| known == page) {
            Some((.., of)) => of.push(chapter),
            None => pages.push((page.clone(), page_title(page, chapter), vec![chapter])),
        }
    }
    let file = |name: &str, text: &str| {
        let text = format!("{}\n{}\n", header("<!-- ", " -->"), text.trim_end());
        File { path: format!("{FOLDER}/{name}"), bytes: text.into_bytes() }
    };
    let (whole, pages_of) = rayon::join(
        || index(api, &title, &chapters, templates),
        || {
            side_by_side(&pages, |(page, title, chapters)| {
                Ok(file(&format!("{page}.md"), &markdown::page(title, chapters)))
            })
        },
    );
    let mut files = vec![file("README.md", &markdown::index(&title, &pages)), file("index.html", &whole?)];
    files.extend(pages_of?);
    Ok(files)
}

fn page_title(page: &str, chapter: &Chapter) -> String {
    match page {
        CODES => String::from("Rules and codes"),
        EVENTS => String::from("Events and errors"),
        _ => chapter.title.clone(),
    }
}

/// The one page; the policy lets run what stands in it, and nothing else.
fn index(api: &Api, title: &str, chapters: &[Chapter], templates: &Templates) -> Result<String, Error> {
    let style = STYLES.iter().map(|name| templates.get(name)).collect::<Result<Vec<_>, _>>()?.join("\n");
    let script = templates.get("docs/search.js")?;
    let hash = |text: &str| format!("sha256-{}", STANDARD.encode(Sha256::digest(text)));
    let scopes: Vec<&str> = api.versions.iter().rev().map(String::as_str).chain(["shared"]).collect();
    let scopes: Vec<String> = scopes.into_iter().map(|scope| html::escape(scope).into_owned()).collect();
    let values = minijinja::context! {
        title => html::escape(title),
        version => html::escape(&api.model_version),
        style_hash => hash(&style),
        script_hash => hash(script),
        style,
        script,
        scopes,
        contents => html::contents(chapters),
        main => html::chapters(chapters),
    };
    templates.render("docs/index.html.jinja", values)
}

/// The newest version first, then what all share, then codes, then what comes back.
fn chapters(api: &Api) -> Vec<Chapter> {
    let scopes = api.versions.iter().rev().cloned().map(Scope::Version).chain([Scope::Shared]);
    let paths = paths::of_types(api);
    let scopes: Vec<Scope> = scopes.collect();
    let (mut chapters, others) = rayon::join(
        || scopes.par_iter().map(|scope| of_scope(api, scope, &paths)).collect::<Vec<Chapter>>(),
        || codes::chapters(api),
    );
    chapters.extend(others);
    chapters.extend(around::chapters(api));
    chapters
}

/// A version, or what all versions share: calls, then types by the file of the model, which is a guide's section.
fn of_scope(api: &Api, scope: &Scope, paths: &[Vec<String>]) -> Chapter {
    let calls = api.operations.iter().filter(|call| call.scope == *scope);
    let mut groups = vec![Group {
        title: String::from("Calls"),
        entries: calls.map(|call| around::call(api, call)).collect(),
    }];
    for (ty, paths) in api.types.iter().zip(paths).filter(|(ty, _)| ty.scope == *scope) {
        let title = ty.file.replace('_', " ").trim().to_owned();
        let entry = types::entry(api, ty, paths);
        match groups.iter_mut().skip(1).find(|group| group.title == title) {
            Some(group) => group.entries.push(entry),
            None => groups.push(Group { title, entries: vec![entry] }),
        }
    }
    groups.retain(|group| !group.entries.is_empty());
    let (title, intro) = match scope {
        Scope::Shared => (String::from("Shared"), "What is the same in every version."),
        Scope::Version(version) => (version.clone(), ""),
    };
    let intro = if intro.is_empty() { Vec::new() } else { vec![text(intro)] };
    Chapter {
        anchor: Anchor::new(scope.name(), &[scope.name()]),
        scope: scope.name().to_owned(),
        title,
        intro,
        groups,
    }
}
