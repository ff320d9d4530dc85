use fin_payload::FinPayload;

#[derive(FinPayload)]
enum Kind {
    Person,
    #[fin(other)]
    Other(String),
}

fn main() {}
