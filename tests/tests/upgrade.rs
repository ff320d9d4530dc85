//! Random valid payloads and additions through every upgrade: what comes out is valid but for what the model declares,
//! and it is the same in every language.
//!
//! `FIN_CASES` makes the run longer, `FIN_SEED` begins it elsewhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fastrand::Rng;
use fin_tests::{
    oracle::Oracle,
    protocol::Issue,
    runner::{Language, Runner},
    sdk, sound,
};
use fingen::{
    api::{Type, UpgradeId},
    upgrade::{Upgraded, upgrade},
};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// A payload with its additions, and what the model makes of them.
struct Case {
    schema: String,
    payload: Value,
    additions: Value,
    context: Map<String, Value>,
    upgraded: Upgraded,
    /// What the newer version has against it.
    issues: Vec<Issue>,
}

fn number(name: &str, default: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("`{name}` is no number")),
        Err(_) => default,
    }
}

fn roots(oracle: &Oracle) -> Vec<UpgradeId> {
    oracle.api.root_upgrades().map(|(id, _)| id).collect()
}

fn types(oracle: &Oracle, id: UpgradeId) -> (&Type, &Type) {
    let upgrade = oracle.api.upgrade(id).unwrap();
    (oracle.api.type_of(upgrade.from).unwrap(), oracle.api.type_of(upgrade.to).unwrap())
}

fn context(rng: &mut Rng) -> Map<String, Value> {
    let mut context = Map::new();
    context.insert("today".into(), "2026-01-01".into());
    for (name, values) in [
        ("customer_country_of_residence", [json!("USA"), json!("GBR")]),
        ("selfie_required", [json!(true), json!(false)]),
        ("reliance_enabled", [json!(true), json!(true)]),
    ] {
        if rng.bool() {
            context.insert(name.into(), rng.choice(&values).unwrap().clone());
        }
    }
    context
}

fn case(oracle: &Oracle, id: UpgradeId, seed: u64) -> Case {
    let mut rng = Rng::with_seed(seed);
    let (from, to) = types(oracle, id);
    let context = context(&mut rng);
    let told = |error: String| panic!("FIN_SEED={seed} FIN_CASES=1: {error}");
    let older = oracle.api.upgrade(id).unwrap().from;
    let payload = sound::value(oracle, older, &context, &mut rng).unwrap_or_else(told);
    let mut additions = sound::additions(oracle, id, &payload, &context, &mut rng).unwrap_or_else(told);
    if rng.u8(..12) == 0 {
        one_more(&mut additions);
    }
    let upgraded = upgrade(&oracle.api, id, &payload, additions.as_object().unwrap());
    let issues = oracle.issues(&to.qualified(), &upgraded.payload, &context).unwrap();
    Case { schema: from.qualified(), payload, additions, context, upgraded, issues }
}

/// Says what the additions for a list end with once more.
fn one_more(additions: &mut Value) {
    let Some(entries) = additions.as_object_mut() else { return };
    for value in entries.values_mut() {
        if let Value::Array(items) = value
            && items.iter().all(Value::is_object)
        {
            items.extend(items.last().cloned());
        }
    }
}

#[test]
fn what_is_upgraded_is_valid_but_for_what_is_declared() {
    let oracle = Oracle::new().unwrap();
    let (first, cases) = (number("FIN_SEED", 0x5eed), number("FIN_CASES", 300));
    let mut unseen = Vec::new();
    for id in roots(&oracle) {
        let (from, _) = types(&oracle, id);
        let declared = oracle.api.refusals(id);
        let declared: BTreeSet<(String, String)> =
            declared.into_iter().map(|refusal| (refusal.path, refusal.code)).collect();
        let (mut seen, mut valid) = (BTreeSet::new(), 0);
        for seed in (0..cases).map(|case| first.wrapping_add(case)) {
            let case = case(&oracle, id, seed);
            assert_eq!(case.upgraded.missing, [], "FIN_SEED={seed} {}", case.payload);
            if !case.upgraded.mismatches.is_empty() {
                continue;
            }
            valid += usize::from(case.issues.is_empty());
            for Issue { path, code, .. } in case.issues {
                let refusal = (sound::without_numbers(&path), code);
                assert!(
                    declared.contains(&refusal),
                    "FIN_SEED={seed} FIN_CASES=1: {} is refused with {refusal:?}, which no step declares\n{}\n{}",
                    from.qualified(),
                    case.payload,
                    case.additions,
                );
                seen.insert(refusal);
            }
        }
        println!(
            "{}: {valid} of {cases} valid, {} of {} refusals seen",
            from.qualified(),
            seen.len(),
            declared.len()
        );
        assert!(valid > 0, "no payload of {} was taken", from.qualified());
        unseen.extend(declared.difference(&seen).map(|refusal| format!("{}: {refusal:?}", from.qualified())));
    }
    // What is declared and never comes would be an excuse for what must not come.
    assert!(cases < 300 || unseen.is_empty(), "nothing made these come: {unseen:#?}");
}

/// The examples of the guides upgrade to payloads that are valid without exception.
#[test]
fn the_examples_upgrade_to_valid_payloads() {
    let oracle = Oracle::new().unwrap();
    let today: Map<String, Value> = [("today".to_owned(), json!("2026-01-01"))].into_iter().collect();
    for id in roots(&oracle) {
        let (from, to) = types(&oracle, id);
        let mut payload = from.example.clone().unwrap();
        let additions = (0..).map(|seed| {
            let mut rng = Rng::with_seed(seed);
            sound::additions(&oracle, id, &payload, &today, &mut rng).unwrap()
        });
        let found = additions.take(200).find(|additions| {
            let upgraded = upgrade(&oracle.api, id, &payload, additions.as_object().unwrap());
            oracle.issues(&to.qualified(), &upgraded.payload, &today).unwrap().is_empty()
        });
        assert!(found.is_some(), "{} has additions with which its example is valid", from.qualified());
        // What is not needed is not missed: an absent optional field stays absent.
        payload.as_object_mut().unwrap().remove("meta_data");
        let upgraded = upgrade(&oracle.api, id, &payload, found.unwrap().as_object().unwrap());
        assert_eq!(upgraded.payload.get("meta_data"), None);
    }
}

#[test]
fn what_the_additions_lack_is_told_with_its_place() {
    let oracle = Oracle::new().unwrap();
    for id in roots(&oracle) {
        let case = case(&oracle, id, 7);
        let none = upgrade(&oracle.api, id, &case.payload, &Map::new());
        let upgrade_ = oracle.api.upgrade(id).unwrap();
        assert_eq!(none.missing.is_empty(), is_optional(&oracle, upgrade_.additions), "{}", case.schema);
        let rows: BTreeSet<&str> = oracle.api.migrations.iter().map(|(name, _, _)| name.as_str()).collect();
        for asked in none.missing.iter().chain(&none.offered) {
            assert!(rows.contains(asked.row.as_str()), "{asked:?}");
            assert!(!asked.path.is_empty() && !asked.doc.is_empty() && !asked.ty.is_empty(), "{asked:?}");
        }
    }
}

/// Whether all that is asked for may be left out, as far as it does not hang on the payload.
fn is_optional(oracle: &Oracle, additions: Option<fingen::api::TypeId>) -> bool {
    additions.and_then(|id| oracle.api.type_of(id)).is_none_or(|ty| ty.name.starts_with("AttachIndividual"))
}

#[test]
fn every_language_upgrades_to_the_same() {
    let oracle = Oracle::new().unwrap();
    let (first, cases) = (number("FIN_SEED", 0x5eed), number("FIN_CASES", 100));
    let seeds = || (0..cases).map(|case| first.wrapping_add(case));
    let all: Vec<(u64, Case)> = roots(&oracle)
        .into_iter()
        .flat_map(|id| seeds().map(move |seed| (seed, id)))
        .map(|(seed, id)| (seed, case(&oracle, id, seed)))
        .collect();
    for (seed, case) in &all {
        let context = sdk::context(&case.context).unwrap();
        let [payload, additions] =
            [&case.payload, &case.additions].map(|value| value.to_string().into_bytes());
        let rust = sdk::upgrade(&case.schema, &payload, &additions, &context)
            .unwrap_or_else(|issues| panic!("FIN_SEED={seed} {}: {issues}", case.schema))
            .expect("an upgrade of every request");
        let answer = match rust {
            Ok(payload) => json!({ "payload": payload }),
            Err((path, items, additions)) => mismatch(&path, items, additions),
        };
        assert_same(Language::Rust, *seed, case, &answer, false);
    }
    assert!(all.iter().any(|(_, case)| !case.upgraded.mismatches.is_empty()));
    let lines: Vec<String> = all.iter().map(|(seed, case)| line(*seed, case)).collect();
    for (language, checks) in [(Language::TypeScript, false), (Language::Python, true)] {
        let mut runner = Runner::of(language).unwrap();
        let answers = runner.ask(&lines).unwrap();
        runner.close().unwrap();
        for ((seed, case), answer) in all.iter().zip(answers) {
            let answer: Value = serde_json::from_str(&answer).unwrap();
            assert_eq!(answer["id"], *seed, "{answer}");
            assert_same(language, *seed, case, &answer, checks);
        }
    }
}

fn mismatch(path: &str, items: usize, additions: usize) -> Value {
    json!({ "mismatch": { "path": path, "items": items, "additions": additions } })
}

fn line(seed: u64, case: &Case) -> String {
    let Case { schema, payload, additions, context, .. } = case;
    json!({ "id": seed, "upgrade": schema, "payload": payload, "additions": additions, "context": context })
        .to_string()
}

/// The language says what the model does; one that checks what comes out names the issues where there are any.
fn assert_same(language: Language, seed: u64, case: &Case, answer: &Value, checks: bool) {
    let expected = match case.upgraded.mismatches.as_slice() {
        [first, ..] => mismatch(&first.path, first.items, first.additions),
        [] if checks && !case.issues.is_empty() => json!({ "issues": case.issues }),
        [] => json!({ "payload": case.upgraded.payload }),
    };
    for key in ["payload", "mismatch", "issues", "error"] {
        let of = |value: &Value| value.get(key).map(sound::plain);
        assert_eq!(
            of(answer),
            of(&expected),
            "{} FIN_SEED={seed} FIN_CASES=1 {}\n{}",
            language.name(),
            case.schema,
            line(seed, case)
        );
    }
}
