use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(model = "v2.IndividualFinancialProfile", partial)]
struct Profile {
    occupation_id: i64,
}

#[derive(FinPayload)]
struct Gender(String);

#[derive(FinPayload)]
#[fin(model = "v2.IndividualBasicInfo")]
struct Person {
    first_name: String,
    last_name: String,
    dob: fin_payload::Date,
    email: String,
    phone: String,
    country_of_residence: String,
    primary_nationality: String,
    tax_info: Vec<Profile>,
    gender: Option<Gender>,
}

fn main() {}
