//! Random changes of the model, and random payloads on both sides of them: what `diff` calls compatible loses nothing,
//! what it shows as a witness is one, and backwards it says the same.
//!
//! `FIN_CASES` makes the run longer, `FIN_SEED` begins it elsewhere.

use super::cases::mirrored;
use super::edits::{Dice, random, table};
use super::model::{Model, base, compare, load, read};
use fin_core::Constraint;
use fingen::api::{Api, FieldType, Shape, TypeId};
use fingen::diff::{Claim, Diff, Direction, Witness};
use fingen::judge::{Judge, Options};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().unwrap())
}

#[test]
fn what_is_called_compatible_refuses_nothing_that_was_taken() {
    let seen = run(&base(), &table(), &["v1.CreateCustomer"], number("FIN_CASES", 80));
    assert!(
        seen.cases < 80 || (seen.compared > 40 && seen.compatible > 20 && seen.taken > 1_000),
        "{seen:?}"
    );
}

#[test]
fn nor_does_it_of_the_model_that_there_is() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let requests =
        ["v2.CreateIndividualCustomer", "v2.AttachIndividualDocuments", "v1.CreateIndividualCustomer"];
    let seen = run(&read(&spec), &[], &requests, number("FIN_CASES", 12));
    assert!(seen.cases < 12 || (seen.compared > 2 && seen.taken > 100), "{seen:?}");
}

/// What a run has seen.
#[derive(Debug)]
struct Seen {
    cases: u64,
    compared: u64,
    compatible: u64,
    taken: u64,
}

fn run(base: &Model, table: &[(String, String, String)], requests: &[&str], cases: u64) -> Seen {
    let first = number("FIN_SEED", 7);
    let mut seen = Seen { cases, compared: 0, compatible: 0, taken: 0 };
    for seed in first..first + cases {
        let mut dice = Dice::new(seed);
        let old = if dice.below(2) == 0 { base.clone() } else { random(base, &mut dice, table) };
        let models = (load(&old), load(&random(base, &mut dice, table)));
        let (Ok(old), Ok(new)) = models else { continue };
        seen.compared += 1;
        let (there, back) = (compare(&old, &new), compare(&new, &old));
        assert_eq!(claims(&there, true), claims(&back, false), "seed {seed}");
        for (old, new, diff) in [(&old, &new, &there), (&new, &old, &back)] {
            let judges = (Judge::new(old).unwrap(), Judge::new(new).unwrap());
            witnesses_hold(&judges, (old, new), diff, seed);
            let loses = |change: &fingen::diff::Change| {
                change.direction == Direction::Request && change.loses.is_made()
            };
            if !diff.changes.iter().any(loses) {
                seen.compatible += 1;
                let request = *dice.pick(requests);
                seen.taken += no_payload_is_lost(&judges, (old, new), request, &mut dice, seed);
            }
        }
    }
    println!("{seen:?}");
    seen
}

/// What is claimed, proved or not.
fn claims(diff: &Diff, turn: bool) -> Vec<String> {
    mirrored(diff, turn)
        .into_iter()
        .map(|line| line.replace(" proved", " made").replace(" unproved", " made"))
        .collect()
}

fn is_valid(judge: &Judge, api: &Api, schema: &str, payload: &Value, context: &Map<String, Value>) -> bool {
    let fits = |name: &str, value: &Value| {
        api.context
            .iter()
            .any(|known| known.name == name && (known.kind == fin_core::Kind::Boolean) == value.is_boolean())
    };
    let given = context.iter().filter(|(name, value)| fits(name, value));
    let context = judge.context(&given.map(|(name, value)| (name.clone(), value.clone())).collect()).unwrap();
    judge.check_text(schema, payload.to_string(), &context, &Options::default()).unwrap().valid
}

fn witnesses_hold((old_judge, new_judge): &(Judge, Judge), (old, new): (&Api, &Api), diff: &Diff, seed: u64) {
    for change in &diff.changes {
        let holds = |witness: &Witness, taking: (&Judge, &Api), refusing: (&Judge, &Api)| {
            is_valid(taking.0, taking.1, &witness.taken_as, &witness.payload, &witness.context)
                && !is_valid(refusing.0, refusing.1, &witness.refused_as, &witness.payload, &witness.context)
        };
        if let Claim::Proved(witness) = &change.loses {
            assert!(holds(witness, (old_judge, old), (new_judge, new)), "seed {seed}: {change:#?}");
        }
        if let Claim::Proved(witness) = &change.gains {
            assert!(holds(witness, (new_judge, new), (old_judge, old)), "seed {seed}: {change:#?}");
        }
    }
}

/// Judges random payloads by both; how many the old model took.
fn no_payload_is_lost(
    (old_judge, new_judge): &(Judge, Judge),
    (old, new): (&Api, &Api),
    request: &str,
    dice: &mut Dice,
    seed: u64,
) -> u64 {
    let (pool, touched) = (pool(&[old, new]), touched(old, new));
    let mut taken = 0;
    for _ in 0..300 {
        let api = *dice.pick(&[old, new]);
        let ty = api.find(request).unwrap();
        let mut payload = api.type_of(ty).unwrap().example.clone().unwrap();
        for _ in 0..=dice.below(2) {
            edit(&mut payload, api, &FieldType::Named(ty), "", (&pool, &touched), dice);
        }
        let mut context = Map::from_iter([("today".to_owned(), json!("2026-01-01"))]);
        if dice.below(2) == 0 {
            context.insert(
                "selfie_required".into(),
                dice.pick(&[json!(true), json!(false), json!("yes")]).clone(),
            );
            for name in ["home", "customer_country_of_residence"] {
                context.insert(name.into(), dice.pick(&[json!("USA"), json!("DEU")]).clone());
            }
        }
        if is_valid(old_judge, old, request, &payload, &context) {
            taken += 1;
            let is_taken = is_valid(new_judge, new, request, &payload, &context);
            assert!(is_taken, "seed {seed} loses {payload} with {context:?}");
        }
    }
    taken
}

type Pool = BTreeMap<String, Vec<Value>>;

/// The fields that are not defined alike by both models: what they hold is edited more often.
fn touched(old: &Api, new: &Api) -> BTreeSet<String> {
    let fields = |api: &Api| {
        let mut found = BTreeMap::new();
        for ty in &api.types {
            let Shape::Object { fields, .. } = &ty.shape else { continue };
            for field in fields {
                let formats =
                    field.constraints.iter().filter_map(|constraint| match &constraint.constraint {
                        Constraint::Format(name) => Some(format!("{:?}", api.format(name))),
                        _ => None,
                    });
                let formats: String = formats.collect();
                let text = format!("{:?} {} {:?} {formats}", field.ty, field.required, field.constraints);
                found.insert((ty.qualified(), field.name.clone()), text);
            }
        }
        found
    };
    let (old, new) = (fields(old), fields(new));
    let names = old.iter().chain(&new).map(|(key, _)| key);
    names.filter(|key| old.get(*key) != new.get(*key)).map(|(_, name)| name.clone()).collect()
}

/// Values by the name of the field that they are made for.
fn pool(models: &[&Api]) -> Pool {
    let mut pool = Pool::new();
    for api in models {
        for ty in &api.types {
            let Shape::Object { fields, .. } = &ty.shape else { continue };
            for field in fields {
                let values = pool.entry(field.name.clone()).or_default();
                let shared =
                    ["a", "A", "é", "", " ", "123-45-6789", "2025-12-31", "2026-01-02", "USA", "DEU", "FRA"];
                values.extend(shared.map(Value::from));
                values.extend([
                    json!(true),
                    json!(false),
                    json!(0),
                    json!(1),
                    json!(0.5),
                    json!([]),
                    json!(["a", "a"]),
                ]);
                values.push(json!("55bd6b4e-c20a-4cc8-9535-91d5557a67d9"));
                for constraint in &field.constraints {
                    // What is made for the field matters more than what is made for all.
                    for _ in 0..4 {
                        values.extend(around(api, &constraint.constraint));
                    }
                }
                if let FieldType::Named(id) = field.ty {
                    values.extend(named(api, id));
                }
            }
        }
    }
    pool
}

fn named(api: &Api, id: TypeId) -> Vec<Value> {
    match &api.type_of(id).unwrap().shape {
        Shape::Enum { values } => values.iter().map(|value| json!(value.name)).collect(),
        Shape::Object { .. } => Vec::new(),
    }
}

fn around(api: &Api, constraint: &Constraint<String>) -> Vec<Value> {
    match constraint {
        Constraint::Format(name) => {
            let format = api.format(name).unwrap();
            format.valid.iter().chain(&format.invalid).chain(&format.values).map(|text| json!(text)).collect()
        }
        Constraint::MinLength(n) | Constraint::MaxLength(n) => {
            [n.saturating_sub(1), *n, n + 1].map(|n| json!("a".repeat(n.min(300) as usize))).into()
        }
        Constraint::Minimum(n) | Constraint::Maximum(n) => {
            [-1.0, -0.5, 0.0, 0.5, 1.0].map(|more| json!(n + more)).into()
        }
        Constraint::MinItems(n) | Constraint::MaxItems(n) => {
            [n.saturating_sub(1), *n, n + 1].map(|n| json!(vec!["a"; n.min(300) as usize])).into()
        }
        Constraint::MinAge(n) | Constraint::MaxAge(n) => {
            let year = 2026_u32.saturating_sub(*n).max(2);
            [format!("{year:04}-01-01"), format!("{year:04}-01-02"), format!("{:04}-01-02", year - 1)]
                .map(|day| json!(day))
                .into()
        }
        _ => Vec::new(),
    }
}

/// Changes something somewhere below a value.
fn edit(
    value: &mut Value,
    api: &Api,
    ty: &FieldType,
    name: &str,
    about: (&Pool, &BTreeSet<String>),
    dice: &mut Dice,
) {
    let (pool, touched) = about;
    match (ty, value) {
        (FieldType::List(item), Value::Array(items)) if dice.below(4) > 0 => match dice.below(4) {
            0 if !items.is_empty() => drop(items.remove(0)),
            1 if !items.is_empty() => items.push(items[0].clone()),
            2 if items.is_empty() => items.push(json!("a")),
            _ => {
                let at = dice.below(items.len());
                if let Some(inner) = items.get_mut(at) {
                    edit(inner, api, item, name, about, dice);
                }
            }
        },
        (FieldType::Named(id), Value::Object(entries)) => {
            let Shape::Object { fields, .. } = &api.type_of(*id).unwrap().shape else { return };
            let wanted: Vec<&_> = fields.iter().filter(|field| touched.contains(&field.name)).collect();
            let field =
                if wanted.is_empty() || dice.below(3) == 0 { dice.pick(fields) } else { *dice.pick(&wanted) };
            match (dice.below(5), entries.get_mut(&field.name)) {
                (0, _) => drop(entries.remove(&field.name)),
                (1..4, Some(inner)) => edit(inner, api, &field.ty, &field.name, about, dice),
                _ => {
                    entries.insert(field.name.clone(), dice.pick(&pool[&field.name]).clone());
                }
            }
        }
        (_, value) => {
            if let Some(values) = pool.get(name) {
                *value = dice.pick(values).clone();
            }
        }
    }
}
