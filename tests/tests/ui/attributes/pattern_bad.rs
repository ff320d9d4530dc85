use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(pattern = "[a-")]
    value: String,
}

fn main() {}
