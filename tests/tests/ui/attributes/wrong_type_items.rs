use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(min_items = 1)]
    value: String,
}

fn main() {}
