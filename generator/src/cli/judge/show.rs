use super::Judged;
use crate::cli::{Format, output};
use crate::judge::Issue;
use crate::report::{
    github::annotation,
    markdown::{code, prose},
    style::{ERROR, TITLE, painted},
};

/// What stands under the issues that are left out.
const MORE: &str = "there are more issues than are shown";

/// Prints what is said before any payload was judged.
pub fn head(schema: &str, format: Format) {
    if format == Format::Markdown {
        output::print(&format!("## Payloads as {}\n\n", code(schema)));
    }
}

/// Prints a verdict: of a valid payload, only programs are told.
pub fn verdict(judged: &Judged, format: Format) {
    match format {
        Format::Text => output::say(&text(judged)),
        Format::Json | Format::Github | Format::Markdown => output::print(&machine(judged, format)),
    }
}

/// Prints what it comes to.
pub fn foot(seen: usize, invalid: usize, format: Format) {
    if format == Format::Markdown {
        let gap = if invalid > 0 { "\n" } else { "" };
        let noun = if seen == 1 { "payload" } else { "payloads" };
        output::print(&format!("{gap}{seen} {noun}, {invalid} invalid\n"));
    }
}

fn place(judged: &Judged) -> String {
    judged.line.map_or_else(|| judged.file.to_owned(), |line| format!("{}:{line}", judged.file))
}

/// A line for each issue.
pub fn text(judged: &Judged) -> String {
    let at = painted(TITLE, place(judged));
    let line = |issue: &Issue| format!("{at}: {} [{}]\n", what(issue), painted(ERROR, &issue.code));
    let mut text: String = judged.verdict.issues.iter().map(line).collect();
    if judged.verdict.truncated {
        text.push_str(&format!("{at}: {MORE}\n"));
    }
    text
}

/// As JSON, as annotations, or as items of Markdown.
pub fn machine(judged: &Judged, format: Format) -> String {
    let verdict = judged.verdict;
    let more = verdict.truncated.then_some(MORE);
    if format == Format::Json {
        // Nothing in a verdict can fail to serialise.
        return serde_json::to_string(judged).unwrap_or_default() + "\n";
    }
    if format == Format::Markdown {
        let item = |issue: &Issue| {
            let at = if issue.path.is_empty() { String::new() } else { format!("{}: ", code(&issue.path)) };
            format!("  - {at}{} ({})\n", prose(&issue.message), code(&issue.code))
        };
        let items: String = verdict.issues.iter().map(item).collect();
        let more = more.map(|more| format!("  - {more}\n")).unwrap_or_default();
        return if verdict.valid {
            String::new()
        } else {
            format!("- {}\n{items}{more}", code(&place(judged)))
        };
    }
    let line = judged.line.map(|line| line.to_string());
    let mut properties = vec![("file", judged.file)];
    properties.extend(line.as_deref().map(|line| ("line", line)));
    verdict
        .issues
        .iter()
        .map(words)
        .chain(more.map(str::to_owned))
        .map(|words| annotation("error", &properties, &words))
        .collect()
}

/// An issue on a line.
pub fn words(issue: &Issue) -> String {
    format!("{} [{}]", what(issue), issue.code)
}

fn what(Issue { path, message, .. }: &Issue) -> String {
    if path.is_empty() { message.clone() } else { format!("{path}: {message}") }
}
