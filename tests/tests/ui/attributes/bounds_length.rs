use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(min_length = 5, max_length = 3)]
    value: String,
}

fn main() {}
