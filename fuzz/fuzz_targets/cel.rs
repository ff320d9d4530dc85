//! Any text as a rule's condition: mistakes, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;

const API: &str = "api: A\nmodel_version: 0.1.0\nversions: [v1]\nservers: {}\n\
                   documents: { guide: { title: Guide, file: guide.txt, authority: guide } }\n";

fuzz_target!(|condition: &str| {
    let Ok(quoted) = serde_json::to_string(condition) else { return };
    let types = format!(
        "document: guide\ntypes:\n  T:\n    doc: A type\n    section: S\n    fields:\n      \
         a: {{ type: text, doc: A text }}\n      b?: {{ type: list of T2, doc: A list }}\n    rules:\n      \
         - {{ code: c, at: a, message: M, where: W, says: S, require: {quoted} }}\n  T2:\n    doc: A type\n    section: S\n    \
         fields:\n      n?: {{ type: number, doc: A number }}\n"
    );
    let files = vec![("fin.yaml".to_owned(), API.to_owned()), ("v1/types.yaml".to_owned(), types)];
    let resolved = fingen::source::parse("spec", files).and_then(|files| fingen::resolve::resolve(&files));
    if let Err(report) = resolved {
        let _ = report.text(false);
    }
});
