//! Random payloads: examples of the model with mistakes worked into them, and JSON of no shape at all.

mod edit;
mod number;
mod pool;
mod words;

use crate::{
    protocol::Options,
    sdk::SCHEMAS,
    tree::{Tree, quote},
};
use fastrand::Rng;
use fingen::api::Api;
use pool::Pool;
use serde_json::{Map, Value, json};

/// A random payload with everything that its verdict depends on.
#[derive(Clone, Debug)]
pub struct Random {
    /// The request schema.
    pub schema: &'static str,
    /// The payload.
    pub payload: Vec<u8>,
    /// The context values.
    pub context: Map<String, Value>,
    /// What is switched off.
    pub options: Options,
}

/// Makes random payloads.
pub struct Generator {
    pool: Pool,
    bases: Vec<(&'static str, Tree)>,
}

/// The most mistakes that are worked into a payload.
pub const MOST_EDITS: usize = 6;

impl Generator {
    /// Takes names, values and examples from the model.
    #[must_use]
    pub fn new(api: &Api) -> Generator {
        let bases = SCHEMAS.iter().filter_map(|schema| {
            let example = api.type_of(api.find(schema)?)?.example.as_ref()?;
            Some((*schema, Tree::of(example)))
        });
        Generator { pool: Pool::new(api), bases: bases.collect() }
    }

    /// Every code that an issue can have.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.pool.codes.iter().map(String::as_str)
    }

    /// The payload of a seed. `most` limits how many mistakes are worked in: the first ones stay the same, so
    /// that a failure can be searched for with fewer.
    #[must_use]
    pub fn make(&self, seed: u64, most: usize) -> Random {
        let mut rng = Rng::with_seed(seed);
        let (schema, base) = pick(&mut rng, &self.bases).cloned().unwrap_or(("", Tree::List(Vec::new())));
        let (context, options) = (self.context(&mut rng), self.options(&mut rng));
        let mut tree = if rng.u8(..) < 8 { self.pool.anything(&mut rng, 4) } else { base };
        let edits = rng.usize(..=MOST_EDITS);
        for _ in 0..edits.min(most) {
            // Each edit has dice of its own: what one of them draws changes nothing for the next.
            let mut rng = rng.fork();
            edit::edit(&mut tree, &self.pool, &mut rng);
        }
        let mut payload = tree.to_string().into_bytes();
        if rng.u8(..) < 20 && most > edits {
            edit::edit_text(&mut payload, &mut rng);
        }
        Random { schema, payload, context, options }
    }

    fn context(&self, rng: &mut Rng) -> Map<String, Value> {
        let mut context = Map::new();
        context.insert("today".into(), pick(rng, words::TODAYS).copied().unwrap_or("2026-01-01").into());
        let mut sometimes = |name: &str, values: &[Value]| {
            if rng.bool() {
                context.insert(name.into(), pick(rng, values).cloned().unwrap_or_default());
            }
        };
        sometimes("customer_country_of_residence", &[json!("USA"), json!("MEX"), json!("")]);
        sometimes("selfie_required", &[json!(true), json!(false)]);
        sometimes("reliance_enabled", &[json!(true), json!(false)]);
        context
    }

    fn options(&self, rng: &mut Rng) -> Options {
        let mut ignore = Vec::new();
        while rng.u8(..) < 32 {
            ignore.extend(pick(rng, &self.pool.codes).cloned());
            ignore.extend((rng.u8(..) < 16).then(|| "nonsense".to_owned()));
        }
        Options { ignore, allow_unknown_fields: rng.u8(..) < 40 }
    }
}

fn pick<'p, T>(rng: &mut Rng, from: &'p [T]) -> Option<&'p T> {
    from.get(rng.usize(..from.len().max(1)))
}

/// One of these texts, as JSON spells it.
fn pick_text(rng: &mut Rng, from: &[&str]) -> String {
    quote(pick(rng, from).copied().unwrap_or_default())
}
