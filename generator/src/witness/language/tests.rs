#![allow(clippy::unwrap_used)]
use super::{Find, Lengths, Machine, Machines, Part, Query, words};
use fin_core::Kind;

fn find(all: &[Part], not_all: &[Part], lengths: Lengths) -> Find {
    Query { all, not_all, lengths }.find()
}

fn text(text: &str) -> Find {
    Find::Text(text.to_owned())
}

fn takes(machine: &Machine, text: &str) -> bool {
    machine.takes(text.bytes().fold(machine.start(), |state, byte| machine.next(state, byte)))
}

#[test]
fn a_machine_takes_what_its_pattern_matches_as_a_whole() {
    let machine = Machine::pattern("a|ab|b+c?").unwrap();
    for (sample, taken) in
        [("a", true), ("ab", true), ("bbc", true), ("", false), ("abc", false), ("ac", false)]
    {
        assert_eq!(takes(&machine, sample), taken, "{sample}");
    }
    let machine = Machine::words(["USA", "US", "é"]);
    for (sample, taken) in [("USA", true), ("US", true), ("é", true), ("U", false), ("USAA", false)] {
        assert_eq!(takes(&machine, sample), taken, "{sample}");
    }
}

#[test]
fn the_shortest_difference_is_found() {
    let machines = Machines::default();
    let of = |pattern: &str| [machines.any(), machines.matches(pattern)];
    assert_eq!(find(&of("[0-9]{6}"), &of("[1-9][0-9]{5}"), Lengths::ANY), text("000000"));
    assert_eq!(find(&of("[1-9][0-9]{5}"), &of("[0-9]{6}"), Lengths::ANY), Find::Nothing);
    assert_eq!(find(&of("(?:a|b)+"), &of("(?:a|b){1,40}"), Lengths::ANY), text(&"a".repeat(41)));
    let country = [machines.any(), words(["GBR", "USA"])];
    assert_eq!(find(&country, &[words(["GBR"])], Lengths::ANY), text("USA"));
    assert_eq!(find(&of("[A-Z]{3}"), &country, Lengths::ANY), text("AAA"));
    assert_eq!(find(&country, &of("[A-Z]{3}"), Lengths::ANY), Find::Nothing);
}

#[test]
fn lengths_are_counted_in_code_points() {
    let machines = Machines::default();
    let wide = [machines.any(), Part { takes: false, ..machines.ascii() }];
    let three = Lengths { least: 3, most: Some(3) };
    let Find::Text(found) = find(&wide, &[], three) else { unreachable!("there is one") };
    assert_eq!(found.chars().count(), 3);
    assert!(!found.is_ascii());
    assert_eq!(find(&[machines.any()], &[], Lengths { least: 4, most: Some(3) }), Find::Nothing);
    assert_eq!(find(&[machines.any()], &[], Lengths { least: u32::MAX, most: None }), Find::Unknown);
}

#[test]
fn blank_is_what_rust_calls_white_space() {
    let blank = Machines::default().not_blank().machine.unwrap();
    for c in (0..=0x1_0000).filter_map(char::from_u32) {
        assert_eq!(takes(&blank, &c.to_string()), c.is_whitespace(), "{c:?}");
    }
    assert!(takes(&blank, ""));
}

#[test]
fn days_are_those_that_there_are() {
    let days = Machines::default().scalar(Kind::Date).unwrap().machine.unwrap();
    for (sample, taken) in [
        ("0001-01-01", true),
        ("2024-02-29", true),
        ("2000-02-29", true),
        ("0004-02-29", true),
        ("9999-12-31", true),
        ("2026-04-30", true),
        ("0000-01-01", false),
        ("0000-02-29", false),
        ("1900-02-29", false),
        ("2023-02-29", false),
        ("2026-04-31", false),
        ("2026-13-01", false),
        ("2026-1-01", false),
        ("2026-01-011", false),
    ] {
        assert_eq!(takes(&days, sample), taken, "{sample}");
    }
}

#[test]
fn a_pattern_that_is_too_large_is_not_decided() {
    let machines = Machines::default();
    let large = machines.matches("(?:a|b)*a(?:a|b){30}");
    assert!(large.machine.is_none());
    assert_eq!(find(&[large], &[], Lengths::ANY), Find::Unknown);
}
