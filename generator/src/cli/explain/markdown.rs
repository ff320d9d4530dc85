use super::Explanation;
use crate::report::markdown::{code, fenced, prose};
use crate::witness::{Example, Payload};

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
    if explanation.kind == "code" {
        of_code(explanation, &mut paragraph);
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
    let ways = explanation.switch_off.iter().map(|way| match way.language {
        Some(language) => format!("- {language}: {}", code(&way.how)),
        None => format!("- {}", prose(&way.how)),
    });
    let ways: Vec<String> = ways.collect();
    if !ways.is_empty() {
        paragraph(String::from("Switched off by"));
        paragraph(ways.join("\n"));
    }
    text
}

/// Where a code arises, and payloads that show it.
fn of_code(explanation: &Explanation, paragraph: &mut impl FnMut(String)) {
    let arises = explanation.arises.iter().map(|arises| {
        let fields: Vec<String> = arises.fields.iter().map(|field| code(field)).collect();
        let colon = if fields.is_empty() { "" } else { ": " };
        format!("- {}{colon}{}", code(&arises.ty), fields.join(", "))
    });
    let arises: Vec<String> = arises.collect();
    if !arises.is_empty() {
        paragraph(String::from("Arises in"));
        paragraph(arises.join("\n"));
    }
    match &explanation.example {
        Some(example) => of_example(example, paragraph),
        None => paragraph(String::from("No payload was found that shows it.")),
    }
}

fn of_example(example: &Example, paragraph: &mut impl FnMut(String)) {
    let mut context = String::new();
    for (name, value) in &example.context {
        context.push_str(&format!(", with {} {}", code(name), code(&value.to_string())));
    }
    paragraph(format!("Fails as {}{context}", code(&example.schema)));
    let fails = match &example.fails {
        Payload::Json(fails) => format!("{fails:#}"),
        Payload::Text(fails) => fails.clone(),
    };
    paragraph(fenced("json", &fails).trim_end().to_owned());
    let issue = &example.issue;
    let at = if issue.path.is_empty() { String::new() } else { format!("{}: ", code(&issue.path)) };
    paragraph(format!("{at}{} ({})", prose(&issue.message), code(&issue.code)));
    paragraph(String::from("Passes"));
    paragraph(fenced("json", &format!("{:#}", example.passes)).trim_end().to_owned());
}
