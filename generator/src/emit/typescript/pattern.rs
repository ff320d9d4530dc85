//! Which patterns JavaScript's own engine takes, and how they are written for it.
//!
//! That engine backtracks. A pattern is its own only where neither the time nor the stack grow with the text beyond
//! it: everything else is walked by an automaton.

use regex_syntax::{
    Parser,
    ast::{self, Ast},
    hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Repetition},
};

/// A regular expression that finds that the whole of a text matches the pattern; `None` where there is none without
/// risk.
pub fn found(pattern: &str) -> Option<String> {
    let hir = Parser::new().parse(pattern).ok()?;
    if is_straight(&hir, &Follow::end()) {
        return Some(literal(&format!("^{}$", group(pattern)?), &hir));
    }
    search(pattern, &hir).map(|found| literal(&found, &hir))
}

/// A regular expression that finds that a text does not match the pattern: nothing is found in most texts, and then
/// the engine has nothing to take note of.
pub fn wrong(pattern: &str) -> Option<String> {
    let hir = Parser::new().parse(pattern).ok()?;
    if let Some(other) = other_than(pattern, &hir) {
        return Some(literal(&other, &Parser::new().parse(&other).ok()?));
    }
    if is_straight(&hir, &Follow::end()) {
        return Some(literal(&format!("^(?!{}$)", group(pattern)?), &hir));
    }
    steps(pattern, &hir).map(|steps| literal(&format!("^(?!{steps})"), &hir))
}

fn parse(pattern: &str) -> Option<Ast> {
    ast::parse::Parser::new().parse(pattern).ok()
}

/// A pattern as a part of another one.
fn group(pattern: &str) -> Option<String> {
    let is_choice = matches!(parse(pattern)?, Ast::Alternation(_));
    Some(if is_choice { format!("(?:{pattern})") } else { pattern.to_owned() })
}

/// Of a pattern that is any number of characters of a class, a character that is none of them.
fn other_than(pattern: &str, hir: &Hir) -> Option<String> {
    let HirKind::Repetition(Repetition { min: 0, max: None, sub, .. }) = hir.kind() else { return None };
    let HirKind::Class(_) = sub.kind() else { return None };
    let class = pattern.strip_suffix('*')?;
    match class.strip_prefix("[^") {
        Some(rest) => Some(format!("[{rest}")),
        None => Some(format!("[^{}", class.strip_prefix('[')?)),
    }
}

/// A pattern that goes on in steps, `A(?:sB)*` with an `s` that is nowhere in `B`, as one without an endless group:
/// after `A` comes the end, or an `s`, and after no `s` comes anything but a `B` and the end or the next `s`.
fn steps(pattern: &str, hir: &Hir) -> Option<String> {
    let HirKind::Concat(parts) = hir.kind() else { return None };
    let (last, before) = parts.split_last()?;
    let HirKind::Repetition(Repetition { min: 0, max: None, sub, .. }) = last.kind() else { return None };
    let HirKind::Concat(step) = without_group(sub).kind() else { return None };
    let (mark, rest) = step.split_first()?;
    let (mark, _) = first(mark);
    let rest = Hir::concat(rest.to_vec());
    let is_in_steps =
        is_disjoint(&mark, &all_of(&rest)) && is_straight(&rest, &Follow { first: mark.clone() });
    if !is_in_steps
        || !is_straight(&Hir::concat(before.to_vec()), &Follow { first: mark })
        // Of characters beyond the basic plane the engine takes note one by one.
        || !is_ascii(hir)
    {
        return None;
    }
    let Ast::Concat(ref written) = parse(pattern)? else { return None };
    let Ast::Repetition(endless) = written.asts.last()? else { return None };
    let Ast::Group(group) = &*endless.ast else { return None };
    let Ast::Concat(step) = &*group.ast else { return None };
    let text = |from: usize, to: usize| pattern.get(from..to);
    let before = text(0, endless.span.start.offset)?;
    let (start, end) = (step.asts.first()?.span(), step.span);
    let (mark, rest) = (text(start.start.offset, start.end.offset)?, text(start.end.offset, end.end.offset)?);
    Some(format!("{before}(?:$|(?={mark})(?![\\s\\S]*{mark}(?!{rest}(?:{mark}|$))))"))
}

fn without_group(hir: &Hir) -> &Hir {
    match hir.kind() {
        HirKind::Capture(capture) => &capture.sub,
        _ => hir,
    }
}

/// All characters that a pattern has.
fn all_of(hir: &Hir) -> ClassUnicode {
    let mut all = ClassUnicode::empty();
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(text) => match str::from_utf8(&text.0) {
            Ok(text) => text.chars().for_each(|c| all.push(ClassUnicodeRange::new(c, c))),
            Err(_) => all = everything(),
        },
        HirKind::Class(Class::Unicode(class)) => all = class.clone(),
        HirKind::Class(Class::Bytes(_)) => all = everything(),
        HirKind::Repetition(Repetition { sub, .. }) => all = all_of(sub),
        HirKind::Capture(capture) => all = all_of(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().for_each(|part| all.union(&all_of(part)));
        }
    }
    all
}

/// Whether a pattern has only ASCII characters.
fn is_ascii(hir: &Hir) -> bool {
    all_of(hir).ranges().iter().all(|range| range.end().is_ascii())
}

/// What may come after a part of a pattern.
#[derive(Clone)]
struct Follow {
    first: ClassUnicode,
}

impl Follow {
    fn end() -> Follow {
        Follow { first: ClassUnicode::empty() }
    }

    /// The same, with a part between.
    fn after(&self, part: &Hir) -> Follow {
        let (mut first, is_nullable) = first(part);
        if is_nullable {
            first.union(&self.first);
        }
        Follow { first }
    }
}

/// The characters with which a pattern can begin, and whether it matches nothing too.
fn first(hir: &Hir) -> (ClassUnicode, bool) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => (ClassUnicode::empty(), true),
        HirKind::Literal(text) => {
            let first = std::str::from_utf8(&text.0).ok().and_then(|text| text.chars().next());
            (ClassUnicode::new(first.map(|c| ClassUnicodeRange::new(c, c))), false)
        }
        HirKind::Class(Class::Unicode(class)) => (class.clone(), false),
        HirKind::Class(Class::Bytes(_)) => (everything(), false),
        HirKind::Capture(capture) => first(&capture.sub),
        HirKind::Repetition(repetition) => {
            let (class, is_nullable) = first(&repetition.sub);
            (class, is_nullable || repetition.min == 0)
        }
        HirKind::Alternation(parts) => parts.iter().map(first).fold((ClassUnicode::empty(), false), either),
        HirKind::Concat(parts) => {
            let mut all = ClassUnicode::empty();
            for part in parts {
                let (class, is_nullable) = first(part);
                all.union(&class);
                if !is_nullable {
                    return (all, false);
                }
            }
            (all, true)
        }
    }
}

fn either(mut all: (ClassUnicode, bool), one: (ClassUnicode, bool)) -> (ClassUnicode, bool) {
    all.0.union(&one.0);
    (all.0, all.1 || one.1)
}

fn everything() -> ClassUnicode {
    ClassUnicode::new([ClassUnicodeRange::new('\0', char::MAX)])
}

fn is_disjoint(a: &ClassUnicode, b: &ClassUnicode) -> bool {
    let mut both = a.clone();
    both.intersect(b);
    both.ranges().is_empty()
}

/// Whether nothing is repeated without end but single characters, and each time the next character tells that it
/// ends: there is one way through a text, and nothing to come back to.
fn is_straight(hir: &Hir, follow: &Follow) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => true,
        HirKind::Capture(capture) => is_straight(&capture.sub, follow),
        HirKind::Alternation(parts) => parts.iter().all(|part| is_straight(part, follow)),
        HirKind::Concat(parts) => {
            let mut follow = follow.clone();
            parts.iter().rev().all(|part| {
                let is_straight = is_straight(part, &follow);
                follow = follow.after(part);
                is_straight
            })
        }
        HirKind::Repetition(Repetition { max: None, sub, .. }) => {
            let is_single = match sub.kind() {
                HirKind::Class(_) => true,
                HirKind::Literal(text) => str::from_utf8(&text.0).is_ok_and(|text| text.chars().count() == 1),
                _ => false,
            };
            is_single && is_disjoint(&first(sub).0, &follow.first)
        }
        HirKind::Repetition(Repetition { max: Some(1), sub, .. }) => is_straight(sub, follow),
        HirKind::Repetition(Repetition { sub, .. }) => is_straight(sub, &follow.after(sub)),
    }
}

/// A pattern that asks for something anywhere between other characters, as one that looks for it.
///
/// It begins with `(?:A*B)*` and ends with `(?:B(?:A|B)*)?`, where every character is an `A` or a `B`.
fn search(pattern: &str, hir: &Hir) -> Option<String> {
    let HirKind::Concat(parts) = hir.kind() else { return None };
    let [before, middle @ .., after] = parts.as_slice() else { return None };
    let boundary = before_any(before)?;
    if after_any(after)? != boundary {
        return None;
    }
    let middle = Hir::concat(middle.to_vec());
    let end = Follow { first: boundary };
    let (start, is_nullable) = first(&middle);
    if is_nullable
        || !is_straight(&middle, &end)
        || !endless(&middle).iter().all(|class| is_disjoint(class, &start))
    {
        return None;
    }
    let Ast::Concat(ref written) = parse(pattern)? else { return None };
    let (first, last) = (written.asts.first()?.span(), written.asts.last()?.span());
    let middle = pattern.get(first.end.offset..last.start.offset)?;
    let boundary = boundary_text(pattern, written.asts.first()?)?;
    Some(format!("(?:^|{boundary}){middle}(?:{boundary}|$)"))
}

/// The `B` of `(?:A*B)*`.
fn before_any(hir: &Hir) -> Option<ClassUnicode> {
    let HirKind::Concat(parts) = repeated(hir, 0, None)?.kind() else { return None };
    let [inner, end] = parts.as_slice() else { return None };
    let (mut inner, end) = (class(repeated(inner, 0, None)?)?, class(end)?);
    inner.negate();
    (inner == end).then_some(end)
}

/// The `B` of `(?:B(?:A|B)*)?`.
fn after_any(hir: &Hir) -> Option<ClassUnicode> {
    let HirKind::Concat(parts) = repeated(hir, 0, Some(1))?.kind() else { return None };
    let [start, rest] = parts.as_slice() else { return None };
    (class(repeated(rest, 0, None)?)? == everything()).then(|| class(start))?
}

fn repeated(hir: &Hir, least: u32, most: Option<u32>) -> Option<&Hir> {
    match hir.kind() {
        HirKind::Repetition(Repetition { min, max, sub, .. }) if *min == least && *max == most => Some(sub),
        _ => None,
    }
}

fn class(hir: &Hir) -> Option<ClassUnicode> {
    match hir.kind() {
        HirKind::Class(Class::Unicode(class)) => Some(class.clone()),
        _ => None,
    }
}

/// The characters of everything that is repeated without end.
fn endless(hir: &Hir) -> Vec<ClassUnicode> {
    match hir.kind() {
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => Vec::new(),
        HirKind::Capture(capture) => endless(&capture.sub),
        HirKind::Alternation(parts) | HirKind::Concat(parts) => parts.iter().flat_map(endless).collect(),
        HirKind::Repetition(Repetition { max: None, sub, .. }) => vec![first(sub).0],
        HirKind::Repetition(Repetition { sub, .. }) => endless(sub),
    }
}

/// The `B` of a written `(?:A*B)*`.
fn boundary_text<'p>(pattern: &'p str, written: &Ast) -> Option<&'p str> {
    let Ast::Repetition(repetition) = written else { return None };
    let Ast::Group(group) = &*repetition.ast else { return None };
    let Ast::Concat(parts) = &*group.ast else { return None };
    let span = parts.asts.last()?.span();
    pattern.get(span.start.offset..span.end.offset)
}

/// White space as classes of the model's patterns spell it, and by its name.
const WHITE_SPACE: [&str; 2] =
    [r"\x09-\x0D\x20\x85\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000", r"\p{White_Space}"];

/// A regular expression as a literal: it stays on its line, and nothing in it hides.
fn literal(pattern: &str, hir: &Hir) -> String {
    // Characters and not halves of them are meant; in ASCII both are the same.
    let flag = if is_ascii(hir) && !["\\x", "\\u", "\\p", "\\P"].iter().any(|escape| pattern.contains(escape))
    {
        ""
    } else {
        "u"
    };
    let [spelled, named] = WHITE_SPACE;
    let pattern = pattern.replace(&format!("[{spelled}]"), named).replace(spelled, named);
    let mut escaped = String::new();
    let mut in_class = false;
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                escaped.push(c);
                if let Some(next) = chars.next() {
                    visible(next, &mut escaped);
                }
                continue;
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => escaped.push('\\'),
            _ => {}
        }
        visible(c, &mut escaped);
    }
    format!("/{escaped}/{flag}")
}

/// What would end the line, or cannot be seen, by its number.
fn visible(c: char, out: &mut String) {
    if c.is_ascii_control() || (!c.is_ascii() && c.escape_debug().count() > 1) {
        out.push_str(&format!("\\u{{{:x}}}", c as u32));
    } else {
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Parser, found, literal, wrong};

    fn printed(pattern: &str) -> String {
        literal(pattern, &Parser::new().parse(pattern).unwrap())
    }

    #[test]
    fn literals_stay_on_their_line() {
        assert_eq!(printed("a/[/]b\\/"), "/a\\/[/]b\\//");
        assert_eq!(printed("\n\u{2028}é😀"), "/\\u{a}\\u{2028}é😀/u");
    }

    #[test]
    fn white_space_has_a_name() {
        let spelled = r"[\x09-\x0D\x20\x85\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]";
        assert_eq!(printed(spelled), r"/\p{White_Space}/u");
        assert_eq!(printed(&spelled.replace('[', "[^/")), r"/[^/\p{White_Space}]/u");
        let parse = |pattern| Parser::new().parse(pattern).unwrap();
        assert_eq!(parse(spelled), parse(r"\p{White_Space}"));
    }

    #[test]
    fn what_goes_straight_is_the_engine_s_own() {
        for pattern in ["[a-z]{2}(?:-[0-9]{1,3})?", "a+b", "[0-9]+(?:/[a-z]*)?", "(?:a|b)c*"] {
            let escaped = pattern.replace("?:/", "?:\\/");
            assert_eq!(found(pattern), Some(format!("/^{escaped}$/")));
            assert_eq!(wrong(pattern), Some(format!("/^(?!{escaped}$)/")));
        }
        assert_eq!(wrong("ab|c").as_deref(), Some("/^(?!(?:ab|c)$)/"));
        assert_eq!(wrong("[^/]+").as_deref(), Some("/^(?![^/]+$)/u"));
    }

    #[test]
    fn what_is_all_of_a_kind_is_wrong_by_one_of_another() {
        assert_eq!(wrong("[^A-Z]*").as_deref(), Some("/[A-Z]/"));
        assert_eq!(wrong("[A-Z]*").as_deref(), Some("/[^A-Z]/u"));
    }

    #[test]
    fn what_could_come_back_is_not() {
        for pattern in ["(?:ab)*", "a*a", "a*a*", "(?:a|b*)+", "(?:[a-z]*,)*", "a*(?:ab)?", "(?:a*,){2}"] {
            assert_eq!(found(pattern).is_some(), pattern == "(?:a*,){2}", "{pattern}");
            assert_eq!(wrong(pattern).is_some(), pattern == "(?:a*,){2}", "{pattern}");
        }
    }

    #[test]
    fn what_goes_in_steps_is_asked_step_by_step() {
        let steps = "/^(?!a+(?:$|(?=[.])(?![\\s\\S]*[.](?!b{0,9}c(?:[.]|$)))))/";
        assert_eq!(wrong("a+(?:[.]b{0,9}c)*").as_deref(), Some(steps));
        // A mark that is in the steps, or at the end of what is before them, marks nothing; halves of characters
        // are no characters.
        for pattern in ["a+(?:[.]b{0,9}[.c])*", "[.a]+(?:[.]b)*", "a+(?:[.][^.])*", "(?:[.]b)*"] {
            assert_eq!(wrong(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn what_is_looked_for_is_searched() {
        let around = |middle: &str| format!("(?:[a-z]*[^a-z])*{middle}(?:[^a-z](?:[a-z]|[^a-z])*)?");
        assert_eq!(found(&around("po[ ]*box")).as_deref(), Some("/(?:^|[^a-z])po[ ]*box(?:[^a-z]|$)/u"));
        assert_eq!(
            found(&around("(?:po|p[.]o)")).as_deref(),
            Some("/(?:^|[^a-z])(?:po|p[.]o)(?:[^a-z]|$)/u")
        );
        // What begins it again within its own endless part is tried again and again.
        assert_eq!(found(&around("x[xy ]*z")), None);
        assert_eq!(found("(?:[a-z]*[^a-y])*po(?:[^a-z](?:[a-z]|[^a-z])*)?"), None);
    }
}
