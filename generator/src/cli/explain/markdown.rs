use super::Explanation;
use crate::report::markdown::{code, prose};

/// A section of Markdown.
pub fn print(explanation: &Explanation) -> String {
    let mut text = format!("## {} {}\n", explanation.kind, code(&explanation.name));
    let mut paragraph = |part: String| text.push_str(&format!("\n{part}\n"));
    if !explanation.is.is_empty() {
        paragraph(format!("*{}*", prose(&explanation.is)));
    }
    if !explanation.doc.is_empty() {
        paragraph(prose(&explanation.doc));
    }
    let demands: Vec<String> = explanation
        .demands
        .iter()
        .map(|demand| {
            let message = match demand.message.as_str() {
                "" => String::new(),
                message => format!(": “{}”", prose(message)),
            };
            let words: String = demand.words.iter().map(|words| format!("\n  - {}", prose(words))).collect();
            format!("- {}{message}{words}", code(&demand.code))
        })
        .collect();
    if !demands.is_empty() {
        paragraph(demands.join("\n"));
    }
    let sections = explanation.sections.iter().map(|section| format!("- {}", prose(section)));
    let rulings = explanation.rulings.iter().map(|ruling| {
        format!("- ruling {}: {}\n  {}", code(&ruling.id), prose(&ruling.decision), prose(&ruling.reason))
    });
    let rests: Vec<String> = sections.chain(rulings).collect();
    if !rests.is_empty() {
        paragraph(String::from("Rests on"));
        paragraph(rests.join("\n"));
    }
    text
}
