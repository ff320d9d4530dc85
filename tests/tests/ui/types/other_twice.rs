use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(open, text)]
enum Kind {
    Person,
    #[fin(other)]
    Other(String),
    #[fin(other)]
    Rest(String),
}

fn main() {}
