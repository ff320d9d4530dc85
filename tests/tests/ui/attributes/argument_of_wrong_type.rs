use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact {
    #[fin(max_length = "fifty")]
    length: String,
    #[fin(min_items = -1)]
    items: Vec<String>,
    #[fin(maximum = 1e999)]
    most: f64,
    #[fin(format = 5)]
    format: String,
    #[fin(range(0..100))]
    open_range: i64,
    #[fin(range(..))]
    no_bounds: i64,
    #[fin(not_blank = true)]
    blank: String,
    #[fin(max_length(50, 60))]
    two: String,
    #[fin(ascii(message = 5))]
    message: String,
    #[fin(ascii(mesage = "Use ASCII"))]
    words: String,
    #[fin(ascii(code = "Not Snake"))]
    code: String,
    #[fin(sensitive = true)]
    sensitive: String,
}

fn main() {}
