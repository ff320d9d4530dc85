use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Nothing;

fn main() {}
