//! A code: what it means, who reports it, what fails with it and what passes.

use super::words::{about, constraint, demand, format_examples, format_words};
use super::{Arises, Demand, Explanation, SwitchOff};
use crate::api::{Api, Format, Place, Report, Reporter};
use crate::judge::JudgeError;
use crate::witness::Examples;
use fin_core::{Kind, Structure, required, type_mismatch, unknown_field};

/// A code with all that reports it.
///
/// # Errors
/// A model that cannot be compiled to judge the examples.
pub fn code(api: &Api, code: &str) -> Result<Explanation, JudgeError> {
    let structure = Structure::ALL.into_iter().find(|structure| structure.code() == code);
    let reports: Vec<Report> = api.reports_of(code).collect();
    let is = match (structure, reports.first().map(|report| report.by)) {
        (Some(_), _) => "of the structure",
        (None, Some(Reporter::Rule(_))) => "of a rule",
        (None, Some(Reporter::Constraint(_))) => "of a constraint",
        (None, Some(Reporter::Format(..)) | None) => "of a format",
    };
    let demands = match structure {
        Some(structure) => vec![Demand {
            code: code.to_owned(),
            message: messages(structure).join("\" or \""),
            words: vec![meaning(structure).to_owned()],
        }],
        None => demands(api, &reports),
    };
    let own = api.formats.iter().find(|format| format.code == code);
    let doc = own.map_or("", |format| format.doc.as_str());
    let (places, rulings) = rests_on(&reports);
    let places: Vec<&Place> = places.iter().collect();
    let mut explanation = about(api, "code", code.to_owned(), is.to_owned(), doc, demands, &places, &rulings);
    explanation.arises = arises(&reports);
    explanation.example = Examples::new(api)?.of(code);
    explanation.switch_off = switch_off(code, structure);
    Ok(explanation)
}

/// What is demanded, said once however many fields demand it.
fn demands(api: &Api, reports: &[Report]) -> Vec<Demand> {
    let mut demands: Vec<Demand> = Vec::new();
    for report in reports {
        let new = match report.by {
            Reporter::Rule(rule) => demand(rule),
            Reporter::Constraint(one) => constraint(api, one),
            Reporter::Format(_, format) => {
                Demand { message: report.message().to_owned(), ..of_format(api, format) }
            }
        };
        if !demands.iter().any(|known| known.message == new.message && known.words == new.words) {
            demands.push(new);
        }
    }
    demands
}

fn of_format(api: &Api, format: &Format) -> Demand {
    let words = format_words(api, format).into_iter().chain(format_examples(format)).collect();
    Demand { code: format.code.clone(), message: format.message.clone(), words }
}

/// The places of rules and formats; of a constraint the sections of the fields that have it.
fn rests_on(reports: &[Report]) -> (Vec<Place>, Vec<String>) {
    let (mut places, mut rulings) = (Vec::new(), Vec::new());
    for report in reports {
        match report.by {
            Reporter::Rule(rule) => {
                places.push(rule.place.clone());
                rulings.extend(rule.rulings.iter().cloned());
            }
            Reporter::Format(_, format) => {
                places.extend(format.place.clone());
                rulings.extend(format.rulings.iter().cloned());
            }
            Reporter::Constraint(_) => {}
        }
    }
    if places.is_empty() {
        let mut sections: Vec<Place> = Vec::new();
        for report in reports {
            let section = report.field.map_or(&report.ty.place, |field| &field.place).section_alone();
            if !sections.contains(&section) {
                sections.push(section);
            }
        }
        places.extend(sections);
    }
    (places, rulings)
}

/// Who reports it, by type.
fn arises(reports: &[Report]) -> Vec<Arises> {
    let mut found: Vec<Arises> = Vec::new();
    for report in reports {
        let ty = report.ty.qualified();
        let field = report.field.map(|field| field.name.clone());
        match found.iter_mut().find(|known| known.ty == ty) {
            Some(known) => known.fields.extend(field.filter(|name| !known.fields.contains(name))),
            None => found.push(Arises { ty, fields: field.into_iter().collect() }),
        }
    }
    found
}

/// What a code of the structure says of a payload.
pub fn meaning(structure: Structure) -> &'static str {
    match structure {
        Structure::Json => "the text is JSON, without a byte order mark and without lone surrogates",
        Structure::Type => {
            "each value is of the JSON type that the model says, and no number is out of range"
        }
        Structure::Required => "what is required is there and not null",
        Structure::UnknownField => "a request holds no field that the model does not know",
        Structure::Enum => "the text is one of the enum's values, to the letter",
        Structure::Date => "the text is a day of the calendar, YYYY-MM-DD",
        Structure::Uuid => "the text is a UUID in its usual form",
    }
}

/// The messages of a code of the structure.
pub fn messages(structure: Structure) -> Vec<String> {
    match structure {
        Structure::Type => {
            let kinds = [Kind::Text, Kind::Integer, Kind::Number, Kind::Boolean, Kind::Object, Kind::List];
            kinds.map(|kind| type_mismatch(kind).to_owned()).to_vec()
        }
        Structure::Required => vec![required("…")],
        Structure::UnknownField => vec![unknown_field(None), unknown_field(Some("…"))],
        Structure::Json | Structure::Enum | Structure::Date | Structure::Uuid => {
            structure.message().map(str::to_owned).into_iter().collect()
        }
    }
}

/// How each language switches a code off.
pub fn switch_off(code: &str, structure: Option<Structure>) -> Vec<SwitchOff> {
    let ways = match structure {
        None => [
            ("Rust", format!("Options::new().ignore({code:?})")),
            ("TypeScript", format!("{{ ignore: [{code:?}] }}")),
            ("Python", format!("ignore={{{code:?}}}")),
        ],
        Some(Structure::UnknownField) => [
            ("Rust", String::from("Options::new().allow_unknown_fields()")),
            ("TypeScript", String::from("{ unknownFields: \"allow\" }")),
            ("Python", String::from("unknown_fields=\"allow\"")),
        ],
        Some(_) => {
            let how = String::from("not at all: a payload of another structure cannot be read");
            return vec![SwitchOff { language: None, how }];
        }
    };
    ways.map(|(language, how)| SwitchOff { language: Some(language), how }).into()
}
