use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(range(100..=0))]
    value: i64,
}

fn main() {}
