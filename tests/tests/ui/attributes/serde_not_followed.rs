use fin_payload::FinPayload;

#[derive(FinPayload)]
#[serde(tag = "kind", from = "String", rename_all = "Camel")]
struct Contact {
    #[serde(with = "hex", rename = "data")]
    with: String,
    #[serde(deserialize_with = "read")]
    deserialize_with: String,
    #[serde(alias = "old")]
    alias: String,
    #[serde(default = "not a path")]
    default: String,
}

fn main() {}
