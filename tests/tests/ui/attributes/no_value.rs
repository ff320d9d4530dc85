use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(max_length =)]
    value: String,
}

fn main() {}
