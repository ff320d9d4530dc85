use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin]
    value: String,
}

fn main() {}
