use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(not_blank)]
    value: i64,
}

fn main() {}
