use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(model = "v2.IndividualTaxInfo", partial)]
struct TaxInfo {
    country_code: String,
}

#[derive(FinPayload)]
#[fin(model = "v2.IndividualBasicInfo", partial)]
struct Step {
    tax_info: Vec<TaxInfo>,
}

fn main() {}
