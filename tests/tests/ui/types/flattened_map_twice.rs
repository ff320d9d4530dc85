use fin_payload::FinPayload;
use std::collections::BTreeMap;

#[derive(FinPayload)]
struct Contact {
    #[serde(flatten)]
    rest: BTreeMap<String, String>,
    #[serde(flatten)]
    more: BTreeMap<String, String>,
}

fn main() {}
