use super::Finding;
use super::facts::Site;
use serde::Serialize;
use std::collections::HashMap;

/// What was seen in the guides, how much of it the model has, and how much of the rest rulings explain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// By what was counted, in a fixed order.
    pub counts: Vec<Count>,
}

/// How much there is of one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// What was counted.
    pub what: &'static str,
    /// In the guides.
    pub seen: usize,
    /// Of them, those about which there is no finding.
    pub matched: usize,
    /// Of them, those about which every finding is explained.
    pub explained: usize,
    /// Of them, those that nothing in the model could be held against.
    pub not_compared: usize,
}

/// Something that a guide demands and that nothing in the model could be held against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Uncompared {
    /// Where in the guide.
    #[serde(flatten)]
    pub site: Site,
    /// The guide's file.
    pub file: String,
    /// The line in it.
    pub line: usize,
    /// What is demanded: `within 90 days`; `demand` where it could not be read.
    pub demand: String,
}

/// Something that was counted, with where it stands: findings about it are looked up by that.
#[derive(Clone, Debug)]
pub struct Counted {
    /// What it is: `rows`.
    pub what: &'static str,
    /// The guide's document.
    pub document: String,
    /// Its first line and its last.
    pub lines: (usize, usize),
    /// Whether something in the model could be held against it.
    pub compared: bool,
}

/// Nothing that is counted has more lines.
const MOST_LINES: usize = 400;

/// The order in which counts are printed.
const ORDER: [&str; 10] =
    ["tables", "rows", "values", "endpoints", "statuses", "events", "errors", "examples", "notes", "demands"];

impl Coverage {
    /// Adds what was seen elsewhere.
    pub fn add(&mut self, other: Coverage) {
        for count in other.counts {
            match self.counts.iter_mut().find(|own| own.what == count.what) {
                Some(own) => {
                    own.seen += count.seen;
                    own.matched += count.matched;
                    own.explained += count.explained;
                    own.not_compared += count.not_compared;
                }
                None => self.counts.push(count),
            }
        }
    }

    /// Counts, by the findings' places.
    pub fn of(counted: &[Counted], findings: &[Finding]) -> Coverage {
        // By document and line: how many findings there are, and how many of them are explained.
        let mut about: HashMap<(&str, usize), (usize, usize)> = HashMap::new();
        // What the model alone has is told at a line of the guide, and is not about that line.
        for finding in findings.iter().filter(|finding| !finding.kind.is_of_the_model_alone()) {
            let Some(site) = &finding.site else { continue };
            let (all, explained) = about.entry((site.document.as_str(), finding.line)).or_default();
            *all += 1;
            *explained += usize::from(finding.explained_by.is_some());
        }
        let count = |what: &'static str| {
            let mut count = Count { what, seen: 0, matched: 0, explained: 0, not_compared: 0 };
            for item in counted.iter().filter(|item| item.what == what) {
                count.seen += 1;
                let lines = (item.lines.0..=item.lines.1).take(MOST_LINES);
                let here = lines.filter_map(|line| about.get(&(item.document.as_str(), line)));
                match here.fold((0, 0), |sum, here| (sum.0 + here.0, sum.1 + here.1)) {
                    _ if !item.compared => count.not_compared += 1,
                    (0, _) => count.matched += 1,
                    (all, explained) if all == explained => count.explained += 1,
                    _ => {}
                }
            }
            count
        };
        Coverage { counts: ORDER.into_iter().map(count).filter(|count| count.seen > 0).collect() }
    }
}
