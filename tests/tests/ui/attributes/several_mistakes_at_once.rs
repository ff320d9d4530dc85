use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(bulider, rule(code = "good", at = "emial", message = "Misspelt", require = has(&self.email)))]
struct Contact {
    #[fin(not_blank, max_lenght = 50)]
    name: String,
    #[fin(format = "emial", min_length = 5, max_length = 3)]
    email: Option<String>,
    #[fin(ascii)]
    age: i64,
    #[serde(with = "hex")]
    data: f32,
}

/// What else uses it compiles: there is no error but those above.
fn uses() {
    let _ = Contact::from_json(b"{}");
}

fn main() {}
