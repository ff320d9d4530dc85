use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(format = "emial")]
    value: String,
}

fn main() {}
