#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use super::{Ordered, Upgraded, upgrade};
use crate::api::{Api, Refusal};
use serde_json::{Map, Value, json};

/// Which the emitters print in a test of their own.
const API: &str = include_str!("../../tests/emit/upgrade/model/fin.yaml");
const OLDER: &str = include_str!("../../tests/emit/upgrade/model/v1/orders.yaml");
const NEWER: &str = include_str!("../../tests/emit/upgrade/model/v2/orders.yaml");

fn api(newer: &str) -> Result<Api, String> {
    let files = [("fin.yaml", API), ("v1/orders.yaml", OLDER), ("v2/orders.yaml", newer)];
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let read = crate::source::parse("spec", files.to_vec()).and_then(|files| crate::resolve::resolve(&files));
    read.map_err(|report| report.text(false))
}

fn orders() -> Api {
    api(NEWER).unwrap_or_else(|report| panic!("{report}"))
}

fn made(payload: &Value, additions: &Value) -> Upgraded {
    let api = orders();
    let id = api.root_upgrades().next().unwrap().0;
    upgrade(&api, id, payload, additions.as_object().unwrap_or(&Map::new()))
}

fn payload() -> Value {
    serde_json::from_str(include_str!("../../tests/emit/upgrade/order.json")).unwrap()
}

fn additions() -> Value {
    serde_json::from_str(include_str!("../../tests/emit/upgrade/additions.json")).unwrap()
}

#[test]
fn what_is_printed_stands_in_the_order_of_the_model() {
    let api = orders();
    let (id, root) = api.root_upgrades().next().unwrap();
    let upgraded = upgrade(&api, id, &payload(), additions().as_object().unwrap());
    let ordered = Ordered { api: &api, ty: root.to, value: upgraded.payload };
    assert_eq!(
        serde_json::to_string(&ordered).unwrap(),
        r#"{"full_name":"Ann","mode":"slow","taxes":[{"country":"SE","number":"7"}],"line":"Bred Street 9","#
            .to_owned()
            + r#""label":"Ann / Lund","place":{"town":"Lund"},"hint":"north","kind":"PRINT","parcels":[{"weight":1,"depth":3},{"weight":2,"depth":4}],"#
            + r#""kept":["TOY","PRINT"],"batch":{"parcels":[{"weight":3,"depth":5}]}}"#
    );
    let mut stray = ordered;
    stray.value.as_object_mut().unwrap().insert("also".to_owned(), json!(1));
    assert!(serde_json::to_string(&stray).unwrap().ends_with(",\"also\":1}"));
}

#[test]
fn every_step_does_what_it_says() {
    let upgraded = made(&payload(), &additions());
    assert_eq!(
        upgraded.payload,
        json!({
            "full_name": "Ann", "mode": "slow", "taxes": [{ "country": "SE", "number": "7" }],
            "line": "Bred Street 9", "label": "Ann / Lund", "place": { "town": "Lund" }, "hint": "north", "kind": "PRINT",
            "parcels": [{ "weight": 1, "depth": 3 }, { "weight": 2, "depth": 4 }],
            "kept": ["TOY", "PRINT"], "batch": { "parcels": [{ "weight": 3, "depth": 5 }] },
        })
    );
    assert!(upgraded.is_complete());
    let dropped: Vec<_> = upgraded.dropped.iter().map(|own| (own.path.as_str(), own.row.as_str())).collect();
    assert_eq!(dropped, [("id", "all")]);
    let offered: Vec<_> = upgraded.offered.iter().map(|asked| asked.path.as_str()).collect();
    assert_eq!(offered, ["kinds", "gift"]);
}

#[test]
fn optional_values_are_taken_where_they_are_there() {
    let mut payload = payload();
    for (name, value) in [
        ("mode", json!("fast")),
        ("note", json!("quiet")),
        ("extra", json!({ "weight": 9 })),
        ("kind", json!("TOY")),
    ] {
        payload[name] = value;
    }
    let newer = made(&payload, &additions()).payload;
    assert_eq!(newer["mode"], "fast");
    assert_eq!(newer["notes"], json!(["quiet"]));
    assert_eq!(newer["spare"], json!({ "weight": 9 }));
    assert_eq!(newer["kind"], "TOY");
    // `null` is absent.
    for name in ["mode", "note", "extra"] {
        payload[name] = Value::Null;
    }
    let newer = made(&payload, &additions()).payload;
    assert_eq!(newer["mode"], "slow");
    assert!(newer.get("notes").is_none() && newer.get("spare").is_none(), "{newer}");
}

#[test]
fn a_value_without_successor_is_stood_in_for() {
    let mut payload = payload();
    payload["kind"] = json!("ODD");
    assert_eq!(made(&payload, &additions()).payload["kind"], "TOY");
    let mut given = additions();
    given.as_object_mut().unwrap().remove("kind");
    let missing = made(&payload, &given).missing;
    assert_eq!(missing.len(), 1);
    assert_eq!((missing[0].path.as_str(), missing[0].ty.as_str()), ("kind", "v2.Kind"));
    assert_eq!(missing[0].doc, "What it is, in place of ODD");
    // Where there is a successor nobody misses it.
    assert!(made(&self::payload(), &given).is_complete());
}

#[test]
fn what_is_missing_is_told_with_its_places() {
    let missing = made(&payload(), &json!({ "parcels": [{ "depth": 1 }], "kept": "TOY" }));
    let paths: Vec<_> =
        missing.missing.iter().map(|asked| (asked.path.as_str(), asked.additions.as_str())).collect();
    assert_eq!(
        paths,
        [
            ("taxes[0].country", "taxes.country"),
            ("parcels[1].depth", "parcels[1].depth"),
            ("batch.parcels[0].depth", "batch.parcels[0].depth"),
        ]
    );
    let [mismatch] = missing.mismatches.as_slice() else { panic!("{:?}", missing.mismatches) };
    assert_eq!((mismatch.path.as_str(), mismatch.items, mismatch.additions), ("parcels", 2, 1));
}

#[test]
fn a_list_longer_than_its_items_is_a_mismatch() {
    let mut given = additions();
    given["parcels"] = json!([{ "depth": 1 }, { "depth": 2 }, { "depth": 3 }]);
    given["batch"]["parcels"] = json!([]);
    let upgraded = made(&payload(), &given);
    let lists: Vec<_> = upgraded.mismatches.iter().map(|own| own.path.as_str()).collect();
    assert_eq!(lists, ["parcels", "batch.parcels"]);
    assert!(!upgraded.is_complete());
}

/// Of what its own version does not take nothing is promised, but an answer.
#[test]
fn any_json_gets_an_answer() {
    for any in
        [json!(null), json!(7), json!([]), json!({ "place": [], "parcels": {}, "kind": 7, "extra": "x" })]
    {
        for given in [json!({}), json!({ "taxes": 7, "parcels": "x", "kind": [] })] {
            assert!(!made(&any, &given).payload.is_null());
        }
    }
}

#[test]
fn refusals_stand_under_the_payload_s_paths() {
    let api = orders();
    let id = api.root_upgrades().next().unwrap().0;
    let refusal = |(path, code, row): (&str, &str, &str)| Refusal {
        path: path.into(),
        code: code.into(),
        row: row.into(),
    };
    let expected =
        [("full_name", "max_length", "all"), ("mode", "blank", "all"), ("line", "max_length", "merged")];
    assert_eq!(api.refusals(id), expected.map(refusal));
}

#[test]
fn what_is_joined_are_texts_of_which_one_is_there() {
    const STEP: &str = "line: { join: [street, house], may_refuse: [max_length], row: merged }";
    assert!(NEWER.contains(STEP));
    for (step, expected) in [
        ("join: [street], may_refuse: [max_length]", "`line` is joined of one text"),
        ("join: [house, note], may_refuse: [max_length]", "all that `line` is joined of may be absent"),
        ("join: [street, kind], may_refuse: [max_length]", "`kind` is `v1.Kind`"),
        ("join: [street, hose], may_refuse: [max_length]", "did you mean `house`?"),
        ("join: [street, house], from: name, may_refuse: [max_length]", "`line` is joined, and has `from`"),
        ("join: [street, house], otherwise: x", "`line` is joined, and has `otherwise`"),
        ("join: [street, house], ask: true", "`line` is asked for, and has `join`"),
        ("from: street, separator: x", "`line` is not joined, and has `separator`"),
        ("join: [street, house]", "the newer version may refuse `line` with `max_length`"),
        ("join: [street, house], implied: [blank]", "nothing is demanded of `line` that `blank` reports"),
    ] {
        let report = api(&NEWER.replace(STEP, &format!("line: {{ {step}, row: merged }}"))).unwrap_err();
        assert!(report.contains(expected), "{step}\n{report}");
    }
}

#[test]
fn an_optional_part_asks_for_nothing() {
    let newer = NEWER.replace("kinds: { ask: true,", "kinds: { from: tags,").replace(", tags: all", "");
    let report = api(&newer).unwrap_err();
    assert!(report.contains("`kinds` may be absent, and its upgrade asks for more"), "{report}");
}

#[test]
fn what_is_asked_for_is_a_type_of_the_newer_version() {
    let api = orders();
    let names: Vec<String> = api.types.iter().map(crate::api::Type::qualified).collect();
    let additions: Vec<&String> = names.iter().filter(|name| name.ends_with("Additions")).collect();
    assert_eq!(
        additions,
        ["v2.TaxAdditions", "v2.ParcelAdditions", "v2.BatchAdditions", "v2.OrderAdditions"]
    );
}
