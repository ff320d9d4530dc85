#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use super::{Upgraded, upgrade};
use crate::api::{Api, Refusal};
use serde_json::{Map, Value, json};

const API: &str = "
api: Example
model_version: 0.1.0
versions: [v1, v2]
servers: { production: https://api.example.com }
documents: { guide: { title: A guide, file: guide.txt, authority: guide } }
";

const OLDER: &str = "
document: guide
types:
  Order:
    doc: An order
    section: Orders
    where: table
    fields:
      id: { type: uuid, doc: The order }
      name: { type: text, doc: Who orders }
      mode?: { type: text, default: slow, doc: How it is sent }
      tax: { type: text, doc: Tax number }
      note?: { type: text, doc: A remark }
      place: { type: Place, doc: Where to }
      kind: { type: Kind, doc: What it is }
      parcels: { type: list of Parcel, doc: The parcels }
      extra?: { type: Parcel, doc: One more }
      tags?: { type: list of Kind, doc: Kinds of it }
  Place:
    doc: A place
    section: Places
    where: table
    fields:
      town: { type: text, doc: The town }
      hint: { type: text, doc: How to find it }
  Kind:
    doc: A kind
    section: Kinds
    where: table
    values:
      BOOK: { doc: A book, successor: PRINT }
      TOY: { doc: A toy }
      ODD: { doc: Anything else }
  Parcel:
    doc: A parcel
    section: Parcels
    where: table
    fields:
      weight: { type: integer, doc: Its weight }
operations:
  order: { doc: Orders, section: Orders, method: POST, path: /v1/orders, body: Order, answers: { 200: null } }
";

const NEWER: &str = "
document: guide
types:
  Order:
    doc: An order
    section: Orders
    where: table
    fields:
      full_name: { type: text, max_length: 5, doc: Who orders }
      mode: { type: text, doc: How it is sent }
      taxes: { type: list of Tax, doc: Tax numbers }
      notes?: { type: list of text, doc: Remarks }
      place: { type: Place, doc: Where to }
      hint: { type: text, doc: How to find the place }
      kind: { type: Kind, doc: What it is }
      parcels: { type: list of Parcel, doc: The parcels }
      spare?: { type: Spare, doc: One more }
      kinds?: { type: list of Kind, doc: Kinds of it }
      gift?: { type: boolean, doc: Whether it is a gift }
  Tax:
    doc: A tax number
    section: Orders
    where: table
    fields:
      country: { type: text, doc: Whose number }
      number: { type: text, doc: The number }
  Place:
    doc: A place
    section: Places
    where: table
    fields:
      town: { type: text, doc: The town }
  Kind:
    doc: A kind
    section: Kinds
    where: table
    values:
      PRINT: { doc: Something printed }
      TOY: { doc: A toy }
  Parcel:
    doc: A parcel
    section: Parcels
    where: table
    fields:
      weight: { type: integer, doc: Its weight }
      depth: { type: integer, doc: Its depth }
  Spare:
    doc: A spare parcel
    section: Parcels
    where: table
    fields:
      weight: { type: integer, doc: Its weight }
operations:
  order: { doc: Orders, section: Orders, method: POST, path: /v2/orders, body: Order, answers: { 200: null } }
migrations:
  all: { change: moved, doc: Everything moves, from: [id, name, mode, tax, note, hint, kind, extra, tags, parcels], to: [taxes, country, number, depth, gift] }
upgrades:
  Order:
    fields:
      full_name: { from: name, may_refuse: [max_length], row: all }
      mode: { otherwise: slow, may_refuse: [blank], row: all }
      taxes: { from: this, row: all }
      notes: { from: note, row: all }
      hint: { from: place.hint, row: all }
      spare: { from: extra, row: all }
      kinds: { from: tags, row: all }
      gift: { ask: true, row: all }
    gone: { id: all }
  Tax <- Order:
    fields:
      country: { ask: true, row: all }
      number: { from: tax, row: all }
  Kind:
    ask: [ODD]
    row: all
  Parcel:
    fields:
      depth: { ask: true, row: all }
";

fn api(newer: &str) -> Result<Api, String> {
    let files = [("fin.yaml", API), ("v1/orders.yaml", OLDER), ("v2/orders.yaml", newer)];
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let read = crate::source::parse("spec", files.to_vec()).and_then(|files| crate::resolve::resolve(&files));
    read.map_err(|report| report.text(false))
}

/// Without the stand-in of an optional part, which nobody could be asked for.
fn orders() -> Api {
    let newer =
        NEWER.replace("      kinds: { from: tags, row: all }\n", "      kinds: { ask: true, row: all }\n");
    let newer = newer.replace("gone: { id: all }", "gone: { id: all, tags: all }");
    let newer = newer.replace("to: [taxes,", "to: [kinds, taxes,");
    api(&newer).unwrap_or_else(|report| panic!("{report}"))
}

fn made(payload: &Value, additions: &Value) -> Upgraded {
    let api = orders();
    let id = api.upgrade_of(api.find("v1.Order").unwrap(), "v2").unwrap();
    upgrade(&api, id, payload, additions.as_object().unwrap_or(&Map::new()))
}

fn payload() -> Value {
    json!({
        "id": "55bd6b4e-c20a-4cc8-9535-91d5557a67d9", "name": "Ann", "tax": "7", "kind": "BOOK",
        "place": { "town": "Lund", "hint": "north" }, "parcels": [{ "weight": 1 }, { "weight": 2 }],
    })
}

fn additions() -> Value {
    json!({ "taxes": { "country": "SE" }, "kind": "TOY", "parcels": [{ "depth": 3 }, { "depth": 4 }] })
}

#[test]
fn every_step_does_what_it_says() {
    let upgraded = made(&payload(), &additions());
    assert_eq!(
        upgraded.payload,
        json!({
            "full_name": "Ann", "mode": "slow", "taxes": [{ "country": "SE", "number": "7" }],
            "place": { "town": "Lund" }, "hint": "north", "kind": "PRINT",
            "parcels": [{ "weight": 1, "depth": 3 }, { "weight": 2, "depth": 4 }],
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
    let missing = made(&payload(), &json!({ "parcels": [{ "depth": 1 }] }));
    let paths: Vec<_> =
        missing.missing.iter().map(|asked| (asked.path.as_str(), asked.additions.as_str())).collect();
    assert_eq!(paths, [("taxes[0].country", "taxes.country"), ("parcels[1].depth", "parcels[1].depth"),]);
    let [mismatch] = missing.mismatches.as_slice() else { panic!("{:?}", missing.mismatches) };
    assert_eq!((mismatch.path.as_str(), mismatch.items, mismatch.additions), ("parcels", 2, 1));
}

#[test]
fn a_list_longer_than_its_items_is_a_mismatch() {
    let mut given = additions();
    given["parcels"] = json!([{ "depth": 1 }, { "depth": 2 }, { "depth": 3 }]);
    let upgraded = made(&payload(), &given);
    assert!(upgraded.missing.is_empty() && !upgraded.is_complete());
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
    let id = api.upgrade_of(api.find("v1.Order").unwrap(), "v2").unwrap();
    let refusal =
        |path: &str, code: &str| Refusal { path: path.into(), code: code.into(), row: "all".into() };
    assert_eq!(api.refusals(id), [refusal("full_name", "max_length"), refusal("mode", "blank")]);
}

#[test]
fn an_optional_part_asks_for_nothing() {
    let report = api(NEWER).unwrap_err();
    assert!(report.contains("`kinds` may be absent, and its upgrade asks for more"), "{report}");
}

#[test]
fn what_is_asked_for_is_a_type_of_the_newer_version() {
    let api = orders();
    let names: Vec<String> = api.types.iter().map(crate::api::Type::qualified).collect();
    let additions: Vec<&String> = names.iter().filter(|name| name.ends_with("Additions")).collect();
    assert_eq!(additions, ["v2.TaxAdditions", "v2.ParcelAdditions", "v2.OrderAdditions"]);
}
