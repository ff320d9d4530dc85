use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(range(0..=100))]
    value: String,
}

fn main() {}
