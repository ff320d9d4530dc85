use crate::{day, issues_with, listed};
use fin_payload::{Context, Date, FinPayload, Options};
use serde_json::json;

#[derive(FinPayload)]
#[fin(model = "v2.IndividualBasicInfo", debug, builder)]
struct Full {
    first_name: String,
    first_name_en: Option<String>,
    last_name: Box<str_alias::Name>,
    dob: Date,
    #[serde(rename = "email")]
    mail: Email,
    phone: String,
    country_of_residence: String,
    primary_nationality: String,
    secondary_nationality: Option<String>,
    gender: Option<Gender>,
    tax_info: Vec<TaxInfo>,
    #[fin(extra, maximum = 3)]
    step: Option<i64>,
}

mod str_alias {
    pub type Name = String;
}

#[derive(FinPayload, Debug, PartialEq)]
struct Email(String);

#[derive(FinPayload, Debug)]
#[fin(model = "v2.Gender", partial)]
#[serde(rename_all = "UPPERCASE")]
enum Gender {
    Male,
    Female,
}

#[derive(FinPayload, Debug)]
#[fin(model = "v2.IndividualTaxInfo")]
#[serde(rename_all = "snake_case")]
struct TaxInfo {
    country_code: String,
    document_type: String,
    document_id: String,
}

#[derive(FinPayload)]
#[fin(model = "v2.IndividualBasicInfo", partial)]
struct Step {
    email: String,
    #[fin(max_length = 5)]
    first_name: String,
}

fn read<T>(json: &serde_json::Value) -> Vec<String>
where
    T: FinPayload + for<'de> fin_payload::Read<'de>,
{
    issues_with::<T>(&json.to_string(), &Context::new().with_today(day("2026-03-01")), &Options::new())
}

fn good() -> serde_json::Value {
    json!({
        "first_name": "Ann", "last_name": "Example", "dob": "1990-01-02", "email": "ann@example.com",
        "phone": "+15551234567", "country_of_residence": "USA", "primary_nationality": "USA",
        "tax_info": [{"country_code": "USA", "document_type": "SSN", "document_id": "123-45-6789"}]
    })
}

#[test]
fn a_bound_struct_has_the_constraints_and_the_rules_of_the_model() {
    assert_eq!(read::<Full>(&good()), [""; 0]);
    let mut bad = good();
    bad["first_name"] = json!("Zoë");
    bad["last_name"] = json!(" ");
    bad["dob"] = json!("2020-01-01");
    bad["email"] = json!("Ann@example.com");
    bad["phone"] = json!("555");
    bad["country_of_residence"] = json!("XXX");
    bad["gender"] = json!("CAT");
    bad["step"] = json!(4);
    bad["tax_info"] = json!([
        {"country_code": "USA", "document_type": "SSN", "document_id": "1"},
        {"country_code": "IND", "document_type": "PAN", "document_id": "1"}
    ]);
    assert_eq!(
        read::<Full>(&bad),
        [
            "last_name blank",
            "dob min_age",
            "email email_lowercase",
            "phone phone",
            "country_of_residence country",
            "gender enum",
            "tax_info[0].document_id ssn_format",
            "tax_info[1].document_id document_id_duplicate",
            "step maximum",
        ],
    );
    bad["gender"] = json!("MALE");
    assert!(read::<Full>(&bad).contains(&"first_name_en transliteration_required".to_owned()));
}

#[test]
fn a_part_has_what_concerns_it_and_may_be_stricter() {
    assert_eq!(read::<Step>(&json!({"email": "ann@example.com", "first_name": "Zoë"})), [""; 0]);
    assert_eq!(
        read::<Step>(&json!({"first_name": "Annabelle", "phone": "1"})),
        ["email required", "first_name max_length", "phone unknown_field"],
    );
}

#[test]
fn personal_data_of_the_model_is_left_out_of_debug() {
    let full = Full::from_json(good().to_string().as_bytes()).unwrap();
    let printed = format!("{full:?}");
    assert!(
        printed.contains("mail: [redacted]") && printed.contains("country_of_residence: \"USA\""),
        "{printed}"
    );
}

#[test]
fn a_bound_struct_has_a_builder_like_any_other() {
    let tax = TaxInfo { country_code: "USA".into(), document_type: "SSN".into(), document_id: "1".into() };
    let built = Full::builder()
        .first_name("Ann")
        .last_name("Example".to_owned())
        .dob(day("1990-01-02"))
        .mail(Email("ann@example.com".to_owned()))
        .phone("+15551234567")
        .country_of_residence("USA")
        .primary_nationality("USA")
        .tax_info([tax])
        .build();
    assert_eq!(listed(&built.err().unwrap()), ["tax_info[0].document_id ssn_format"]);
}
