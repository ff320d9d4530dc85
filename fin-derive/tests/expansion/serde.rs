#[serde(rename_all = "camelCase")]
struct Names {
    first_name: String,
    #[serde(rename = "surname")]
    last_name: String,
    #[serde(default)]
    level: i64,
    #[serde(default = "zero")]
    amount: i64,
    #[serde(skip)]
    cached: bool,
    r#type: String,
}
