//! What the derive writes for some shapes, against golden files: `tests/expansion/<shape>.rs` becomes
//! `<shape>.expanded.rs`. `FINGEN_BLESS=1` writes them anew.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::{env, fs, path::Path};

#[test]
fn expansions_are_as_they_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expansion");
    let mut shapes = 0;
    let mut changed = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".expanded.rs") || !name.ends_with(".rs") {
            continue;
        }
        shapes += 1;
        let input = syn::parse_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let tokens = crate::emit::derive(&input);
        let expanded =
            prettyplease::unparse(&syn::parse2(tokens).unwrap_or_else(|error| panic!("{name}: {error}")));
        let golden = path.with_extension("expanded.rs");
        if env::var_os("FINGEN_BLESS").is_some() {
            fs::write(golden, expanded).unwrap();
        } else if fs::read_to_string(golden).unwrap_or_default() != expanded {
            changed.push(name);
        }
    }
    assert!(shapes > 10, "found only {shapes} shapes");
    assert!(
        changed.is_empty(),
        "changed: {changed:?}, to take it over: FINGEN_BLESS=1 cargo test -p fin-derive"
    );
}
