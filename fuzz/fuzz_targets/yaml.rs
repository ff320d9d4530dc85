//! Any text as a file of types: mistakes, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;

const API: &str = "api: A\nmodel_version: 0.1.0\nversions: [v1]\nservers: {}\n\
                   documents: { guide: { title: Guide, file: guide.txt, authority: guide } }\n";

fuzz_target!(|text: &str| {
    let files = vec![("fin.yaml".to_owned(), API.to_owned()), ("v1/types.yaml".to_owned(), text.to_owned())];
    let resolved = fingen::source::parse("spec", files).and_then(|files| fingen::resolve::resolve(&files));
    if let Err(report) = resolved {
        let _ = report.text(false);
    }
});
