//! Codes, formats, context values and rulings.

use super::anchor::{Anchor, CODES};
use super::tree::{Chapter, Entry, Group, Inline, code, listed, text};
use super::types::link;
use crate::api::{Api, Report, Reporter, Resting};
use crate::explain::{meaning, messages, switch_off};
use fin_core::Structure;
use std::collections::{HashMap, HashSet};

/// The chapters, in their order.
pub fn chapters(api: &Api) -> Vec<Chapter> {
    let chapter = |id: &str, title: &str, intro: Vec<Inline>, entries: Vec<Entry>| Chapter {
        anchor: Anchor::new(CODES, &[id]),
        scope: String::new(),
        title: title.to_owned(),
        intro,
        groups: vec![Group { title: String::new(), entries }],
    };
    let mut reports: HashMap<&str, Vec<Report>> = HashMap::new();
    for report in api.reports() {
        reports.entry(report.code()).or_default().push(report);
    }
    let known = api.codes();
    let codes =
        known.iter().map(|one| of_code(api, one, reports.get(one).map_or(&[], Vec::as_slice))).collect();
    vec![
        chapter("codes", "Codes", codes_intro(), codes),
        chapter(
            "formats",
            "Formats",
            vec![text("Shapes that texts have, by name. A pattern is for the whole text.")],
            api.formats.iter().map(|format| of_format(api, format, known.contains(&*format.code))).collect(),
        ),
        chapter(
            "context",
            "Context",
            vec![text("What rules ask for beside the payload. A rule is skipped without it.")],
            api.context.iter().map(|value| of_context(api, value)).collect(),
        ),
        chapter(
            "rulings",
            "Rulings",
            vec![text("What the model does where the guides contradict themselves or leave something open.")],
            api.rulings.iter().map(|(id, ruling)| of_ruling(api, id, ruling)).collect(),
        ),
    ]
}

fn codes_intro() -> Vec<Inline> {
    let mut intro = vec![text(
        "What an issue's `code` may be. Codes of the structure cannot be switched off; any other can: ",
    )];
    intro.extend(listed(
        switch_off("CODE", None)
            .into_iter()
            .map(|way| vec![code(way.how), text(format!(" in {}", way.language.unwrap_or_default()))]),
    ));
    intro.extend([
        text(". A failing and a passing payload for each: "),
        code("cargo run --release -- explain CODE"),
        text("."),
    ]);
    intro
}

fn of_code(api: &Api, name: &str, reports: &[Report]) -> Entry {
    let structure = Structure::ALL.into_iter().find(|structure| structure.code() == name);
    let mut entry = Entry::new("code", Anchor::code(name), "", name, "");
    if let Some(structure) = structure {
        entry.is.push(text("structure"));
        entry.say("Message", listed(messages(structure).into_iter().map(|said| vec![code(said)])));
        entry.say("", vec![text(meaning(structure))]);
        let ways = switch_off(name, Some(structure));
        let ways = ways.into_iter().map(|way| match way.language {
            Some(language) => vec![code(way.how), text(format!(" in {language}"))],
            None => vec![text(way.how)],
        });
        entry.say("Switched off", listed(ways));
        return entry;
    }
    let own = api.formats.iter().filter(|format| format.code == name);
    entry.is.push(text(match reports.first().map(|report| report.by) {
        Some(Reporter::Rule(_)) => "rule",
        Some(Reporter::Constraint(_)) => "constraint",
        Some(Reporter::Format(..)) | None => "format",
    }));
    let mut said: Vec<&str> = Vec::new();
    for message in reports.iter().map(|report| report.message()) {
        if !said.contains(&message) {
            said.push(message);
        }
    }
    entry.say("Message", listed(said.into_iter().map(|said| vec![code(said)])));
    entry.say(
        "Format",
        listed(own.map(|one| vec![Inline::Link(Anchor::format(&one.name), one.name.clone())])),
    );
    entry.say("Reported by", reported_by(reports));
    for report in reports {
        if let Reporter::Rule(rule) = report.by {
            entry.sources.push(rule.place.statement());
            entry.rulings.extend(rule.rulings.iter().cloned());
        }
    }
    if entry.sources.is_empty() {
        sections(&mut entry, reports);
    }
    dedup(&mut entry.sources);
    dedup(&mut entry.rulings);
    entry
}

/// The sections whose fields have the constraint.
fn sections(entry: &mut Entry, reports: &[Report]) {
    let places = reports.iter().filter_map(|report| match report.by {
        Reporter::Format(_, format) => format.place.clone(),
        Reporter::Constraint(_) => report.field.map(|field| field.place.section_alone()),
        Reporter::Rule(_) => None,
    });
    entry.sources.extend(places.map(|place| place.statement()));
}

fn dedup(texts: &mut Vec<String>) {
    let mut known = HashSet::new();
    texts.retain(|text| known.insert(text.clone()));
}

/// The fields and rules, by type.
fn reported_by(reports: &[Report]) -> Vec<Inline> {
    let mut parts = Vec::new();
    let mut last = None;
    for report in reports {
        let is_new = last != Some(report.id);
        if is_new {
            parts.extend(last.map(|_| text("; ")));
            parts.extend([link(report.ty), text(": ")]);
            last = Some(report.id);
        } else {
            parts.push(text(", "));
        }
        parts.push(match (report.by, report.field) {
            (Reporter::Rule(rule), _) => Inline::Link(Anchor::rule(report.ty, rule), rule.code.clone()),
            (_, Some(field)) => Inline::Link(Anchor::member(report.ty, &field.name), field.name.clone()),
            (_, None) => text(""),
        });
    }
    parts
}

fn of_format(api: &Api, format: &crate::api::Format, is_code: bool) -> Entry {
    let mut entry = Entry::new("format", Anchor::format(&format.name), "", &format.name, &format.doc);
    if is_code {
        entry.say("Code", vec![Inline::Link(Anchor::code(&format.code), format.code.clone())]);
        entry.say("Message", vec![code(format.message.clone())]);
    }
    entry.say("Matches", format.pattern.iter().map(|pattern| code(pattern.clone())).collect());
    entry.say("Does not match", format.not_pattern.iter().map(|pattern| code(pattern.clone())).collect());
    if !format.values.is_empty() {
        entry.say("One of", vec![text(format!("{} texts", format.values.len()))]);
    }
    let then = format.then.as_ref().and_then(|then| api.format(then));
    entry.say(
        "Then",
        then.map(|then| Inline::Link(Anchor::format(&then.name), then.name.clone())).into_iter().collect(),
    );
    let quoted = |texts: &[String]| listed(texts.iter().map(|one| vec![code(format!("{one:?}"))]));
    entry.say("Passes", quoted(&format.valid));
    entry.say("Fails", quoted(&format.invalid));
    entry.sources.extend(format.place.iter().map(|place| place.statement()));
    entry.rulings.clone_from(&format.rulings);
    entry
}

fn of_context(api: &Api, value: &crate::api::ContextValue) -> Entry {
    let mut entry = Entry::new("context", Anchor::context(&value.name), "", &value.name, &value.doc);
    entry.is.push(text(value.kind.name()));
    if value.defaults_to_today {
        entry.say("Default", vec![text("the current day in UTC")]);
    }
    let asks = |report: &Report| match report.by {
        Reporter::Rule(rule) => rule.context.contains(&value.name),
        // Bounds of days are bounds from `today`.
        Reporter::Constraint(one) => {
            value.defaults_to_today && one.constraint.name().applies() == fin_core::Applies::Date
        }
        Reporter::Format(..) => false,
    };
    let reports: Vec<Report> = api.reports().filter(asks).collect();
    entry.say("Asked for by", reported_by(&reports));
    entry
}

fn of_ruling(api: &Api, id: &str, ruling: &crate::model::Ruling) -> Entry {
    let mut entry = Entry::new("ruling", Anchor::ruling(id), "", id, &ruling.conflict);
    entry.say("Decision", vec![text(ruling.decision.clone())]);
    entry.say("Reason", vec![text(ruling.reason.clone())]);
    let resting = api.resting_on(id).into_iter().map(|part| match part {
        Resting::Type(ty) => link(ty),
        Resting::Member(ty, name) => {
            Inline::Link(Anchor::member(ty, name), format!("{}.{name}", ty.qualified()))
        }
        Resting::Rule(ty, rule) => {
            Inline::Link(Anchor::rule(ty, rule), format!("{}: {}", ty.qualified(), rule.code))
        }
        Resting::Operation(call) => {
            let scope = call.scope.name();
            Inline::Link(Anchor::call(scope, &call.name), format!("{scope}.{}", call.name))
        }
        Resting::Format(format) => Inline::Link(Anchor::format(&format.name), format.name.clone()),
    });
    entry.say("Rests on it", listed(resting.map(|part| vec![part])));
    entry.sources.extend(ruling.places.iter().map(|place| api.place_of(place).statement()));
    entry
}
