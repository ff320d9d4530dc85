use super::{Format, Global};
use crate::api::{Api, RuleBody, Shape, Type, TypeId};
use crate::report::style::{GOOD, painted};
use std::process::ExitCode;

/// Looks for mistakes in the model.
pub fn run(global: &Global) -> ExitCode {
    match super::load(global) {
        Ok(api) => {
            match global.format {
                Format::Text => {
                    super::say(&format!("{}: {}\n", counts(&api), painted(GOOD, "no mistakes")));
                }
                Format::Markdown => {
                    super::print(&format!("## No mistakes in the model\n\n{}\n", counts(&api)))
                }
                Format::Json => super::print("[]\n"),
                Format::Github => {}
            }
            ExitCode::SUCCESS
        }
        Err(code) => code,
    }
}

fn counts(api: &Api) -> String {
    let (mut fields, mut rules, mut uniques) = (0, 0, 0);
    let mut count = |list: &[crate::api::Rule]| {
        for rule in list {
            match rule.body {
                RuleBody::Require { .. } => rules += 1,
                RuleBody::Unique(_) => uniques += 1,
            }
        }
    };
    // What upgrades ask for stands in no guide.
    let own = api.types.iter().enumerate().filter(|(index, _)| !api.is_additions(TypeId(*index)));
    let types: Vec<&Type> = own.map(|(_, ty)| ty).collect();
    for ty in &types {
        if let Shape::Object { fields: own, rules } = &ty.shape {
            fields += own.len();
            own.iter().for_each(|field| count(&field.rules));
            count(rules);
        }
    }
    format!(
        "{} types, {fields} fields, {} rules, {} formats, {} operations",
        types.len(),
        rules + uniques,
        api.formats.len(),
        api.operations.len()
    )
}
