use super::{Resolver, places::Origin, tables::scope};
use crate::api::{FieldType, Operation, TypeId};
use crate::model::{self, Entries, Parameter};
use crate::report::{Code, Draft, quoted};
use crate::source::{Cursor, TypesOf};

impl<'a> Resolver<'a> {
    /// The calls.
    pub(super) fn operations(&mut self) -> Vec<Operation> {
        let mut operations = Vec::new();
        for of in &self.files.types {
            let top = Cursor::top(of.file);
            let at = top.key("operations");
            for (name, def) in of.content.operations.iter() {
                operations.push(self.operation(name, def, of, &at.key(name)));
            }
        }
        operations
    }

    fn operation(
        &mut self,
        name: &str,
        def: &'a model::Operation,
        of: &'a TypesOf,
        here: &Cursor<'_>,
    ) -> Operation {
        self.line(&def.doc, &here.key("doc"));
        self.field_name(name, here);
        self.rests_on(&def.rulings, here);
        let what = format!("the operation {}", quoted(name));
        let origin = Origin::of(def.section.as_ref(), def.source.as_ref());
        let place = self.own_place(of, origin, &what, here);
        self.path(def, here);
        let statuses = here.key("when_status");
        for (index, status) in def.when_status.iter().enumerate() {
            self.status(status, of, &statuses.index(index));
        }
        Operation {
            name: name.to_owned(),
            scope: scope(of),
            doc: def.doc.clone(),
            place,
            rulings: def.rulings.clone(),
            method: def.method,
            path: def.path.clone(),
            path_params: self.parameters(&def.path_params, of, &here.key("path_params")),
            query: self.parameters(&def.query, of, &here.key("query")),
            body: def.body.as_ref().and_then(|body| self.named_type(body, of, &here.key("body"))),
            content: def.content,
            answers: self.answers(&def.answers, of, &here.key("answers")),
            errors: self.error_names(&def.errors, of, &here.key("errors")),
            mode: def.mode,
            when_status: def.when_status.clone(),
            requires: def.requires.clone(),
            deprecated: def.deprecated.clone(),
            unauthenticated: def.unauthenticated,
        }
    }

    /// The parameters in a path's braces are those that the operation declares, in the same order.
    fn path(&mut self, def: &model::Operation, here: &Cursor<'_>) {
        let at = here.key("path");
        let named: Vec<&str> =
            def.path.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0)).collect();
        let declared: Vec<&str> = def.path_params.iter().map(|(name, _)| name).collect();
        let shape = def.path.starts_with('/')
            && !def.path.contains(|c: char| c.is_whitespace() || c.is_control() || c == '?');
        if !shape || def.path.matches('{').count() != named.len() {
            self.report(Draft::new(
                Code::BadPath,
                at.at_value(),
                format!("{} is no path", quoted(&def.path)),
            ));
        } else if named != declared {
            let list = |names: &[&str]| match names {
                [] => String::from("none"),
                names => names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", "),
            };
            let draft = Draft::new(
                Code::BadPath,
                at.at_value(),
                "the parameters of the path are not those of `path_params`",
            );
            let label = format!("here: {}; declared: {}", list(&named), list(&declared));
            self.report(draft.label(label));
        }
    }

    fn parameters(
        &mut self,
        parameters: &'a Entries<Parameter>,
        of: &'a TypesOf,
        at: &Cursor<'_>,
    ) -> Vec<(String, FieldType, Parameter)> {
        let mut resolved = Vec::new();
        for (name, parameter) in self.entries(parameters, at, "parameter") {
            let here = at.key(name);
            self.field_name(name, &here);
            self.line(&parameter.doc, &here.key("doc"));
            if let (Some(low), Some(high)) = (parameter.minimum, parameter.maximum)
                && low > high
            {
                let message = "`minimum` is above `maximum`: nothing passes";
                self.report(Draft::new(Code::Bounds, here.key("minimum").at_value(), message));
            }
            if let Some(ty) = self.field_type(&parameter.ty, of, false, &here.key("type")) {
                resolved.push((name.to_owned(), ty, parameter.clone()));
            }
        }
        resolved
    }

    fn answers(
        &mut self,
        answers: &'a Entries<Option<String>>,
        of: &'a TypesOf,
        at: &Cursor<'_>,
    ) -> Vec<(u16, Option<TypeId>)> {
        let mut resolved = Vec::new();
        if answers.is_empty() {
            self.report(Draft::new(Code::BadStatus, at.at_key(), "the operation has no answer"));
        }
        for (status, body) in self.entries(answers, at, "status") {
            let here = at.key(status);
            let body = body.as_ref().and_then(|body| self.named_type(body, of, &here));
            if let Some(status) = self.http_status(status, &here) {
                resolved.push((status, body));
            }
        }
        resolved
    }

    fn error_names(
        &mut self,
        errors: &'a Entries<Vec<String>>,
        of: &'a TypesOf,
        at: &Cursor<'_>,
    ) -> Vec<(u16, Vec<String>)> {
        let mut resolved = Vec::new();
        for (status, names) in self.entries(errors, at, "status") {
            let here = at.key(status);
            for (index, name) in names.iter().enumerate() {
                self.error_name(name, of, &here.index(index));
            }
            if let Some(status) = self.http_status(status, &here) {
                resolved.push((status, names.clone()));
            }
        }
        resolved
    }

    /// An error answer, or the type of an error body.
    fn error_name(&mut self, name: &str, of: &TypesOf, at: &Cursor<'_>) {
        let errors = &self.tables.errors;
        if errors.contains_key(&(of.version.as_deref(), name)) || errors.contains_key(&(None, name)) {
            return;
        }
        if let Some(id) = self.find_type(name, of) {
            self.used.types.insert(id.0);
            return;
        }
        let draft =
            Draft::new(Code::UnknownError, at.at_value(), format!("unknown error answer {}", quoted(name)));
        let mut known: Vec<&str> = self.tables.errors.keys().map(|(_, name)| *name).collect();
        known.sort_unstable();
        let remedy = "name an entry of `errors`, or the type of an error body";
        self.report_unknown(draft, name, known.into_iter().chain(self.visible(of)), remedy);
    }

    fn http_status(&mut self, status: &str, at: &Cursor<'_>) -> Option<u16> {
        let number = status.parse().ok().filter(|number| (100..600).contains(number));
        if number.is_none() {
            self.report(Draft::new(
                Code::BadStatus,
                at.at_key(),
                format!("{} is no HTTP status", quoted(status)),
            ));
        }
        number
    }

    /// A customer's status: a value of an enum that has a life cycle.
    pub(super) fn status(&mut self, status: &str, of: &TypesOf, at: &Cursor<'_>) {
        let seen = |def: &&super::tables::Def<'_>| {
            def.of.version.is_none() || of.version.is_none() || def.of.version == of.version
        };
        let values =
            |def: super::tables::Def<'a>| def.def.values.iter().filter(|(_, value)| value.next.is_some());
        let known: Vec<&str> =
            self.tables.defs.iter().filter(seen).copied().flat_map(values).map(|(name, _)| name).collect();
        if known.contains(&status) {
            return;
        }
        let draft =
            Draft::new(Code::UnknownStatus, at.at_value(), format!("unknown status {}", quoted(status)));
        self.report_unknown(
            draft,
            status,
            known.into_iter(),
            "it is a value of an enum with a life cycle (`next`)",
        );
    }
}
