use super::{State, index};
use crate::api::{Shape, Type};
use crate::audit::facts::{Fact, SectionFacts, Site, Step, ValueKind};
use crate::audit::finding::{Finding, Kind};
use std::collections::BTreeMap;

/// What a page says of the statuses of a version.
#[derive(Default)]
struct Said {
    site: Option<Site>,
    line: usize,
    names: Vec<(String, Site, usize)>,
    steps: Vec<(Step, Site)>,
}

impl<'a> State<'a> {
    /// Statuses and their steps, by document and version, against the life cycles of the model.
    pub(super) fn statuses(&mut self, sections: &[SectionFacts]) {
        for (key, said) in said(sections) {
            for (_, site, line) in &said.names {
                self.count("statuses", site, *line, *line);
            }
            let Some(ty) = self.life_cycle(&key.0, &key.1, &said) else { continue };
            let own = index::values(ty);
            for (name, site, line) in said.names.iter().filter(|(name, ..)| !own.contains(&name.as_str())) {
                let subject = format!("{} {name}", ty.qualified());
                let message =
                    format!("the guide has a status `{name}`, the model's `{}` has not", ty.qualified());
                let spot = self.index.spot(ty, "", None);
                let finding = Finding::new(
                    Kind::StatusNotInModel,
                    subject,
                    message,
                    "add it to the enum's `values`, with what may follow it",
                );
                self.find(finding.at(site, *line).model(spot));
            }
            for name in own.iter().filter(|own| !said.names.iter().any(|(name, ..)| name == *own)) {
                let subject = format!("{} {name}", ty.qualified());
                let message =
                    format!("the model's `{}` has a status `{name}`, the guide has not", ty.qualified());
                let spot = self.index.spot(ty, "values", Some(name));
                let mut finding =
                    Finding::new(Kind::StatusNotInGuide, subject, message, super::STAYS).model(spot);
                if let Some(site) = &said.site {
                    finding = finding.at(site, said.line);
                }
                self.find(finding);
            }
            self.steps(ty, &said);
        }
    }

    fn steps(&mut self, ty: &Type, said: &Said) {
        let Shape::Enum { values } = &ty.shape else { return };
        for (step, site) in &said.steps {
            let Some(from) = values.iter().find(|value| value.name == step.from) else { continue };
            let known = values.iter().any(|value| value.name == step.to);
            let allowed = from.next.as_ref().is_none_or(|next| next.contains(&step.to));
            if allowed || !known {
                continue;
            }
            let subject = format!("{} {} to {}", ty.qualified(), step.from, step.to);
            let message = format!(
                "the guide leads from `{}` to `{}`, the model's `{}` does not",
                step.from,
                step.to,
                ty.qualified()
            );
            let spot = self.index.spot(ty, "values", Some(&step.from));
            let remedy = format!("add `{}` to what may follow `{}`", step.to, step.from);
            self.find(
                Finding::new(Kind::StepNotInModel, subject, message, remedy).at(site, step.line).model(spot),
            );
        }
    }

    /// The enum of the document and version with the most of these statuses.
    fn life_cycle(&self, document: &str, version: &str, said: &Said) -> Option<&'a Type> {
        let cycle = |ty: &&Type| match &ty.shape {
            Shape::Enum { values } => values.iter().any(|value| value.next.is_some()),
            Shape::Object { .. } => false,
        };
        let of = self.index.types(version).map(|(_, ty)| ty).filter(|ty| ty.place.document == document);
        let common = |ty: &&Type| {
            let own = index::values(ty);
            said.names.iter().filter(|(name, ..)| own.contains(&name.as_str())).count()
        };
        of.filter(cycle).filter(|ty| common(ty) > 0).max_by_key(common)
    }

    /// Webhook events, by version, both ways.
    pub(super) fn events(&mut self, sections: &[SectionFacts]) {
        let mut seen: BTreeMap<(String, String), ()> = BTreeMap::new();
        let mut home: BTreeMap<String, (Site, usize)> = BTreeMap::new();
        for section in sections {
            for fact in &section.facts {
                let Fact::Values(table) = fact else { continue };
                for row in table.rows.iter().filter(|_| table.kind == ValueKind::Event) {
                    let site = &section.site;
                    self.count("events", site, row.line, row.line);
                    seen.insert((site.version.clone(), row.name.clone()), ());
                    home.insert(site.version.clone(), (site.clone(), section.line));
                    let own = self.compared.api.webhooks.iter().find(|own| own.name == row.name);
                    let Some(own) = own.filter(|own| own.versions.contains(&site.version)) else {
                        let subject = format!("{} {}", site.version, row.name);
                        let message = format!(
                            "the guide has an event `{}` in {}, the model has not",
                            row.name, site.version
                        );
                        let scope = crate::api::Scope::Shared;
                        let spot = own
                            .and_then(|own| self.index.entry(&scope, "webhooks", &own.name))
                            .or_else(|| self.index.list("webhooks", site));
                        let remedy = "add it to `webhooks`, or the version to its `versions`";
                        let finding = Finding::new(Kind::EventNotInModel, subject, message, remedy);
                        self.find(finding.at(site, row.line).model(spot));
                        continue;
                    };
                    if row.status.is_some() && own.status != row.status {
                        let status = row.status.clone().unwrap_or_default();
                        let subject = format!("{} {} {status}", site.version, row.name);
                        let message = format!(
                            "after `{}` the guide's status is `{status}`, the model's is not",
                            row.name
                        );
                        let spot = self.index.entry(&crate::api::Scope::Shared, "webhooks", &own.name);
                        let finding = Finding::new(
                            Kind::EventDiffers,
                            subject,
                            message,
                            format!("write `status: {status}`"),
                        );
                        self.find(finding.at(site, row.line).model(spot));
                    }
                }
            }
        }
        let documents = self.compared.documents;
        let own = self.compared.api.webhooks.iter().filter(|own| documents.contains(&own.place.document));
        for own in own {
            for version in own.versions.iter().filter(|version| home.contains_key(*version)) {
                if seen.contains_key(&(version.clone(), own.name.clone())) {
                    continue;
                }
                let message =
                    format!("the model has an event `{}` in {version}, the guides have not", own.name);
                let spot = self.index.entry(&crate::api::Scope::Shared, "webhooks", &own.name);
                let remedy = "remove it, or the version from its `versions`";
                let finding =
                    Finding::new(Kind::EventNotInGuide, format!("{version} {}", own.name), message, remedy);
                let finding = match home.get(version) {
                    Some((site, line)) => finding.at(site, *line),
                    None => finding,
                };
                self.find(finding.model(spot));
            }
        }
    }
}

/// The statuses and steps of each document and version: of tables and lists, of diagrams and sentences.
fn said(sections: &[SectionFacts]) -> BTreeMap<(String, String), Said> {
    let mut all: BTreeMap<(String, String), Said> = BTreeMap::new();
    for section in sections {
        let site = &section.site;
        let said = all.entry((site.document.clone(), site.version.clone())).or_default();
        for fact in &section.facts {
            let (names, line): (Vec<(&str, usize)>, usize) = match fact {
                Fact::Values(table) if table.kind == ValueKind::Status => {
                    (table.rows.iter().map(|row| (row.name.as_str(), row.line)).collect(), table.line)
                }
                Fact::Step(step) => {
                    if !step.to.is_empty() {
                        said.steps.push((step.clone(), site.clone()));
                    }
                    let names = [step.from.as_str(), step.to.as_str()];
                    (
                        names
                            .into_iter()
                            .filter(|name| !name.is_empty())
                            .map(|name| (name, step.line))
                            .collect(),
                        step.line,
                    )
                }
                _ => continue,
            };
            if said.site.is_none() {
                (said.site, said.line) = (Some(site.clone()), line);
            }
            for (name, line) in names {
                if !said.names.iter().any(|(known, ..)| known == name) {
                    said.names.push((name.to_owned(), site.clone(), line));
                }
            }
        }
    }
    all
}
