use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(not_blank, max_length = 0)]
    value: String,
}

fn main() {}
