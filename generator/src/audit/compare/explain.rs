use super::State;
use crate::audit::finding::{Finding, Kind};
use std::collections::{BTreeSet, HashMap};

impl State<'_> {
    /// Names for each finding the ruling that explains it, and finds the explanations that explain nothing.
    pub(super) fn explain(&mut self) {
        let mut by_finding: HashMap<(&str, &str), &str> = HashMap::new();
        for (ruling, content) in &self.compared.api.rulings {
            for explained in &content.explains {
                for at in &explained.at {
                    by_finding.insert((&explained.finding, at), ruling);
                }
            }
            for example in &content.refuses_examples {
                by_finding.insert((Kind::ExampleRefused.name(), example), ruling);
            }
        }
        let mut used: BTreeSet<(String, String)> = BTreeSet::new();
        for finding in &mut self.findings {
            if let Some(ruling) = by_finding.get(&(finding.kind.name(), finding.subject.as_str())) {
                finding.explained_by = Some((*ruling).to_owned());
                used.insert((finding.kind.name().to_owned(), finding.subject.clone()));
            }
        }
        self.stale(&used);
    }

    fn stale(&mut self, used: &BTreeSet<(String, String)>) {
        let mut stale = Vec::new();
        for (ruling, content) in &self.compared.api.rulings {
            let here = content.places.iter().filter_map(|place| place.document.as_ref());
            // A page that was not read may be the one with the finding.
            if !here
                .clone()
                .all(|document| self.compared.documents.contains(document) || !self.is_guide(document))
            {
                continue;
            }
            for (index, explained) in content.explains.iter().enumerate() {
                for at in &explained.at {
                    if !used.contains(&(explained.finding.clone(), at.clone())) {
                        let spot = self.index.ruling(ruling, Some(("explains", index)));
                        stale.push((ruling, explained.finding.clone(), at.clone(), spot));
                    }
                }
            }
            for (index, example) in content.refuses_examples.iter().enumerate() {
                let finding = Kind::ExampleRefused.name().to_owned();
                if !used.contains(&(finding.clone(), example.clone())) {
                    let spot = self.index.ruling(ruling, Some(("refuses_examples", index)));
                    stale.push((ruling, finding, example.clone(), spot));
                }
            }
        }
        for (ruling, finding, at, spot) in stale {
            let known = Kind::ALL.iter().any(|kind| kind.name() == finding);
            let message =
                format!("the ruling `{ruling}` explains `{finding}` at `{at}`, and there is no such finding");
            let names = Kind::ALL.iter().map(|kind| kind.name());
            let remedy = match fin_core::nearest(&finding, names).filter(|_| !known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    "remove the explanation: guide and model are at one, or what is found has another name"
                        .to_owned()
                }
            };
            let subject = format!("{ruling} {finding} {at}");
            self.find(Finding::new(Kind::ExplanationStale, subject, message, remedy).model(spot));
        }
    }

    fn is_guide(&self, document: &str) -> bool {
        let known = self.compared.api.documents.iter().find(|(key, _)| key == document);
        known.is_some_and(|(_, document)| document.authority == crate::model::Authority::Guide)
    }
}
