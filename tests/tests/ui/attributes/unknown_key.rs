use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(max_lenght = 50)]
    value: String,
}

fn main() {}
