use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(rule(code = "good", message = "A list for a text", require = text(&self.items)? == "x"))]
struct Contact {
    items: Vec<i64>,
}

fn main() {}
