use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(debug = true, model, crate = 5)]
struct Contact {
    value: String,
}

fn main() {}
