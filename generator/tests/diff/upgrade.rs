//! Steps of an upgrade, of which nothing goes over the wire.

use super::model::{change, compare, load, read};
use std::path::Path;

#[test]
fn another_step_is_a_matter_of_words() {
    let mut model = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec"));
    let old = load(&model).unwrap();
    let patch = "@ v2/migration.yaml\n\
        -      purpose_remarks: { ask: true, row: individual_purpose }\n\
        -      source_of_fund_ids: { from: source_of_fund_id, row: individual_source_of_funds }\n\
        +      purpose_remarks: { ask: true, row: individual_purpose }\n\
        +      source_of_fund_ids: { ask: true, row: individual_source_of_funds }\n\
        @ v2/migration.yaml\n\
        -      source_of_funds_description: { ask: true, row: individual_source_of_funds }\n\
        +      source_of_funds_description: { ask: true, row: individual_source_of_funds }\n\
        +    gone: { source_of_fund_id: individual_source_of_funds }\n";
    change(&mut model, patch).unwrap();
    let new = load(&model).unwrap_or_else(|report| panic!("{}", report.text(false)));
    let text = compare(&old, &new).text(false);
    let lines = [
        "  v1.IndividualFinancialProfile.source_of_fund_id: new, upgrade \"gone, individual_source_of_funds\" [words_changed]",
        "  v2.IndividualFinancialProfile.source_of_fund_ids: upgrade \"one item, from \
         v1.IndividualFinancialProfile.source_of_fund_id, individual_source_of_funds\" -> upgrade \"asked for, \
         individual_source_of_funds\" [words_changed]",
    ];
    for line in lines {
        assert!(text.contains(line), "{text}");
    }
    assert!(text.contains(": 2 words\n"), "{text}");
}

/// A model of the past says nothing of upgrades: all of them are new, one line each.
#[test]
fn upgrades_where_there_were_none_are_a_line_each() {
    let mut model = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec"));
    let new = load(&model).unwrap();
    let rows = model.get_mut("v2/migration.yaml").unwrap();
    rows.truncate(rows.find("\nupgrades:\n").unwrap());
    let old = load(&model).unwrap_or_else(|report| panic!("{}", report.text(false)));
    let text = compare(&old, &new).text(false);
    let count = text.matches("new, upgrade \"from ").count();
    assert_eq!(count, new.upgrades.len(), "{text}");
    assert!(text.contains(&format!(": {count} words\n")), "{text}");
}
