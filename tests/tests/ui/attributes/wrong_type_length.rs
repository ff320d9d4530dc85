use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(max_length = 5)]
    value: fin_payload::Date,
}

fn main() {}
