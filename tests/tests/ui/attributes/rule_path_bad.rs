use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(rule(code = "good", at = "value..inner", message = "Empty name", require = true))]
#[fin(rule(code = "good", at = "value[0]", message = "Index", require = true))]
#[fin(rule(code = "good", at = "valeu", message = "Misspelt", require = true))]
#[fin(rule(code = "good", at = "zzzzzzzz", message = "Like no other", require = true))]
#[fin(unique(code = "good", message = "Open bracket", over("items[")))]
#[fin(unique(code = "good", message = "No path", over(5)))]
#[fin(unique(code = "good", message = "Misspelt", over("itmes[].id")))]
struct Contact {
    value: String,
    items: Vec<String>,
}

fn main() {}
