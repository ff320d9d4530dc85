use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(min_items(3, message = "Too few"), max_items = 2)]
    value: Vec<String>,
}

fn main() {}
