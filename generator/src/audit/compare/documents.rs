use super::{State, index};
use crate::api::{Field, Type};
use crate::audit::facts::{Sides, Site, ValueRow};
use crate::audit::finding::{Finding, Kind};
use serde_json::{Map, Value, json};

/// A payload that is to be tried: what it has otherwise than the type's example, where it would be refused, whether
/// it may be, and what that shows.
struct Probe {
    with: Map<String, Value>,
    at: String,
    allowed: bool,
    what: String,
    /// The same in a word or two, as rulings name it.
    says: String,
}

impl<'a> State<'a> {
    /// What a row says of a document's sides, files and other fields: the model is asked, with payloads.
    pub(super) fn document_rule(&mut self, site: &Site, of: &Type, row: &ValueRow) {
        if (row.sides.is_none() && row.files.is_none()) || !index::values(of).contains(&row.name.as_str()) {
            return;
        }
        let is_of = |field: &Field| {
            let id = self.index.named(&field.ty);
            id.and_then(|id| self.compared.api.type_of(id))
                .is_some_and(|own| own.qualified() == of.qualified())
        };
        let types = self.index.types(&site.version).map(|(_, ty)| ty);
        let holders: Vec<&'a Type> = types
            .filter(|ty| {
                let fields = index::fields(ty);
                fields.iter().any(is_of) && fields.iter().any(|field| field.name == "files")
            })
            .collect();
        for holder in holders {
            for probe in of_files(row).into_iter().chain(of_others(row)) {
                self.probe(site, holder, row, probe);
            }
        }
    }

    fn probe(&mut self, site: &Site, holder: &Type, row: &ValueRow, probe: Probe) {
        let Some(Value::Object(mut payload)) = holder.example.clone() else { return };
        payload.insert("type".to_owned(), row.name.clone().into());
        for (key, value) in probe.with {
            if value.is_null() {
                payload.remove(&key);
            } else {
                payload.insert(key, value);
            }
        }
        let text = Value::Object(payload).to_string();
        let options = crate::judge::Options::default();
        let verdict = self.judge.check_text(&holder.qualified(), text, &self.context, &options);
        let Ok(verdict) = verdict else { return };
        // What else the payload lacks is of no concern here.
        let there = |path: &str| {
            path.strip_prefix(&probe.at).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        };
        if verdict.issues.iter().any(|issue| there(&issue.path)) != probe.allowed {
            return;
        }
        let subject = format!("{} {} {}", holder.qualified(), row.name, probe.says);
        let verb = if probe.allowed { "refuses it" } else { "takes the contrary" };
        let message = format!(
            "for `{}` the guide says that {}, the model's `{}` {verb}",
            row.name,
            probe.what,
            holder.qualified()
        );
        let remedy = format!("change the type's rules at `{}`", probe.at);
        let spot = self.index.spot(holder, "", None);
        let finding = Finding::new(Kind::DocumentRuleDiffers, subject, message, remedy);
        self.find(finding.at(site, row.line).model(spot));
    }
}

/// So many files of a document are tried at most.
const MOST_FILES: usize = 10;

/// Payloads for the columns of files and sides.
fn of_files(row: &ValueRow) -> Vec<Probe> {
    let probe = |files: Vec<Value>, allowed, what: String, says: String| {
        let with = Map::from_iter([("files".to_owned(), Value::from(files))]);
        Probe { with, at: "files".to_owned(), allowed, what, says }
    };
    let sided = |n: usize| -> Vec<Value> {
        let side = |at: usize| ["FRONT", "BACK"].get(at).filter(|_| row.sides == Some(Sides::Both));
        let file = |at: usize| match side(at) {
            Some(side) => json!({ "side": side, "uri": format!("/{at}.pdf") }),
            None => json!({ "uri": format!("/{at}.pdf") }),
        };
        (0..n).map(file).collect()
    };
    let mut probes = match row.sides {
        Some(Sides::Both) => vec![
            probe(sided(1), false, "both sides are required".to_owned(), "sides both".to_owned()),
            probe(sided(2), true, "both sides are enough".to_owned(), "sides both".to_owned()),
        ],
        Some(Sides::Optional) => {
            let files = sided(row.files.unwrap_or(1));
            vec![probe(files, true, "no side is required".to_owned(), "sides optional".to_owned())]
        }
        None => Vec::new(),
    };
    if let Some(n) = row.files.filter(|n| (1..=MOST_FILES).contains(n)) {
        for (given, allowed) in [(n, true), (n + 1, false)] {
            let (what, says) = (format!("the number of files is {n}"), format!("files {n}"));
            probes.push(probe(sided(given), allowed, what, says));
        }
    }
    probes
}

/// Payloads for a column about another field: forbidden, required, required if, optional.
fn of_others(row: &ValueRow) -> Vec<Probe> {
    let mut probes = Vec::new();
    for (name, cell) in &row.others {
        let lower = cell.to_ascii_lowercase();
        let mut probe = |value: Value, allowed, what: &str| {
            let mut with = Map::from_iter([(name.clone(), value)]);
            with.extend(condition(cell));
            let (what, says) = (format!("`{name}` is {what}"), format!("{name} {what}"));
            probes.push(Probe { with, at: name.clone(), allowed, what, says });
        };
        let given = || Value::from("US-CA");
        if lower.starts_with("forbidden") || lower.starts_with("not allowed") {
            probe(given(), false, "forbidden");
        } else if lower.starts_with("required") {
            let what = if lower.contains(" if ") { "required under a condition" } else { "required" };
            probe(Value::Null, false, what);
        } else if lower.starts_with("optional") {
            probe(given(), true, "optional");
            probe(Value::Null, true, "optional");
        }
    }
    probes
}

/// What a cell presupposes: `Required if country is USA`.
fn condition(cell: &str) -> Option<(String, Value)> {
    let (_, condition) = cell.split_once(" if ")?;
    let (name, value) = condition.split_once(" is ")?;
    let value = value.split(|c: char| !(c.is_alphanumeric() || c == '_')).next()?;
    Some((name.trim().to_owned(), Value::from(value)))
}
