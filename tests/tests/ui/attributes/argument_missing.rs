use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(max_length)]
    length: String,
    #[fin(minimum)]
    least: i64,
    #[fin(format)]
    format: String,
    #[fin(pattern())]
    pattern: String,
    #[fin(range)]
    range: i64,
}

fn main() {}
