use fin_payload::FinPayload;

#[derive(FinPayload)]
#[allow(non_camel_case_types)]
struct TaxInfo_ {
    value: String,
}

#[derive(FinPayload)]
#[fin(model = "v2.IndividualBasicInfo")]
struct Person {
    first_name: String,
    last_name: String,
    dob: String,
    email: i64,
    phone: Vec<String>,
    country_of_residence: String,
    primary_nationality: String,
    tax_info: TaxInfo_,
}

fn main() {}
