use super::Resolver;
use crate::api::{ContextValue, Scope, TypeId};
use crate::model::{Authority, Document, Entries, Ruling, SourceRef, TypeDef};
use crate::report::{Code, Draft, quoted};
use crate::source::{Cursor, TypesOf};
use fin_core::Kind;
use std::collections::{HashMap, HashSet};

/// What the model can name.
#[derive(Default)]
pub struct Tables<'a> {
    pub documents: HashMap<&'a str, &'a Document>,
    pub rulings: HashSet<&'a str>,
    /// By version (`None` is `shared`) and name.
    pub types: HashMap<(Option<&'a str>, &'a str), TypeId>,
    pub defs: Vec<Def<'a>>,
    pub formats: Vec<&'a str>,
    pub catalogue: Vec<&'a str>,
    pub operations: HashMap<(Option<&'a str>, &'a str), ()>,
    pub errors: HashMap<(Option<&'a str>, &'a str), ()>,
}

/// A type as it is written, with the file that holds it.
#[derive(Clone, Copy)]
pub struct Def<'a> {
    pub of: &'a TypesOf,
    pub name: &'a str,
    pub def: &'a TypeDef,
}

impl<'a> Resolver<'a> {
    /// Enters everything that has a name, and reports what has one twice.
    pub(super) fn tables(&mut self) {
        let files = self.files;
        self.api_file();
        if let Some((file, content)) = &files.rulings {
            let (top, key) = (Cursor::top(*file), "rulings");
            let at = top.key(key);
            self.tables.rulings =
                self.entries(&content.rulings, &at, "ruling").map(|(name, _)| name).collect();
        }
        if let Some((file, content)) = &files.formats {
            let top = Cursor::top(*file);
            self.tables.formats =
                self.entries(&content.formats, &top.key("formats"), "format").map(|(name, _)| name).collect();
        }
        for of in &files.types {
            self.enter_types(of);
            let top = Cursor::top(of.file);
            let version = of.version.as_deref();
            for (name, _) in self.entries(&of.content.operations, &top.key("operations"), "operation") {
                self.tables.operations.insert((version, name), ());
            }
            for (name, _) in self.entries(&of.content.errors, &top.key("errors"), "error answer") {
                self.tables.errors.insert((version, name), ());
            }
            for (name, _) in self.entries(&of.content.catalogue, &top.key("catalogue"), "catalogue list") {
                self.tables.catalogue.push(name);
            }
            self.entries(&of.content.webhooks, &top.key("webhooks"), "webhook").for_each(drop);
            self.entries(&of.content.migrations, &top.key("migrations"), "migration").for_each(drop);
        }
    }

    /// The first entry of each name; a second one is a mistake.
    pub(super) fn entries<T>(
        &mut self,
        entries: &'a Entries<T>,
        at: &Cursor<'_>,
        what: &str,
    ) -> std::vec::IntoIter<(&'a str, &'a T)> {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let mut first = Vec::with_capacity(entries.0.len());
        for (name, entry) in entries.iter() {
            let times = seen.entry(name).or_insert(0);
            if *times == 0 {
                first.push((name, entry));
            } else {
                let message = format!("the {what} {} stands twice", quoted(name));
                let draft = Draft::new(Code::DuplicateEntry, at.nth(name, *times).at_key(), message);
                self.report(
                    draft.label("stands here again").note(at.key(name).at_key(), "stands here first"),
                );
            }
            *times += 1;
        }
        first.into_iter()
    }

    fn api_file(&mut self) {
        let (file, content) = &self.files.api;
        let top = Cursor::top(*file);
        self.tables.documents = self.entries(&content.documents, &top.key("documents"), "document").collect();
        self.entries(&content.servers, &top.key("servers"), "server").for_each(drop);
        self.entries(&content.upload_types, &top.key("upload_types"), "upload type").for_each(drop);
        let versions = top.key("versions");
        if content.versions.is_empty() {
            self.report(Draft::new(Code::UnknownVersion, versions.at_key(), "the API has no version"));
        }
        for (index, version) in content.versions.iter().enumerate() {
            let here = versions.index(index);
            let plain = version.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
            if !plain || !version.starts_with(|c: char| c.is_ascii_lowercase()) || version == "shared" {
                let draft = Draft::new(
                    Code::BadName,
                    here.at_value(),
                    format!("{} cannot name a version", quoted(version)),
                );
                self.report(draft.remedy("a version is named as its folder, `v1`"));
            }
            if content.versions.iter().take(index).any(|earlier| earlier == version) {
                let message = format!("the version {} stands twice", quoted(version));
                self.report(Draft::new(Code::DuplicateEntry, here.at_value(), message));
            }
        }
    }

    fn enter_types(&mut self, of: &'a TypesOf) {
        let version = of.version.as_deref();
        let top = Cursor::top(of.file);
        let at = top.key("types");
        let mut times: HashMap<&str, usize> = HashMap::new();
        for (name, def) in of.content.types.iter() {
            let n = times.entry(name).or_insert(0);
            let here = at.nth(name, *n);
            *n += 1;
            // A name means one type wherever it stands: a version does not hide what is shared.
            let scopes = if version.is_none() { self.versions() } else { vec![None, version] };
            let earlier = scopes.iter().find_map(|scope| self.tables.types.get(&(*scope, name)));
            if let Some(earlier) = earlier.and_then(|id| self.tables.defs.get(id.0)).copied() {
                let message = format!("there are two types {}", quoted(name));
                let other = Cursor::top(earlier.of.file);
                let draft =
                    Draft::new(Code::DuplicateType, here.at_key(), message).label("stands here again");
                self.report(draft.note(other.key("types").key(name).at_key(), "stands here first"));
                continue;
            }
            self.tables.types.insert((version, name), TypeId(self.tables.defs.len()));
            self.tables.defs.push(Def { of, name, def });
        }
    }

    /// `shared` and every version.
    fn versions(&self) -> Vec<Option<&'a str>> {
        let versions = self.files.api.1.versions.iter();
        std::iter::once(None).chain(versions.map(|version| Some(version.as_str()))).collect()
    }

    /// The type of that name, as a file sees it.
    pub(super) fn find_type(&self, name: &str, of: &TypesOf) -> Option<TypeId> {
        let types = &self.tables.types;
        types.get(&(of.version.as_deref(), name)).or_else(|| types.get(&(None, name))).copied()
    }

    /// The names of the types that a file sees, as hints.
    pub(super) fn visible(&self, of: &TypesOf) -> Vec<&'a str> {
        let seen = |def: &&Def<'a>| def.of.version.is_none() || def.of.version == of.version;
        let defs = if self.has_hints() { self.tables.defs.as_slice() } else { &[] };
        defs.iter().filter(seen).map(|def| def.name).collect()
    }

    /// Looks up a type that stands by itself, and marks it as used.
    pub(super) fn named_type(&mut self, name: &str, of: &TypesOf, at: &Cursor<'_>) -> Option<TypeId> {
        if let Some(id) = self.find_type(name, of) {
            return Some(id);
        }
        let draft = Draft::new(Code::UnknownType, at.at_value(), format!("unknown type {}", quoted(name)));
        let known = self.visible(of);
        self.report_unknown(draft, name, known.into_iter(), "");
        None
    }

    /// The values that rules may ask for beside the payload.
    pub(super) fn context(&mut self) -> Vec<ContextValue> {
        let Some((file, content)) = &self.files.context else { return Vec::new() };
        let top = Cursor::top(*file);
        let at = top.key("context");
        let mut values = Vec::new();
        for (name, def) in self.entries(&content.context, &at, "context value") {
            let here = at.key(name);
            self.snake_case(name, here.at_key(), "a context value");
            self.line(&def.doc, &here.key("doc"));
            let kinds = [Kind::Text, Kind::Boolean, Kind::Integer, Kind::Number, Kind::Date];
            let Some(kind) = kinds.into_iter().find(|kind| kind.name() == def.ty) else {
                let draft = Draft::new(
                    Code::BadType,
                    here.key("type").at_value(),
                    format!("a context value is no {}", quoted(&def.ty)),
                );
                let known = kinds.iter().map(|kind| kind.name());
                self.report_unknown(
                    draft,
                    &def.ty,
                    known,
                    "it is `text`, `boolean`, `integer`, `number` or `date`",
                );
                // No condition can use it, and none is complained about for it.
                let (doc, kind) = (String::new(), Kind::Object);
                values.push(ContextValue { name: name.to_owned(), kind, doc, defaults_to_today: false });
                continue;
            };
            let defaults_to_today = def.default.as_deref() == Some("current_utc_date");
            if def.default.is_some() && (!defaults_to_today || kind != Kind::Date) {
                let message = "the only default is `current_utc_date`, of a date";
                self.report(Draft::new(Code::BadType, here.key("default").at_value(), message));
            }
            values.push(ContextValue {
                name: name.to_owned(),
                kind,
                doc: def.doc.clone(),
                defaults_to_today,
            });
        }
        values
    }

    /// The decisions on contradictory statements.
    pub(super) fn rulings(&mut self) -> Vec<(String, Ruling)> {
        let Some((file, content)) = &self.files.rulings else { return Vec::new() };
        let top = Cursor::top(*file);
        let at = top.key("rulings");
        for (name, ruling) in content.rulings.iter() {
            let here = at.key(name);
            if ruling.places.is_empty() {
                let message = format!("the ruling {} does not say where it comes from", quoted(name));
                let draft = Draft::new(Code::MissingSource, here.at_key(), message);
                self.report(draft.remedy("name the places that disagree, or that leave it open"));
            }
            let places = here.key("places");
            for (index, place) in ruling.places.iter().enumerate() {
                self.source_place(place, None, &places.index(index));
            }
            for (key, text) in
                [("conflict", &ruling.conflict), ("decision", &ruling.decision), ("reason", &ruling.reason)]
            {
                self.line(text, &here.key(key));
            }
        }
        content.rulings.0.clone()
    }

    /// Looks up the document of a place: its own, or the file's.
    pub(super) fn document(
        &mut self,
        place: &SourceRef,
        of: Option<&'a TypesOf>,
        at: &Cursor<'_>,
    ) -> Option<(String, &'a Document)> {
        let Some(key) = place.document.as_ref().or(of.map(|of| &of.content.document)) else {
            let draft = Draft::new(Code::MissingSource, at.at_value(), "the place names no document");
            self.report(draft.remedy("add `document`"));
            return None;
        };
        if place.section.trim().is_empty() {
            self.report(Draft::new(
                Code::MissingSource,
                at.key("section").at_value(),
                "the section has no name",
            ));
        }
        let Some(document) = self.tables.documents.get(key.as_str()).copied() else {
            // The file's own document is reported with the file.
            if place.document.is_some() {
                self.unknown_document(key, &at.key("document"));
            }
            return None;
        };
        Some((key.clone(), document))
    }

    pub(super) fn unknown_document(&mut self, key: &str, at: &Cursor<'_>) {
        let draft =
            Draft::new(Code::UnknownDocument, at.at_value(), format!("unknown document {}", quoted(key)));
        let known: Vec<&str> = self.files.api.1.documents.iter().map(|(key, _)| key).collect();
        self.report_unknown(draft, key, known.into_iter(), "`documents` of `fin.yaml` names them");
    }
}

/// Where the types of a file live.
pub(super) fn scope(of: &TypesOf) -> Scope {
    of.version.clone().map_or(Scope::Shared, Scope::Version)
}

/// Whether places in a document have a tab where they name none: guides have one a version.
pub(super) fn has_tabs(document: &Document) -> bool {
    document.authority == Authority::Guide
}
