use fin_payload::FinPayload;

#[derive(FinPayload)]
#[serde(transparent)]
struct Contact {
    value: String,
}

fn main() {}
