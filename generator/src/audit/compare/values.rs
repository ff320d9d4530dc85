use super::{State, index, rows};
use crate::api::{FieldType, Type, TypeId};
use crate::audit::facts::{Fact, SectionFacts, Site, ValueKind, ValueRow, ValueTable, is_evident_name};
use crate::audit::finding::{Finding, Kind};
use serde_json::Value;
use std::collections::BTreeSet;

impl<'a> State<'a> {
    /// A table of values against the enum that fits it best. Statuses and events have a page of their own.
    pub(super) fn value_table(&mut self, site: &Site, table: &ValueTable) {
        // A list is counted by its items.
        if table.rows.iter().any(|row| row.line != table.line) {
            self.count("tables", site, table.line, table.line);
        }
        if table.kind != ValueKind::Enum {
            return;
        }
        let mut categories: Vec<Option<&str>> =
            table.rows.iter().map(|row| row.category.as_deref()).collect();
        categories.dedup();
        for category in categories {
            let rows: Vec<&ValueRow> =
                table.rows.iter().filter(|row| row.category.as_deref() == category).collect();
            let values: Vec<(String, usize)> = rows.iter().map(|row| (row.name.clone(), row.line)).collect();
            let last = rows.last().map_or(table.line, |row| row.line);
            let found = self.enum_of(site, table, category, &values);
            let first = rows.first().map_or(table.line, |row| row.line);
            for row in &rows {
                let line = if found.is_some() { row.line } else { first };
                self.count("values", site, line, line);
            }
            let Some((id, ty)) = found else {
                let names: Vec<&str> = values.iter().map(|(name, _)| name.as_str()).collect();
                let message =
                    format!("no enum of the model has the values of this table: {}", rows::some(&names));
                let subject = format!("{site}/{}", names.first().copied().unwrap_or_default());
                let remedy = "add the enum to the model, with this section as its `section`";
                let finding = Finding::new(Kind::ValuesNotInModel, subject, message, remedy);
                self.find(finding.at(site, first).model(self.index.list("types", site)));
                continue;
            };
            self.values(site, id, ty, &values, last);
            for row in rows {
                self.document_rule(site, ty, row);
            }
        }
    }

    /// The values of a table, each with its line, against an enum.
    pub(super) fn values(
        &mut self,
        site: &Site,
        id: TypeId,
        ty: &'a Type,
        values: &[(String, usize)],
        last: usize,
    ) {
        let own = index::values(ty);
        for (value, line) in values.iter().filter(|(value, _)| !own.contains(&value.as_str())) {
            let subject = format!("{} {value}", ty.qualified());
            let message =
                format!("the guide has a value `{value}`, the model's `{}` has not", ty.qualified());
            let remedy = "add it to the enum's `values`, in the guide's order";
            let spot = self.index.spot(ty, "", None);
            let finding = Finding::new(Kind::ValueNotInModel, subject, message, remedy);
            self.find(finding.at(site, *line).model(spot));
        }
        for value in own.iter().filter(|own| !values.iter().any(|(value, _)| value == *own)) {
            let subject = format!("{} {value}", ty.qualified());
            let message =
                format!("the model's `{}` has a value `{value}`, the guide's list has not", ty.qualified());
            let remedy = super::STAYS;
            let spot = self.index.spot(ty, "values", Some(value));
            let finding = Finding::new(Kind::ValueNotInGuide, subject, message, remedy);
            self.find(finding.at(site, last).model(spot));
        }
        self.listed.entry(id).or_default().extend(values.iter().map(|(value, _)| value.clone()));
    }

    /// The enum that a table is of: that of the field that it names, or the one with the most of its values.
    fn enum_of(
        &self,
        site: &Site,
        table: &ValueTable,
        category: Option<&str>,
        values: &[(String, usize)],
    ) -> Option<(TypeId, &'a Type)> {
        let label = table.label.split(" (").next().unwrap_or_default().trim_end_matches(':');
        let hints = [category.unwrap_or_default(), table.of.as_str(), label];
        let own = |(_, ty): &(TypeId, &'a Type)| {
            let own = index::values(ty);
            let common = values.iter().filter(|(value, _)| own.contains(&value.as_str())).count();
            (common, own.len())
        };
        // `type` and the like name a field of many: they decide nothing.
        for hint in hints.iter().filter(|hint| !hint.is_empty() && **hint != "type" && **hint != "value") {
            for (_, field) in self.index.fields_named(&site.document, &site.version, hint) {
                if let Some(found) = self.enum_below(&field.ty)
                    && (own(&found).0 > 0 || category.is_some())
                {
                    return Some(found);
                }
            }
        }
        let enums =
            self.index.types(&site.version).filter(|(_, ty)| ty.in_request && !index::values(ty).is_empty());
        let score = |found: &(TypeId, &'a Type)| {
            let (common, size) = own(found);
            let (missing, extra) = (values.len() - common.min(values.len()), size - common.min(size));
            let place = usize::from(found.1.place.document == site.document)
                + usize::from(found.1.place.section == site.section);
            let fits = common > 0 && common * 2 >= values.len().min(size);
            fits.then(|| (1000 + common * 10 + place).saturating_sub((missing + extra) * 6))
        };
        let scored = enums.filter_map(|found| Some((score(&found)?, found)));
        scored.max_by_key(|(score, (id, _))| (*score, usize::MAX - id.0)).map(|(_, found)| found)
    }

    /// The enum of a field, or that of the field `type` of what it holds.
    fn enum_below(&self, ty: &FieldType) -> Option<(TypeId, &'a Type)> {
        let id = self.index.named(ty)?;
        let ty = self.compared.api.type_of(id)?;
        if !index::values(ty).is_empty() {
            return Some((id, ty));
        }
        let field = index::fields(ty).iter().find(|field| field.name == "type")?;
        let id = self.index.named(&field.ty)?;
        let ty = self.compared.api.type_of(id)?;
        (!index::values(ty).is_empty()).then_some((id, ty))
    }

    /// Enums without a table: their values stand somewhere in the guide's text.
    pub(super) fn values_left(&mut self, sections: &[SectionFacts]) {
        let types: Vec<&'a Type> = self
            .compared
            .api
            .types
            .iter()
            .filter(|ty| ty.in_request && !ty.open && self.compared.documents.contains(&ty.place.document))
            .collect();
        for ty in types {
            let listed = self.index.api.find(&ty.qualified()).is_some_and(|id| self.listed.contains_key(&id));
            let Some((site, line)) = self.home(sections, ty).filter(|_| !listed) else { continue };
            for value in index::values(ty) {
                let said = sections
                    .iter()
                    .filter(|section| section.site.document == site.document)
                    .any(|section| section.facts.iter().any(|fact| names(fact).contains(value)));
                if said {
                    continue;
                }
                let subject = format!("{} {value}", ty.qualified());
                let message = format!(
                    "the model's `{}` has a value `{value}`, the guide's text has not",
                    ty.qualified()
                );
                let spot = self.index.spot(ty, "values", Some(value));
                let finding = Finding::new(Kind::ValueNotInGuide, subject, message, super::STAYS);
                self.find(finding.at(&site, line).model(spot));
            }
        }
    }
}

/// The names that a fact mentions.
fn names(fact: &Fact) -> BTreeSet<String> {
    match fact {
        Fact::Sentence(sentence) => sentence.names.iter().cloned().collect(),
        Fact::Values(table) => {
            let of_rows = table.rows.iter().flat_map(|row| {
                std::iter::once(row.name.clone()).chain(
                    crate::audit::facts::bare_words(&row.rest)
                        .filter(|word| is_evident_name(word))
                        .map(str::to_owned)
                        .collect::<Vec<_>>(),
                )
            });
            of_rows.collect()
        }
        Fact::Fields(table) => table.rows.iter().flat_map(|row| row.values.clone()).collect(),
        Fact::Example(example) => {
            let mut found = BTreeSet::new();
            texts(&example.value, &mut found);
            found
        }
        _ => BTreeSet::new(),
    }
}

/// The texts in a value.
fn texts(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            found.insert(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(map) => map.values().for_each(|item| texts(item, found)),
        _ => {}
    }
}
