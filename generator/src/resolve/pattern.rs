use crate::report::quoted;
use regex_syntax::ast::{
    self, Ast, ClassSet, ClassSetItem, GroupKind, HexLiteralKind, Literal, LiteralKind, RepetitionKind,
    RepetitionRange, Span,
};
use std::ops::Range;

/// A pattern longer than this is refused.
const MAX_BYTES: usize = 4_000;

/// Why a pattern does not mean the same in Rust, JavaScript and Python: which part of it, what is wrong with it,
/// what to write instead.
pub struct Flaw {
    pub bytes: Range<usize>,
    pub message: String,
    pub remedy: &'static str,
}

/// Finds everything in a pattern that is not portable.
pub fn flaws(pattern: &str) -> Vec<Flaw> {
    if pattern.len() > MAX_BYTES {
        let message = format!("the pattern is longer than {MAX_BYTES} bytes");
        return vec![Flaw { bytes: 0..0, message, remedy: "list the texts in a `values_file`" }];
    }
    let parsed = ast::parse::ParserBuilder::new().nest_limit(32).build().parse(pattern);
    let mut walk = Walk { pattern, flaws: Vec::new() };
    match parsed {
        Ok(ast) => walk.ast(&ast),
        Err(error) => walk.syntax(&error),
    }
    walk.flaws
}

struct Walk<'a> {
    pattern: &'a str,
    flaws: Vec<Flaw>,
}

impl Walk<'_> {
    fn flaw(&mut self, span: &Span, message: impl Into<String>, remedy: &'static str) {
        self.flaws.push(Flaw { bytes: span.start.offset..span.end.offset, message: message.into(), remedy });
    }

    fn text(&self, span: &Span) -> &str {
        self.pattern.get(span.start.offset..span.end.offset).unwrap_or_default()
    }

    fn syntax(&mut self, error: &ast::Error) {
        use ast::ErrorKind::{UnsupportedBackreference, UnsupportedLookAround};
        let (message, remedy) = match error.kind() {
            UnsupportedLookAround => {
                ("look-around is not portable", "say what must not match in `not_pattern`")
            }
            UnsupportedBackreference => ("backreferences are not portable", ""),
            other => return self.flaw(error.span(), format!("the pattern is wrong: {other}"), ""),
        };
        self.flaw(error.span(), message, remedy);
    }

    fn ast(&mut self, ast: &Ast) {
        match ast {
            Ast::Empty(_) => {}
            Ast::Flags(flags) => {
                self.flaw(&flags.span, "flags are not portable", "write both cases, `[Aa]`");
            }
            Ast::Literal(literal) => self.literal(literal, false),
            Ast::Dot(span) => {
                self.flaw(
                    span,
                    "`.` leaves out other characters in each language",
                    "write what is left out, `[^\\n]`",
                );
            }
            Ast::Assertion(assertion) => {
                let message = format!("{} is not portable", quoted(self.text(&assertion.span)));
                self.flaw(&assertion.span, message, "a pattern always means the whole text");
            }
            Ast::ClassUnicode(class) => self.class(&class.span),
            Ast::ClassPerl(class) => self.class(&class.span),
            Ast::ClassBracketed(class) => self.set(&class.kind),
            Ast::Repetition(repetition) => self.repetition(repetition),
            Ast::Group(group) => {
                match &group.kind {
                    GroupKind::CaptureIndex(_) => {}
                    GroupKind::NonCapturing(flags) if flags.items.is_empty() => {}
                    GroupKind::NonCapturing(flags) => {
                        self.flaw(&flags.span, "flags are not portable", "write both cases, `[Aa]`");
                    }
                    GroupKind::CaptureName { name, .. } => {
                        self.flaw(&name.span, "groups have no names", "write `(?:…)`");
                    }
                }
                self.ast(&group.ast);
            }
            Ast::Alternation(alternation) => alternation.asts.iter().for_each(|ast| self.ast(ast)),
            Ast::Concat(concat) => concat.asts.iter().for_each(|ast| self.ast(ast)),
        }
    }

    fn repetition(&mut self, repetition: &ast::Repetition) {
        let op = self.text(&repetition.op.span).to_owned();
        if !repetition.greedy {
            let message = "lazy repetition says nothing about a whole text";
            self.flaw(&repetition.op.span, message, "leave the `?` out");
        }
        if matches!(&*repetition.ast, Ast::Repetition(_)) {
            self.flaw(
                &repetition.op.span,
                "a repetition is repeated",
                "put brackets around the inner one, `(?:…)`",
            );
        }
        if let RepetitionKind::Range(RepetitionRange::Bounded(..)) = repetition.op.kind
            && (op.starts_with("{,") || op.contains(' '))
        {
            self.flaw(&repetition.op.span, "this range is not portable", "write `{0,n}`, without spaces");
        }
        self.ast(&repetition.ast);
    }

    fn class(&mut self, span: &Span) {
        let message = format!("{} means other characters in each language", quoted(self.text(span)));
        self.flaw(span, message, "write the characters out, as `[0-9]`, `[A-Za-z0-9_]`, `[\\t\\n\\r ]`");
    }

    fn set(&mut self, set: &ClassSet) {
        match set {
            ClassSet::Item(item) => self.item(item),
            ClassSet::BinaryOp(op) => {
                self.flaw(&op.span, "operations on classes are not portable", "write the characters out");
            }
        }
    }

    fn item(&mut self, item: &ClassSetItem) {
        match item {
            ClassSetItem::Empty(_) => {}
            ClassSetItem::Literal(literal) => self.literal(literal, true),
            ClassSetItem::Range(range) => {
                self.literal(&range.start, true);
                self.literal(&range.end, true);
            }
            ClassSetItem::Ascii(class) => self.class(&class.span),
            ClassSetItem::Unicode(class) => self.class(&class.span),
            ClassSetItem::Perl(class) => self.class(&class.span),
            ClassSetItem::Bracketed(class) => {
                self.flaw(
                    &class.span,
                    "a class in a class is not portable",
                    "write one class, and `\\[` for a bracket",
                );
            }
            ClassSetItem::Union(union) => union.items.iter().for_each(|item| self.item(item)),
        }
    }

    fn literal(&mut self, literal: &Literal, in_class: bool) {
        let text = self.text(&literal.span).to_owned();
        let portable = match &literal.kind {
            LiteralKind::Verbatim => in_class || !matches!(literal.c, '}' | ']'),
            LiteralKind::Meta => literal.c != '-' || in_class,
            LiteralKind::Superfluous => literal.c == '/',
            LiteralKind::Octal => false,
            LiteralKind::HexFixed(kind) => matches!(kind, HexLiteralKind::X | HexLiteralKind::UnicodeShort),
            LiteralKind::HexBrace(_) => false,
            LiteralKind::Special(_) => matches!(literal.c, '\t' | '\n' | '\r' | '\x0B' | '\x0C'),
        };
        let escapable = "^$\\.*+?()[]{}|/".contains(literal.c) || (in_class && literal.c == '-');
        if !portable || (matches!(literal.kind, LiteralKind::Meta) && !escapable) {
            let message = format!("{} is not portable", quoted(&text));
            self.flaw(
                &literal.span,
                message,
                match literal.kind {
                    LiteralKind::Verbatim => "write a backslash before it",
                    LiteralKind::Meta | LiteralKind::Superfluous => "leave the backslash out",
                    _ => "write `\\xHH` or `\\uHHHH`, or the character itself",
                },
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::flaws;

    #[test]
    fn takes_what_every_language_reads_alike() {
        for pattern in [
            "[A-Z]{2}-[A-Z0-9]{1,3}",
            "[+][1-9][0-9]{1,14}",
            "(?:a|b)*(c|d)?",
            r"[^\x09-\x0D\x20\u1680/?#\-]+\.\/",
            "é+",
            "[a-z-]",
            "a{3,}",
            "",
        ] {
            let found: Vec<String> = flaws(pattern).into_iter().map(|flaw| flaw.message).collect();
            assert!(found.is_empty(), "{pattern}: {found:?}");
        }
    }

    #[test]
    fn refuses_what_some_language_reads_otherwise() {
        for pattern in [
            "^a",
            "a$",
            r"\bfoo",
            r"\d",
            r"[\w]",
            r"\p{L}",
            "[[:alpha:]]",
            "a.b",
            "(?i)a",
            "(?i:a)",
            "(?P<n>a)",
            "(?<n>a)",
            "a*?",
            "a{1,2}?",
            "a**",
            "a++",
            "(?=a)",
            "(?<!a)",
            r"(a)\1",
            "[a&&b]",
            "[a[b]]",
            "a}",
            "a]",
            r"\x{41}",
            r"\u{41}",
            r"\U00000041",
            r"\a",
            r"\A",
            r"\z",
            r"\-",
            r"[\a]",
            r"\@",
            "a{2",
            "(a",
            "[z-a]",
            r"\Q",
            "a{,3}",
            "a{1, 3}",
            "*",
            r"\&",
            r"\#",
        ] {
            assert!(!flaws(pattern).is_empty(), "{pattern}");
        }
    }

    #[test]
    fn deep_nesting_is_refused_not_followed() {
        assert_eq!(flaws(&format!("{}a{}", "(".repeat(1_900), ")".repeat(1_900))).len(), 1);
    }
}
