struct Contact {
    #[fin(not_blank, max_length = 50, ascii(message = "Latin only"))]
    name: String,
    #[fin(format = "email")]
    email: Option<String>,
    #[fin(range(0..=100))]
    percent: f64,
    #[fin(min_age = 18, past)]
    dob: fin_payload::Date,
    #[fin(not_blank, min_items = 1, unique_items)]
    tags: Vec<String>,
}
