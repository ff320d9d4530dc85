use super::Resolver;
use crate::api::{Api, Scope, Shape};
use crate::report::{Code, Draft, quoted};
use crate::source::Cursor;
use std::collections::{HashMap, HashSet};

/// Mistakes for which a condition is not read to its end, so that what it asks for is not known.
pub(super) const CONDITIONS_BROKEN: [Code; 15] = [
    Code::TooLarge,
    Code::BadName,
    Code::BadType,
    Code::UnknownType,
    Code::UnknownFormat,
    Code::UnknownField,
    Code::UnknownContext,
    Code::UnknownValue,
    Code::UnknownName,
    Code::RuleSyntax,
    Code::RuleSubset,
    Code::RuleType,
    Code::RuleAbsent,
    Code::RuleBody,
    Code::RulePlace,
];

impl Resolver<'_> {
    /// Formats, rulings, context values and lists that nothing names. Types are looked at where they are reached.
    pub(super) fn unused(&mut self, api: &Api) {
        let mut drafts = Vec::new();
        if !self.has(&CONDITIONS_BROKEN) {
            let formats = self.formats_in_use(api);
            for (file, content) in self.files.formats.iter() {
                let names =
                    content.formats.iter().map(|(name, _)| name).filter(|name| !formats.contains(name));
                let message = "no field and no rule asks for the format";
                drafts.extend(names.map(|name| unused(Code::UnusedFormat, *file, "formats", name, message)));
            }
            for (file, content) in self.files.context.iter() {
                // `today` is read by constraints on dates, whether or not a rule mentions it.
                let unread = content.context.iter().filter(|(_, def)| def.default.is_none());
                let names = unread.map(|(name, _)| name).filter(|name| !self.used.context.contains(*name));
                let message = "no rule mentions the context value";
                drafts.extend(names.map(|name| unused(Code::UnusedContext, *file, "context", name, message)));
            }
        }
        for (file, content) in self.files.rulings.iter().filter(|_| !self.has(&[Code::UnknownRuling])) {
            // A ruling that explains a finding of the audit is held against the guides there.
            let names = content
                .rulings
                .iter()
                .filter(|(_, ruling)| ruling.explains.is_empty())
                .map(|(name, _)| name)
                .filter(|name| !self.used.rulings.contains(*name));
            let message = "nothing rests on the ruling";
            drafts.extend(names.map(|name| unused(Code::UnusedRuling, *file, "rulings", name, message)));
        }
        let unread = self.files.values.iter().filter(|(name, _)| !self.used.values.contains(*name));
        for (name, file) in unread.filter(|_| !self.has(&[Code::MissingFile])) {
            let message = format!("nothing reads {}", quoted(name));
            let path = self.files.texts.get(*file).map_or("", |(path, _)| path);
            let draft = Draft::in_file(Code::StrayFile, path, 0..0, message);
            drafts.push(draft.remedy("name it as the `values_file` of a format, or remove it"));
        }
        self.drafts.extend(drafts);
    }

    /// The formats that are asked for, and those that come after them.
    fn formats_in_use<'a>(&self, api: &'a Api) -> HashSet<&'a str> {
        let by_name: HashMap<&str, &crate::api::Format> =
            api.formats.iter().map(|format| (format.name.as_str(), format)).collect();
        let mut waiting: Vec<&str> = self.used.formats.iter().map(String::as_str).collect();
        let mut used = HashSet::new();
        while let Some(format) = waiting.pop().and_then(|name| by_name.get(name)) {
            if used.insert(format.name.as_str()) {
                waiting.extend(format.then.as_deref());
            }
        }
        used
    }

    /// What replaces a field or a value is there, in the next version.
    pub(super) fn successors(&mut self, api: &Api) {
        let (mut fields, mut values) =
            (HashMap::<_, HashSet<&str>>::new(), HashMap::<_, HashSet<&str>>::new());
        for ty in &api.types {
            match &ty.shape {
                Shape::Object { fields: own, .. } => {
                    fields.entry(&ty.scope).or_default().extend(own.iter().map(|field| field.name.as_str()));
                }
                Shape::Enum { values: own } => {
                    values.entry(&ty.scope).or_default().extend(own.iter().map(|value| value.name.as_str()));
                }
            }
        }
        for (def, ty) in self.tables.defs.clone().into_iter().zip(&api.types) {
            let next = next_scope(api, &ty.scope);
            let top = Cursor::top(def.of.file);
            let types = top.key("types");
            let here = types.key(def.name);
            let list = here.key("fields");
            for (key, field) in def.def.fields.iter() {
                let entry = list.key(key);
                self.successor(field.successor.as_deref(), next.as_ref(), &fields, &entry.key("successor"));
            }
            let list = here.key("values");
            for (key, value) in def.def.values.iter() {
                let entry = list.key(key);
                self.successor(value.successor.as_deref(), next.as_ref(), &values, &entry.key("successor"));
            }
        }
    }

    fn successor(
        &mut self,
        name: Option<&str>,
        next: Option<&Scope>,
        known: &HashMap<&Scope, HashSet<&str>>,
        at: &Cursor<'_>,
    ) {
        let Some(name) = name else { return };
        let Some(next) = next else {
            let message = "there is no next version that could have a successor";
            return self.report(Draft::new(Code::UnknownSuccessor, at.at_value(), message));
        };
        let last = name.rsplit('.').next().unwrap_or(name).trim_end_matches("[]");
        let scopes = [next, &Scope::Shared];
        if scopes.iter().filter_map(|scope| known.get(scope)).any(|names| names.contains(last)) {
            return;
        }
        let mut names: Vec<&str> =
            scopes.iter().filter_map(|scope| known.get(scope)).flatten().copied().collect();
        names.sort_unstable();
        let message = format!("{} has no {}", next.name(), quoted(last));
        self.report_unknown(
            Draft::new(Code::UnknownSuccessor, at.at_value(), message),
            last,
            names.into_iter(),
            "",
        );
    }
}

/// The version after the one in which something lives; what is shared stays where it is.
fn next_scope(api: &Api, scope: &Scope) -> Option<Scope> {
    let Scope::Version(version) = scope else { return Some(Scope::Shared) };
    let next = api.versions.iter().skip_while(|known| *known != version).nth(1)?;
    Some(Scope::Version(next.clone()))
}

fn unused(code: Code, file: crate::source::FileId, list: &str, name: &str, message: &str) -> Draft {
    let top = Cursor::top(file);
    let spot = top.key(list).key(name).at_key();
    Draft::new(code, spot, format!("{message} {}", quoted(name))).remedy("remove it")
}
