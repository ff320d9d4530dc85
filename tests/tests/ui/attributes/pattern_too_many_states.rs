use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(pattern = "(?:[ab]*a[ab]{12})")]
    value: String,
}

fn main() {}
