use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(open)]
enum Status {
    Active,
    #[fin(others)]
    Other(String),
}

fn main() {}
