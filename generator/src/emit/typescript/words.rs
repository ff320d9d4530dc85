//! The codes and the usual messages: what `fin-core` says, in TypeScript.

use super::{
    doc::{Block, comment},
    names::literal,
};
use crate::api::Api;
use fin_core::{
    Constraint, Kind, MAX_ISSUES, Name, Structure, constraint_message, required, type_mismatch, unknown_field,
};
use std::collections::BTreeSet;

/// Prints `runtime/words.ts`.
pub fn words() -> String {
    let mut text = comment(&[Block::Text("How many issues are kept.".to_owned())], 0);
    text.push_str(&format!("export const MAX_ISSUES = {MAX_ISSUES};\n\n"));
    let fixed = |structure: Structure| structure.message().unwrap_or_default().to_owned();
    let plain = |constraint| constraint_message::<String>(&constraint).unwrap_or_default();
    let constants = [
        ("JSON_TEXT", fixed(Structure::Json)),
        ("ENUM", fixed(Structure::Enum)),
        ("DATE", fixed(Structure::Date)),
        ("UUID", fixed(Structure::Uuid)),
        ("TEXT", type_mismatch(Kind::Text).to_owned()),
        ("INTEGER", type_mismatch(Kind::Integer).to_owned()),
        ("NUMBER", type_mismatch(Kind::Number).to_owned()),
        ("BOOLEAN", type_mismatch(Kind::Boolean).to_owned()),
        ("OBJECT", type_mismatch(Kind::Object).to_owned()),
        ("LIST", type_mismatch(Kind::List).to_owned()),
        ("BLANK", plain(Constraint::NotBlank)),
        ("PATTERN", plain(Constraint::Pattern(String::new()))),
        ("ASCII", plain(Constraint::Ascii)),
        ("PAST", plain(Constraint::Past)),
        ("PAST_OR_TODAY", plain(Constraint::PastOrToday)),
        ("FUTURE", plain(Constraint::Future)),
        ("UNIQUE_ITEMS", plain(Constraint::UniqueItems)),
        ("NOT_EMPTY", plain(Constraint::MinItems(1))),
    ];
    for (name, words) in constants {
        text.push_str(&format!("export const {name} = {};\n", literal(&words)));
    }
    text.push_str(&format!(
        "\nexport function required(field: string): string {{\n  return {};\n}}\n",
        template(&required(HOLE), HOLE, "field")
    ));
    let none = literal(&unknown_field(None));
    let some = template(&unknown_field(Some(HOLE)), HOLE, "meant");
    text.push_str(&format!(
        "\nexport function unknownField(meant: string | undefined): string {{\n  \
         return meant === undefined ? {none} : {some};\n}}\n"
    ));
    type Counted = fn(u32) -> Constraint<String>;
    let counted: [(&str, Counted); 6] = [
        ("minLength", Constraint::MinLength),
        ("maxLength", Constraint::MaxLength),
        ("minAge", Constraint::MinAge),
        ("maxAge", Constraint::MaxAge),
        ("minItems", Constraint::MinItems),
        ("maxItems", Constraint::MaxItems),
    ];
    for (name, of) in counted {
        // What is said of a single one is printed where it is asked for.
        let many = template(&plain(of(COUNT)), &COUNT.to_string(), "n");
        text.push_str(&format!("\nexport function {name}(n: number): string {{\n  return {many};\n}}\n"));
    }
    for (name, bound) in [
        ("minimum", Constraint::Minimum(f64::from(COUNT))),
        ("maximum", Constraint::Maximum(f64::from(COUNT))),
    ] {
        let words = template(&plain(bound), &COUNT.to_string(), "n");
        text.push_str(&format!("\nexport function {name}(n: number): string {{\n  return {words};\n}}\n"));
    }
    text
}

/// What stands for the part that changes.
const HOLE: &str = "\u{0}";
const COUNT: u32 = 9_876;

/// A text with a hole as a template literal.
fn template(text: &str, hole: &str, name: &str) -> String {
    let parts: Vec<String> = text
        .split(hole)
        .map(|part| part.replace('\\', "\\\\").replace('`', "\\`").replace("${", "\\${"))
        .collect();
    format!("`{}`", parts.join(&format!("${{{name}}}")))
}

/// The codes of structure, and those of everything else.
pub fn all_codes(api: &Api) -> [Vec<&str>; 2] {
    let structure: Vec<&str> = Structure::ALL.iter().map(|code| code.code()).collect();
    let mut others: Vec<&str> =
        Name::ALL.iter().filter(|name| !matches!(name, Name::Format)).map(|name| name.code()).collect();
    let known: BTreeSet<&str> = structure.iter().chain(&others).copied().collect();
    others.extend(api.codes().into_iter().filter(|code| !known.contains(code)));
    [structure, others]
}

/// Prints `codes.ts`.
pub fn codes(api: &Api) -> String {
    let [structure, others] = all_codes(api);
    let union_of = |name: &str, docs: &str, codes: &[&str]| {
        let codes: Vec<String> = codes.iter().map(|code| literal(code)).collect();
        comment(&[Block::Text(docs.to_owned())], 0) + &super::types::union(name, &codes)
    };
    format!(
        "{}\n{}\n{}export type IssueCode = StructureCode | IgnorableCode;\n",
        union_of(
            "StructureCode",
            "What is wrong with a payload's structure. These codes cannot be ignored.",
            &structure
        ),
        union_of("IgnorableCode", "What is wrong with a value: constraints, formats and rules.", &others),
        comment(&[Block::Text("What kind of mistake an issue is.".to_owned())], 0)
    )
}
