use super::Finding;
use similar::TextDiff;
use std::{fmt::Write, time::Duration};

/// The first lines of the unified diff from what is on disk to what should be there.
pub fn diff(finding: &Finding, most: usize) -> String {
    let text = |bytes: &Option<Vec<u8>>| match bytes {
        Some(bytes) => std::str::from_utf8(bytes).map(str::to_owned),
        None => Ok(String::new()),
    };
    let (Ok(old), Ok(new)) = (text(&finding.old), text(&finding.new)) else {
        return format!("--- {0}\n+++ {0}\n(not text)\n", finding.path);
    };
    // A diff beyond its time is coarser, never wrong.
    let diff = TextDiff::configure().timeout(Duration::from_millis(500)).diff_lines(&old, &new);
    let name = |there: bool, side: &str| {
        if there { format!("{side}/{}", finding.path) } else { "/dev/null".to_owned() }
    };
    let header = (name(finding.old.is_some(), "a"), name(finding.new.is_some(), "b"));
    let full = diff.unified_diff().context_radius(3).header(&header.0, &header.1).to_string();
    let mut lines = full.lines();
    let mut shown = String::new();
    for line in lines.by_ref().take(most) {
        let _ = writeln!(shown, "{line}");
    }
    match lines.count() {
        0 => {}
        more => {
            let _ = writeln!(shown, "… and {more} more lines");
        }
    }
    shown
}
