use super::{State, index, rows};
use crate::api::{Field, FieldType, Shape, Type, TypeId};
use crate::audit::facts::{FieldTable, Mark, SectionFacts, Site};
use crate::audit::finding::{Finding, Kind};
use std::collections::BTreeSet;

impl<'a> State<'a> {
    /// A table of fields against the type that fits it best.
    pub(super) fn field_table(&mut self, site: &Site, table: &FieldTable) {
        let last = table.rows.last().map_or(table.line, |row| row.line);
        self.count("tables", site, table.line, table.line);
        let found = self.type_of_table(site, table);
        // The rows of a table of which nothing is known are no more at one with the model than the table.
        let line = |line: usize| if found.is_some() { line } else { table.line };
        table.rows.iter().for_each(|row| self.count("rows", site, line(row.line), line(row.line)));
        let Some((id, ty)) = found else {
            let names: Vec<&str> = table.rows.iter().map(|row| row.name.as_str()).collect();
            let message =
                format!("no type of the model has the fields of this table: {}", rows::some(&names));
            let subject = format!("{site}/{}", names.first().copied().unwrap_or_default());
            let remedy = "add the type to the model, with this section as its `section`";
            let spot = self.index.list("types", site);
            let finding = Finding::new(Kind::TableNotInModel, subject, message, remedy);
            self.find(finding.at(site, table.line).model(spot));
            return;
        };
        let mut listed = BTreeSet::new();
        let unstated = table.rows.iter().filter(|row| row.mark == Mark::Unstated).count();
        for row in &table.rows {
            listed.insert(row.name.clone());
            match index::fields(ty).iter().find(|field| field.name == row.name) {
                Some(field) => self.row(site, ty, field, row),
                None => self.row_without_field(site, ty, row),
            }
        }
        if unstated > 0 {
            let message = format!(
                "the table does not say which of its fields are required; the model does, in `{}`",
                ty.qualified()
            );
            let remedy = "decide by a ruling, and name this finding in its `explains`";
            let finding = Finding::new(Kind::RequiredNotStated, ty.qualified(), message, remedy);
            let spot = self.index.spot(ty, "", None);
            self.find(finding.at(site, table.line).model(spot));
        }
        let whole = table.rows.len() * 2 >= index::fields(ty).len();
        let known = self.tabled.entry(id).or_default();
        known.extend(listed.iter().cloned());
        if whole {
            self.fields_not_in_table(site, ty, &listed, last);
        }
    }

    /// The type with the most of the table's fields; of several, the one that the place or the label speaks for.
    fn type_of_table(&self, site: &Site, table: &FieldTable) -> Option<(TypeId, &'a Type)> {
        let names: BTreeSet<&str> = table.rows.iter().map(|row| row.name.as_str()).collect();
        let label = table.label.trim_end_matches(':').to_ascii_lowercase();
        let hinted: Vec<TypeId> = crate::audit::facts::bare_words(&label)
            .flat_map(|word| {
                self.index.fields_named(&site.document, &site.version, word.trim_end_matches("[]"))
            })
            .filter_map(|(_, field)| self.index.named(&field.ty))
            .collect();
        let score = |id: TypeId, ty: &Type| {
            let fields = index::fields(ty);
            let common = fields.iter().filter(|field| names.contains(field.name.as_str())).count();
            let (ours, theirs) = (fields.len() - common, names.len() - common);
            let fits = common > 0 && common * 2 >= names.len().min(fields.len()) && common * 3 >= names.len();
            let place = usize::from(ty.place.document == site.document) * 4
                + usize::from(ty.place.section == site.section) * 2
                + usize::from(hinted.contains(&id)) * 5;
            let score = 1000 + common * 10 + place;
            fits.then(|| score.saturating_sub(theirs * 6 + ours.min(20) * 3))
        };
        let types = self.index.types(&site.version).filter(|(_, ty)| ty.in_request && !ty.open);
        let scored = types.filter_map(|(id, ty)| Some((score(id, ty)?, id, ty)));
        // Of equal ones the first.
        scored.max_by_key(|(score, id, _)| (*score, usize::MAX - id.0)).map(|(_, id, ty)| (id, ty))
    }

    fn row_without_field(&mut self, site: &Site, ty: &Type, row: &crate::audit::facts::FieldRow) {
        let subject = format!("{}.{}", ty.qualified(), row.name);
        let message =
            format!("the guide has a field `{}`, the model's `{}` has not", row.name, ty.qualified());
        let known = index::fields(ty).iter().map(|field| field.name.as_str());
        let remedy = match fin_core::nearest(&row.name, known) {
            Some(near) => format!("add it, or rename `{near}` if the guide has renamed it"),
            None => "add it to the type's `fields`, in the guide's order".to_owned(),
        };
        let spot = self.index.spot(ty, "", None);
        self.find(
            Finding::new(Kind::FieldNotInModel, subject, message, remedy).at(site, row.line).model(spot),
        );
    }

    fn fields_not_in_table(&mut self, site: &Site, ty: &Type, listed: &BTreeSet<String>, line: usize) {
        for field in index::fields(ty).iter().filter(|field| !listed.contains(&field.name)) {
            let subject = format!("{}.{}", ty.qualified(), field.name);
            let message = format!("the model's `{subject}` does not stand in the guide's table");
            let remedy = super::STAYS;
            let spot = self.index.spot(ty, "fields", Some(&field.name));
            let finding = Finding::new(Kind::FieldNotInGuide, subject, message, remedy);
            self.find(finding.at(site, line).model(spot));
        }
    }

    /// What headings say of the fields at the top of a body: `Address (Required)`.
    pub(super) fn marks(&mut self, sections: &[SectionFacts]) {
        for section in sections {
            let heading = squash(section.site.section.split('(').next().unwrap_or_default());
            if section.mark == Mark::Unstated || heading.is_empty() {
                continue;
            }
            let site = &section.site;
            for ty in self.bodies(&site.document, &site.version) {
                let fits = |field: &&Field| alike(&squash(&field.name), &heading);
                let Some(field) = index::fields(ty).iter().find(fits) else { continue };
                self.is_marked(ty, field);
                let spot = self.index.spot(ty, "fields", Some(&field.name));
                self.mark(site, section.line, ty, field, section.mark, spot);
            }
        }
        self.unmarked(sections);
    }

    fn is_marked(&mut self, ty: &Type, field: &Field) {
        if let Some(id) = self.index.api.find(&ty.qualified()) {
            self.marked.insert((id, field.name.clone()));
        }
    }

    /// Bodies, and what they are made of, of which neither table nor heading says what is required.
    fn unmarked(&mut self, sections: &[SectionFacts]) {
        let types: Vec<(TypeId, &'a Type)> = self.requested().collect();
        for (id, ty) in types {
            if self.tabled.contains_key(&id) {
                continue;
            }
            let fields = index::fields(ty);
            let bare: Vec<&str> = fields
                .iter()
                .map(|field| field.name.as_str())
                .filter(|name| !self.marked.contains(&(id, (*name).to_owned())))
                .filter(|name| self.shown.contains(&(id, (*name).to_owned())))
                .collect();
            let Some((site, line)) = self.home(sections, ty) else { continue };
            if fields.is_empty() || bare.is_empty() {
                continue;
            }
            let message = format!(
                "the guide has no table of `{}`, and does not say whether {} must be given",
                ty.qualified(),
                rows::some(&bare)
            );
            let remedy = "decide by a ruling, and name this finding in its `explains`";
            let spot = self.index.spot(ty, "", None);
            let finding = Finding::new(Kind::RequiredNotStated, ty.qualified(), message, remedy);
            self.find(finding.at(&site, line).model(spot));
        }
    }

    /// What a label says of the part that follows: `roles (required)`.
    pub(super) fn part(&mut self, site: &Site, line: usize, name: &str, mark: Mark) {
        let found = self.index.fields_named(&site.document, &site.version, name);
        let untabled = |ty: &Type| {
            let id = self.index.api.find(&ty.qualified());
            id.is_none_or(|id| !self.tabled.contains_key(&id)) && ty.place.section == site.section
        };
        if let Some((ty, field)) = found.into_iter().find(|(ty, _)| untabled(ty)) {
            let spot = self.index.spot(ty, "fields", Some(&field.name));
            self.is_marked(ty, field);
            self.mark(site, line, ty, field, mark, spot);
            if mark == Mark::Conditional {
                self.condition(site, line, ty, field);
            }
        }
    }

    /// Fields of request bodies that stand in no example, where there is no table either.
    pub(super) fn fields_left(&mut self) {
        let sections = self.compared.sections;
        let types: Vec<(TypeId, &'a Type)> = self.requested().collect();
        for (id, ty) in types {
            let tabled = self.tabled.get(&id).cloned().unwrap_or_default();
            let whole = !tabled.is_empty() && tabled.len() * 2 >= index::fields(ty).len();
            let Some((site, line)) = self.home(sections, ty).filter(|_| !whole) else { continue };
            for field in index::fields(ty) {
                let below = self.index.named(&field.ty);
                let described = below.is_some_and(|below| self.tabled.contains_key(&below));
                if described || tabled.contains(&field.name) || self.shown.contains(&(id, field.name.clone()))
                {
                    continue;
                }
                let subject = format!("{}.{}", ty.qualified(), field.name);
                let message =
                    format!("the model's `{subject}` stands in no table and no example of the guide");
                let remedy = super::STAYS;
                let spot = self.index.spot(ty, "fields", Some(&field.name));
                let finding = Finding::new(Kind::FieldNotInGuide, subject, message, remedy);
                self.find(finding.at(&site, line).model(spot));
            }
        }
    }

    /// The objects of request bodies that the guides at hand describe.
    fn requested(&self) -> impl Iterator<Item = (TypeId, &'a Type)> + use<'a> {
        let documents = self.compared.documents;
        let all = self.compared.api.types.iter().enumerate().map(|(index, ty)| (TypeId(index), ty));
        all.filter(move |(_, ty)| {
            let object = matches!(ty.shape, Shape::Object { .. });
            object && ty.in_request && !ty.open && documents.contains(&ty.place.document)
        })
    }

    /// The request bodies of a document and version.
    pub(super) fn bodies(&self, document: &str, version: &str) -> Vec<&'a Type> {
        let of = |ty: &&Type| ty.is_request && ty.place.document == document;
        let mut found: Vec<&Type> = self.index.types(version).map(|(_, ty)| ty).filter(of).collect();
        found.sort_by_key(|ty| ty.scope == crate::api::Scope::Shared);
        found
    }

    /// The section of the guide that the model names for a type, and the line of its heading.
    pub(super) fn home(&self, sections: &[SectionFacts], ty: &Type) -> Option<(Site, usize)> {
        let version = ty.place.tab.as_deref();
        let found = sections.iter().find(|section| {
            section.site.document == ty.place.document
                && version.is_none_or(|version| section.site.version == version)
                && section.site.section == ty.place.section
        })?;
        Some((found.site.clone(), found.line))
    }

    /// What could not be read.
    pub(super) fn unread(&mut self, site: &Site, line: usize, what: &str, name: &str) {
        let subject = format!("{site}/{name}");
        let finding = if what == "table" {
            self.count("tables", site, line, line);
            let message = format!("a table of a kind that is not known, with the columns {name}");
            Finding::new(
                Kind::TableUnread,
                subject,
                message,
                "read it yourself, and say in a ruling what became of it",
            )
        } else {
            self.count("examples", site, line, line);
            let message = "what begins like an example in JSON is none";
            Finding::new(
                Kind::ExampleUnreadable,
                subject,
                message,
                "tell the guide's author; a ruling can explain it until then",
            )
        };
        self.find(finding.at(site, line));
    }

    /// The keys of an example that the model has, down to the last object.
    pub(super) fn show(&mut self, ty: &FieldType, value: &serde_json::Value, depth: usize) {
        if depth > 32 {
            return;
        }
        match (ty, value) {
            (FieldType::List(item), serde_json::Value::Array(values)) => {
                values.iter().for_each(|value| self.show(item, value, depth + 1));
            }
            (FieldType::Named(id), serde_json::Value::Object(map)) => {
                let Some(ty) = self.compared.api.type_of(*id) else { return };
                for field in index::fields(ty) {
                    if let Some(value) = map.get(&field.name) {
                        self.shown.insert((*id, field.name.clone()));
                        self.show(&field.ty, value, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }
}

/// A name or heading without what is no letter, in small letters.
fn squash(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether one begins like the other, by all but the last letters: `basic_info` and `Basic Information`.
fn alike(field: &str, heading: &str) -> bool {
    field.len() >= 4 && (heading.starts_with(field) || field.starts_with(heading))
}
