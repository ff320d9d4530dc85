use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(rule(code = "good", at = "other", message = "Elsewhere", require = true))]
    value: String,
}

fn main() {}
