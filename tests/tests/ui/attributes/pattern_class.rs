use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(pattern = "\\d{3}-[A-Z]\\w")]
    value: String,
}

fn main() {}
