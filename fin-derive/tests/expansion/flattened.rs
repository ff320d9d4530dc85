struct Outer {
    id: i64,
    #[serde(flatten)]
    inner: Inner,
    #[serde(flatten)]
    rest: std::collections::BTreeMap<String, String>,
}
