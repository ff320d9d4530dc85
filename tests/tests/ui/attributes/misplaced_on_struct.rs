use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(text)]
struct Contact {
    value: String,
}

fn main() {}
