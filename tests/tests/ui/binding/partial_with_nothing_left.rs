use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(model = "v2.IndividualBasicInfo", partial)]
struct Step {
    #[fin(extra)]
    own: String,
}

fn main() {}
