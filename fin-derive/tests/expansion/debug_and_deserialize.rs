#[fin(debug, deserialize, open)]
struct Person {
    #[fin(sensitive)]
    email: String,
    country: String,
}
