use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(pattern = "(?i)abc")]
    value: String,
}

fn main() {}
