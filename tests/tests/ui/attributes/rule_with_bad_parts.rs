use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(rule(code = 5, message = "A number for a code", require = true))]
#[fin(rule(code = "required", message = "A structure code", require = true))]
#[fin(rule(code = "BadCase", message = "Not snake_case", require = true))]
#[fin(rule("code", code = "good", message = "Unnamed", require = true))]
#[fin(rule(code = "good", mesage = "Misspelt", require = true))]
#[fin(rule(code = "good", message = "No expression", when("x"), require = true))]
struct Contact {
    value: String,
}

fn main() {}
