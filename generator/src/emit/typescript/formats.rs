//! The formats → a test and a check each.

use super::{
    automaton,
    doc::{self, Block, comment},
    index::Index,
    layout::{Code, assign},
    lower::Unprintable,
    names::literal,
    pattern,
};
use crate::{
    api::{Format, Reporter},
    emit::{Error, Part},
};
use std::collections::HashSet;

/// Prints `formats.ts`.
pub fn print(index: &Index<'_>) -> Result<String, Error> {
    // What only rules ask for has a test and no check: no issue has its code.
    let asked: HashSet<&str> = index
        .api
        .reports()
        .filter_map(|report| match report.by {
            Reporter::Format(_, format) => Some(format.name.as_str()),
            Reporter::Constraint(_) | Reporter::Rule(_) => None,
        })
        .collect();
    let mut body = String::new();
    for format in followers_first(&index.api.formats) {
        let name = index.format(&format.name).unwrap_or_default();
        body.push('\n');
        let (test, wrong) = test(name, format).map_err(|Unprintable(what)| Error::Unprintable {
            part: Part::Format(format.name.clone()),
            what,
        })?;
        body.push_str(&test);
        if !asked.contains(format.name.as_str()) {
            continue;
        }
        body.push('\n');
        body.push_str(&check(index, name, format, wrong));
        body.push('\n');
        body.push_str(&schema(index, name, format));
    }
    let mut text =
        comment(&[Block::Text("The formats of the model: a test and a check each.".to_owned())], 0);
    if body.is_empty() {
        return Ok(text + "export {};\n");
    }
    text = String::new();
    if body.contains(" automaton(") {
        text.push_str("import { automaton } from \"./runtime/automaton.js\";\n");
    }
    let mut makers = vec!["type Format"];
    makers.extend(["among", "format"].into_iter().filter(|one| body.contains(&format!(" {one}("))));
    makers.sort_by_key(|name| name.trim_start_matches("type ").to_lowercase());
    // The import that every check needs, and that nothing else does.
    if !asked.is_empty() {
        text.push_str(&format!(
            "import {{ {} }} from \"./runtime/constraints.js\";\n\
             import type {{ JsonSchema }} from \"./runtime/describe.js\";\n",
            makers.join(", ")
        ));
    }
    let sets: Vec<&str> =
        ["capitals", "spaced"].into_iter().filter(|one| body.contains(&format!(" {one}("))).collect();
    if !sets.is_empty() {
        text.push_str(&format!("import {{ {} }} from \"./runtime/types.js\";\n", sets.join(", ")));
    }
    Ok(text + &body)
}

/// The formats, each after the one that it asks for then: a constant is there before it is named.
fn followers_first(formats: &[Format]) -> Vec<&Format> {
    let mut ordered: Vec<&Format> = Vec::new();
    for format in formats {
        let mut chain = vec![format];
        // No chain is longer than there are formats.
        while let Some(next) = chain.last().and_then(|last| last.then.as_ref())
            && let Some(next) = formats.iter().find(|one| one.name == *next)
            && chain.len() <= formats.len()
        {
            chain.push(next);
        }
        for one in chain.into_iter().rev() {
            if !ordered.iter().any(|known| known.name == one.name) {
                ordered.push(one);
            }
        }
    }
    ordered
}

/// The test of a format, and what its check asks: whether it finds something wrong.
fn test(name: &str, format: &Format) -> Result<(String, String), Unprintable> {
    let mut tests = Vec::new();
    let mut constants = String::new();
    let mut wrong = None;
    if let Some(pattern) = &format.pattern {
        wrong = pattern::wrong(pattern);
        tests.push(match &wrong {
            Some(regex) => Code::call(format!("!{regex}.test"), [Code::word("x")]),
            None => {
                let (constant, test) = walk(&format!("has{name}"), pattern)?;
                constants.push_str(&constant);
                Code::word(test)
            }
        });
    }
    if let Some(pattern) = &format.not_pattern {
        wrong = pattern::found(pattern);
        tests.push(match &wrong {
            Some(regex) => Code::call(format!("!{regex}.test"), [Code::word("x")]),
            None => {
                let (constant, test) = walk(&format!("lacks{name}"), pattern)?;
                constants.push_str(&constant);
                Code::word(format!("!{test}"))
            }
        });
    }
    if !format.values.is_empty() {
        constants.push_str(&values(name, &format.values));
        tests.push(Code::word(format!("values{name}.has(x)")));
        wrong = None;
    }
    if tests.is_empty() {
        tests.push(Code::word("x !== undefined"));
    }
    let (all, wrong) = match (<[Code; 1]>::try_from(tests), wrong) {
        (Ok([only]), Some(wrong)) => (only, wrong),
        (Ok([only]), None) => (only, format!("{{ test: (x) => !is{name}(x) }}")),
        (Err(tests), _) => (Code::Chain("&&", tests), format!("{{ test: (x) => !is{name}(x) }}")),
    };
    let docs = vec![Block::Text(doc::sentence(&format.doc))];
    let head = format!("export function is{name}(x: string): boolean {{\n");
    let text = format!("{constants}{}{head}  return {};\n}}\n", comment(&docs, 0), all.print(2, 9, 1));
    Ok((text, wrong))
}

/// What finds that a text does not match a pattern, and the constant that it needs.
pub fn wrong(name: &str, pattern: &str) -> Result<(String, String), Unprintable> {
    if let Some(regex) = pattern::wrong(pattern) {
        return Ok((String::new(), regex));
    }
    let (constant, test) = walk(name, pattern)?;
    Ok((constant, format!("{{ test: (x) => !{test} }}")))
}

/// The test of a pattern as a constant, and its call with `x`.
fn walk(name: &str, pattern: &str) -> Result<(String, String), Unprintable> {
    let head = format!("const {name}: (x: string) => boolean");
    Ok((assign(&head, &automaton::print(pattern)?) + "\n", format!("{name}(x)")))
}

/// A list of texts: in one text where none holds a space, which is smaller.
fn values(name: &str, values: &[String]) -> String {
    let head = format!("const values{name}: ReadonlySet<string>");
    let plain = |value: &String| !value.is_empty() && value.bytes().all(|b| b.is_ascii_graphic());
    let call = if let Some(gaps) = gaps(values) {
        Code::call("/* @__PURE__ */ capitals", [Code::word(literal(&gaps))])
    } else if values.iter().all(plain) {
        Code::call("/* @__PURE__ */ spaced", [Code::word(literal(&values.join(" ")))])
    } else {
        let list = Code::List(values.iter().map(|value| Code::word(literal(value))).collect());
        Code::call("/* @__PURE__ */ new Set", [list])
    };
    assign(&head, &call) + "\n"
}

/// Of sorted texts of three capitals how many others are between each and the one before, as the runtime reads it.
fn gaps(values: &[String]) -> Option<String> {
    let mut gaps = String::new();
    let mut next = 0_u32;
    for value in values {
        let [a, b, c] = <[u8; 3]>::try_from(value.as_bytes()).ok()?;
        if ![a, b, c].iter().all(u8::is_ascii_uppercase) {
            return None;
        }
        let at = [a, b, c].iter().fold(0, |at, letter| at * 26 + u32::from(letter - b'A'));
        let mut rest = at.checked_sub(next)?;
        next = at + 1;
        let mut digits = vec![digit(rest % 16)];
        rest /= 16;
        while rest > 0 {
            digits.push(digit(16 + rest % 10));
            rest /= 10;
        }
        gaps.extend(digits.iter().rev());
    }
    Some(gaps)
}

fn digit(value: u32) -> char {
    u8::try_from(value).map_or('a', |value| char::from(b'a' + value))
}

fn check(index: &Index<'_>, name: &str, format: &Format, wrong: String) -> String {
    let next = format.then.as_deref().and_then(|next| index.format(next));
    let is_list = format.pattern.is_none() && format.not_pattern.is_none() && !format.values.is_empty();
    let (function, finds) =
        if is_list && next.is_none() { ("among", format!("values{name}")) } else { ("format", wrong) };
    let mut arguments = vec![literal(&format.code), literal(&format.message), finds];
    arguments.extend(next.map(|next| format!("format{next}")));
    let words = format!("The format {}.", doc::code(&format.name));
    let docs = comment(&[Block::Text(words)], 0);
    let arguments: Vec<Code> = arguments.into_iter().map(Code::Word).collect();
    let call = Code::call(format!("/* @__PURE__ */ {function}"), arguments);
    format!("{docs}{}", assign(&format!("export const format{name}: Format"), &call))
}

/// What JSON Schema says of the format.
fn schema(index: &Index<'_>, name: &str, format: &Format) -> String {
    let source = |pattern: &String| ("pattern".to_owned(), Code::word(literal(&anchored(pattern))));
    let mut keywords: Vec<(String, Code)> = format.pattern.iter().map(source).collect();
    if let Some(pattern) = &format.not_pattern {
        keywords.push(("not".to_owned(), Code::Object(vec![source(pattern)])));
    }
    if !format.values.is_empty() {
        keywords.push(("enum".to_owned(), Code::word(format!("[...values{name}]"))));
    }
    if let Some(next) = format.then.as_deref().and_then(|next| index.format(next)) {
        let next = Code::call(format!("schema{next}"), []);
        keywords.push(("allOf".to_owned(), Code::List(vec![next])));
    }
    let words = format!("What JSON Schema says of the format {}.", doc::code(&format.name));
    let object = Code::Object(keywords).print(2, 9, 1);
    let head = format!("export function schema{name}(): JsonSchema");
    format!("{}{head} {{\n  return {object};\n}}\n", comment(&[Block::Text(words)], 0))
}

/// A pattern that means the whole text.
pub fn anchored(pattern: &str) -> String {
    format!("^(?:{pattern})$")
}

#[cfg(test)]
mod tests {
    use super::gaps;

    #[test]
    fn gaps_are_short_numbers() {
        let gaps = |texts: &[&str]| gaps(&texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>());
        assert_eq!(gaps(&["AAA", "AAB", "AAS", "AAZ", "BAA"]).as_deref(), Some("aaraguqk"));
        for texts in [["AAB", "AAA"], ["AAA", "AAA"], ["AAA", "AA"], ["aaa", "bbb"]] {
            assert_eq!(gaps(&texts), None);
        }
    }
}
