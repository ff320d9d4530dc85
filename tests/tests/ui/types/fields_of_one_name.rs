use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    email: String,
    #[serde(rename = "email")]
    mail: String,
}

fn main() {}
