use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(model = "v2.Gender")]
struct Gender {
    value: String,
}

fn main() {}
