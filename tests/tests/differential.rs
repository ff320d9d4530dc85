//! Random payloads through the model and every SDK: the same verdict, paths, codes, messages and order.
//!
//! `FIN_CASES` makes the run longer, `FIN_SEED` begins it elsewhere; a failure names the seed of its payload.
//! However long the run, no more than a few batches of payloads are held at a time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod peers;

use fin_tests::{
    oracle::Oracle,
    protocol::{Issue, Outcome},
    random::{Generator, MOST_EDITS, Random},
    sdk,
};
use peers::Peers;
use std::{
    collections::BTreeSet,
    sync::mpsc::{self, SyncSender},
    thread,
    time::Instant,
};

/// How many payloads are judged side by side.
const BATCH: u64 = 1_000;

type Batch = Vec<(u64, Random)>;

#[test]
fn the_sdks_judge_random_payloads_as_the_model_does() {
    let (first, cases) = (number("FIN_SEED", 0x5eed), number("FIN_CASES", 5_000));
    let oracle = Oracle::new().unwrap();
    let generator = Generator::new(&oracle.api);
    let mut peers = Peers::start().unwrap();
    let mut seen = Seen::default();
    let start = Instant::now();
    thread::scope(|scope| {
        // The next batch is made while this one is judged.
        let (made, batches) = mpsc::sync_channel(1);
        scope.spawn(|| make_batches(&generator, first, cases, made));
        for batch in batches {
            judge_batch(&oracle, &generator, &mut peers, &batch, &mut seen);
        }
    });
    peers.close().unwrap();
    let rate = cases as f64 / start.elapsed().as_secs_f64();
    let Seen { valid, sound, codes } = seen;
    println!(
        "{cases} payloads from seed {first}: {valid} valid, {sound} of sound structure, {rate:.0} a second"
    );
    assert!(
        cases < 1_000 || (valid > cases / 50 && sound > cases / 10),
        "too few payloads get past their structure"
    );
    let unseen: Vec<_> = generator.codes().filter(|code| !codes.contains(*code)).collect();
    assert!(cases < 50_000 || unseen.is_empty(), "no payload made anything report {unseen:?}");
}

/// Makes the payloads, until there is nobody to judge them.
fn make_batches(generator: &Generator, first: u64, cases: u64, made: SyncSender<Batch>) {
    for start in (0..cases).step_by(BATCH as usize) {
        let seeds = (start..cases.min(start + BATCH)).map(|case| first.wrapping_add(case));
        let batch = seeds.map(|seed| (seed, generator.make(seed, usize::MAX))).collect();
        if made.send(batch).is_err() {
            return;
        }
    }
}

fn number(name: &str, default: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("`{name}` is no number")),
        Err(_) => default,
    }
}

/// What a run has come across.
#[derive(Default)]
struct Seen {
    valid: u64,
    sound: u64,
    codes: BTreeSet<String>,
}

/// The model and the Rust SDK judge here, while the other languages' processes judge beside.
fn judge_batch(
    oracle: &Oracle,
    generator: &Generator,
    peers: &mut Peers,
    batch: &[(u64, Random)],
    seen: &mut Seen,
) {
    let questions = peers::questions(batch);
    let (found, answers) = thread::scope(|scope| {
        let answers = scope.spawn(|| peers.ask(&questions));
        let found: Vec<_> =
            batch.iter().map(|(seed, random)| (*seed, judge(oracle, *seed, random))).collect();
        (found, answers.join().unwrap())
    });
    let mut expected = Vec::with_capacity(batch.len());
    for (seed, found) in found {
        match found {
            Ok(found) => {
                seen.valid += u64::from(found.model.valid);
                seen.sound += u64::from(found.is_sound);
                seen.codes.extend(found.model.issues.iter().map(|issue| issue.code.clone()));
                expected.push(found.model);
            }
            Err(difference) => panic!("{}", smallest(oracle, generator, peers, seed, difference)),
        }
    }
    if let Some((seed, difference)) = peers::difference(&questions, &expected, answers.unwrap()) {
        panic!("{}", smallest(oracle, generator, peers, seed, difference));
    }
}

struct Found {
    model: Outcome,
    is_sound: bool,
}

/// The model's verdict, if the Rust SDK comes to the same in every way that it can be asked; else the difference.
fn judge(oracle: &Oracle, seed: u64, random: &Random) -> Result<Found, String> {
    let _told = Told(seed);
    let Random { schema, payload, context, options } = random;
    let (model, rust) = oracle.both(schema, payload, context, options)?;
    // Of more issues than are kept only the verdict is promised.
    let is_same = model.issues == rust.issues || model.truncated;
    if model.valid != rust.valid || model.truncated != rust.truncated || !is_same {
        return Err(format!("the model says\n{model:#?}\nthe Rust SDK says\n{rust:#?}"));
    }
    let reading = sdk::read(schema, payload, &sdk::context(context)?, &sdk::options(options.clone()))
        .ok_or("unknown schema")?;
    let is_structure =
        |issue: &&Issue| ["json", "type", "required", "enum", "date", "uuid"].contains(&issue.code.as_str());
    let is_sound = !model.issues.iter().any(|issue| is_structure(&issue));
    if model.truncated || !is_sound {
        let read = reading.validate.is_some() && !model.truncated && model.issues[0].code != "json";
        let wrong = || format!("the Rust SDK read a value in spite of\n{model:#?}");
        return if read { Err(wrong()) } else { Ok(Found { model, is_sound }) };
    }
    if reading.is_refused_by_serde_json {
        return Ok(Found { model, is_sound });
    }
    let known =
        model.issues.iter().filter(|issue| issue.code != "unknown_field").cloned().collect::<Vec<_>>();
    for (way, found) in [("validate", reading.validate), ("reading again", reading.again)] {
        let found = found.map(|result| result.map_or_else(sdk::rows, |()| Vec::new()));
        if found.as_ref() != Some(&known) {
            return Err(format!("from_json says\n{known:#?}\n{way} says\n{found:#?}"));
        }
    }
    Ok(Found { model, is_sound })
}

/// Names the payload of a panic in the code under test.
struct Told(u64);

impl Drop for Told {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("FIN_SEED={} FIN_CASES=1", self.0);
        }
    }
}

/// The failure, with as few mistakes in the payload as it takes.
fn smallest(
    oracle: &Oracle,
    generator: &Generator,
    peers: &mut Peers,
    seed: u64,
    difference: String,
) -> String {
    let mut differs = |random: &Random| match judge(oracle, seed, random) {
        Err(difference) => Some(difference),
        Ok(found) => {
            let questions = peers::questions(&[(seed, random.clone())]);
            let answers = peers.ask(&questions).ok()?;
            peers::difference(&questions, &[found.model], answers).map(|(_, difference)| difference)
        }
    };
    let fewer = (0..=MOST_EDITS).find_map(|most| {
        let random = generator.make(seed, most);
        differs(&random).map(|difference| (random, difference))
    });
    let (random, difference) = fewer.unwrap_or_else(|| (generator.make(seed, usize::MAX), difference));
    let Random { schema, payload, context, options } = random;
    let payload = String::from_utf8_lossy(&payload);
    let context = serde_json::Value::from(context);
    format!("FIN_SEED={seed} FIN_CASES=1\n{schema} {context} {options:?}\n{payload}\n{difference}")
}
