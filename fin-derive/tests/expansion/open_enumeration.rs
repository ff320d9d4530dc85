#[fin(open, text, deserialize)]
enum Status {
    Approved,
    #[fin(other)]
    Other(String),
}
