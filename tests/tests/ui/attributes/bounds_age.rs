use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(min_age = 120, max_age = 18)]
    value: fin_payload::Date,
}

fn main() {}
