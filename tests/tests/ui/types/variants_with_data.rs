use fin_payload::FinPayload;

#[derive(FinPayload)]
enum Kind {
    Person,
    Business { name: String },
    Trust(String),
}

fn main() {}
