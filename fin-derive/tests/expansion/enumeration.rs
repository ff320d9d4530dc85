#[fin(text)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Status {
    InReview,
    Approved,
}
