use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(future, min_age = 18)]
    value: fin_payload::Date,
}

fn main() {}
