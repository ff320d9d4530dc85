use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(max_length = 5)]
    value: Vec<Vec<String>>,
}

fn main() {}
