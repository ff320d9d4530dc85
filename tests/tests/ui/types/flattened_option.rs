use fin_payload::FinPayload;
use std::collections::BTreeMap;

#[derive(FinPayload)]
struct Inner {
    value: String,
}

#[derive(FinPayload)]
struct Contact {
    #[serde(flatten)]
    inner: Option<Inner>,
    #[serde(flatten)]
    rest: Option<BTreeMap<String, String>>,
}

fn main() {}
