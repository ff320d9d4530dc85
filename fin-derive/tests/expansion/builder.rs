#[fin(builder)]
pub struct Contact {
    name: String,
    phone: Option<String>,
    tags: Vec<String>,
}
