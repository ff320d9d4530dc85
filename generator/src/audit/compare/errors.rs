use super::{State, index};
use crate::api::Scope;
use crate::audit::facts::{ErrorExample, Fact, SectionFacts, Site};
use crate::audit::finding::{Finding, Kind};
use crate::model::ApiError;
use std::collections::BTreeSet;

impl<'a> State<'a> {
    /// The guides' error answers and quoted messages against the model's, both ways.
    pub(super) fn errors(&mut self, sections: &[SectionFacts]) {
        let ours = self.messages();
        let mut met: BTreeSet<(String, String)> = BTreeSet::new();
        for section in sections {
            for fact in &section.facts {
                match fact {
                    Fact::Error(error) => self.error(&section.site, error, &mut met),
                    Fact::Sentence(sentence) => {
                        if let Some(message) =
                            sentence.message.as_deref().filter(|message| !ours.contains(*message))
                        {
                            self.unknown_message(&section.site, sentence.line, message, &ours);
                        }
                    }
                    _ => {}
                }
            }
        }
        for (name, scope, error) in &self.compared.api.errors {
            let of = self.document_of(error, scope);
            let Some((document, version, section)) = of else { continue };
            let key = (scope.name().to_owned(), name.clone());
            let home = sections.iter().find(|own| {
                own.site.document == document && own.site.version == version && own.site.section == section
            });
            let Some(home) = home.filter(|_| !met.contains(&key)) else { continue };
            let subject = format!("{}.{name}", scope.name());
            let message = format!("the model takes the error `{name}` from a section that does not show it");
            let spot = self.index.entry(scope, "errors", name);
            let finding = Finding::new(
                Kind::ErrorNotInGuide,
                subject,
                message,
                "remove it, or name the document that has it",
            );
            self.find(finding.at(&home.site, home.line).model(spot));
        }
    }

    fn error(&mut self, site: &Site, shown: &ErrorExample, met: &mut BTreeSet<(String, String)>) {
        self.count(
            "errors",
            site,
            shown.line,
            shown.fields.iter().map(|(.., line)| *line).max().unwrap_or(shown.line),
        );
        let errors = &self.compared.api.errors;
        let here: Vec<_> = errors
            .iter()
            .filter(|(_, scope, error)| {
                self.document_of(error, scope).is_some_and(|(document, version, _)| {
                    document == site.document && (version == site.version || version.is_empty())
                })
            })
            .collect();
        let same = |error: &ApiError| {
            error.message == shown.message
                && error.fields.iter().count() == shown.fields.len()
                && shown.fields.iter().all(|(path, said, _)| error.fields.get(path) == Some(said))
        };
        if let Some((name, scope, error)) = here.iter().find(|(_, _, error)| same(error)) {
            met.insert((scope.name().to_owned(), name.clone()));
            let code = shown.code.is_some() && shown.code != error.code;
            let status = shown.status.filter(|status| *status != error.status);
            if code || status.is_some() {
                let what = if code { "code" } else { "status" };
                let said = shown.code.clone().filter(|_| code).or(status.map(|status| status.to_string()));
                let subject = format!("{}.{name} {what} {}", scope.name(), said.unwrap_or_default());
                let message =
                    format!("the guide shows the error `{name}` with another {what} than the model");
                let spot = self.index.entry(scope, "errors", name);
                let finding =
                    Finding::new(Kind::MessageDiffers, subject, message, format!("change its `{what}`"));
                let line = if code { shown.line } else { shown.status_line.unwrap_or(shown.line) };
                self.find(finding.at(site, line).model(spot));
            }
            return;
        }
        // The same paths or the same code with other words is the same error.
        let near = here.iter().find(|(name, scope, error)| {
            let paths = !shown.fields.is_empty()
                && shown.fields.iter().all(|(path, ..)| error.fields.get(path).is_some());
            let code = shown.code.is_some() && shown.code == error.code;
            let bare = shown.fields.is_empty()
                && shown.code.is_none()
                && error.fields.is_empty()
                && error.code.is_none();
            (paths || code || bare) && !met.contains(&(scope.name().to_owned(), name.clone()))
        });
        let line = shown.fields.first().map_or(shown.line, |(.., line)| *line);
        match near {
            Some((name, scope, _)) => {
                met.insert((scope.name().to_owned(), name.clone()));
                let said = shown.fields.first().map_or(&shown.message, |(_, said, _)| said);
                let subject = format!("{}.{name} {}", scope.name(), crate::audit::tree::words(said));
                let message = format!(
                    "the guide's words for the error `{name}` are others: {}",
                    crate::report::quoted(said)
                );
                let spot = self.index.entry(scope, "errors", name);
                let remedy = "take the guide's words to the letter, there and at the check that says them";
                self.find(
                    Finding::new(Kind::MessageDiffers, subject, message, remedy).at(site, line).model(spot),
                );
            }
            None => {
                let name = shown.fields.first().map_or("message", |(path, ..)| path);
                let message = format!("the guide shows an error at `{name}` that the model does not have");
                let remedy = "add it to `errors`, and to the operation that answers with it";
                self.find(
                    Finding::new(Kind::ErrorNotInModel, format!("{site}/{name}"), message, remedy)
                        .at(site, line)
                        .model(self.index.list("errors", site)),
                );
            }
        }
        self.checks_say(site, shown);
    }

    /// The texts that an error shows by path are those of checks.
    fn checks_say(&mut self, site: &Site, shown: &ErrorExample) {
        let ours = self.messages();
        for (path, said, line) in &shown.fields {
            let last = path.rsplit('.').next().unwrap_or_default();
            if !ours.contains(said.as_str()) && *said != format!("{last} is required") {
                self.unknown_message(site, *line, said, &ours);
            }
        }
    }

    fn unknown_message(&mut self, site: &Site, line: usize, said: &str, ours: &BTreeSet<&'a str>) {
        let subject = format!("{site}/message {}", crate::audit::tree::words(said));
        let message = format!("no check and no error of the model says {}", crate::report::quoted(said));
        let remedy = match fin_core::nearest(said, ours.iter().copied()) {
            Some(near) => format!(
                "the model says {}: take the guide's words to the letter",
                crate::report::quoted(near)
            ),
            None => "give the check that finds it these words".to_owned(),
        };
        self.find(Finding::new(Kind::MessageDiffers, subject, message, remedy).at(site, line));
    }

    /// Every text that a check, a format, a rule or an error of the model says.
    fn messages(&self) -> BTreeSet<&'a str> {
        let api = self.compared.api;
        let mut all: BTreeSet<&str> = api.formats.iter().map(|format| format.message.as_str()).collect();
        for ty in &api.types {
            all.extend(index::rules(ty).into_iter().map(|rule| rule.message.as_str()));
            let of_fields = index::fields(ty).iter().flat_map(|field| &field.constraints);
            all.extend(of_fields.map(|own| own.message.as_str()));
        }
        all.extend(api.errors.iter().map(|(.., error)| error.message.as_str()));
        all
    }

    /// Document, version and section of an error answer.
    fn document_of(&self, error: &ApiError, scope: &Scope) -> Option<(String, String, String)> {
        let file = self.compared.files.types.iter().find(|of| {
            let same = |own: &ApiError| {
                std::ptr::eq(own, error) || own.message == error.message && own.doc == error.doc
            };
            of.version.as_deref().unwrap_or("shared") == scope.name()
                && of.content.errors.iter().any(|(_, own)| same(own))
        })?;
        let source = error.source.as_ref();
        let document = source
            .and_then(|source| source.document.clone())
            .unwrap_or_else(|| file.content.document.clone());
        if !self.compared.documents.contains(&document) {
            return None;
        }
        let section = source.map(|source| source.section.clone()).or_else(|| error.section.clone())?;
        let version = source.and_then(|source| source.tab.clone()).or_else(|| file.version.clone());
        Some((document, version.unwrap_or_default(), section))
    }
}
