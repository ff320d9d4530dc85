use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(past)]
    value: String,
}

fn main() {}
