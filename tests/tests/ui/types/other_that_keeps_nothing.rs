use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(open, text)]
enum Kind {
    Person,
    #[fin(other)]
    Other,
}

fn main() {}
