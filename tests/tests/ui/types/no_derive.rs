use fin_payload::FinPayload;

struct Address;

#[derive(FinPayload)]
struct Contact {
    address: Option<Vec<Address>>,
}

fn main() {}
