//! Steps of an upgrade, of which nothing goes over the wire: code that upgrades may break all the same.

use super::model::{change, compare, load, read};
use std::path::Path;

/// The additions have one more value that has to be there.
#[test]
fn a_value_newly_asked_for_is_a_matter_of_words_and_breaks_code() {
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
        "  new, request field v2::IndividualFinancialProfileAdditions.source_of_fund_ids: Vec<i64> [required_added]\n    \
         breaks Rust, TypeScript and Python\n",
    ];
    for line in lines {
        assert!(text.contains(line), "{text}");
    }
    assert!(text.contains(": 2 words, code breaks in Rust, TypeScript and Python\n"), "{text}");
    assert_eq!(text.matches("\n    breaks ").count(), 1, "{text}");
}

/// A model of the past says nothing of upgrades: all of them are new, one line each, and so is what the packages offer
/// for them.
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
    assert!(text.contains(&format!(": {count} words, no code breaks\n")), "{text}");
    let methods = new.root_upgrades().map(|(_, upgrade)| new.type_of(upgrade.from).unwrap());
    for ty in methods {
        let line = format!("\n  new, request method {}::{}::upgrade(self", ty.scope.name(), ty.name);
        assert_eq!(text.matches(&line).count(), 1, "{line}\n{text}");
    }
    // In the other languages all functions are in a module, which is new.
    for line in [
        "  new, answer open struct AdditionsMismatch [added]\n    breaks nothing in Rust\n",
        "  new, request struct v2::CreateIndividualCustomerAdditions [added]\n    breaks nothing in Rust, TypeScript \
         and Python\n",
        "  new, module upgrade [added]\n    breaks nothing in TypeScript and Python\n",
    ] {
        assert!(text.contains(line), "{text}");
    }
    let changes = text.matches("\n    breaks ").count();
    assert_eq!(text.matches(" [added]\n    breaks nothing in ").count(), changes, "{text}");
}
