use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(past, future)]
    value: fin_payload::Date,
}

fn main() {}
