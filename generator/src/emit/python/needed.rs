//! A pattern → a letter without which nothing matches it, to be looked for before the pattern is.

use regex_syntax::{
    Parser,
    hir::{Class, Hir, HirKind},
};
use std::collections::BTreeSet;

/// English letters, the rarest first.
const RAREST: &str = "zqxjkvbpygfwmucldrhsnioate";

/// The rarest letter that every match holds, in the forms in which it may stand: `x` and `X`.
pub fn letter(pattern: &str) -> Option<Vec<char>> {
    let needed = needed(&Parser::new().parse(pattern).ok()?);
    let rank = |letters: &&BTreeSet<char>| {
        letters.iter().filter_map(|c| RAREST.find(c.to_ascii_lowercase())).max().unwrap_or(usize::MAX)
    };
    needed.iter().min_by_key(rank).map(|letters| letters.iter().rev().copied().collect())
}

/// Small sets of letters of each of which every match holds one.
fn needed(hir: &Hir) -> BTreeSet<BTreeSet<char>> {
    match hir.kind() {
        HirKind::Literal(text) => {
            let letters = std::str::from_utf8(&text.0).unwrap_or_default().chars();
            letters.filter(char::is_ascii_alphabetic).map(|c| BTreeSet::from([c])).collect()
        }
        HirKind::Class(Class::Unicode(class)) => {
            let letters: BTreeSet<char> =
                class.iter().take(3).flat_map(|range| (range.start()..=range.end()).take(3)).collect();
            let small = letters.len() <= 2 && letters.iter().all(char::is_ascii_alphabetic);
            if small && !letters.is_empty() { BTreeSet::from([letters]) } else { BTreeSet::new() }
        }
        HirKind::Capture(capture) => needed(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needed(&repetition.sub),
        HirKind::Concat(parts) => parts.iter().flat_map(needed).collect(),
        HirKind::Alternation(parts) => {
            let mut each = parts.iter().map(needed);
            let first = each.next().unwrap_or_default();
            each.fold(first, |common, one| common.intersection(&one).cloned().collect())
        }
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(Class::Bytes(_)) | HirKind::Repetition(_) => {
            BTreeSet::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn every_match_holds_the_letter() {
        for (pattern, expected) in [
            ("(?:a*b)*(?:[Pp][.]?[Oo] *[Bb][Oo][Xx]|[Pp]ost[Bb][Oo][Xx])", Some("xX")),
            ("[^a]*box[^a]*", Some("x")),
            ("(?:x)?q+", Some("q")),
            ("(?:ax|ay)", Some("a")),
            ("x|y", Some("yx")),
            ("x*", None),
            ("[a-z]+", None),
            ("[0-9]{3}", None),
            ("", None),
        ] {
            let expected = expected.map(|letters| letters.chars().collect::<Vec<_>>());
            assert_eq!(letter(pattern), expected, "{pattern}");
        }
    }
}
