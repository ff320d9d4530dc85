use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Pair(String, String);

fn main() {}
