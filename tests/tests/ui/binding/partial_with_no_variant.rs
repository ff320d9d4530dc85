use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(model = "v2.Gender", partial)]
enum Gender {}

fn main() {}
