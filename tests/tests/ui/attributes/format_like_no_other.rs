use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(format = "zzzzzzzzzzzz")]
    value: String,
}

fn main() {}
