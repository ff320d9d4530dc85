use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(builder, debug, rule(code = "good", message = "Compares nothing", require = true))]
enum Kind {
    Person,
}

fn main() {}
