//! The reference in `generated/docs`: read in a browser, and its Markdown followed from link to link.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../../generator/tests/emit/evil.rs"]
#[allow(dead_code)]
mod evil;

use fin_tests::{
    root,
    toolchain::{chromium, node, run},
};
use fingen::{
    api::{Api, Shape},
    emit::{Templates, docs},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// How many entries of each kind the model has.
fn counts(api: &Api) -> BTreeMap<&'static str, usize> {
    let count = |of: fn(&Shape) -> usize| api.types.iter().map(|ty| of(&ty.shape)).sum();
    let fields: usize =
        count(|shape| if let Shape::Object { fields, .. } = shape { fields.len() } else { 0 });
    let values: usize = count(|shape| if let Shape::Enum { values } = shape { values.len() } else { 0 });
    let rules: usize = count(|shape| match shape {
        Shape::Object { fields, rules } => {
            rules.len() + fields.iter().map(|field| field.rules.len()).sum::<usize>()
        }
        Shape::Enum { .. } => 0,
    });
    BTreeMap::from([
        ("type", api.types.len()),
        ("field", fields),
        ("value", values),
        ("rule", rules),
        ("code", api.codes().len()),
        ("format", api.formats.len()),
        ("context", api.context.len()),
        ("ruling", api.rulings.len()),
        ("call", api.operations.len()),
        ("event", api.webhooks.len()),
        ("error", api.errors.len()),
        ("list", api.catalogue.len()),
    ])
}

/// Runs a script of `tests/docs` with Node against a page; nothing where there is no browser.
fn browse(script: &str, page: &Path, counts: &str) {
    let Some(browser) = chromium().unwrap() else { return };
    let node = node().unwrap();
    let folder = node.folder().join("docs");
    fs::create_dir_all(&folder).unwrap();
    let copy = folder.join(script);
    fs::copy(root().join("tests/docs").join(script), &copy).unwrap();
    let mut command = node.command();
    command.env("CHROMIUM", browser).env("REFERENCE", page).env("COUNTS", counts);
    run(command.arg("--test").arg(copy)).unwrap();
}

#[test]
fn it_can_be_searched_and_read_everywhere() {
    let api = fingen::load(&root().join("spec")).unwrap_or_else(|report| panic!("{}", report.text(false)));
    let counts = serde_json::to_string(&counts(&api)).unwrap();
    browse("reference.test.mjs", &root().join("generated/docs/index.html"), &counts);
}

#[test]
fn hostile_text_stays_text() {
    let folder = fin_tests::toolchain::target("hostile-docs");
    let _ = fs::remove_dir_all(&folder);
    let files = docs::emit(&evil::api(), &Templates::new(None).unwrap()).unwrap();
    for file in &files {
        let path = folder.join(Path::new(&file.path).file_name().unwrap());
        fs::create_dir_all(&folder).unwrap();
        fs::write(path, &file.bytes).unwrap();
    }
    browse("hostile.test.mjs", &folder.join("index.html"), "");
    // That API names rulings that it does not have.
    let (_, dead) = follow(&folder);
    let dead: Vec<&String> = dead.iter().filter(|link| !link.contains("#ruling.")).take(5).collect();
    assert!(dead.is_empty(), "{dead:?}");
}

#[test]
fn the_page_is_not_large() {
    let size = fs::metadata(root().join("generated/docs/index.html")).unwrap().len();
    assert!(size < 1_000_000, "{size} bytes");
}

#[test]
fn every_link_of_the_markdown_leads_somewhere() {
    let folder = root().join("generated/docs");
    let (links, dead) = follow(&folder);
    assert_eq!(dead, Vec::<String>::new());
    assert!(links > 2_000, "{links}");
    // What can be looked up in one form has the same address in the other.
    let html = fs::read_to_string(folder.join("index.html")).unwrap();
    let marks: BTreeSet<String> =
        pages(&folder).iter().flat_map(|page| marks(&fs::read_to_string(page).unwrap())).collect();
    for mark in &marks {
        assert!(html.contains(&format!(" id=\"{mark}\"")), "{mark} is not in index.html");
    }
    let entries = html.matches("class=\"entry\"").count() + html.matches("class=\"chapter\"").count();
    assert_eq!(marks.len(), entries);
}

fn pages(folder: &Path) -> Vec<PathBuf> {
    let pages = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> =
        pages.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    pages.sort();
    pages
}

fn marks(text: &str) -> Vec<String> {
    text.split("<a id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

/// Looks up every link of a folder's pages: how many there are, and those that lead nowhere.
fn follow(folder: &Path) -> (usize, Vec<String>) {
    let texts: BTreeMap<String, String> = pages(folder)
        .iter()
        .map(|page| {
            let name = page.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(page).unwrap())
        })
        .collect();
    assert!(texts.len() > 4);
    for (name, text) in &texts {
        let marks = marks(text);
        let unique: BTreeSet<&String> = marks.iter().collect();
        assert_eq!(unique.len(), marks.len(), "{name} has a mark twice");
    }
    let (mut count, mut dead) = (0, Vec::new());
    for (name, text) in &texts {
        let parts: Vec<&str> = text.split("](").collect();
        for pair in parts.windows(2) {
            let link = pair[1].split(')').next().unwrap();
            // A link as it is printed: its words are a name, or it leads to a page. Anything else the model says.
            if !pair[0].ends_with('`') && !link.contains(".md") && link != "index.html" {
                continue;
            }
            count += 1;
            let (file, mark) = link.split_once('#').unwrap_or((link, ""));
            if file == "index.html" {
                continue;
            }
            let target = texts.get(if file.is_empty() { name.as_str() } else { file });
            let is_there =
                |text: &String| mark.is_empty() || text.contains(&format!("<a id=\"{mark}\"></a>"));
            if !target.is_some_and(is_there) {
                dead.push(format!("{name}: {link}"));
            }
        }
    }
    (count, dead)
}

#[test]
fn biome_finds_nothing_in_what_is_written_by_hand() {
    let node = node().unwrap();
    let settings = format!("--config-path={}", root().join("tests/docs").display());
    for folder in ["generator/templates/docs", "tests/docs"] {
        for arguments in [&["format"][..], &["lint", "--error-on-warnings"]] {
            let mut biome = node.tool(".bin/biome");
            run(biome.current_dir(root().join(folder)).args(arguments).args([&settings, "."])).unwrap();
        }
    }
}
