use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(sensitive)]
    value: String,
}

fn main() {}
