use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(rule(code = "good", message = "Elsewhere", require = has(&self.other)))]
    value: String,
    other: Option<String>,
}

fn main() {}
