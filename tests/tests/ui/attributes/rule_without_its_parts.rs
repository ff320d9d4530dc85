use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(rule(message = "Needs a code", require = true))]
#[fin(rule(code = "no_message", require = true))]
#[fin(rule(code = "no_require", message = "Requires nothing"))]
#[fin(rule)]
#[fin(rule())]
#[fin(unique(code = "no_path", message = "Over nothing"))]
struct Contact {
    value: String,
}

fn main() {}
