use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(ascii)]
    value: Option<bool>,
}

fn main() {}
