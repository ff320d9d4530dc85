use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(open)]
#[serde(deny_unknown_fields)]
struct Contact {
    value: String,
}

fn main() {}
