use super::{State, index};
use crate::api::{FieldType, Type};
use crate::audit::facts::{Example, Site, normal_path};
use crate::audit::finding::{Finding, Kind};
use serde_json::{Map, Value};

/// So many issues of an example are told.
const SHOWN_ISSUES: usize = 3;

impl<'a> State<'a> {
    /// A body in a guide: an answer, or a request that the model has to take.
    pub(super) fn example(&mut self, site: &Site, example: &Example) {
        self.count("examples", site, example.line, example.line);
        let Some(map) = example.value.as_object() else { return };
        let Some((ty, payload)) = self.body_of(site, example, map) else {
            if self.is_answer(site, map) {
                return;
            }
            let keys: Vec<&str> = map.keys().map(String::as_str).collect();
            let message =
                format!("no body of the model has the keys of this example: {}", super::rows::some(&keys));
            let subject = format!("{site}/{}", keys.join(", "));
            let remedy = "add the fields that are new, or the type";
            let finding = Finding::new(Kind::ExampleNotInModel, subject, message, remedy);
            let spot = self.index.list("types", site);
            self.find(finding.at(site, example.line).model(spot));
            return;
        };
        if let Some(id) = self.index.api.find(&ty.qualified()) {
            self.show(&FieldType::Named(id), &example.value, 0);
        }
        let options = crate::judge::Options::default();
        let verdict = self.judge.check_text(&ty.qualified(), payload.to_string(), &self.context, &options);
        let Some(verdict) = verdict.ok().filter(|verdict| !verdict.valid) else { return };
        let mut issues: Vec<String> = verdict
            .issues
            .iter()
            .take(SHOWN_ISSUES)
            .map(|issue| format!("{}: {}", issue.path, issue.message))
            .collect();
        if verdict.issues.len() > SHOWN_ISSUES {
            issues.push(format!("and {} more", verdict.issues.len() - SHOWN_ISSUES));
        }
        let message =
            format!("the model's `{}` refuses the guide's example: {}", ty.qualified(), issues.join("; "));
        let remedy = "change the model, or name the example in a ruling's `refuses_examples`";
        let spot = self.index.spot(ty, "", None);
        let codes = verdict.issues.iter().map(|issue| issue.code.clone()).collect();
        let finding = Finding::new(Kind::ExampleRefused, site.to_string(), message, remedy).codes(codes);
        self.find(finding.at(site, example.line).model(spot));
    }

    /// The request body that an example is, or is a part of; a part stands in an otherwise valid body.
    fn body_of(&self, site: &Site, example: &Example, map: &Map<String, Value>) -> Option<(&'a Type, Value)> {
        let called = example.call.as_ref().and_then(|(method, path)| {
            let path = normal_path(path);
            let own =
                self.compared.api.operations.iter().find(|own| {
                    super::calls::method(own.method) == method && normal_path(&own.path) == path
                })?;
            self.compared.api.type_of(own.body?)
        });
        let fitting = |ty: &&Type| {
            let fields = index::fields(ty);
            let known = map.keys().filter(|key| fields.iter().any(|field| field.name == **key)).count();
            known > 0 && known * 2 >= map.len()
        };
        let known = |ty: &Type| {
            let fields = index::fields(ty);
            map.keys().filter(|key| fields.iter().any(|field| field.name == **key)).count()
        };
        let bodies = self.bodies(&site.document, &site.version);
        let best = bodies.into_iter().rev().filter(fitting).max_by_key(|ty| known(ty));
        let ty = called.filter(|_| !map.is_empty()).or(best)?;
        let whole = index::fields(ty).iter().all(|field| !field.required || map.contains_key(&field.name));
        let mut payload = match &ty.example {
            Some(Value::Object(example)) if !whole => example.clone(),
            _ => Map::new(),
        };
        payload.extend(map.clone());
        Some((ty, Value::Object(payload)))
    }

    /// Whether these are the keys of an answer of the model: down to the keys under `data`.
    fn is_answer(&self, site: &Site, map: &Map<String, Value>) -> bool {
        let open = self.index.types(&site.version).filter(|(_, ty)| ty.open && !ty.in_request);
        let has = |ty: &Type, map: &Map<String, Value>| {
            let fields = index::fields(ty);
            !fields.is_empty()
                && map.keys().all(|key| fields.iter().any(|field| field.name == *key))
                && fields.iter().all(|field| !field.required || map.contains_key(&field.name))
        };
        open.into_iter().any(|(_, ty)| {
            has(ty, map)
                && index::fields(ty).iter().all(|field| {
                    let below = self.index.named(&field.ty).and_then(|id| self.compared.api.type_of(id));
                    match (below, map.get(&field.name).and_then(Value::as_object)) {
                        (Some(below), Some(value)) => index::fields(below).is_empty() || has(below, value),
                        _ => true,
                    }
                })
        })
    }
}
