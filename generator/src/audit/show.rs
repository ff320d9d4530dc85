use super::{Audit, Change, Finding};
use crate::report::{Place, github::annotation, style};
use crate::source::Texts;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;
use std::collections::BTreeMap;

/// The width at which frames break off long lines: fixed, so that the same findings print the same.
const WIDTH: usize = 120;

/// An audit, to be printed.
pub struct Shown<'a> {
    /// What was found.
    pub audit: &'a Audit,
    /// The texts of the model.
    pub model: &'a Texts,
    /// Whether the lock is being renewed.
    pub accepted: bool,
}

#[derive(Serialize)]
struct Json<'a> {
    changes: &'a [Change],
    findings: Vec<JsonFinding<'a>>,
    coverage: &'a super::Coverage,
    not_compared: &'a [super::Uncompared],
    locked: bool,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    kind: super::Kind,
    subject: &'a str,
    message: &'a str,
    remedy: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    guide: Option<JsonGuide<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<&'a Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explained_by: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonGuide<'a> {
    #[serde(flatten)]
    site: &'a super::Site,
    file: &'a str,
    line: usize,
}

impl Shown<'_> {
    pub(super) fn open(&self) -> impl Iterator<Item = &Finding> {
        self.audit.findings.iter().filter(|finding| finding.explained_by.is_none())
    }

    pub(super) fn changes(&self) -> &[Change] {
        self.audit.changes.as_deref().unwrap_or_default()
    }

    /// Whether there is nothing to complain about.
    pub fn is_clean(&self) -> bool {
        let locked = self.audit.changes.as_ref().is_some_and(Vec::is_empty);
        (locked || self.accepted) && self.open().next().is_none()
    }

    /// For programs.
    pub fn json(&self) -> String {
        let findings = self.audit.findings.iter().map(|finding| JsonFinding {
            kind: finding.kind,
            subject: &finding.subject,
            message: &finding.message,
            remedy: &finding.remedy,
            guide: finding.site.as_ref().map(|site| JsonGuide {
                site,
                file: &finding.file,
                line: finding.line,
            }),
            model: finding.place.as_ref(),
            explained_by: finding.explained_by.as_deref(),
        });
        let all = Json {
            changes: self.changes(),
            findings: findings.collect(),
            coverage: &self.audit.coverage,
            not_compared: &self.audit.uncompared,
            locked: self.audit.changes.is_some(),
        };
        serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
    }

    /// Workflow commands that annotate the model's files.
    pub fn github(&self) -> String {
        let mut text = String::new();
        for change in self.changes() {
            let file = self.audit.files.get(&change.site.document).map_or("", String::as_str);
            let line = change.line.max(1).to_string();
            let properties = [("file", file), ("line", &line), ("title", &change.kind)];
            text.push_str(&annotation("warning", &properties, &told(change)));
        }
        for finding in self.open() {
            let (file, line) = match &finding.place {
                Some(place) => (place.file.as_str(), place.line),
                None => (finding.file.as_str(), finding.line.max(1)),
            };
            let at = finding
                .site
                .as_ref()
                .map_or(String::new(), |site| format!(" ({}:{}, {site})", finding.file, finding.line));
            let line = line.to_string();
            let properties = [("file", file), ("line", &line), ("title", finding.kind.name())];
            let message = format!("{}{at}\n{}", finding.message, finding.remedy);
            text.push_str(&annotation("error", &properties, &message));
        }
        text
    }

    /// For people: what changed in the guides, what is not at one with them, what rulings explain, what was seen.
    pub fn text(&self, colour: bool) -> String {
        let renderer = Renderer::styled().term_width(WIDTH);
        let mut text = String::new();
        self.told_changes(&mut text);
        for finding in self.open() {
            text.push_str(&self.frame(finding, &renderer));
            text.push_str("\n\n");
        }
        self.told_explained(&mut text);
        self.told_uncompared(&mut text);
        self.told_coverage(&mut text);
        let last = if self.is_clean() { style::GOOD } else { style::ERROR };
        text.push_str(&format!("{}\n", style::painted(last, self.counts())));
        if let Some(next) = self.next() {
            text.push_str(&format!("{next}\n"));
        }
        style::shown(text, colour)
    }

    /// `1 change of the guides, 2 findings, 3 more explained by rulings`
    pub(super) fn counts(&self) -> String {
        let (open, explained) = (self.open().count(), self.audit.findings.len() - self.open().count());
        let (changed, many) = (self.changes().len(), |n: usize| if n == 1 { "" } else { "s" });
        format!(
            "{changed} change{} of the guides, {open} finding{}, {explained} more explained by rulings",
            many(changed),
            many(open)
        )
    }

    /// What to do now.
    fn next(&self) -> Option<&'static str> {
        let changed = self.audit.changes.as_ref().is_none_or(|changes| !changes.is_empty());
        let open = self.open().next().is_some();
        match (self.accepted && changed, open) {
            (true, false) => Some("the lock is renewed: commit it"),
            (true, true) => {
                Some("the lock is renewed; the findings stay open until the model or a ruling settles them")
            }
            (false, true) => Some(
                "next: settle each finding in the model, or name it in a ruling's `explains`; then audit again",
            ),
            (false, false) if changed => {
                Some("next: the model is at one with the guides; the same with `--accept` renews the lock")
            }
            (false, false) => None,
        }
    }

    fn told_changes(&self, text: &mut String) {
        match &self.audit.changes {
            None if !self.accepted => {
                text.push_str("nothing was accepted yet\n\n");
            }
            None => {}
            Some(changes) if changes.is_empty() => {}
            Some(changes) => {
                let title = "the guides have changed since they were last accepted";
                text.push_str(&format!("{}\n", style::painted(style::WARNING, title)));
                let mut last = String::new();
                for change in changes {
                    let site = change.site.to_string();
                    if site != last {
                        let file = self.audit.files.get(&change.site.document).map_or("", String::as_str);
                        text.push_str(&format!("\n  {} ({file})\n", style::painted(style::TITLE, &site)));
                        last = site;
                    }
                    let line = if change.line == 0 { String::new() } else { format!("{:>5}", change.line) };
                    text.push_str(&format!("  {line:>5}  {}\n", told(change)));
                }
                text.push('\n');
            }
        }
    }

    /// What each ruling explains: kinds of findings, and how many.
    pub(super) fn explained(&self) -> BTreeMap<&str, BTreeMap<&str, usize>> {
        let mut by_ruling: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
        for finding in &self.audit.findings {
            if let Some(ruling) = &finding.explained_by {
                *by_ruling.entry(ruling).or_default().entry(finding.kind.name()).or_default() += 1;
            }
        }
        by_ruling
    }

    fn told_explained(&self, text: &mut String) {
        let by_ruling = self.explained();
        if by_ruling.is_empty() {
            return;
        }
        text.push_str(&format!("{}\n", style::painted(style::TITLE, "explained by rulings")));
        for (ruling, kinds) in by_ruling {
            let kinds: Vec<String> = kinds.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
            text.push_str(&format!("  {ruling}: {}\n", kinds.join(", ")));
        }
        text.push('\n');
    }

    /// By section, each with its lines: what they say has to be read by a person.
    fn told_uncompared(&self, text: &mut String) {
        let demands = self.uncompared();
        if demands.is_empty() {
            return;
        }
        text.push_str("demands in sentences that nothing in the model can be held against, by line\n");
        for ((file, site), lines) in demands {
            text.push_str(&format!("  {site} ({file}): {}\n", lines.join(", ")));
        }
        text.push('\n');
    }

    /// By file and section, the lines of demands that nothing could be held against.
    pub(super) fn uncompared(&self) -> BTreeMap<(&str, &super::Site), Vec<String>> {
        let mut by_section: BTreeMap<(&str, &super::Site), Vec<String>> = BTreeMap::new();
        for own in &self.audit.uncompared {
            let told = match own.demand.as_str() {
                "demand" => own.line.to_string(),
                demand => format!("{} ({demand})", own.line),
            };
            by_section.entry((&own.file, &own.site)).or_default().push(told);
        }
        by_section
    }

    fn told_coverage(&self, text: &mut String) {
        text.push_str("              seen  matched  explained  not compared  open\n");
        for count in &self.audit.coverage.counts {
            let open = count.seen - count.matched - count.explained - count.not_compared;
            text.push_str(&format!(
                "  {:<10}{:>6}{:>9}{:>11}{:>14}{open:>6}\n",
                count.what, count.seen, count.matched, count.explained, count.not_compared
            ));
        }
        text.push('\n');
    }

    /// A finding with the guide's line and the model's.
    fn frame(&self, finding: &Finding, renderer: &Renderer) -> String {
        let title = Level::ERROR.primary_title(finding.message.as_str()).id(finding.kind.name());
        let mut group = Group::with_title(title);
        if let Some(guide) = self.guide(finding) {
            group = group.element(guide);
        }
        if let Some(place) = &finding.place {
            let source = self.model.text_of(&place.file).and_then(|text| text.lines().nth(place.line - 1));
            let source = source.unwrap_or_default();
            let from = source.char_indices().nth(place.column - 1).map_or(source.len(), |(at, _)| at);
            let to = if place.line == place.end_line {
                source.char_indices().nth(place.end_column - 1).map_or(source.len(), |(at, _)| at)
            } else {
                source.len()
            };
            let kind = if finding.line == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let mark = kind.span(from..to.max(from)).label("the model");
            group = group.element(
                Snippet::source(source.to_owned())
                    .line_start(place.line)
                    .path(place.file.clone())
                    .annotation(mark),
            );
        }
        let help = Group::with_title(Level::HELP.secondary_title(finding.remedy.as_str()));
        renderer.render(&[group, help])
    }

    fn guide(&self, finding: &Finding) -> Option<Snippet<'static, annotate_snippets::Annotation<'static>>> {
        let text = self.audit.texts.get(&finding.file)?;
        let line = text.lines().nth(finding.line.checked_sub(1)?)?;
        // A line of a guide is as long as a paragraph, and a table is padded: what is shown is its beginning.
        let shown: String =
            line.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(WIDTH - 20).collect();
        let end = shown.len();
        let label = finding.site.as_ref().map(ToString::to_string).unwrap_or_default();
        let mark = AnnotationKind::Primary.span(0..end).label(label);
        Some(Snippet::source(shown).line_start(finding.line).path(finding.file.clone()).annotation(mark))
    }
}

/// A change in words.
pub(super) fn told(change: &Change) -> String {
    let what = change.kind.replace('_', " ");
    let mut text = what;
    if !change.name.is_empty() {
        text.push_str(&format!(": {}", crate::report::quoted(&change.name)));
    }
    if !change.detail.is_empty() {
        text.push_str(&format!(", {}", change.detail));
    }
    text
}
