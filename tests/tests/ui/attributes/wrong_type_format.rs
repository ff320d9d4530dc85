use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(format = "email")]
    value: uuid::Uuid,
}

fn main() {}
