use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(wobble)]
    value: String,
}

fn main() {}
