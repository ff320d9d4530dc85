use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(bulider)]
struct Contact {
    value: String,
}

fn main() {}
