use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(unique_items)]
    value: Vec<f64>,
}

fn main() {}
