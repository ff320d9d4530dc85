use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(partial)]
struct Contact {
    #[fin(extra)]
    value: String,
}

fn main() {}
