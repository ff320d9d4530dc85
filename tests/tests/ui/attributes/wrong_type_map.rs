use fin_payload::FinPayload;
use std::collections::BTreeMap;

#[derive(FinPayload)]
struct Contact {
    #[fin(max_items = 5)]
    value: BTreeMap<String, String>,
}

fn main() {}
