use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(max_length = 5, max_length = 6)]
    value: String,
}

fn main() {}
