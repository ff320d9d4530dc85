//! Every kind of step, as each language prints it. `FINGEN_BLESS=1` rewrites what is expected.

use fingen::emit::{Templates, python, rust, typescript};
use std::{env, fs, path::Path};

#[test]
fn every_kind_of_step_is_printed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/emit/upgrade");
    let api = fingen::load(&folder.join("model")).unwrap_or_else(|report| panic!("{}", report.text(false)));
    let templates = Templates::new(None).unwrap();
    let printed = [
        ("upgrade.rs", rust::emit(&api, &templates).unwrap()),
        ("upgrade.ts", typescript::emit(&api, &templates).unwrap()),
        ("upgrade.py", python::emit(&api, &templates).unwrap()),
    ];
    for (name, files) in printed {
        let file = files.iter().find(|file| file.path.ends_with(&format!("/{name}"))).unwrap();
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        let path = folder.join(format!("{name}.txt"));
        if env::var_os("FINGEN_BLESS").is_some() {
            fs::write(&path, &text).unwrap();
        }
        assert_eq!(text, fs::read_to_string(&path).unwrap(), "{name}");
    }
}
