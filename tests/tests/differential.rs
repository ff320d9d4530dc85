//! Random payloads through the model and the SDK: the same verdict, paths, codes, messages and order.
//!
//! `FIN_CASES` makes the run longer, `FIN_SEED` begins it elsewhere; a failure names the seed of its payload.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fin_tests::{
    oracle::Oracle,
    protocol::Issue,
    random::{Generator, MOST_EDITS, Random},
    sdk,
};
use std::collections::BTreeSet;

#[test]
fn the_sdk_judges_random_payloads_as_the_model_does() {
    let (first, cases) = (number("FIN_SEED", 0x5eed), number("FIN_CASES", 3_000));
    let oracle = Oracle::new().unwrap();
    let generator = Generator::new(&oracle.api);
    let (mut valid, mut sound) = (0_u64, 0_u64);
    let mut codes = BTreeSet::new();
    for seed in (0..cases).map(|case| first.wrapping_add(case)) {
        let _told = Told(seed);
        let random = generator.make(seed, usize::MAX);
        match differs(&oracle, &random) {
            Ok(Seen { is_valid, is_sound, codes: seen }) => {
                codes.extend(seen);
                valid += u64::from(is_valid);
                sound += u64::from(is_sound);
            }
            Err(difference) => panic!("{}", report(&oracle, &generator, seed, difference)),
        }
    }
    println!("{cases} payloads from seed {first}: {valid} valid, {sound} of sound structure");
    assert!(
        cases < 1_000 || (valid > cases / 50 && sound > cases / 10),
        "too few payloads get past their structure"
    );
    let unseen: Vec<_> = generator.codes().filter(|code| !codes.contains(*code)).collect();
    assert!(cases < 50_000 || unseen.is_empty(), "no payload made anything report {unseen:?}");
}

fn number(name: &str, default: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("`{name}` is no number")),
        Err(_) => default,
    }
}

/// Names the payload of a panic in the code under test.
struct Told(u64);

impl Drop for Told {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("FIN_SEED={} FIN_CASES=1", self.0);
        }
    }
}

struct Seen {
    is_valid: bool,
    is_sound: bool,
    codes: BTreeSet<String>,
}

/// Compares the verdicts; the difference in words.
fn differs(oracle: &Oracle, random: &Random) -> Result<Seen, String> {
    let Random { schema, payload, context, options } = random;
    let (model, rust) = oracle.both(schema, payload, context, options)?;
    // Of more issues than are kept only the verdict is promised.
    let is_same = model.issues == rust.issues || model.truncated;
    if model.valid != rust.valid || model.truncated != rust.truncated || !is_same {
        return Err(format!("the model says\n{model:#?}\nthe SDK says\n{rust:#?}"));
    }
    let reading = sdk::read(schema, payload, &sdk::context(context)?, &sdk::options(options.clone()))
        .ok_or("unknown schema")?;
    let is_structure =
        |issue: &&Issue| ["json", "type", "required", "enum", "date", "uuid"].contains(&issue.code.as_str());
    let is_sound = !model.issues.iter().any(|issue| is_structure(&issue));
    let codes = model.issues.iter().map(|issue| issue.code.clone()).collect();
    let seen = Seen { is_valid: model.valid, is_sound, codes };
    if model.truncated || !is_sound {
        let read = reading.validate.is_some() && !model.truncated && model.issues[0].code != "json";
        return if read { Err(format!("the SDK read a value in spite of\n{model:#?}")) } else { Ok(seen) };
    }
    if reading.is_refused_by_serde_json {
        return Ok(seen);
    }
    let known = model.issues.into_iter().filter(|issue| issue.code != "unknown_field").collect::<Vec<_>>();
    for (way, found) in [("validate", reading.validate), ("reading again", reading.again)] {
        let found = found.map(|result| result.map_or_else(sdk::rows, |()| Vec::new()));
        if found.as_ref() != Some(&known) {
            return Err(format!("from_json says\n{known:#?}\n{way} says\n{found:#?}"));
        }
    }
    Ok(seen)
}

/// The failure, with as few mistakes in the payload as it takes.
fn report(oracle: &Oracle, generator: &Generator, seed: u64, difference: String) -> String {
    let fewer = (0..=MOST_EDITS).find_map(|most| {
        let random = generator.make(seed, most);
        differs(oracle, &random).err().map(|difference| (random, difference))
    });
    let (random, difference) = fewer.unwrap_or_else(|| (generator.make(seed, usize::MAX), difference));
    let Random { schema, payload, context, options } = random;
    let payload = String::from_utf8_lossy(&payload);
    let context = serde_json::Value::from(context);
    format!("FIN_SEED={seed} FIN_CASES=1\n{schema} {context} {options:?}\n{payload}\n{difference}")
}
