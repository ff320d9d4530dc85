use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(pattern = "a{100000}")]
    value: String,
}

fn main() {}
