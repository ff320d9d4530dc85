//! Whatever the model demands of a request says on which statement of the documents it rests.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fingen::api::{Api, Place, Shape};
use std::path::Path;

fn api() -> Api {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("spec");
    fingen::load(&spec).unwrap_or_else(|report| panic!("{}", report.text(false)))
}

#[test]
fn what_is_demanded_of_a_request_has_its_place_in_a_section() {
    let (mut missing, mut seen) = (Vec::new(), 0);
    let api = api();
    let mut located = |name: String, place: &Place, says: bool| {
        seen += 1;
        if place.locator.is_none() || (says && place.says.is_none()) {
            missing.push(name);
        }
    };
    for ty in api.types.iter().filter(|ty| ty.in_request && ty.place.document != "reference") {
        let name = ty.qualified();
        located(name.clone(), &ty.place, false);
        match &ty.shape {
            Shape::Object { fields, rules } => {
                for field in fields {
                    // A limit is a statement of its own; what a field is may stand in its name alone.
                    let limited = field.constraints.iter().any(|constraint| constraint.own_message);
                    located(format!("{name}.{}", field.name), &field.place, limited);
                }
                let rules = rules.iter().chain(fields.iter().flat_map(|field| &field.rules));
                rules.for_each(|rule| located(format!("{name}: {}", rule.code), &rule.place, true));
            }
            Shape::Enum { values } => {
                values
                    .iter()
                    .for_each(|value| located(format!("{name}.{}", value.name), &value.place, false));
            }
        }
    }
    for format in &api.formats {
        located(format.name.clone(), &format.place.clone().unwrap_or_default(), true);
    }
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(seen > 300, "{seen}");
}

#[test]
fn each_side_of_a_ruling_has_its_place_and_its_words() {
    let mut missing = Vec::new();
    for (id, ruling) in &api().rulings {
        for place in &ruling.places {
            if place.locator.is_none() || place.says.is_none() {
                missing.push(format!("{id}: {}", place.section));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
