//! The JSON that stands in the guides' texts, with the place where it stands.

use fingen::api::{Api, Place};
use serde_json::Value;
use std::collections::BTreeSet;

/// A JSON object of a guide.
pub struct Example {
    /// The document's key: `individuals`.
    pub document: String,
    /// The tab: `v2`.
    pub tab: String,
    /// The heading nearest above it.
    pub section: String,
    /// The line that it starts on.
    pub line: usize,
    /// The text.
    pub text: String,
    /// The object.
    pub value: Value,
}

impl Example {
    /// `document/tab/section`, as `spec/rulings.yaml` names examples.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}/{}/{}", self.document, self.tab, self.section)
    }
}

/// Finds every JSON object in a guide's text, innermost ones left out.
///
/// # Errors
/// What begins like an object and is none, by its line.
pub fn examples(api: &Api, document: &str, text: &str) -> Result<Vec<Example>, String> {
    let sections = sections(api, document);
    let mut examples = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('{')) {
        at += found;
        let rest = text.get(at..).unwrap_or_default();
        let above = text.get(..at).unwrap_or_default();
        let line = above.matches('\n').count() + 1;
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        match values.next() {
            Some(Ok(value @ Value::Object(_))) => {
                let length = values.byte_offset();
                examples.push(Example {
                    document: document.to_owned(),
                    tab: tab(above).to_owned(),
                    section: section(above, &sections).to_owned(),
                    line,
                    text: rest.get(..length).unwrap_or_default().to_owned(),
                    value,
                });
                at += length;
            }
            _ if rest.get(1..).is_some_and(|inside| inside.trim_start().starts_with('"')) => {
                return Err(format!("{document}:{line}: what begins like a JSON object is none"));
            }
            _ => at += 1,
        }
    }
    Ok(examples)
}

/// A section of a guide.
pub struct Section<'t> {
    /// The tab: `v2`.
    pub tab: &'static str,
    /// The heading; of what stands above the first one, nothing.
    pub heading: &'t str,
    /// What stands in it, the heading's line too.
    pub text: String,
}

/// The sections of a guide, one after the other. Where one is part of another is not told: plain text has no levels.
#[must_use]
pub fn split<'t>(api: &'t Api, document: &str, text: &'t str) -> Vec<Section<'t>> {
    let known = sections(api, document);
    let mut above = 0;
    let mut split = vec![Section { tab: tab(""), heading: "", text: String::new() }];
    for line in text.split_inclusive('\n') {
        above += line.len();
        if let Some(heading) = heading(line, &known) {
            let tab = tab(text.get(..above).unwrap_or(text));
            split.push(Section { tab, heading, text: String::new() });
        }
        split.last_mut().into_iter().for_each(|section| section.text.push_str(line));
    }
    split
}

/// The headings that the model's places name.
fn sections<'a>(api: &'a Api, document: &str) -> BTreeSet<&'a str> {
    let types = api.types.iter().map(|ty| &ty.place);
    let operations = api.operations.iter().map(|operation| &operation.place);
    let of_places = types.chain(operations).map(|Place { document, section, .. }| (document, section));
    let rulings = api.rulings.iter().flat_map(|(_, ruling)| &ruling.places);
    let of_rulings = rulings.filter_map(|place| Some((place.document.as_ref()?, &place.section)));
    let all = of_places.chain(of_rulings);
    all.filter(|(of, _)| *of == document).map(|(_, section)| section.as_str()).collect()
}

/// The nearest heading: in Markdown a line with number signs, in plain text a line that a known heading ends.
fn section<'t>(above: &'t str, sections: &BTreeSet<&'t str>) -> &'t str {
    above.lines().rev().find_map(|line| heading(line, sections)).unwrap_or_default()
}

fn heading<'t>(line: &'t str, sections: &BTreeSet<&'t str>) -> Option<&'t str> {
    let line = line.trim();
    match line.strip_prefix('#') {
        Some(heading) => Some(heading.trim_start_matches('#').trim()),
        None => sections.iter().copied().find(|section| line.ends_with(section)),
    }
}

/// The newer version's text comes first. The older one's begins with its tab, or where the body's structure is
/// described for the second time.
fn tab(above: &str) -> &'static str {
    let is_older =
        above.contains("<Tab title=\"v1\">") || above.matches("\nRequest Body Structure\n").count() > 1;
    if is_older { "v1" } else { "v2" }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::examples;
    use crate::oracle::Oracle;

    #[test]
    fn finds_objects_wherever_they_stand() {
        let api = Oracle::new().unwrap().api;
        let text = "# Title\n```json\n{\"a\": {\"b\": 1}}\n```\n### Part\nPATH/{id} --data '{\"c\": []}'\n<Tab title=\"v1\">\nText:{\"d\": 2}";
        let found = examples(&api, "businesses", text).unwrap();
        let found: Vec<_> =
            found.iter().map(|example| (example.name(), example.line, example.text.as_str())).collect();
        assert_eq!(
            found,
            [
                ("businesses/v2/Title".to_owned(), 3, "{\"a\": {\"b\": 1}}"),
                ("businesses/v2/Part".to_owned(), 6, "{\"c\": []}"),
                ("businesses/v1/Part".to_owned(), 8, "{\"d\": 2}"),
            ]
        );
        assert!(examples(&api, "businesses", "\n{\"a\": 1,}").is_err_and(|error| error.contains(":2:")));
    }
}
