use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(minimum = 10, maximum = -1.5)]
    value: f64,
}

fn main() {}
