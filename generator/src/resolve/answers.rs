use super::{Resolver, places::Origin, tables::scope};
use crate::api::{Scope, Webhook};
use crate::model::{ApiError, CatalogueList, MigrationRow};
use crate::report::{Code, Draft, quoted};
use crate::source::Cursor;

impl Resolver<'_> {
    /// The webhook events.
    pub(super) fn webhooks(&mut self) -> Vec<Webhook> {
        let mut webhooks = Vec::new();
        for of in &self.files.types {
            let top = Cursor::top(of.file);
            let at = top.key("webhooks");
            for (name, def) in of.content.webhooks.iter() {
                let here = at.key(name);
                self.line(&def.doc, &here.key("doc"));
                let what = format!("the webhook {}", quoted(name));
                let origin = Origin::of(def.section.as_ref(), def.source.as_ref());
                let place = self.own_place(of, origin, &what, &here);
                if let Some(status) = &def.status {
                    self.status(status, of, &here.key("status"));
                }
                let versions = here.key("versions");
                for (index, version) in def.versions.iter().enumerate() {
                    self.version(version, &versions.index(index));
                }
                if let Some(data) = self.named_type(&def.data, of, &here.key("data")) {
                    webhooks.push(Webhook {
                        name: name.to_owned(),
                        doc: def.doc.clone(),
                        place,
                        data,
                        status: def.status.clone(),
                        versions: def.versions.clone(),
                    });
                }
            }
        }
        webhooks
    }

    fn version(&mut self, version: &str, at: &Cursor<'_>) {
        let known = &self.files.api.1.versions;
        if known.iter().any(|known| known == version) {
            return;
        }
        let draft =
            Draft::new(Code::UnknownVersion, at.at_value(), format!("unknown version {}", quoted(version)));
        self.report_unknown(
            draft,
            version,
            known.iter().map(String::as_str),
            "`versions` of `fin.yaml` names them",
        );
    }

    /// The documented error answers.
    pub(super) fn errors(&mut self) -> Vec<(String, Scope, ApiError)> {
        let mut errors = Vec::new();
        for of in &self.files.types {
            let top = Cursor::top(of.file);
            let at = top.key("errors");
            for (name, def) in of.content.errors.iter() {
                let here = at.key(name);
                self.line(&def.doc, &here.key("doc"));
                self.field_name(name, &here);
                let what = format!("the error answer {}", quoted(name));
                let origin = Origin::of(def.section.as_ref(), def.source.as_ref());
                let place = self.own_place(of, origin, &what, &here);
                if !(400..600).contains(&def.status) {
                    let message = format!("`{}` is no status of an error", def.status);
                    self.report(Draft::new(Code::BadStatus, here.key("status").at_value(), message));
                }
                if let Some(id) = self.named_type(&def.body, of, &here.key("body")) {
                    self.used.types.insert(id.0);
                }
                let source = Some(place.reference());
                errors.push((name.to_owned(), scope(of), ApiError { source, ..def.clone() }));
            }
        }
        errors
    }

    /// The lists of the catalogue.
    pub(super) fn catalogue(&mut self) -> Vec<(String, CatalogueList)> {
        let mut lists = Vec::new();
        for of in &self.files.types {
            let top = Cursor::top(of.file);
            let at = top.key("catalogue");
            for (name, def) in of.content.catalogue.iter() {
                let here = at.key(name);
                self.line(&def.doc, &here.key("doc"));
                let place = self.place(of, Origin::of(None, def.source.as_ref()), None, &here);
                let operations = &self.tables.operations;
                let known = operations.keys().any(|(_, operation)| *operation == def.operation);
                if !known {
                    let message = format!("unknown operation {}", quoted(&def.operation));
                    let draft = Draft::new(Code::UnknownOperation, here.key("operation").at_value(), message);
                    let mut names: Vec<&str> = operations.keys().map(|(_, name)| *name).collect();
                    names.sort_unstable();
                    self.report_unknown(draft, &def.operation, names.into_iter(), "");
                }
                if let Some(id) = self.named_type(&def.item, of, &here.key("item")) {
                    self.used.types.insert(id.0);
                }
                let source = place.map(|place| place.reference());
                lists.push((name.to_owned(), CatalogueList { source, ..def.clone() }));
            }
        }
        lists
    }

    /// How a version's payloads become the next one's.
    pub(super) fn migrations(&mut self) -> Vec<(String, Scope, MigrationRow)> {
        let mut rows = Vec::new();
        for of in &self.files.types {
            let top = Cursor::top(of.file);
            let at = top.key("migrations");
            for (name, row) in of.content.migrations.iter() {
                self.line(&row.doc, &at.key(name).key("doc"));
                rows.push((name.to_owned(), scope(of), row.clone()));
            }
        }
        rows
    }
}
