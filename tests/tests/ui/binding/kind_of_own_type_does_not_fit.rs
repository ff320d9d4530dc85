use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(model = "v2.IndividualTaxInfo")]
struct TaxInfo {
    country_code: String,
    document_type: String,
    document_id: String,
}

#[derive(FinPayload)]
struct Amount(f64);

#[derive(FinPayload)]
struct Name(#[fin(not_blank)] String);

#[derive(FinPayload)]
#[fin(model = "v2.IndividualBasicInfo")]
struct Person {
    first_name: Name,
    last_name: String,
    dob: fin_payload::Date,
    email: TaxInfo,
    phone: String,
    country_of_residence: Amount,
    primary_nationality: String,
    tax_info: Vec<Name>,
}

fn main() {}
