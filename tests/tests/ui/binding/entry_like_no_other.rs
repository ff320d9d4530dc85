use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(model = "Nonsense")]
struct Person {
    email: String,
}

fn main() {}
