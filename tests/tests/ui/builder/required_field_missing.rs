use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(builder)]
struct Contact {
    name: String,
    email: String,
    phone: Option<String>,
}

fn main() {
    let _ = Contact::builder().name("Ann").phone("+15551234567").build();
}
