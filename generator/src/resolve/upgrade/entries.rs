use super::{Entry, is_enum, mistake, qualified};
use crate::api::{Api, TypeId};
use crate::model::UpgradeDef;
use crate::report::{Code, Draft, quoted};
use crate::resolve::Resolver;
use crate::source::{Cursor, TypesOf};
use std::collections::HashMap;

impl<'a> Resolver<'a> {
    /// The entries of `upgrades` whose keys name two types of versions that follow each other.
    pub(super) fn upgrade_entries(&mut self, api: &Api) -> Vec<Entry<'a>> {
        let mut found: Vec<Entry<'a>> = Vec::new();
        let mut pairs: HashMap<(TypeId, TypeId), Entry<'a>> = HashMap::new();
        for of in &self.files.types {
            let top = Cursor::top(of.file);
            let at = top.key("upgrades");
            for (key, def) in self.entries(&of.content.upgrades, &at, "upgrade") {
                let here = at.key(key);
                let Some(before) = self.version_before(of) else {
                    let message = "there is no version before this one to upgrade from";
                    let draft = Draft::new(Code::UpgradeShape, here.at_key(), message);
                    self.report(draft.remedy("upgrades stand with the newer of two versions"));
                    continue;
                };
                let Some((from, to)) = self.upgrade_types(of, before, key, &here) else { continue };
                if let Some(other) = pairs.get(&(from, to)) {
                    let message = format!("there are two upgrades of {}", qualified(api, from));
                    let draft = Draft::new(Code::UpgradeShape, here.at_key(), message);
                    self.report(draft.note(other.at(&[]), "the other one"));
                    continue;
                }
                let entry = Entry { of, key, def, from, to };
                self.upgrade_shape(api, &entry);
                pairs.insert((from, to), entry);
                found.push(entry);
            }
        }
        found
    }

    fn version_before(&self, of: &TypesOf) -> Option<&'a str> {
        let versions = &self.files.api.1.versions;
        let own = versions.iter().position(|version| Some(version) == of.version.as_ref())?;
        versions.get(own.checked_sub(1)?).map(String::as_str)
    }

    /// The older and the newer type of a key.
    fn upgrade_types(
        &mut self,
        of: &'a TypesOf,
        before: &'a str,
        key: &str,
        here: &Cursor<'_>,
    ) -> Option<(TypeId, TypeId)> {
        let (to, from) = key.split_once(" <- ").unwrap_or((key, key));
        let older = |name: &str| {
            let types = &self.tables.types;
            types.get(&(Some(before), name)).or_else(|| types.get(&(None, name))).copied()
        };
        let found = older(from);
        let to = match self.find_type(to, of) {
            Some(id) => Some(id),
            None => {
                let message = format!("unknown type {}", quoted(to));
                let draft = Draft::new(Code::UnknownType, here.at_key(), message);
                let known = self.visible(of);
                self.report_unknown(draft, to, known.into_iter(), "");
                None
            }
        };
        if found.is_none() {
            let message = format!("{before} has no type {}", quoted(from));
            let draft = Draft::new(Code::UnknownType, here.at_key(), message);
            let names = self.tables.defs.iter().filter(|def| def.of.version.as_deref() == Some(before));
            let names: Vec<&str> = names.map(|def| def.name).collect();
            let remedy = "name the older type too: `TaxInfo <- PartyBasicInfo`";
            self.report_unknown(draft, from, names.into_iter(), remedy);
        }
        Some((found?, to?))
    }

    /// An entry says what its types allow.
    fn upgrade_shape(&mut self, api: &Api, entry: &Entry<'a>) {
        let UpgradeDef { fields, gone, ask, row } = entry.def;
        let (from, to) = (is_enum(api, entry.from), is_enum(api, entry.to));
        if from != to {
            let message = format!(
                "{} cannot become {}: one is an enum, the other an object",
                qualified(api, entry.from),
                qualified(api, entry.to)
            );
            self.report(Draft::new(Code::UpgradeShape, entry.at(&[]), message));
            return;
        }
        let of_objects = [("fields", !fields.is_empty()), ("gone", !gone.is_empty())];
        let of_enums = [("ask", !ask.is_empty()), ("row", row.is_some())];
        let (stray, what) = if to { (of_objects, "an enum") } else { (of_enums, "an object") };
        for (key, _) in stray.into_iter().filter(|(_, is_there)| *is_there) {
            let message = format!("the upgrade of {what} has no `{key}`");
            let remedy = "an object has `fields` and `gone`, an enum has `ask` and `row`";
            self.report(mistake(Code::UpgradeShape, entry.at(&[key]), message, remedy));
        }
        if to && row.is_none() {
            let message = format!("the upgrade {} names no row of `migrations`", quoted(entry.key));
            self.report(mistake(Code::UpgradeShape, entry.at(&[]), message, "add `row: …`"));
        }
        // That of a request's body says that there is one.
        let is_request = api.type_of(entry.to).is_some_and(|ty| ty.is_request);
        if !to && !is_request && fields.is_empty() && gone.is_empty() {
            let message = format!("the upgrade {} says nothing", quoted(entry.key));
            let remedy = "what is carried as it is needs no entry: remove it";
            self.report(mistake(Code::UpgradeShape, entry.at(&[]), message, remedy));
        }
    }
}
