use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(text)]
enum Kind {
    Person,
    #[serde(rename = "Person")]
    Business,
}

fn main() {}
