use super::{Demand, Explanation, RulingWords};
use crate::report::markdown::{code, prose};

/// A section of Markdown.
pub fn print(explanation: &Explanation) -> String {
    // By name, so that nothing that is explained is forgotten here.
    let Explanation { kind, name, is, doc, demands, sections, rulings } = explanation;
    let mut text = format!("## {kind} {}\n", code(name));
    let mut paragraph = |part: String| text.push_str(&format!("\n{part}\n"));
    if !is.is_empty() {
        paragraph(format!("*{}*", prose(is)));
    }
    if !doc.is_empty() {
        paragraph(prose(doc));
    }
    if !demands.is_empty() {
        paragraph(demands.iter().map(demand).collect::<Vec<_>>().join("\n"));
    }
    let sections = sections.iter().map(|section| format!("- {}", prose(section)));
    let rests: Vec<String> = sections.chain(rulings.iter().map(ruling)).collect();
    if !rests.is_empty() {
        paragraph(String::from("Rests on"));
        paragraph(rests.join("\n"));
    }
    text
}

fn demand(Demand { code: name, message, words }: &Demand) -> String {
    let message = if message.is_empty() { String::new() } else { format!(": “{}”", prose(message)) };
    let words: String = words.iter().map(|words| format!("\n  - {}", prose(words))).collect();
    format!("- {}{message}{words}", code(name))
}

fn ruling(RulingWords { id, decision, reason }: &RulingWords) -> String {
    format!("- ruling {}: {}\n  {}", code(id), prose(decision), prose(reason))
}
