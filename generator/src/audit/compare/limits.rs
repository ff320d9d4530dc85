use super::{State, index};
use crate::api::Field;
use crate::audit::facts::{FieldRow, Limit, Site};
use crate::audit::finding::{Finding, Kind};
use crate::source::Spot;
use fin_core::Constraint;

impl<'a> State<'a> {
    /// The bounds of a row against the field's constraints.
    pub(super) fn limits(
        &mut self,
        site: &Site,
        subject: &str,
        field: &Field,
        row: &FieldRow,
        spot: Option<&Spot>,
    ) {
        let ours = constraints(field);
        for limit in &row.limits {
            let same = |own: &&(&'static str, String)| own.0 == limit.key;
            let own = ours.iter().find(same);
            if own.is_some_and(|(_, value)| same_number(value, &limit.value)) || self.implied(field, limit) {
                continue;
            }
            let said = told(limit.key, &limit.value);
            let message = match own {
                Some((key, value)) => {
                    format!("the guide states {said} for `{subject}`, the model {}", told(key, value))
                }
                None => format!("the guide states {said} for `{subject}`, the model nothing of the kind"),
            };
            let remedy = match limit.key {
                "length" => "give the field a format of that length".to_owned(),
                key if limit.value.is_empty() => format!("write `{key}: true`"),
                key => format!("write `{key}: {}`", limit.value),
            };
            let name = bounded(subject, limit.key, &limit.value);
            let finding = Finding::new(Kind::LimitDiffers, name, message, remedy);
            self.find(finding.at(site, row.line).model(spot.cloned()));
        }
        for (key, value) in &ours {
            let stated = row.limits.iter().any(|limit| limit.key == *key);
            let by_required = *key == "min_items" && value == "1";
            if stated || by_required {
                continue;
            }
            let message = format!(
                "the model holds `{subject}` to {}, the guide's row does not state it",
                told(key, value)
            );
            let remedy = "remove the constraint, or say in a ruling where it comes from";
            let name = bounded(subject, key, value);
            let finding = Finding::new(Kind::LimitNotInGuide, name, message, remedy);
            self.find(finding.at(site, row.line).model(spot.cloned()));
        }
    }

    /// Whether a bound follows from something else: a length from the format, one item from being required.
    fn implied(&self, field: &Field, limit: &Limit) -> bool {
        match limit.key {
            "length" => {
                let format = index::format(field).and_then(|name| self.compared.api.format(name));
                let of_length = |text: &String| text.chars().count().to_string() == limit.value;
                format.is_some_and(|format| !format.valid.is_empty() && format.valid.iter().all(of_length))
            }
            "min_items" => field.required && limit.value == "1",
            _ => false,
        }
    }

    /// The format of a field against the words of a row.
    pub(super) fn format(
        &mut self,
        site: &Site,
        subject: &str,
        field: &Field,
        row: &FieldRow,
        spot: Option<&Spot>,
    ) {
        let text = format!("{} {}", row.ty.as_deref().unwrap_or_default(), row.description).to_lowercase();
        let own = index::format(field);
        let says = |format: &str| {
            let words = self.index.said_as(format);
            words.iter().any(|words| contains_word(&text, &words.to_lowercase()))
        };
        let formats = &self.compared.api.formats;
        let asked: Vec<&str> =
            formats.iter().map(|format| format.name.as_str()).filter(|name| says(name)).collect();
        let missing = asked.iter().find(|name| Some(**name) != own).filter(|_| !own.is_some_and(says));
        let finding = match (own, missing) {
            (_, Some(format)) if self.is_text(field) => {
                let message =
                    format!("the guide asks for the format `{format}` of `{subject}`, the model does not");
                let name = format!("{subject} {format}");
                Finding::new(Kind::FormatDiffers, name, message, format!("write `format: {format}`"))
            }
            (Some(own), None) if !says(own) => {
                let message =
                    format!("the model asks for the format `{own}` of `{subject}`, the guide's row does not");
                let remedy = "remove the format, add the row's words to its `said_as`, or say in a ruling where it comes from";
                Finding::new(Kind::FormatNotInGuide, format!("{subject} {own}"), message, remedy)
            }
            _ => return,
        };
        self.find(finding.at(site, row.line).model(spot.cloned()));
    }

    fn is_text(&self, field: &Field) -> bool {
        let item = match &field.ty {
            crate::api::FieldType::List(item) => item,
            ty => ty,
        };
        self.compared.api.kind(item) == Some(fin_core::Kind::Text)
    }
}

/// The bounds of a field, as a guide could state them.
pub fn constraints(field: &Field) -> Vec<(&'static str, String)> {
    let bound = |constraint: &Constraint<String>| {
        let key = constraint.name().key();
        Some((
            key,
            match constraint {
                Constraint::NotBlank | Constraint::Format(_) | Constraint::Pattern(_) | Constraint::Ascii => {
                    return None;
                }
                Constraint::MinLength(n) | Constraint::MaxLength(n) => n.to_string(),
                Constraint::MinAge(n) | Constraint::MaxAge(n) => n.to_string(),
                Constraint::MinItems(n) | Constraint::MaxItems(n) => n.to_string(),
                Constraint::Minimum(n) | Constraint::Maximum(n) => n.to_string(),
                Constraint::Past | Constraint::PastOrToday | Constraint::Future => String::new(),
                Constraint::UniqueItems => String::new(),
            },
        ))
    };
    field.constraints.iter().filter_map(|own| bound(&own.constraint)).collect()
}

/// Whether two bounds are one: `5` and `5.0`.
pub fn same_number(a: &str, b: &str) -> bool {
    match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}

/// A bound of something, as rulings name it.
pub fn bounded(subject: &str, key: &str, value: &str) -> String {
    format!("{subject} {key} {value}").trim_end().to_owned()
}

/// A bound, in words.
pub fn told(key: &str, value: &str) -> String {
    if value.is_empty() { format!("`{key}`") } else { format!("`{key}` {value}") }
}

/// Whether some words stand in a text as words.
fn contains_word(text: &str, words: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let (first, last) = (words.chars().next(), words.chars().next_back());
    text.match_indices(words).any(|(at, found)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|text| text.chars().next());
        let joined = (letter(first) && letter(before)) || (letter(last) && letter(after));
        !joined
    })
}
