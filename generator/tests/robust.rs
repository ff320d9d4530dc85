//! No text makes the reader panic, or take long.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fingen::report::{Code, Report};
use std::{fs, path::Path, time::Duration, time::Instant};

type Files = Vec<(String, String)>;

/// Numbers that look random, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

fn base() -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes/base");
    let names = ["fin.yaml", "formats.yaml", "context.yaml", "rulings.yaml", "countries.txt"];
    let names = names.into_iter().chain(["shared/answers.yaml", "v1/customer.yaml", "v2/customer.yaml"]);
    names.map(|name| (name.to_owned(), fs::read_to_string(folder.join(name)).unwrap())).collect()
}

/// Reads a model and prints what is wrong with it, in every format.
fn load(files: Files) -> Option<Report> {
    let loaded =
        fingen::source::parse("spec", files).and_then(|files| fingen::resolve::resolve(&files).map(drop));
    let report = loaded.err()?;
    assert!(!report.mistakes.is_empty(), "a refusal has a reason");
    let _ = (report.text(true), report.json(), report.github());
    Some(report)
}

/// The base model with another `v1/customer.yaml`.
fn with_customer(change: impl FnOnce(&str) -> String) -> Files {
    let mut files = base();
    let customer = files.iter_mut().find(|(name, _)| name == "v1/customer.yaml").unwrap();
    customer.1 = change(&customer.1);
    files
}

#[test]
fn any_condition_is_taken_or_refused() {
    const WORDS: [&str; 52] = [
        "this",
        "context",
        ".",
        ".",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "&&",
        "||",
        "!",
        "==",
        "!=",
        "<",
        ">=",
        "in",
        "'x'",
        "\"",
        "'",
        "1",
        "1.5",
        "-",
        "+",
        "?",
        ":",
        ",",
        "has",
        "size",
        "sum",
        "exists",
        "all",
        "filter",
        "map",
        "p",
        "p.share",
        "this.parties",
        "this.name",
        "this.born",
        "this.country",
        "context.today",
        "true",
        "null",
        "é",
        "\u{0}",
        "\\",
        "//",
        "`",
        "0x",
        "1e999",
        "99999999999999999999",
    ];
    let mut random = Random(1);
    for _ in 0..12 {
        let conditions = (0..120).map(|_| {
            let length = 1 + random.below(14);
            let words: Vec<&str> = (0..length).map(|_| WORDS[random.below(WORDS.len())]).collect();
            words.join(if random.below(2) == 0 { " " } else { "" })
        });
        let rules: String = conditions
            .enumerate()
            .map(|(index, condition)| {
                let condition = serde_json::Value::from(condition);
                format!("      - {{ code: r{index}, at: name, message: M, where: W, says: S, when: {condition}, require: {condition} }}\n")
            })
            .collect();
        let report =
            load(with_customer(|text| text.replacen("    rules:\n", &format!("    rules:\n{rules}"), 1)));
        assert!(report.is_some_and(|report| report.mistakes.len() > 60));
    }
}

#[test]
fn any_bytes_are_taken_or_refused() {
    const PIECES: [&str; 16] =
        ["[", "]", "{", "}", "'", "\"", ":", "- ", "\n", "  ", "*a", "&a ", "!!x ", "|\n", "%", "\u{feff}"];
    let mut random = Random(2);
    for _ in 0..150 {
        let mut files = base();
        let file = random.below(files.len());
        let text = &mut files[file].1;
        for _ in 0..1 + random.below(3) {
            let mut at = random.below(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            if random.below(3) == 0 {
                text.truncate(at.max(1));
            } else {
                text.insert_str(at, PIECES[random.below(PIECES.len())]);
            }
        }
        load(files);
    }
}

#[test]
fn bombs_are_refused_at_once() {
    let long = 300_000;
    let laughs = (1..40).map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", ")));
    let laughs = format!("a0: &a0 [x]\n{}", laughs.collect::<String>());
    let tags: String = (0..long / 10).map(|n| format!("%TAG !a{n}! b\n")).collect();
    for bomb in [
        "[".repeat(long),
        "{a: ".repeat(long),
        "- ".repeat(long),
        "? ".repeat(long),
        "a: ".repeat(long),
        "!a ".repeat(long),
        "&a ".repeat(long),
        "'".repeat(long),
        format!("\"{}", "\\x41".repeat(long)),
        format!("{tags}---\na: 1\n"),
        laughs,
        format!("api: {}", "x".repeat(long)),
        format!("{}: 1", "x".repeat(long)),
    ] {
        let start = Instant::now();
        let mut files = base();
        files[0].1.clone_from(&bomb);
        assert!(load(files).is_some(), "{}", &bomb[..20]);
        assert!(start.elapsed() < Duration::from_secs(10), "{:?} for {}", start.elapsed(), &bomb[..20]);
    }
}

#[test]
fn conditions_and_patterns_have_bounds() {
    let code = |report: Option<Report>| report.map(|report| report.mistakes[0].code);
    let require = |condition: &str| {
        let condition = serde_json::Value::from(condition);
        load(with_customer(|text| {
            text.replace("require: has(this.selfie)", &format!("require: {condition}"))
        }))
    };
    for (condition, expected) in [
        (format!("{}has(this.selfie){}", "(".repeat(900), ")".repeat(900)), Code::TooLarge),
        (format!("{}has(this.selfie){}", "f(".repeat(500), ")".repeat(500)), Code::TooLarge),
        ("[".repeat(1_900), Code::TooLarge),
        (format!("this{}", ".a".repeat(990)), Code::TooLarge),
        ("true == ".repeat(240) + "true", Code::TooLarge),
        ("this.email == 'x' && ".repeat(500) + "true", Code::TooLarge),
        ("\"".repeat(1_999), Code::RuleSubset),
        ("?".repeat(1_999), Code::RuleSyntax),
    ] {
        assert_eq!(code(require(&condition)), Some(expected), "{}", &condition[..20]);
    }
    let pattern = |pattern: &str| {
        let mut files = base();
        let formats = files.iter_mut().find(|(name, _)| name == "formats.yaml").unwrap();
        formats.1 = formats.1.replace("'[a-z.]+@[a-z.]+'", &serde_json::Value::from(pattern).to_string());
        code(load(files))
    };
    let start = Instant::now();
    for bomb in [
        "(?:(?:a{1000}){1000}){1000}".to_owned(),
        "(".repeat(100_000),
        "a".repeat(200_000),
        "a|".repeat(1_999),
    ] {
        assert!(matches!(pattern(&bomb), Some(Code::Pattern | Code::FormatExample)), "{}", &bomb[..10]);
    }
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn a_file_has_a_largest_size() {
    let folder = std::env::temp_dir().join(format!("fingen-large-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("fin.yaml"), "#".repeat(fingen::source::MAX_FILE_BYTES + 1)).unwrap();
    fs::write(folder.join("formats.yaml"), [0xff, 0xfe]).unwrap();
    let report = fingen::load(&folder).unwrap_err();
    fs::remove_dir_all(&folder).unwrap();
    let codes: Vec<Code> = report.mistakes.iter().map(|mistake| mistake.code).collect();
    assert_eq!(codes, [Code::TooLarge, Code::YamlSyntax]);
}
