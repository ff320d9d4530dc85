use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Inner {
    value: String,
}

#[derive(FinPayload)]
struct Contact {
    #[fin(not_blank)]
    #[serde(flatten)]
    inner: Inner,
}

fn main() {}
