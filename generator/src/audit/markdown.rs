use super::{Finding, Shown, show::told};
use crate::report::markdown::{code, prose};

impl Shown<'_> {
    /// Sections of Markdown: what changed, what is not at one, what rulings explain, how much was seen. The guides'
    /// own lines are not among it: it may be published.
    pub fn markdown(&self) -> String {
        let mut text = format!("## Audit: {}\n", self.counts());
        let mut section = |title: &str, items: Vec<String>| {
            if !items.is_empty() {
                text.push_str(&format!("\n### {title}\n\n{}", items.concat()));
            }
        };
        let changes = self.changes().iter().map(|change| {
            let file = self.audit.files.get(&change.site.document).map_or("", String::as_str);
            let at = code(&format!("{file}:{}", change.line));
            format!("- {at} ({}): {}\n", prose(&change.site.to_string()), prose(&told(change)))
        });
        section("Changes of the guides", changes.collect());
        section("Findings", self.open().map(item).collect());
        let explained = self.explained().into_iter().map(|(ruling, kinds)| {
            let kinds: Vec<String> =
                kinds.iter().map(|(kind, count)| format!("{count} {}", code(kind))).collect();
            format!("- {}: {}\n", code(ruling), kinds.join(", "))
        });
        section("Explained by rulings", explained.collect());
        let uncompared = self.uncompared().into_iter().map(|((file, site), lines)| {
            format!("- {} ({}): {}\n", prose(&site.to_string()), code(file), prose(&lines.join(", ")))
        });
        section("Demands in sentences that nothing in the model can be held against", uncompared.collect());
        let mut rows = vec![String::from(
            "| | seen | matched | explained | not compared | open |\n| --- | ---: | ---: | ---: | ---: | ---: |\n",
        )];
        rows.extend(self.audit.coverage.counts.iter().map(|count| {
            let open = count.seen - count.matched - count.explained - count.not_compared;
            format!(
                "| {} | {} | {} | {} | {} | {open} |\n",
                count.what, count.seen, count.matched, count.explained, count.not_compared
            )
        }));
        section("Coverage", rows);
        text
    }
}

fn item(finding: &Finding) -> String {
    let mut item = format!("- {} ({})", prose(&finding.message), code(finding.kind.name()));
    if let Some(site) = &finding.site {
        let at = code(&format!("{}:{}", finding.file, finding.line));
        item.push_str(&format!("\n  - the guide: {at} ({})", prose(&site.to_string())));
    }
    if let Some(place) = &finding.place {
        let at = code(&format!("{}:{}:{}", place.file, place.line, place.column));
        item.push_str(&format!("\n  - the model: {at}"));
    }
    format!("{item}\n  - to do: {}\n", prose(&finding.remedy))
}
