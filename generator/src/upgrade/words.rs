//! The steps of an upgrade in words.

use crate::api::{Api, Filling, Gone, How, Refusal, Type, TypeId, Upgrade, UpgradeShape, UpgradeStep};

/// What is said of every part of an upgrade: the part, under the name of its type, and the words.
pub fn parts(api: &Api, upgrade: &Upgrade) -> Vec<(String, String)> {
    let name = |id: TypeId| api.type_of(id).map(Type::qualified).unwrap_or_default();
    let (from, to) = (name(upgrade.from), name(upgrade.to));
    match &upgrade.shape {
        UpgradeShape::Enum { values, .. } => values
            .iter()
            .map(|(older, newer)| {
                let words =
                    newer.as_ref().map_or("the caller says what stands in".to_owned(), |to| to.clone());
                (format!("{from} {older}"), format!("becomes {words}"))
            })
            .collect(),
        UpgradeShape::Object { steps, gone, refusals } => {
            let steps = steps.iter().map(|own| (format!("{to}.{}", own.field), step(&from, own)));
            let gone =
                gone.iter().map(|Gone { field, row }| (format!("{from}.{field}"), format!("gone, {row}")));
            let refusals = refusals.iter().map(|Refusal { path, code, row }| {
                (format!("{to}.{path}"), format!("may be refused with {code}, {row}"))
            });
            steps.chain(gone).chain(refusals).collect()
        }
    }
}

/// `one item, from v1.IndividualBasicInfo.tin, individual_tax_id`
pub fn step(from: &str, step: &UpgradeStep) -> String {
    let row = step.row.as_ref().map(|row| format!(", {row}")).unwrap_or_default();
    let under = |path: &[String]| {
        std::iter::once(from).chain(path.iter().map(String::as_str)).collect::<Vec<_>>().join(".")
    };
    let (path, otherwise, how, wrapped) = match &step.filling {
        Filling::Asked => return format!("asked for{row}"),
        Filling::Joined { parts, .. } => {
            let parts: Vec<String> = parts.iter().map(|(path, _)| under(path)).collect();
            return format!("joined of {}{row}", parts.join(" and "));
        }
        Filling::Taken { from, otherwise, how, wrapped, .. } => (from, otherwise, how, wrapped),
    };
    let wrapped = if *wrapped { "one item, " } else { "" };
    let each = if matches!(how, How::Each(_)) { "item by item, " } else { "" };
    let path = under(path);
    let otherwise = otherwise.as_ref().map(|text| format!(", otherwise {text}")).unwrap_or_default();
    format!("{wrapped}{each}from {path}{otherwise}{row}")
}
