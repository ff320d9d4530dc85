use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[serde(flatten)]
    text: String,
}

fn main() {}
