//! The formats → a test and a check each.

use super::{
    doc::{self, Block, comment},
    index::Index,
    layout::{Code, assign, when},
    names::literal,
};
use crate::{api::Format, emit::Error};

/// Prints `formats.ts`.
pub fn print(index: &Index<'_>) -> Result<String, Error> {
    let mut body = String::new();
    for format in &index.api.formats {
        let name = index.format(&format.name).unwrap_or_default();
        body.push('\n');
        body.push_str(&test(name, format));
        body.push('\n');
        body.push_str(&check(index, name, format));
        body.push('\n');
        body.push_str(&schema(index, name, format));
    }
    let mut text =
        comment(&[Block::Text("The formats of the model: a test and a check each.".to_owned())], 0);
    if body.is_empty() {
        return Ok(text + "export {};\n");
    }
    text = String::from(
        "import type { IssueCode } from \"./codes.js\";\nimport { type Checker, fail } from \"./runtime/checker.js\";\n\
         import type { JsonSchema } from \"./runtime/describe.js\";\n",
    );
    if body.contains("spaced(") {
        text.push_str("import { spaced } from \"./runtime/types.js\";\n");
    }
    Ok(text + &body)
}

fn test(name: &str, format: &Format) -> String {
    let mut tests = Vec::new();
    let mut constants = String::new();
    if let Some(pattern) = &format.pattern {
        constants.push_str(&constant(&format!("pattern{name}"), "RegExp", &regex(pattern)));
        tests.push(Code::word(format!("pattern{name}.test(x)")));
    }
    if let Some(pattern) = &format.not_pattern {
        constants.push_str(&constant(&format!("not{name}"), "RegExp", &regex(pattern)));
        tests.push(Code::word(format!("!not{name}.test(x)")));
    }
    if !format.values.is_empty() {
        constants.push_str(&values(name, &format.values));
        tests.push(Code::word(format!("values{name}.has(x)")));
    }
    if tests.is_empty() {
        tests.push(Code::word("x !== undefined"));
    }
    let docs = vec![Block::Text(doc::sentence(&format.doc))];
    let head = format!("export function is{name}(x: string): boolean {{\n");
    let all = match <[Code; 1]>::try_from(tests) {
        Ok([only]) => only,
        Err(tests) => Code::Chain("&&", tests),
    };
    format!("{constants}{}{head}  return {};\n}}\n", comment(&docs, 0), all.print(2, 9, 1))
}

fn constant(name: &str, ty: &str, value: &str) -> String {
    assign(&format!("const {name}: {ty}"), &Code::word(value)) + "\n"
}

/// A list of texts: in one text where none holds a space, which is smaller.
fn values(name: &str, values: &[String]) -> String {
    let head = format!("const values{name}: ReadonlySet<string>");
    let call = if values.iter().all(|value| !value.contains(' ') && !value.is_empty()) {
        Code::call("/* @__PURE__ */ spaced", [Code::word(literal(&values.join(" ")))])
    } else {
        let list = Code::List(values.iter().map(|value| Code::word(literal(value))).collect());
        Code::call("/* @__PURE__ */ new Set", [list])
    };
    assign(&head, &call) + "\n"
}

fn check(index: &Index<'_>, name: &str, format: &Format) -> String {
    let head = Code::call(
        format!("export function as{name}"),
        [
            Code::word("c: Checker"),
            Code::word("x: string | undefined"),
            Code::word(format!("message: string = {}", literal(&format.message))),
            Code::word(format!("code: IssueCode = {}", literal(&format.code))),
        ],
    );
    let end = ": string | undefined {";
    let words = format!("Asks for the format {}.", doc::code(&format.name));
    let mut text = comment(&[Block::Text(words)], 0);
    text.push_str(&head.print(0, 0, end.len()));
    text.push_str(end);
    text.push_str("\n  if (x === undefined) return x;\n");
    let failing = |name: &str, words: [String; 2]| {
        let [code, message] = words.map(Code::Word);
        (Code::word(format!("!is{name}(x)")), Code::call("fail", [Code::word("c"), code, message]))
    };
    let mut asked = vec![failing(name, ["code".to_owned(), "message".to_owned()])];
    let mut next = format.then.as_deref();
    // No chain is longer than there are formats.
    for _ in 0..index.api.formats.len() {
        let Some(format) = next.and_then(|next| index.api.format(next)) else { break };
        let name = index.format(&format.name).unwrap_or_default();
        asked.push(failing(name, [literal(&format.code), literal(&format.message)]));
        next = format.then.as_deref();
    }
    let last = asked.len().saturating_sub(1);
    for (position, (test, then)) in asked.iter().enumerate() {
        let mut line = when(test, then, 2);
        if position > 0 {
            line = format!("  else {}", line.trim_start());
        }
        if position < last && line.ends_with("}\n") {
            line.truncate(line.len() - 1);
            line.push(' ');
        }
        text.push_str(&line);
    }
    text + "  return x;\n}\n"
}

/// What JSON Schema says of the format.
fn schema(index: &Index<'_>, name: &str, format: &Format) -> String {
    let source = |constant: &str| ("pattern".to_owned(), Code::word(format!("{constant}{name}.source")));
    let mut keywords = Vec::new();
    if format.pattern.is_some() {
        keywords.push(source("pattern"));
    }
    if format.not_pattern.is_some() {
        keywords.push(("not".to_owned(), Code::Object(vec![source("not")])));
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

/// A pattern for the whole text. Patterns are portable: without flags they mean here what they mean elsewhere, but
/// for characters beyond the basic plane.
pub fn regex(pattern: &str) -> String {
    let mut escaped = String::new();
    let mut in_class = false;
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                escaped.push(c);
                if let Some(next) = chars.next() {
                    escape(next, &mut escaped);
                }
                continue;
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => escaped.push('\\'),
            _ => {}
        }
        escape(c, &mut escaped);
    }
    format!("/{}/u", anchored(&escaped))
}

/// What would end the line, or cannot be seen, by its number.
fn escape(c: char, out: &mut String) {
    if c.is_ascii_control() || (!c.is_ascii() && c.escape_debug().count() > 1) {
        out.push_str(&format!("\\u{{{:x}}}", c as u32));
    } else {
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::regex;

    #[test]
    fn patterns_stay_on_their_line() {
        assert_eq!(regex("a/[/]b\\/"), "/^(?:a\\/[/]b\\/)$/u");
        assert_eq!(regex("\n\u{2028}é😀"), "/^(?:\\u{a}\\u{2028}é😀)$/u");
    }
}
