use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(model = "v2.IndividualBasicInfos")]
struct Person {
    email: String,
}

fn main() {}
