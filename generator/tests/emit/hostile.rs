//! Names and texts that mean something to Rust, to Markdown or to a reader's eye, and must not.

use super::evil::{TEXTS, api};
use fingen::emit::{TARGETS, Templates, surface};
use fingen::surface::{Language, Surface};
use std::{
    collections::HashSet,
    io::Write,
    process::{Command, Stdio},
};

fn sources() -> Vec<(String, String)> {
    let api = api();
    let files =
        TARGETS.iter().flat_map(|target| (target.emit)(&api, &Templates::new(None).unwrap()).unwrap());
    files.map(|file| (file.path, String::from_utf8(file.bytes).unwrap())).collect()
}

#[test]
fn it_stays_rust() {
    for (path, text) in sources().iter().filter(|(path, _)| path.ends_with(".rs")) {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
        let functions = file.items.iter().filter(|item| matches!(item, syn::Item::Fn(_))).count();
        assert!(functions == 0 || path.ends_with("terms.rs") || path.ends_with("api_error.rs"), "{path}");
        assert!(!text.contains("fn evil") || !code_of(text).contains("fn evil"), "{path}");
    }
}

/// Reads pairs of path and text, and tells what is wrong with each file: no Python, a function that no model has
/// asked for, or two names of a class that are one.
const READ_PYTHON: &str = "
import ast, json, sys
for path, text in json.load(sys.stdin):
    try:
        tree = ast.parse(text, path)
        compile(text, path, 'exec')
    except (SyntaxError, ValueError) as error:
        sys.exit(f'{path}: {error}')
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and 'evil' in node.name and node.name.count('_') < 2:
            sys.exit(f'{path}: {node.name}')
        if isinstance(node, (ast.ClassDef, ast.Module)):
            names = [one.target.id for one in node.body if isinstance(one, ast.AnnAssign)]
            names += [one.name for one in node.body if isinstance(one, (ast.FunctionDef, ast.ClassDef))]
            for one in node.body:
                if isinstance(one, ast.Assign):
                    names += [target.id for target in one.targets if isinstance(target, ast.Name)]
            twice = {name for name in names if names.count(name) > 1}
            if twice:
                sys.exit(f'{path}: {twice}')
";

#[test]
fn it_stays_python() {
    let files: Vec<_> = sources().into_iter().filter(|(path, _)| path.ends_with(".py")).collect();
    assert!(files.len() > 20);
    let mut python = Command::new("python3")
        .args(["-W", "error", "-c", READ_PYTHON])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("this test needs `python3`, version 3.11 or later, in PATH");
    python.stdin.take().unwrap().write_all(&serde_json::to_vec(&files).unwrap()).unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The file without strings and comments, as the compiler sees it.
fn code_of(text: &str) -> String {
    fn walk(tokens: proc_macro2::TokenStream, code: &mut String) {
        for tree in tokens {
            match tree {
                proc_macro2::TokenTree::Group(group) => walk(group.stream(), code),
                proc_macro2::TokenTree::Literal(_) => {}
                other => code.push_str(&format!("{other} ")),
            }
        }
    }
    let mut code = String::new();
    walk(text.parse().unwrap(), &mut code);
    code
}

#[test]
fn it_stays_html() {
    let page = sources().into_iter().find(|(path, _)| path.ends_with("index.html")).unwrap().1;
    let main = page.split_once("<main").unwrap().1.split_once("</main>").unwrap().0;
    let known = "h1 h2 h3 h4 h5 section p article a code wbr span b br ul li details summary";
    let known: HashSet<&str> = known.split(' ').collect();
    for tag in main.split('<').skip(1) {
        let name = tag.trim_start_matches('/').split([' ', '>']).next().unwrap();
        assert!(known.contains(name), "<{tag}");
    }
    assert!(main.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; &amp;#60;"));
    assert_eq!(page.matches("<script").count(), 1);
    assert!(!page.contains("href=\"javascript") && !page.contains("href=\"http"));
}

#[test]
fn nothing_turns_or_hides() {
    for (path, text) in sources() {
        let hidden = text.chars().find(|c| {
            (c.is_control() && *c != '\n')
                || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
                || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
        });
        assert_eq!(hidden, None, "{path}");
    }
}

#[test]
fn every_line_of_a_file_stands_in_it() {
    // Neither JSON nor the text of a licence has room for a comment.
    let has_no_header = |path: &str| {
        ["LICENSE-APACHE", "LICENSE-MIT", "package.json", "package-lock.json", "biome.json"]
            .iter()
            .any(|name| path.ends_with(name))
    };
    for (path, text) in sources() {
        assert!(
            has_no_header(&path)
                || text.lines().next().unwrap().contains("@generated by `cargo run --release -- generate`"),
            "{path}"
        );
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{path}");
        assert!(text.lines().all(|line| line == line.trim_end()), "{path} has spaces at the end of a line");
    }
    let manifest = sources().into_iter().find(|(path, _)| path.ends_with("Cargo.toml")).unwrap().1;
    assert_eq!(manifest.lines().filter(|line| line.starts_with("version")).count(), 1);
}

#[test]
fn names_stay_apart() {
    let apart = |path: &str, names: Vec<String>| {
        let unique: HashSet<&String> = names.iter().collect();
        assert_eq!(unique.len(), names.len(), "{path}: {names:?}");
    };
    for (path, text) in sources().iter().filter(|(path, _)| path.ends_with(".rs")) {
        let mut constants = Vec::new();
        for item in syn::parse_file(text).unwrap().items {
            match item {
                syn::Item::Struct(item) => {
                    apart(
                        path,
                        item.fields.iter().map(|field| field.ident.as_ref().unwrap().to_string()).collect(),
                    );
                }
                syn::Item::Enum(item) => {
                    apart(path, item.variants.iter().map(|variant| variant.ident.to_string()).collect());
                }
                syn::Item::Const(item) => constants.push(item.ident.to_string()),
                _ => {}
            }
        }
        assert!(!path.ends_with("operations/v1.rs") || constants.len() == TEXTS.len() + 1);
        apart(path, constants);
    }
}

#[test]
fn markdown_shows_the_text() {
    let text = sources().into_iter().find(|(path, _)| path.ends_with("rulings.rs")).unwrap().1;
    let shown =
        |line: &str| assert!(text.lines().any(|one| one == format!("//! {line}")), "{line} in\n{text}");
    shown("\\*/ } fn evil() {} /\\*.");
    shown("two lines and \\`one\\` tick\\` more.");
    shown("\\`\\`\\` fence \\`\\`\\`.");
    shown("\\[link\\](javascript:x) !\\[image\\](x) \\<script\\>alert(1)\\</script\\> \\&amp; \\&#60;.");
    shown("\\# heading.");
    shown("\\- item.");
    shown("1\\. item.");
    shown("\\=====.");
    shown("U+202EreversedU+2066.");
    shown("\\_\\_proto\\_\\_.");
    shown("naïve Ελληνικά 漢字 😀.");
}

#[test]
fn what_is_said_to_be_offered_is_read_again() {
    for language in Language::ALL {
        let surface = surface::of(&api(), language, &Templates::new(None).unwrap()).unwrap();
        assert_eq!(Surface::parse(language, &surface.text()), Ok(surface));
    }
}
