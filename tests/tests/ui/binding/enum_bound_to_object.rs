use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(model = "v2.IndividualTaxInfo")]
enum Kind {
    Person,
}

fn main() {}
