use super::State;
use super::document::{At, Schema};
use crate::api::Field;
use crate::audit::compare::{bounded, constraints, format, same_number, told};
use crate::audit::finding::Kind;
use crate::source::Spot;
use serde_json::Value;

impl<'a> State<'a> {
    /// The bounds of a schema, those of a list's items among them, against the field's.
    pub(super) fn bounds(
        &mut self,
        subject: &str,
        field: &Field,
        schema: &Schema<'a>,
        items: Option<&Schema<'a>>,
        spot: Option<&Spot>,
        at: &At,
    ) {
        let own = constraints(field);
        for (key, name) in BOUNDS {
            let said = bound(schema, name).or_else(|| items.and_then(|items| bound(items, name)));
            let ours = own.iter().find(|(own, _)| *own == key).map(|(_, value)| value.clone());
            let implied = matches!(key, "min_items" | "min_length") && field.required;
            let is_implied = |value: &str| implied && value == "1";
            let (kind, message, remedy) = match (&said, &ours) {
                (Some(said), Some(ours)) if same_number(said, ours) => continue,
                (Some(said), None) if is_implied(said) || (said == "0" && key.starts_with("min_")) => {
                    continue;
                }
                (None, Some(ours)) if is_implied(ours) => continue,
                (None, None) => continue,
                (Some(said), ours) => {
                    let ours = ours.as_ref().map_or("nothing of the kind".to_owned(), |ours| told(key, ours));
                    let message =
                        format!("the document states {} for `{subject}`, the model {ours}", told(key, said));
                    let remedy = if said.is_empty() {
                        format!("write `{key}: true`")
                    } else {
                        format!("write `{key}: {said}`")
                    };
                    (Kind::LimitDiffers, message, remedy)
                }
                (None, Some(ours)) => {
                    let message =
                        format!("the model holds `{subject}` to {}, the document does not", told(key, ours));
                    let remedy = "remove it, or say in a ruling where it comes from".to_owned();
                    (Kind::LimitNotInGuide, message, remedy)
                }
            };
            let value = said.or(ours).unwrap_or_default();
            self.find(kind, &bounded(subject, key, &value), message, remedy, spot.cloned(), at);
        }
    }

    /// The format or the pattern of a schema, or what its description says, against the field's format.
    pub(super) fn format(
        &mut self,
        subject: &str,
        field: &Field,
        schema: &Schema<'a>,
        items: Option<&Schema<'a>>,
        spot: Option<&Spot>,
        at: &At,
    ) {
        let text = |key: &str| schema.text(key).or_else(|| items.and_then(|items| items.text(key)));
        let own = format(field).and_then(|name| self.api.format(name));
        let said = text("format");
        let alike = |said: &str| {
            FORMATS.iter().find(|(name, _)| *name == said).map_or(said, |(_, own)| *own).to_owned()
        };
        let wanted = said.map(alike).filter(|wanted| self.api.format(wanted).is_some());
        if let Some(wanted) = wanted.filter(|wanted| own.is_none_or(|own| own.name != *wanted)) {
            let message =
                format!("the document asks for the format `{wanted}` of `{subject}`, the model does not");
            let remedy = format!("write `format: {wanted}`");
            self.find(
                Kind::FormatDiffers,
                &format!("{subject} {wanted}"),
                message,
                remedy,
                spot.cloned(),
                at,
            );
            return;
        }
        match (text("pattern"), own) {
            (Some(pattern), Some(own)) if !self.agrees(pattern, own) => {
                let message = format!(
                    "the document's pattern of `{subject}` does not take what the model's format `{}` takes",
                    own.name
                );
                let remedy = format!("change the format `{}`, or say in a ruling why not", own.name);
                self.find(
                    Kind::FormatDiffers,
                    &format!("{subject} {pattern}"),
                    message,
                    remedy,
                    spot.cloned(),
                    at,
                );
            }
            (Some(pattern), None) if !has_pattern(field) => {
                let message = format!("the document has a pattern for `{subject}`, the model has not");
                let remedy = "write a `format` or a `pattern`, or say in a ruling why not".to_owned();
                self.find(
                    Kind::FormatDiffers,
                    &format!("{subject} {pattern}"),
                    message,
                    remedy,
                    spot.cloned(),
                    at,
                );
            }
            (None, Some(own)) if said.is_none() && !self.answering => {
                let words = text("description").unwrap_or_default().to_lowercase();
                let said_as = self.index.said_as(&own.name);
                if said_as.iter().any(|said| words.contains(&said.to_lowercase())) {
                    return;
                }
                let message = format!(
                    "the model asks for the format `{}` of `{subject}`, the document does not",
                    own.name
                );
                let remedy = "remove the format, or say in a ruling where it comes from".to_owned();
                let subject = format!("{subject} {}", own.name);
                self.find(Kind::FormatNotInGuide, &subject, message, remedy, spot.cloned(), at);
            }
            _ => {}
        }
    }

    /// Whether a pattern takes the format's texts and no others; one that the engine cannot read is believed.
    fn agrees(&self, pattern: &str, own: &crate::api::Format) -> bool {
        let inside = pattern.trim_start_matches('^').trim_end_matches('$');
        if own.pattern.as_deref() == Some(inside) {
            return true;
        }
        let Ok(pattern) = regex::RegexBuilder::new(pattern).size_limit(1 << 20).unicode(false).build() else {
            return true;
        };
        own.valid.iter().all(|text| pattern.is_match(text))
            && !own.invalid.iter().any(|text| !text.is_empty() && pattern.is_match(text))
    }
}

/// A bound under that key; one that excludes its own end moves it, of whole numbers.
fn bound(schema: &Schema<'_>, name: &str) -> Option<String> {
    let exclusive = match name {
        "minimum" => Some(("exclusiveMinimum", 1)),
        "maximum" => Some(("exclusiveMaximum", -1)),
        _ => None,
    };
    let (own, step) = exclusive.map_or((None, 0), |(key, step)| (schema.get(key).map(|(own, _)| own), step));
    let moved = |number: &Value| match number.as_i64().filter(|_| schema.ty() == Some("integer")) {
        Some(number) => (number + step).to_string(),
        None => format!("{number} exclusive"),
    };
    match (own, schema.get(name).map(|(value, _)| value)) {
        (Some(number @ Value::Number(_)), _) => Some(moved(number)),
        (Some(Value::Bool(true)), Some(number @ Value::Number(_))) => Some(moved(number)),
        (_, Some(Value::Bool(true))) => Some(String::new()),
        (_, Some(Value::Number(number))) => Some(number.to_string()),
        _ => None,
    }
}

fn has_pattern(field: &Field) -> bool {
    field.constraints.iter().any(|own| matches!(own.constraint, fin_core::Constraint::Pattern(_)))
}

/// Keys of constraints and what OpenAPI calls them.
const BOUNDS: [(&str, &str); 7] = [
    ("min_length", "minLength"),
    ("max_length", "maxLength"),
    ("minimum", "minimum"),
    ("maximum", "maximum"),
    ("min_items", "minItems"),
    ("max_items", "maxItems"),
    ("unique_items", "uniqueItems"),
];

/// Formats of OpenAPI and those of the model that mean the same.
const FORMATS: [(&str, &str); 3] = [("email", "email"), ("uri", "url"), ("url", "url")];
