use super::{State, index};
use crate::api::{Field, FieldType, Type};
use crate::audit::facts::{FieldRow, Mark, Site};
use crate::audit::finding::{Finding, Kind};
use crate::source::Spot;
use fin_core::Kind as ValueKind;

/// What to do about what the model alone has.
pub const STAYS: &str = "remove it, or say in a ruling why it stays";

impl<'a> State<'a> {
    /// A row of a table against the field.
    pub(super) fn row(&mut self, site: &Site, ty: &'a Type, field: &'a Field, row: &FieldRow) {
        let subject = format!("{}.{}", ty.qualified(), field.name);
        let spot = self.index.spot(ty, "fields", Some(&field.name));
        if let Some(said) = row.ty.as_deref().filter(|said| !said.is_empty())
            && let Err(expected) = self.fits(said, &row.description, &field.ty)
        {
            let ours = self.kind_name(&field.ty);
            let message = format!("the guide's type of `{subject}` is `{said}`, the model's is {ours}");
            let remedy = format!("the type would be `{expected}`");
            let finding = Finding::new(Kind::TypeDiffers, format!("{subject} {said}"), message, remedy);
            self.find(finding.at(site, row.line).model(spot.clone()));
        }
        if row.mark == Mark::Unstated && !field.required {
            let message = format!("`{subject}` is optional in the model, and not marked so in the guide");
            let remedy = format!("write `{}` without `?`, or decide by a ruling", field.name);
            let finding = Finding::new(Kind::RequiredDiffers, format!("{subject} unmarked"), message, remedy);
            self.find(finding.at(site, row.line).model(spot.clone()));
        }
        self.mark(site, row.line, ty, field, row.mark, spot.clone());
        if row.condition || row.mark == Mark::Conditional {
            self.condition(site, row.line, ty, field);
        }
        self.limits(site, &subject, field, row, spot.as_ref());
        self.format(site, &subject, field, row, spot.as_ref());
        self.row_values(site, &subject, field, row);
    }

    /// Whether a field must be there.
    pub(super) fn mark(
        &mut self,
        site: &Site,
        line: usize,
        ty: &Type,
        field: &Field,
        mark: Mark,
        spot: Option<Spot>,
    ) {
        let (says, guide, model) = match (mark, field.required) {
            (Mark::Unstated, _) | (Mark::Yes, true) | (Mark::No | Mark::Conditional, false) => return,
            (Mark::Yes, false) => ("required", "required", "optional"),
            (Mark::No, true) => ("optional", "optional", "required"),
            (Mark::Conditional, true) => ("conditional", "required under a condition", "always required"),
        };
        let subject = format!("{}.{}", ty.qualified(), field.name);
        let message = format!("`{subject}` is {guide} in the guide and {model} in the model");
        let name = &field.name;
        let remedy =
            if field.required { format!("write `{name}?`") } else { format!("write `{name}` without `?`") };
        let finding = Finding::new(Kind::RequiredDiffers, format!("{subject} {says}"), message, remedy);
        self.find(finding.at(site, line).model(spot));
    }

    /// A condition under which a field is required.
    pub(super) fn condition(&mut self, site: &Site, line: usize, ty: &Type, field: &Field) {
        if index::has_rule_at(ty, &field.name) {
            return;
        }
        let subject = format!("{}.{}", ty.qualified(), field.name);
        let message =
            format!("the guide requires `{subject}` under a condition, and no rule of the model does");
        let remedy = format!("add a rule with `at: {}`", field.name);
        let spot = self.index.spot(ty, "fields", Some(&field.name));
        let finding = Finding::new(Kind::ConditionNotInModel, subject, message, remedy);
        self.find(finding.at(site, line).model(spot));
    }

    /// Whether the guide's type and the model's are one; else the model's word for the guide's.
    fn fits(&self, said: &str, description: &str, ty: &FieldType) -> Result<(), String> {
        if let Some(item) = said.strip_suffix("[]") {
            return match ty {
                FieldType::List(inner) => {
                    self.fits(item, "", inner).map_err(|expected| format!("list of {expected}"))
                }
                _ => Err(format!("list of {item}")),
            };
        }
        let base = said.split(['(', ' ']).next().unwrap_or_default();
        let is_date = said.contains("(date") || description.contains("YYYY-MM-DD");
        let kind = self.compared.api.kind(ty);
        let (fits, expected) = match (base, kind) {
            ("string" | "text", Some(ValueKind::Date)) => (is_date, "text"),
            ("string" | "text", Some(ValueKind::Text | ValueKind::Enum | ValueKind::Uuid)) => {
                (!is_date, "date")
            }
            ("string" | "text", _) => (false, if is_date { "date" } else { "text" }),
            ("date", kind) => (kind == Some(ValueKind::Date), "date"),
            ("uuid", kind) => (matches!(kind, Some(ValueKind::Uuid | ValueKind::Text)), "uuid"),
            ("enum", kind) => (kind == Some(ValueKind::Enum), "an enum"),
            ("integer" | "int", kind) => (kind == Some(ValueKind::Integer), "integer"),
            ("number" | "float" | "decimal" | "double", kind) => (kind == Some(ValueKind::Number), "number"),
            ("boolean" | "bool", kind) => (kind == Some(ValueKind::Boolean), "boolean"),
            ("object", kind) => (matches!(kind, Some(ValueKind::Object | ValueKind::Map)), "an object"),
            ("array" | "list", kind) => (kind == Some(ValueKind::List), "list of …"),
            _ => (false, "one that the audit knows"),
        };
        if fits { Ok(()) } else { Err(expected.to_owned()) }
    }

    fn kind_name(&self, ty: &FieldType) -> String {
        match ty {
            FieldType::List(item) => format!("list of {}", self.kind_name(item)),
            ty => self.compared.api.kind(ty).map_or("any", ValueKind::name).to_owned(),
        }
    }

    /// The values that a row lists against the field's enum.
    fn row_values(&mut self, site: &Site, subject: &str, field: &Field, row: &FieldRow) {
        if row.values.is_empty() {
            return;
        }
        let named = self.index.named(&field.ty).and_then(|id| Some((id, self.compared.api.type_of(id)?)));
        match named.filter(|(_, ty)| !index::values(ty).is_empty()) {
            Some((id, ty)) => {
                let values: Vec<(String, usize)> =
                    row.values.iter().map(|value| (value.clone(), row.line)).collect();
                self.values(site, id, ty, &values, row.line);
            }
            None => {
                let message = format!("the guide lists values of `{subject}`, the model takes any text");
                let remedy = "add an enum with these values, and make it the field's type";
                let finding = Finding::new(Kind::ValuesNotInModel, subject, message, remedy);
                self.find(finding.at(site, row.line));
            }
        }
    }
}

/// The first few of some names, in backticks.
pub fn some(names: &[&str]) -> String {
    const SHOWN: usize = 4;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| crate::report::quoted(name)).collect();
    let more = names.len().saturating_sub(SHOWN);
    if more == 0 { shown.join(", ") } else { format!("{} and {more} more", shown.join(", ")) }
}
