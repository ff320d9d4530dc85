use super::index::Index;
use crate::api::Api;
use crate::audit::finding::{Finding, Kind};
use crate::model::Authority;
use std::collections::{BTreeSet, HashMap};

/// Names for each finding the ruling that explains it, and gives the explanations that explain nothing. Only those
/// with a subject that is `ours` are looked at: guides and an OpenAPI document are audited apart.
pub fn explain(index: &Index<'_>, findings: &mut [Finding], ours: &dyn Fn(&str) -> bool) -> Vec<Finding> {
    let mut by_finding: HashMap<(&str, &str), &str> = HashMap::new();
    for (ruling, content) in &index.api.rulings {
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
    for finding in findings {
        if let Some(ruling) = by_finding.get(&(finding.kind.name(), finding.subject.as_str())) {
            finding.explained_by = Some((*ruling).to_owned());
            used.insert((finding.kind.name().to_owned(), finding.subject.clone()));
        }
    }
    let mut stale = Vec::new();
    for (ruling, content) in &index.api.rulings {
        let explains = content.explains.iter().enumerate();
        let explains = explains
            .flat_map(|(n, own)| own.at.iter().map(move |at| ("explains", n, own.finding.as_str(), at)));
        let refused = content.refuses_examples.iter().enumerate();
        let refused = refused.map(|(n, at)| ("refuses_examples", n, Kind::ExampleRefused.name(), at));
        for (list, n, finding, at) in explains.chain(refused).filter(|(.., at)| ours(at)) {
            if !used.contains(&(finding.to_owned(), at.clone())) {
                stale.push(unfounded(index, ruling, finding, at, (list, n)));
            }
        }
    }
    stale
}

fn unfounded(index: &Index<'_>, ruling: &str, finding: &str, at: &str, place: (&str, usize)) -> Finding {
    let known = Kind::ALL.iter().any(|kind| kind.name() == finding);
    let message =
        format!("the ruling `{ruling}` explains `{finding}` at `{at}`, and there is no such finding");
    let names = Kind::ALL.iter().map(|kind| kind.name());
    let remedy = match fin_core::nearest(finding, names).filter(|_| !known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "remove the explanation: both are at one, or what is found has another name".to_owned(),
    };
    let subject = format!("{ruling} {finding} {at}");
    Finding::new(Kind::ExplanationStale, subject, message, remedy).model(index.ruling(ruling, Some(place)))
}

/// Whether every guide that a stale explanation's ruling is about was read.
pub fn is_about(stale: &Finding, api: &Api, read: &[String]) -> bool {
    let guide = |document: &String| {
        let known = api.documents.iter().find(|(key, _)| key == document);
        known.is_some_and(|(_, document)| document.authority == Authority::Guide)
    };
    let ruling = stale.subject.split(' ').next().unwrap_or_default();
    let content = api.rulings.iter().find(|(name, _)| name == ruling);
    let mut documents =
        content.into_iter().flat_map(|(_, content)| &content.places).filter_map(|p| p.document.as_ref());
    documents.all(|document| read.contains(document) || !guide(document))
}
