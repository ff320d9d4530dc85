//! Whatever a page holds, it is read: without a panic, and in time and memory that its size bounds.

use super::real::root;
use fingen::audit::{Audit, Guide, audit, read_lock};
use std::time::{Duration, Instant};

fn read(text: String) -> Duration {
    let files = fingen::source::read(&root().join("generator/tests/audit/small/spec")).unwrap();
    let api = fingen::resolve::resolve(&files).unwrap();
    let start = Instant::now();
    let guides = ["parcels", "couriers"].map(|document| Guide {
        document: document.into(),
        file: "f".into(),
        text: text.clone(),
    });
    let audit = audit(&files, &api, &guides, None, Some("2026-01-01")).unwrap();
    let lock = audit.lock.text();
    assert!(lock.len() < 200 * text.len() + 10_000, "{} for {}", lock.len(), text.len());
    assert_eq!(read_lock("docs.lock", &lock).unwrap(), audit.lock.clone().unplaced(), "the lock reads back");
    start.elapsed()
}

/// Texts that make a page large in one way.
fn hostile(n: usize) -> Vec<(&'static str, String)> {
    let cell = "| a ".repeat(n);
    vec![
        ("nothing", String::new()),
        ("newlines", "\n".repeat(n)),
        ("bars", "|".repeat(n)),
        ("one wide table", format!("{cell}|\n{}|\n{cell}|\n", "|---".repeat(n))),
        ("many rows", format!("# A\n| Field | Type |\n|---|\n{}", "| `a_b` | string |\n".repeat(n))),
        ("many tables", "| Field |\n|---|\n| a |\n".repeat(n)),
        ("many headings", "# A\nx\n".repeat(n)),
        ("plain headings", "Some Heading\n".repeat(n)),
        ("open braces", "{\n".repeat(n)),
        ("open objects", "{\"a\":\n".repeat(n)),
        ("objects in a line", "{\"a\":{".repeat(n)),
        ("brackets", format!("# A\n{}", "[".repeat(n))),
        ("links", format!("# A\n{}", "[](".repeat(n))),
        ("tags", format!("# A\n{}", "<a".repeat(n))),
        ("open tags", "<Tab title=\"v2\">\n".repeat(n)),
        ("closed tags", "</Tab>\n".repeat(n)),
        ("nested tags", format!("{}{}", "<Note>\n".repeat(n), "</Note>\n".repeat(n))),
        ("stars", format!("# A\n{}", "*".repeat(n))),
        ("back ticks", format!("# A\n{}", "`".repeat(n))),
        ("fences", "```\n".repeat(n)),
        ("quotes", format!("curl -X '{}", "'\n".repeat(n))),
        ("commands", "curl -X \\\n".repeat(n)),
        ("arrows", "A_B →".repeat(n)),
        ("pages", format!("{}\n", "The first words of a page that is long enough").repeat(n)),
        ("deep json", format!("# A\n```json\n{}{}\n```\n", "[".repeat(n), "]".repeat(n))),
        ("paths", "GET /v1/a ".repeat(n)),
        ("control characters", "\u{0}\u{1b}[31m|\u{85}\n".repeat(n)),
        ("marks", "🦀|é\u{301}|\n|-|\n".repeat(n)),
    ]
}

#[test]
fn hostile_pages_are_read_in_time() {
    for (name, text) in hostile(4_000) {
        let took = read(text);
        println!("{took:>10.1?}  {name}");
        assert!(took < Duration::from_secs(20), "{name} took {took:?}");
    }
}

/// A page cut off anywhere, and with any one line doubled or gone.
#[test]
fn a_page_in_pieces_is_read() {
    for file in ["parcels.txt", "couriers.md"] {
        let text =
            std::fs::read_to_string(root().join("generator/tests/audit/small/docs").join(file)).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let cuts = (0..text.len()).step_by(97).filter_map(|at| text.get(..at)).map(str::to_owned);
        let without = (0..lines.len()).step_by(7).map(|at| {
            let mut lines = lines.clone();
            lines.remove(at);
            lines.join("\n")
        });
        for text in cuts.chain(without) {
            read(text);
        }
    }
}

#[test]
fn a_lock_that_is_none_is_a_mistake_with_a_place() {
    for text in [
        "",
        "sections: 3",
        "sections:\n  - page: a",
        "nothing",
        "sections: [{page: a, heading: b, text: c, more: d}]",
    ] {
        let draft = read_lock("docs.lock", text).unwrap_err();
        assert!(["shape", "yaml_syntax"].contains(&draft.code().name()), "{text}: {draft:?}");
    }
}

#[test]
fn a_document_that_refers_to_itself_is_read() {
    let files = fingen::source::read(&root().join("generator/tests/audit/small/spec")).unwrap();
    let api = fingen::resolve::resolve(&files).unwrap();
    let body = |schema: &str| {
        format!(
            "{{\"openapi\": \"3.0.0\", \"paths\": {{\"/v2/parcels\": {{\"post\": {{\"requestBody\": {{\"content\": {{\"application/json\": {{\"schema\": \
             {schema}}}}}}}, \"responses\": {{}}}}}}}}, \"a\": {{\"$ref\": \"#/b\"}}, \"b\": {{\"$ref\": \"#/a\"}}, \
             \"c\": {{\"allOf\": [{{\"$ref\": \"#/c\"}}, {{\"$ref\": \"#/c\"}}], \"properties\": {{\"parcel\": {{\"$ref\": \"#/c\"}}}}}}}}"
        )
    };
    for schema in [
        "{\"$ref\": \"#/a\"}",
        "{\"$ref\": \"#/c\"}",
        "{\"$ref\": \"elsewhere\"}",
        "3",
        "[]",
        "{\"type\": 3, \"enum\": 3}",
    ] {
        let start = Instant::now();
        Audit::empty(None).openapi(&files, &api, "f", &body(schema)).unwrap();
        assert!(start.elapsed() < Duration::from_secs(20), "{schema} took {:?}", start.elapsed());
    }
    let deep = "[".repeat(100_000);
    for text in [
        "{",
        "a: *b",
        &deep,
        "",
        "3",
        "[]",
        "swagger: '2.0'\npaths: {}",
        "openapi: 3.0.0",
        "{\"openapi\": \"3.0.0\", \"paths\": 3}",
    ] {
        assert!(Audit::empty(None).openapi(&files, &api, "f", text).is_err(), "{text:.20}");
    }
    for text in [
        "{\"openapi\": \"3.0.0\", \"paths\": {}}",
        "{\"openapi\": \"3.0.0\", \"paths\": {\"/a\": 3, \"/b\": {\"get\": 3, \"post\": {\"responses\": []}}}}",
    ] {
        Audit::empty(None).openapi(&files, &api, "f", text).unwrap();
    }
}
