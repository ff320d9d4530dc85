use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(model = "v2.IndividualTaxInfo")]
struct TaxInfo {
    country_code: String,
    document_type: String,
    document_id: String,
}

#[derive(FinPayload)]
#[fin(model = "v2.IndividualBasicInfo")]
struct Person {
    first_name: String,
    last_name: String,
    #[fin(max_age = 10)]
    dob: fin_payload::Date,
    email: String,
    phone: String,
    country_of_residence: String,
    primary_nationality: String,
    tax_info: Vec<TaxInfo>,
}

fn main() {}
