use crate::{day, issues, issues_with, listed};
use fin_payload::{Context, Date, FinPayload, Options};
use std::borrow::Cow;

#[derive(FinPayload)]
#[fin(
    rule(code = "usa_only", at = "inner.country", message = "USA", when = text(&self.kind)? == "us",
        require = text(&object(&self.inner)?.country)? == "USA"),
    rule(code = "given", at = "optional", message = "Given", when = text(&self.kind)? == "full",
        require = has(&self.optional)),
    rule(code = "selfie", message = "Selfie", when = cx.flag("selfie_required")?, require = has(&self.optional)),
    rule(code = "home", at = "kind", message = "Home", require = text(&self.kind)? == cx.text("home")?),
    rule(code = "total", at = "parts", message = "Total",
        require = sum(map(items(&self.parts)?, |part| number(&part.share))) == 100),
)]
struct Body {
    kind: Option<String>,
    inner: Option<Box<Inner>>,
    optional: Option<i64>,
    #[fin(unique(code = "twice", message = "Twice", over("parts[].id")))]
    parts: Option<Vec<Inner>>,
    #[fin(future, rule(code = "soon", message = "Soon", require = years_between(cx.today()?, date(&self.expires)?) < 10))]
    expires: Option<Date>,
}

#[derive(FinPayload, Default)]
struct Inner {
    country: Option<String>,
    id: Option<String>,
    share: Option<f64>,
}

#[test]
fn a_rule_that_meets_an_absent_value_does_not_apply() {
    assert_eq!(issues::<Body>("{}"), [""; 0]);
    assert_eq!(issues::<Body>(r#"{"kind": "us"}"#), [""; 0]);
    assert_eq!(issues::<Body>(r#"{"kind": "us", "inner": {}}"#), [""; 0]);
    assert_eq!(issues::<Body>(r#"{"kind": "us", "inner": {"country": "IND"}}"#), ["inner.country usa_only"]);
    assert_eq!(issues::<Body>(r#"{"kind": "us", "inner": {"country": "USA"}}"#), [""; 0]);
}

#[test]
fn a_rule_may_ask_for_presence_itself() {
    assert_eq!(issues::<Body>(r#"{"kind": "full"}"#), ["optional given"]);
    assert_eq!(issues::<Body>(r#"{"kind": "full", "optional": null}"#), ["optional given"]);
    assert_eq!(issues::<Body>(r#"{"kind": "full", "optional": 1}"#), [""; 0]);
}

#[test]
fn rules_see_the_context_and_are_skipped_without_it() {
    let mut context = Context::new().with_today(day("2026-03-01"));
    context.set_flag("selfie_required", true);
    context.set_text("home", "here");
    let read = |json| issues_with::<Body>(json, &context, &Options::new());
    assert_eq!(
        read(r#"{"kind": "there", "expires": "2026-03-01"}"#),
        ["expires future", " selfie", "kind home"]
    );
    assert_eq!(read(r#"{"kind": "here", "optional": 1, "expires": "2036-03-01"}"#), ["expires soon"]);
    assert_eq!(read(r#"{"kind": "here", "optional": 1, "expires": "2026-03-02"}"#), [""; 0]);
    let fewer = Options::new().ignore("selfie").ignore("future").ignore("home");
    assert_eq!(issues_with::<Body>(r#"{"expires": "2020-01-01"}"#, &context, &fewer), [""; 0]);
    let built =
        Body { kind: None, inner: None, optional: None, parts: None, expires: Some(day("2026-02-28")) };
    assert_eq!(
        listed(&built.validate_with(&context, &Options::new()).unwrap_err()),
        ["expires future", " selfie"]
    );
}

#[test]
fn sums_are_those_of_decimals() {
    let parts = |shares: &[f64]| {
        let parts: Vec<_> = shares.iter().map(|share| format!(r#"{{"share": {share}}}"#)).collect();
        format!(r#"{{"parts": [{}]}}"#, parts.join(","))
    };
    assert_eq!(issues::<Body>(&parts(&[33.3, 33.3, 33.3, 0.1])), [""; 0]);
    assert_eq!(issues::<Body>(&parts(&[99.99])), ["parts total"]);
}

#[test]
fn a_rule_on_a_field_is_reported_there() {
    assert_eq!(
        issues::<Body>(
            r#"{"parts": [{"id": "a", "share": 100}, {"id": "b"}, {"id": "a"}, {}, {"id": "b"}]}"#
        ),
        ["parts[2].id twice", "parts[4].id twice"],
    );
    // Constraints and rules of a field wait for what is below it.
    assert_eq!(
        issues::<Body>(r#"{"parts": [{"id": "a", "share": 100}, {"id": "a", "share": "x"}]}"#),
        ["parts[1].share type"],
    );
}

#[derive(FinPayload)]
#[fin(unique(
    code = "file_twice",
    message = "File twice",
    over("documents[document].files[].uri", when = text(&document.kind)? != "SELFIE"),
    over("more[].uri")
))]
struct Files<'a> {
    documents: Vec<Document<'a>>,
    more: Option<Vec<File<'a>>>,
}

#[derive(FinPayload)]
struct Document<'a> {
    kind: Option<Cow<'a, str>>,
    files: Option<Box<Vec<File<'a>>>>,
}

#[derive(FinPayload)]
struct File<'a> {
    uri: Cow<'a, str>,
}

#[test]
fn no_text_stands_twice_over_all_paths_but_those_left_out() {
    assert_eq!(
        issues::<Files<'_>>(
            r#"{"more": [{"uri": "c"}, {"uri": "b"}, {"uri": "c"}, {"uri": "s"}],
                "documents": [{"kind": "A", "files": [{"uri": "a"}, {"uri": "b"}, {"uri": "a"}]},
                    {"kind": "SELFIE", "files": [{"uri": "a"}, {"uri": "s"}]}, {"files": [{"uri": "a"}]}, {"kind": "B"}]}"#
        ),
        ["documents[0].files[2].uri file_twice", "more[1].uri file_twice", "more[2].uri file_twice"],
    );
}

#[test]
fn many_texts_are_compared_quickly() {
    let files: Vec<_> = (0..100_000).map(|index| format!(r#"{{"uri": "{index}"}}"#)).collect();
    let json = format!(r#"{{"documents": [], "more": [{}, {{"uri": "77777"}}]}}"#, files.join(","));
    assert_eq!(issues::<Files<'_>>(&json), ["more[100000].uri file_twice"]);
}

#[derive(FinPayload)]
#[fin(
    rule(code = "by_wire_name", at = "firstName", message = "Wire", require = text(&self.firstName)? != "wire"),
    rule(code = "by_rust_name", at = "firstName", message = "Rust", require = text(&self.first_name)? != "rust"),
    rule(code = "by_raw_name", at = "type", message = "Raw", require = text(&self.r#type)? != "raw"),
)]
struct Renamed {
    #[serde(rename = "firstName")]
    #[fin(rule(code = "own_wire", message = "Own", require = self.firstName != "own wire"))]
    #[fin(rule(code = "own_rust", message = "Own", require = self.first_name != "own rust"))]
    first_name: String,
    r#type: String,
}

#[test]
fn rules_name_fields_by_either_name() {
    let read = |name: &str, kind: &str| {
        issues::<Renamed>(&format!(r#"{{"firstName": "{name}", "type": "{kind}"}}"#))
    };
    assert_eq!(read("wire", "raw"), ["firstName by_wire_name", "type by_raw_name"]);
    assert_eq!(read("rust", ""), ["firstName by_rust_name"]);
    assert_eq!(read("own wire", ""), ["firstName own_wire"]);
    assert_eq!(read("own rust", ""), ["firstName own_rust"]);
}

#[derive(FinPayload)]
struct Words {
    #[fin(
        not_blank(message = "Give a name"),
        max_length(3, code = "name_length", message = "Three at most"),
        ascii(message = "Latin only")
    )]
    name: String,
    #[fin(range(1..=9, code = "level", message = "From 1 to 9"))]
    level: Option<i64>,
    #[fin(pattern(r#"[A-Z]{2}"#, message = "Two capitals"))]
    code: Option<String>,
    #[fin(min_age(18, message = "Adults only"), max_age = 120)]
    dob: Option<Date>,
}

#[test]
fn constraints_may_speak_in_words_of_their_own() {
    let context = Context::new().with_today(day("2026-03-01"));
    let read = |json: &str| {
        Words::from_json_with(json.as_bytes(), &context, &Options::new()).err().unwrap().to_string()
    };
    assert_eq!(
        read(r#"{"name": "éààà", "level": 10, "code": "abc", "dob": "2010-01-01"}"#),
        "name: Latin only [ascii]\n\
         name: Three at most [name_length]\n\
         level: From 1 to 9 [level]\n\
         code: Two capitals [pattern]\n\
         dob: Adults only [min_age]",
    );
    assert_eq!(
        read(r#"{"name": "\u00a0\u2003", "level": 0, "code": " ", "dob": "1905-01-01"}"#),
        "name: Give a name [blank]\n\
         level: From 1 to 9 [level]\n\
         code: Must not be blank [blank]\n\
         dob: Must be at most 120 years ago [max_age]",
    );
    assert_eq!(
        issues_with::<Words>(r#"{"name": "abc", "dob": "1905-03-02"}"#, &context, &Options::new()),
        [""; 0]
    );
}
