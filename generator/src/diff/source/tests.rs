#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::{SourceChange, compare};
use crate::surface::{Language, Surface, items};

fn surface(language: Language, lines: &[&str]) -> Surface {
    Surface::new(language, items(&lines.join("\n")).unwrap())
}

/// `breaks removed v1::A`, a line a change.
fn changes(language: Language, old: &[&str], new: &[&str]) -> Vec<String> {
    let said = |change: &SourceChange| {
        let effect = if change.verdict.is_breaking() { "breaks" } else { "goes on" };
        format!("{effect} {} {}", change.kind.name(), change.item)
    };
    let (old, new) = (surface(language, old), surface(language, new));
    let there = compare(&old, &new);
    let mut mirrored: Vec<_> = there.iter().map(|one| (one.kind.mirrored(), &one.old, &one.new)).collect();
    let back = compare(&new, &old);
    let mut backwards: Vec<_> = back.iter().map(|one| (one.kind, &one.new, &one.old)).collect();
    mirrored.sort();
    backwards.sort();
    assert_eq!(mirrored, backwards);
    there.iter().map(said).collect()
}

#[test]
fn traits_are_compared_one_by_one() {
    let lines = ["struct v1::A: Clone + Debug", "struct v1::A: Debug", "struct v1::A: Copy + Debug"];
    let of = |old: usize, new: usize| changes(Language::Rust, &lines[old..=old], &lines[new..=new]);
    assert_eq!(of(0, 1), ["breaks traits_lost v1::A"]);
    assert_eq!(of(1, 2), ["goes on traits_gained v1::A"]);
    assert_eq!(of(0, 2), ["breaks signature_changed v1::A"]);
    assert_eq!(of(1, 1), [""; 0]);
}

#[test]
fn what_goes_with_a_type_is_not_told_twice() {
    let old = [
        "request struct v1::A: Clone",
        "request field v1::A.b: String",
        "request setter v1::A.b(impl Into<String>), required",
        "request method v1::A::builder() -> ABuilder",
        "reexport v2::A = v1::A",
    ];
    assert_eq!(changes(Language::Rust, &old, &[]), ["breaks removed v1::A"]);
    let python = [
        "request enum v1.A(StrEnum)",
        "request member v1.A.B = \"B\"",
        "request alias v1.ALike = v1.A | Literal[\"B\"]",
    ];
    assert_eq!(changes(Language::Python, &python, &[]), ["breaks removed v1.A"]);
    let more = [
        python[0],
        python[1],
        "request member v1.A.C = \"C\"",
        "request alias v1.ALike = v1.A | Literal[\"B\", \"C\"]",
    ];
    assert_eq!(changes(Language::Python, &python, &more), ["breaks value_added v1.A.C"]);
    let typescript = ["answer interface v1.A", "answer field v1.A.b: string", "const v1.A: FinSchema<v1.A>"];
    assert_eq!(changes(Language::TypeScript, &[], &typescript), ["goes on added v1.A"]);
}

#[test]
fn a_type_is_renamed_where_it_is_clear_which() {
    let one = [
        "request struct v1::A: Clone",
        "request field v1::A.next: Option<Box<v1::A>>",
        "request field v1::Z.a: Vec<v1::A>",
        "request struct v1::Z: Clone",
    ];
    let other: Vec<String> = one.iter().map(|line| line.replace("v1::A", "v1::B")).collect();
    let other: Vec<&str> = other.iter().map(String::as_str).collect();
    assert_eq!(changes(Language::Rust, &one, &other), ["breaks renamed v1::B"]);
    let twins =
        [other.clone(), vec!["request struct v1::C: Clone", "request field v1::C.next: Option<Box<v1::C>>"]]
            .concat();
    assert_eq!(
        changes(Language::Rust, &one, &twins),
        ["breaks removed v1::A", "breaks type_changed v1::Z.a", "goes on added v1::B", "goes on added v1::C"]
    );
    let elsewhere: Vec<String> = one.iter().map(|line| line.replace("v1::A", "v2::A")).collect();
    let elsewhere: Vec<&str> = elsewhere.iter().map(String::as_str).collect();
    assert!(changes(Language::Rust, &one, &elsewhere).contains(&String::from("breaks removed v1::A")));
}

#[test]
fn presence_and_type_are_told_apart() {
    for (language, required, optional, other) in [
        (Language::Rust, ": i64", ": Option<i64>", ": Option<String>"),
        (Language::TypeScript, ": number", "?: number | null | undefined", "?: string | null | undefined"),
        (Language::Python, ": int", ": int | None = None", ": str | None = None"),
    ] {
        let line = |signature: &str| format!("answer field v1.A.b{signature}");
        let of = |old: &str, new: &str| changes(language, &[&line(old)], &[&line(new)]);
        assert_eq!(of(required, optional), ["breaks became_optional v1.A.b"]);
        assert!(of(optional, required)[0].ends_with(" became_required v1.A.b"));
        assert_eq!(of(required, other), ["breaks type_changed v1.A.b"]);
        assert_eq!(of(optional, other), ["breaks type_changed v1.A.b"]);
    }
}

#[test]
fn a_default_of_the_same_type_breaks_no_reader() {
    for (side, lost) in [("request", "breaks"), ("answer", "goes on")] {
        let with = format!("{side} field A.b: bool = False");
        let without = format!("{side} field A.b: bool");
        let of = |old: &str, new: &str| changes(Language::Python, &[old], &[new]);
        assert_eq!(of(&without, &with), ["goes on default_gained A.b"]);
        assert_eq!(of(&with, &without), [format!("{lost} default_lost A.b")]);
    }
}

#[test]
fn more_may_come_of_what_is_open() {
    let of = |flag: &str, kind: &str| {
        let line = format!("answer {flag}{kind} v1.A[\"x\"]");
        let added = changes(Language::TypeScript, &[], &[&line]);
        let removed = changes(Language::TypeScript, &[&line], &[]);
        [added, removed].concat()
    };
    assert_eq!(
        of("open ", "member"),
        ["goes on value_added v1.A[\"x\"]", "goes on value_removed v1.A[\"x\"]"]
    );
    assert_eq!(of("", "member"), ["breaks value_added v1.A[\"x\"]", "breaks value_removed v1.A[\"x\"]"]);
    let closed = ["answer union v1.A", "answer member v1.A[\"x\"]"];
    let open = ["answer open union v1.A", "answer open member v1.A[\"x\"]"];
    assert_eq!(changes(Language::TypeScript, &closed, &open), ["breaks side_changed v1.A"]);
}
