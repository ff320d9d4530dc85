use super::Explanation;
use crate::explain::{Arises, Demand, RulingWords, SwitchOff};
use crate::report::markdown::{code, fenced, prose};
use crate::witness::{Example, Payload};

/// A section of Markdown.
pub fn print(explanation: &Explanation) -> String {
    // By name, so that nothing that is explained is forgotten here.
    let Explanation { kind, name, is, doc, demands, arises, example, sections, rulings, switch_off } =
        explanation;
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
    if *kind == "code" {
        of_code(arises, example.as_ref(), &mut paragraph);
    }
    let sections = sections.iter().map(|section| format!("- {}", prose(section)));
    let rests: Vec<String> = sections.chain(rulings.iter().map(ruling)).collect();
    if !rests.is_empty() {
        paragraph(String::from("Rests on"));
        paragraph(rests.join("\n"));
    }
    let ways: Vec<String> = switch_off.iter().map(way).collect();
    if !ways.is_empty() {
        paragraph(String::from("Switched off by"));
        paragraph(ways.join("\n"));
    }
    text
}

/// Where a code arises, and payloads that show it.
fn of_code(arises: &[Arises], example: Option<&Example>, paragraph: &mut impl FnMut(String)) {
    let arises = arises.iter().map(|Arises { ty, fields }| {
        let fields: Vec<String> = fields.iter().map(|field| code(field)).collect();
        let colon = if fields.is_empty() { "" } else { ": " };
        format!("- {}{colon}{}", code(ty), fields.join(", "))
    });
    let arises: Vec<String> = arises.collect();
    if !arises.is_empty() {
        paragraph(String::from("Arises in"));
        paragraph(arises.join("\n"));
    }
    match example {
        Some(example) => of_example(example, paragraph),
        None => paragraph(String::from("No payload was found that shows it.")),
    }
}

fn of_example(example: &Example, paragraph: &mut impl FnMut(String)) {
    // What the rule looks at is for a short form of the payloads; here they are whole.
    let Example { schema, context, fails, issue, passes, looks_at: _ } = example;
    let mut with = String::new();
    for (name, value) in context {
        with.push_str(&format!(", with {} {}", code(name), code(&value.to_string())));
    }
    paragraph(format!("Fails as {}{with}", code(schema)));
    let fails = match fails {
        Payload::Json(fails) => format!("{fails:#}"),
        Payload::Text(fails) => fails.clone(),
    };
    paragraph(fenced("json", &fails).trim_end().to_owned());
    let at = if issue.path.is_empty() { String::new() } else { format!("{}: ", code(&issue.path)) };
    paragraph(format!("{at}{} ({})", prose(&issue.message), code(&issue.code)));
    paragraph(String::from("Passes"));
    paragraph(fenced("json", &format!("{passes:#}")).trim_end().to_owned());
}

fn demand(Demand { code: name, message, words }: &Demand) -> String {
    let message = if message.is_empty() { String::new() } else { format!(": “{}”", prose(message)) };
    let words: String = words.iter().map(|words| format!("\n  - {}", prose(words))).collect();
    format!("- {}{message}{words}", code(name))
}

fn ruling(RulingWords { id, decision, reason }: &RulingWords) -> String {
    format!("- ruling {}: {}\n  {}", code(id), prose(decision), prose(reason))
}

fn way(SwitchOff { language, how }: &SwitchOff) -> String {
    language.map_or_else(|| format!("- {}", prose(how)), |language| format!("- {language}: {}", code(how)))
}
