use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(model = "v2.IndividualIdentityDocumentType")]
enum DocumentType {
    #[serde(rename = "PASSPORT")]
    Passport,
    #[serde(rename = "NATIONAL_ID")]
    NationalId,
    #[serde(rename = "DRIVERS_LICENSE")]
    DriversLicense,
    #[serde(rename = "SELFIE")]
    Selfie,
}

fn main() {}
