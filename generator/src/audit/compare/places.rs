use super::State;
use crate::api::Place;
use crate::audit::facts::SectionFacts;
use crate::audit::finding::{Finding, Kind};
use crate::source::Spot;
use std::collections::BTreeSet;

impl<'a> State<'a> {
    /// Every section that the model names is one of the guide.
    pub(super) fn places(&mut self, sections: &[SectionFacts]) {
        let api = self.compared.api;
        let mut named: Vec<(Place, Option<Spot>)> = Vec::new();
        for ty in &api.types {
            named.push((ty.place.clone(), self.index.spot(ty, "", None)));
            for field in super::index::fields(ty) {
                named.push((field.place.clone(), self.index.spot(ty, "fields", Some(&field.name))));
            }
            for rule in super::index::rules(ty) {
                named.push((rule.place.clone(), self.index.spot(ty, "", None)));
            }
        }
        for own in &api.operations {
            named.push((own.place.clone(), self.index.entry(&own.scope, "operations", &own.name)));
        }
        for own in &api.webhooks {
            named.push((
                own.place.clone(),
                self.index.entry(&crate::api::Scope::Shared, "webhooks", &own.name),
            ));
        }
        for format in &api.formats {
            named.extend(format.place.clone().map(|place| (place, None)));
        }
        for (name, ruling) in &api.rulings {
            for (index, place) in ruling.places.iter().enumerate() {
                let Some(document) = place.document.clone() else { continue };
                let place = Place {
                    tab: place.tab.clone(),
                    section: place.section.clone(),
                    document,
                    ..Place::default()
                };
                named.push((place, self.index.ruling(name, Some(("places", index)))));
            }
        }
        let mut told = self.versions_gone(sections, &named);
        for (place, spot) in named {
            let of = |section: &&SectionFacts| {
                section.site.document == place.document
                    && place.tab.as_ref().is_none_or(|tab| section.site.version == *tab)
            };
            let there = sections.iter().filter(of).any(|section| section.site.section == place.section);
            let tab = place.tab.clone().unwrap_or_default();
            let subject = format!("{}/{tab}/{}", place.document, place.section);
            let gone = told.contains(&format!("{}/{tab}", place.document));
            if there
                || gone
                || !self.compared.documents.contains(&place.document)
                || !told.insert(subject.clone())
            {
                continue;
            }
            let known: Vec<&str> =
                sections.iter().filter(of).map(|section| section.site.section.as_str()).collect();
            let message =
                format!("the model names a section `{}` that the guide does not have", place.section);
            let remedy = match fin_core::nearest(&place.section, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name the section that says it now".to_owned(),
            };
            let site = crate::audit::facts::Site {
                document: place.document.clone(),
                version: tab,
                section: place.section.clone(),
            };
            let finding = Finding::new(Kind::SectionNotInGuide, subject, message, remedy).model(spot);
            self.find(finding.at(&site, 0));
        }
    }

    /// Versions that the model takes from a guide and of which the guide says nothing: `individuals/v1`.
    fn versions_gone(
        &mut self,
        sections: &[SectionFacts],
        named: &[(Place, Option<Spot>)],
    ) -> BTreeSet<String> {
        let mut gone = BTreeSet::new();
        for (place, spot) in named {
            let Some(tab) = &place.tab else { continue };
            let subject = format!("{}/{tab}", place.document);
            let of = |section: &SectionFacts| {
                section.site.document == place.document && section.site.version == *tab
            };
            let read = self.compared.documents.contains(&place.document);
            if !read || sections.iter().any(of) || !gone.insert(subject.clone()) {
                continue;
            }
            let message = format!("the guide `{}` says nothing of {tab}, and the model does", place.document);
            let remedy = "take the version out of the model, or name the document that describes it now";
            let site = crate::audit::facts::Site {
                document: place.document.clone(),
                version: tab.clone(),
                section: String::new(),
            };
            let finding = Finding::new(Kind::VersionNotInGuide, subject, message, remedy);
            self.find(finding.at(&site, 0).model(spot.clone()));
        }
        gone
    }
}
