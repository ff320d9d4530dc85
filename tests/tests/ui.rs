//! Every mistake that the derive reports: the text, and what it stands under. `TRYBUILD=overwrite` blesses.

#[test]
fn mistakes_are_reported_where_they_are() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*/*.rs");
}
