//! `src/rules/SUBSET.md`, row by row, through the type-checker and the interpreter.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fingen::api::{Api, RuleBody, Shape};
use fingen::judge::{Judge, Options};
use fingen::report::Report;
use serde_json::{Map, Value};
use std::fmt::Write;

const TABLES: &str = include_str!("../src/rules/SUBSET.md");

struct Row {
    columns: String,
    cells: Vec<String>,
}

/// The rows of the tables under one heading: `expression | with | result`.
fn rows(columns: &str) -> Vec<Row> {
    let (mut rows, mut current) = (Vec::new(), String::new());
    for line in TABLES.lines() {
        let Some(inner) = line.strip_prefix("| ").and_then(|line| line.strip_suffix('|')) else {
            current.clear();
            continue;
        };
        let inner = inner.replace("\\|", "\u{1}");
        let cells = inner.split('|').map(|cell| cell.trim().trim_matches('`').replace('\u{1}', "|"));
        let cells: Vec<String> = cells.collect();
        if current.is_empty() {
            current = cells.join(" | ");
        } else if !cells[0].starts_with("---") {
            rows.push(Row { columns: current.clone(), cells });
        }
    }
    rows.retain(|row| row.columns == columns);
    assert!(rows.len() > 20, "{} rows of {columns}", rows.len());
    rows
}

fn block(language: &str) -> &'static str {
    let (_, rest) = TABLES.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0
}

/// A model of the sample, with a rule for each of the conditions.
fn load(conditions: &[String]) -> Result<Api, Report> {
    let mut types = String::from("document: guide\ntypes:\n");
    for line in block("yaml").lines() {
        writeln!(types, "  {line}").unwrap();
    }
    types.push_str("    rules:\n");
    for (index, condition) in conditions.iter().enumerate() {
        let condition = Value::from(condition.as_str());
        writeln!(
            types,
            "      - {{ code: rule_{index}, at: count, message: M, where: W, says: S, require: {condition} }}"
        )
        .unwrap();
    }
    types.push_str(
        "  Kind: { doc: K, section: S, values: { A: { doc: A }, B: { doc: B } } }
  Inner: { doc: I, section: S, fields: { code: { type: text, doc: C }, hint?: { type: text, doc: H } } }
  Part:
    doc: P
    section: S
    fields:
      id: { type: text, doc: I }
      share?: { type: number, doc: S }
      roles?: { type: list of Kind, doc: R }
      inner?: { type: Inner, doc: I }
      digits?: { type: text, format: digits, doc: So that the format is asked for }
    rules:
      - { code: strict_home, at: id, message: M, where: W, says: S, require: context.strict && context.home == this.id }
operations:
  send: { doc: S, section: S, method: POST, path: /s, body: Sample, answers: { 200: null } }
",
    );
    let fin = "api: X\nmodel_version: 0.1.0\nversions: [v1]\nservers: { a: https://a }\n\
               documents: { guide: { title: G, file: g.txt, authority: guide } }\n";
    let formats =
        "formats:\n  digits: { doc: D, message: M, pattern: '[0-9]+', valid: ['1'], invalid: [a] }\n";
    let context = "context:\n  today: { type: date, doc: T, default: current_utc_date }\n  \
                   strict: { type: boolean, doc: S }\n  home: { type: text, doc: H }\n";
    let texts =
        [("fin.yaml", fin), ("formats.yaml", formats), ("context.yaml", context), ("v1/a.yaml", &types)];
    let texts = texts.map(|(name, text)| (name.to_owned(), text.to_owned()));
    fingen::resolve::resolve(&fingen::source::parse("spec", texts.to_vec())?)
}

#[test]
fn results() {
    let rows = rows("expression | with | result");
    // A condition that is false fails, one that is true makes its opposite fail, one that is absent does neither.
    let opposites = rows.iter().map(|row| format!("!({})", row.cells[0]));
    let conditions: Vec<String> = rows.iter().map(|row| row.cells[0].clone()).chain(opposites).collect();
    let api = load(&conditions).unwrap_or_else(|report| panic!("{}", report.text(false)));
    let judge = Judge::new(&api).unwrap();
    for (index, row) in rows.iter().enumerate() {
        let mut sample: Map<String, Value> = serde_json::from_str(block("json")).unwrap();
        let mut context = Map::new();
        let with = if row.cells[1].is_empty() { "{}" } else { &row.cells[1] };
        for (key, value) in serde_json::from_str::<Map<String, Value>>(with).expect(with) {
            match (key.as_str(), value) {
                ("context", Value::Object(values)) => context = values,
                (_, Value::Null) => drop(sample.remove(&key)),
                (_, value) => drop(sample.insert(key, value)),
            }
        }
        let context = judge.context(&context).unwrap();
        let text = Value::Object(sample).to_string();
        let verdict = judge.check_text("v1.Sample", text, &context, &Options::default()).unwrap();
        let fails = |index: usize| verdict.issues.iter().any(|issue| issue.code == format!("rule_{index}"));
        let structure: Vec<_> = verdict.issues.iter().filter(|i| !i.code.starts_with("rule_")).collect();
        let structure: Vec<_> = structure.iter().filter(|i| i.code != "strict_home").collect();
        assert!(structure.is_empty(), "{} {with}: {structure:?}", row.cells[0]);
        let result = match (fails(index), fails(index + rows.len())) {
            (true, false) => "false",
            (false, true) => "true",
            (false, false) => "absent",
            (true, true) => "both",
        };
        assert_eq!(result, row.cells[2], "{} with {with}", row.cells[0]);
    }
}

#[test]
fn what_may_be_absent() {
    let results = rows("expression | with | result");
    let absent = results.iter().filter(|row| row.cells[2] == "absent");
    let mut expected: Vec<(String, &str)> = absent.map(|row| (row.cells[0].clone(), "absent")).collect();
    let known = rows("expression | known");
    expected.extend(known.iter().map(|row| (row.cells[0].clone(), row.cells[1].as_str())));
    let conditions: Vec<String> = expected.iter().map(|(condition, _)| condition.clone()).collect();
    let api = load(&conditions).unwrap_or_else(|report| panic!("{}", report.text(false)));
    let sample = api.find("v1.Sample").and_then(|id| api.type_of(id)).unwrap();
    let Shape::Object { fields, rules } = &sample.shape else { panic!("an object") };
    for rule in fields.iter().flat_map(|field| &field.rules).chain(rules) {
        let index: usize = rule.code.strip_prefix("rule_").unwrap().parse().unwrap();
        let RuleBody::Require { require, .. } = &rule.body else { panic!("a condition") };
        let found = if require.expr.may_be_absent { "absent" } else { "present" };
        assert_eq!(found, expected[index].1, "{}", require.cel);
    }
}

#[test]
fn refusals() {
    for row in rows("expression | refused") {
        let report = load(&[row.cells[0].clone()]).expect_err(&row.cells[0]);
        let codes: Vec<&str> = report.mistakes.iter().map(|mistake| mistake.code.name()).collect();
        assert!(codes.contains(&row.cells[1].as_str()), "{}: {}", row.cells[0], report.text(false));
        assert!(report.mistakes.iter().all(|mistake| mistake.place.file == "spec/v1/a.yaml"), "{codes:?}");
    }
}
