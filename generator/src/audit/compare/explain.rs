use super::index::Index;
use crate::api::{Api, Reporter};
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
    for finding in findings.iter_mut() {
        let Some(ruling) = by_finding.get(&(finding.kind.name(), finding.subject.as_str())) else { continue };
        used.insert((finding.kind.name().to_owned(), finding.subject.clone()));
        match finding.codes.iter().find(|code| !rests_on(index.api, code, ruling)) {
            None => finding.explained_by = Some((*ruling).to_owned()),
            Some(code) => {
                finding.remedy = format!(
                    "the ruling `{ruling}` does not speak of `{code}`: change the model, or decide that too"
                );
            }
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
                let now = findings.iter().find(|own| is_successor(own, finding, at));
                stale.push(unfounded(index, ruling, (finding, at), now, (list, n)));
            }
        }
    }
    stale
}

/// Whether a code is reported by what rests on a ruling: an example that is refused for anything else is not explained.
fn rests_on(api: &Api, code: &str, ruling: &str) -> bool {
    let names = |list: &[String]| list.iter().any(|own| own == ruling);
    api.reports().filter(|report| report.code() == code).any(|report| match report.by {
        Reporter::Rule(rule) => names(&rule.rulings),
        Reporter::Constraint(_) | Reporter::Format(..) => {
            report.field.is_some_and(|field| names(&field.rulings))
        }
    })
}

/// Whether an open finding is about what another one was about, of which something else was stated.
fn is_successor(own: &Finding, kind: &str, at: &str) -> bool {
    let about = |subject: &str| subject.rsplit_once(' ').map(|(about, _)| about.to_owned());
    own.explained_by.is_none()
        && own.kind.name() == kind
        && about(at).is_some()
        && about(&own.subject) == about(at)
}

fn unfounded(
    index: &Index<'_>,
    ruling: &str,
    (finding, at): (&str, &str),
    now: Option<&Finding>,
    place: (&str, usize),
) -> Finding {
    let known = Kind::ALL.iter().any(|kind| kind.name() == finding);
    let message =
        format!("the ruling `{ruling}` explains `{finding}` at `{at}`, and there is no such finding");
    let names = Kind::ALL.iter().map(|kind| kind.name());
    let remedy = match fin_core::nearest(finding, names).filter(|_| !known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => match now {
            Some(now) => format!("now it is at `{}`: decide anew, and name that", now.subject),
            None => "remove the explanation: both are at one, or what is found has another name".to_owned(),
        },
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
