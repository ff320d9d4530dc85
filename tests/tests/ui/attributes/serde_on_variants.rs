use fin_payload::FinPayload;

#[derive(FinPayload)]
enum Kind {
    #[serde(alias = "P")]
    Person,
    #[serde(skip)]
    Hidden,
    #[serde(other)]
    Unknown,
}

fn main() {}
