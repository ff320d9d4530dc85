use super::State;
use crate::api::Operation;
use crate::audit::facts::{Fact, SectionFacts, normal_path};
use crate::audit::finding::{Finding, Kind};
use crate::model::Method;
use std::collections::BTreeSet;

impl<'a> State<'a> {
    /// The guides' calls against the model's operations, both ways.
    pub(super) fn calls(&mut self, sections: &[SectionFacts]) {
        let mut seen: BTreeSet<(String, String, String)> = BTreeSet::new();
        for section in sections {
            let site = &section.site;
            let mut here = BTreeSet::new();
            for fact in &section.facts {
                let Fact::Endpoint(call) = fact else { continue };
                self.count("endpoints", site, call.line, call.line);
                seen.insert((site.document.clone(), call.method.clone(), call.path.clone()));
                let known = self.compared.api.operations.iter().any(|own| is(own, &call.method, &call.path));
                if call.method.is_empty() {
                    let own =
                        self.compared.api.operations.iter().filter(|own| normal_path(&own.path) == call.path);
                    seen.extend(own.map(|own| {
                        (site.document.clone(), method(own.method).to_owned(), call.path.clone())
                    }));
                }
                if known || !here.insert((call.method.clone(), call.path.clone())) {
                    continue;
                }
                let name = format!("{} {}", call.method, call.path).trim_start().to_owned();
                let message = format!("the guide calls `{name}`, the model has no such operation");
                let paths: Vec<String> =
                    self.compared.api.operations.iter().map(|own| normal_path(&own.path)).collect();
                let remedy = match fin_core::nearest(&call.path, paths.iter().map(String::as_str)) {
                    Some(near) => format!("the nearest path of the model is `{near}`: has it changed?"),
                    None => "add it to `operations`".to_owned(),
                };
                let spot = self.near_operation(&call.path).or_else(|| self.index.list("operations", site));
                self.find(
                    Finding::new(Kind::EndpointNotInModel, name, message, remedy)
                        .at(site, call.line)
                        .model(spot),
                );
            }
        }
        for own in &self.compared.api.operations {
            let name = format!("{} {}", method(own.method), normal_path(&own.path));
            let key = (own.place.document.clone(), method(own.method).to_owned(), normal_path(&own.path));
            if !self.compared.documents.contains(&own.place.document) || seen.contains(&key) {
                continue;
            }
            let message = format!("the model takes `{name}` from a guide that does not have it");
            let remedy = "remove the operation, or name the document that has it";
            let spot = self.index.entry(&own.scope, "operations", &own.name);
            let mut finding = Finding::new(Kind::EndpointNotInGuide, name, message, remedy).model(spot);
            let version = own.place.tab.clone().unwrap_or_default();
            let home = sections.iter().find(|section| {
                section.site.document == own.place.document
                    && section.site.section == own.place.section
                    && (version.is_empty() || section.site.version == version)
            });
            if let Some(home) = home {
                finding = finding.at(&home.site, home.line);
            }
            self.find(finding);
        }
    }

    fn near_operation(&self, path: &str) -> Option<crate::source::Spot> {
        let operations = &self.compared.api.operations;
        let paths: Vec<String> = operations.iter().map(|own| normal_path(&own.path)).collect();
        let near = fin_core::nearest(path, paths.iter().map(String::as_str))?;
        let own = operations.iter().find(|own| normal_path(&own.path) == near)?;
        self.index.entry(&own.scope, "operations", &own.name)
    }
}

fn is(own: &Operation, called: &str, path: &str) -> bool {
    (called.is_empty() || method(own.method) == called) && normal_path(&own.path) == path
}

/// The method as it is called.
pub fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Patch => "PATCH",
        Method::Put => "PUT",
        Method::Delete => "DELETE",
    }
}
