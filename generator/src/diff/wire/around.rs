use super::{Fact, Walk, words};
use crate::api::{Api, Type, Upgrade, Webhook};
use crate::diff::change::{Direction, Kind};
use crate::model::{ApiError, CatalogueList};
use crate::witness::{Side, named};
use fin_core::Name;
use std::collections::{BTreeMap, BTreeSet};

/// Kinds of a list's changes: added, removed, changed.
type Kinds = (Kind, Kind, Kind);

impl<'a> Walk<'a> {
    /// Compares what stands around the calls: hosts, kinds of files, events, errors, the catalogue, the context and
    /// the words of formats; at last the types that nothing has reached.
    pub(super) fn around(&mut self) {
        let (old, new) = (self.models.old.api, self.models.new.api);
        self.words("api", "name", Some(&old.name), Some(&new.name));
        let kinds = (Kind::ServerAdded, Kind::ServerRemoved, Kind::ServerChanged);
        self.list("server", kinds, &old.servers, &new.servers);
        // What an upload is told to be is the server's business as long as it may be uploaded.
        let kinds = (Kind::UploadTypeAdded, Kind::UploadTypeRemoved, Kind::UploadTypeRemoved);
        self.list("upload type", kinds, &old.upload_types, &new.upload_types);
        self.events();
        self.errors();
        self.catalogue();
        self.context();
        self.formats();
        self.loose_types();
        self.upgrades();
    }

    /// Compares what becomes of payloads in the next version: a matter of the SDKs, of which nothing goes over the
    /// wire.
    fn upgrades(&mut self) {
        let (old, new) = (self.models.old.api, self.models.new.api);
        let of = |api: &Api| -> BTreeMap<(String, String), BTreeMap<String, String>> {
            let name = |id| api.type_of(id).map(Type::qualified).unwrap_or_default();
            let said = |upgrade: &Upgrade| {
                let mut parts: BTreeMap<String, String> = BTreeMap::new();
                for (part, words) in crate::upgrade::words::parts(api, upgrade) {
                    parts.entry(part).and_modify(|all| *all = format!("{all}; {words}")).or_insert(words);
                }
                ((name(upgrade.from), name(upgrade.to)), parts)
            };
            api.upgrades.iter().map(said).collect()
        };
        let (old, new) = (of(old), of(new));
        for pair in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
            let (was, is) = (old.get(pair), new.get(pair));
            let (from, to) = pair;
            let (Some(was), Some(is)) = (was, is) else {
                let words = |side: Option<_>| side.map(|_| format!("from {from}"));
                self.words(to, "upgrade", words(was).as_deref(), words(is).as_deref());
                continue;
            };
            for part in was.keys().chain(is.keys()).collect::<BTreeSet<_>>() {
                let text = |side: &BTreeMap<String, String>| side.get(part).cloned();
                self.words(part, "upgrade", text(was).as_deref(), text(is).as_deref());
            }
        }
    }

    fn list(
        &mut self,
        what: &str,
        (added, removed, changed): Kinds,
        old: &[(String, String)],
        new: &[(String, String)],
    ) {
        let of = |list: &[(String, String)]| list.iter().cloned().collect::<BTreeMap<_, _>>();
        let (old, new) = (of(old), of(new));
        for key in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
            let subject = format!("{what} {key}");
            let (fact, sides): (_, &[Side]) = match (old.get(key).cloned(), new.get(key).cloned()) {
                (Some(a), Some(b)) if a == b => continue,
                (None, None) => continue,
                (Some(a), Some(b)) => (Fact::new(changed, subject, Some(a), Some(b)), &Side::BOTH),
                (Some(a), None) => (Fact::new(removed, subject, Some(a), None), &[Side::Loses]),
                (None, Some(b)) => (Fact::new(added, subject, None, Some(b)), &[Side::Gains]),
            };
            self.add_at(fact, Direction::Request, sides);
        }
    }

    /// Who has subscribed to an event waits for it: one that is gone hurts, a new one does not.
    fn events(&mut self) {
        let of =
            |list: &'a [Webhook]| list.iter().map(|event| (&event.name, event)).collect::<BTreeMap<_, _>>();
        let (old, new) = (of(&self.models.old.api.webhooks), of(&self.models.new.api.webhooks));
        for name in old.keys().chain(new.keys()).copied().collect::<BTreeSet<_>>() {
            let subject = format!("event {name}");
            let versions = |event: &Webhook| Some(format!("in {}", event.versions.join(", ")));
            let (Some(a), Some(b)) = (old.get(name), new.get(name)) else {
                match (old.get(name), new.get(name)) {
                    (Some(event), _) => {
                        let fact = Fact::new(Kind::EventRemoved, subject, versions(event), None);
                        self.add_at(fact, Direction::Request, &[Side::Loses]);
                    }
                    (_, Some(event)) => {
                        let fact = Fact::new(Kind::EventAdded, subject, None, versions(event));
                        self.add_at(fact, Direction::Request, &[Side::Gains]);
                    }
                    (None, None) => {}
                }
                continue;
            };
            self.graph.begin(subject.clone(), (a.data, b.data), Direction::Answer);
            self.words(&subject, "doc", Some(&a.doc), Some(&b.doc));
            let gone =
                |a: &Webhook, b: &Webhook| a.versions.iter().any(|version| !b.versions.contains(version));
            let sides = [Side::Loses.when(gone(a, b)), Side::Gains.when(gone(b, a))];
            let sides: Vec<Side> = sides.into_iter().flatten().collect();
            if !sides.is_empty() {
                let fact = Fact::new(Kind::EventChanged, &subject, versions(a), versions(b));
                self.add_at(fact, Direction::Request, &sides);
            }
            if a.status != b.status {
                let text = |event: &Webhook| event.status.as_ref().map(|status| format!("status {status}"));
                let sides = words::default_sides(&a.status, &b.status);
                let fact = Fact::new(Kind::EventChanged, subject, text(a), text(b));
                self.add_at(fact, Direction::Request, &sides);
            }
        }
    }

    /// The documented errors: who tells them apart does so by status and code.
    fn errors(&mut self) {
        let of = |list: &'a [(String, crate::api::Scope, ApiError)]| {
            let entry = |(name, scope, error): &'a (String, crate::api::Scope, ApiError)| {
                (format!("{}.{name}", scope.name()), (scope, error))
            };
            list.iter().map(entry).collect::<BTreeMap<_, _>>()
        };
        let (old, new) = (of(&self.models.old.api.errors), of(&self.models.new.api.errors));
        for (name, (scope, a)) in &old {
            let Some((new_scope, b)) = new.get(name) else { continue };
            let subject = format!("error {name}");
            if (a.status, &a.code) != (b.status, &b.code) {
                let text = |error: &ApiError| {
                    let code = error.code.as_ref().map(|code| format!(" {code}")).unwrap_or_default();
                    Some(format!("{}{code}", error.status))
                };
                let fact = Fact::new(Kind::ErrorChanged, &subject, text(a), text(b));
                self.add_at(fact, Direction::Answer, &Side::BOTH);
            }
            self.words(&subject, "message", Some(&a.message), Some(&b.message));
            self.words(&subject, "doc", Some(&a.doc), Some(&b.doc));
            let fields = |error: &ApiError| {
                let fields = error.fields.iter().map(|(path, text)| format!("{path}: {text}"));
                Some(fields.collect::<Vec<_>>().join("; ")).filter(|text| !text.is_empty())
            };
            self.words(&subject, "fields", fields(a).as_deref(), fields(b).as_deref());
            let bodies =
                (body(self.models.old.api, scope, &a.body), body(self.models.new.api, new_scope, &b.body));
            if let (Some(a), Some(b)) = bodies {
                self.graph.begin(subject, (a, b), Direction::Answer);
            }
        }
    }

    fn catalogue(&mut self) {
        let of = |list: &'a [(String, CatalogueList)]| {
            list.iter().map(|(key, list)| (key, list)).collect::<BTreeMap<_, _>>()
        };
        let (old, new) = (of(&self.models.old.api.catalogue), of(&self.models.new.api.catalogue));
        for key in old.keys().chain(new.keys()).copied().collect::<BTreeSet<_>>() {
            let subject = format!("catalogue {key}");
            let text = |api: &crate::api::Api, list: &CatalogueList| {
                let keys = std::iter::once(&list.key).chain(&list.also).cloned().collect::<Vec<_>>();
                let call = api.operations.iter().find(|call| call.name == list.operation);
                let call = call.map_or_else(|| list.operation.clone(), super::calls::address);
                Some(format!("{} of {call}", keys.join(" or ")))
            };
            let (before, after) = (
                old.get(key).and_then(|list| text(self.models.old.api, list)),
                new.get(key).and_then(|list| text(self.models.new.api, list)),
            );
            let (fact, sides): (_, &[Side]) = match (old.get(key), new.get(key)) {
                (Some(a), Some(b)) => {
                    self.words(&subject, "doc", Some(&a.doc), Some(&b.doc));
                    if before == after {
                        continue;
                    }
                    (Fact::new(Kind::CatalogueChanged, subject, before, after), &Side::BOTH)
                }
                (Some(_), None) => (Fact::new(Kind::CatalogueRemoved, subject, before, None), &[Side::Loses]),
                (None, Some(_)) => (Fact::new(Kind::CatalogueAdded, subject, None, after), &[Side::Gains]),
                (None, None) => continue,
            };
            self.add_at(fact, Direction::Request, sides);
        }
    }

    /// A context value that is not known is refused, so that one that is gone hurts who gives it.
    fn context(&mut self) {
        let of = |api: &'a crate::api::Api| {
            api.context.iter().map(|value| (&value.name, value)).collect::<BTreeMap<_, _>>()
        };
        let (old, new) = (of(self.models.old.api), of(self.models.new.api));
        for name in old.keys().chain(new.keys()).copied().collect::<BTreeSet<_>>() {
            let subject = format!("context {name}");
            let kind = |value: &&crate::api::ContextValue| value.kind.name().to_owned();
            let (a, b) = (old.get(name), new.get(name));
            if let (Some(a), Some(b)) = (a, b) {
                self.words(&subject, "doc", Some(&a.doc), Some(&b.doc));
            }
            let (a, b) = (a.map(kind), b.map(kind));
            if a != b {
                let sides = words::default_sides(&a, &b);
                self.add_at(Fact::new(Kind::ContextChanged, subject, a, b), Direction::Request, &sides);
            }
        }
    }

    /// Words and codes of formats. What texts they take is compared where they are used.
    fn formats(&mut self) {
        let models = self.models;
        for old in &models.old.api.formats {
            let Some(new) = models.new.format(&old.name) else { continue };
            let subject = format!("format {}", old.name);
            self.words(&subject, "doc", Some(&old.doc), Some(&new.doc));
            self.words(&subject, "message", Some(&old.message), Some(&new.message));
            if old.code != new.code {
                let text = |code: &str| Some(format!("code {code}"));
                let fact = Fact::new(Kind::CodeChanged, subject, text(&old.code), text(&new.code));
                self.add_at(fact, Direction::Request, &[]);
            }
        }
    }

    /// Types that describe what arrives outside of any answer, such as a webhook's envelope: known by their names.
    fn loose_types(&mut self) {
        let (old, new) = (self.models.old.api, self.models.new.api);
        let (mut a, mut b) = (loose(old), loose(new));
        for (name, id) in &a {
            if let Some(other) = b.get(name) {
                self.graph.begin(format!("type {name}"), (*id, *other), Direction::Answer);
            }
        }
        let both: Vec<String> = a.keys().filter(|name| b.contains_key(*name)).cloned().collect();
        for name in both {
            a.remove(&name);
            b.remove(&name);
        }
        // A type that is part of another one goes and comes with it.
        for (name, _) in a.iter().filter(|(name, _)| new.find(name).is_none()) {
            let fact = Fact::new(Kind::TypeRemoved, name, Some(name.clone()), None);
            self.add_at(fact, Direction::Answer, &[Side::Gains]);
        }
        for (name, _) in b.iter().filter(|(name, _)| old.find(name).is_none()) {
            let fact = Fact::new(Kind::TypeAdded, name, None, Some(name.clone()));
            self.add_at(fact, Direction::Answer, &[Side::Loses]);
        }
    }

    /// A constraint's code and message.
    pub(super) fn constraint_words(
        &mut self,
        subject: &str,
        name: Name,
        old: &'a crate::api::FieldConstraint,
        new: &'a crate::api::FieldConstraint,
    ) {
        if old.own_message || new.own_message {
            let what = format!("message of {}", name.key());
            self.words(subject, &what, Some(&old.message), Some(&new.message));
        }
    }
}

/// The type of an error's body, by the name that the model has for it.
fn body(api: &crate::api::Api, scope: &crate::api::Scope, name: &str) -> Option<crate::api::TypeId> {
    api.find(&format!("{}.{name}", scope.name())).or_else(|| api.find(&format!("shared.{name}")))
}

/// The open types to which no call and no event leads, and which no other type holds.
fn loose(api: &crate::api::Api) -> BTreeMap<String, crate::api::TypeId> {
    let mut held: BTreeSet<crate::api::TypeId> = BTreeSet::new();
    for ty in &api.types {
        if let crate::api::Shape::Object { fields, .. } = &ty.shape {
            held.extend(fields.iter().filter_map(|field| named(&field.ty)).map(|(_, id)| id));
        }
    }
    held.extend(
        api.operations
            .iter()
            .flat_map(|call| call.body.into_iter().chain(call.answers.iter().filter_map(|(_, body)| *body))),
    );
    held.extend(api.webhooks.iter().map(|event| event.data));
    held.extend(api.errors.iter().filter_map(|(_, scope, error)| body(api, scope, &error.body)));
    let types = api.types.iter().enumerate().map(|(index, ty)| (crate::api::TypeId(index), ty));
    let loose = types.filter(|(id, ty)| ty.open && !held.contains(id));
    loose.map(|(id, ty)| (ty.qualified(), id)).collect()
}
