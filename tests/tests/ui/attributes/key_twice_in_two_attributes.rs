use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(debug)]
#[fin(debug)]
struct Contact {
    #[fin(range(0..=100))]
    #[fin(minimum = 5)]
    value: i64,
}

fn main() {}
