use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(model = "v2.IndividualIdentityDocumentType", partial)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum DocumentType {
    Pasport,
    Unicycle,
}

fn main() {}
