#[fin(model = "v2.IndividualTaxInfo")]
struct TaxInfo {
    country_code: Country,
    document_type: String,
    document_id: String,
}
