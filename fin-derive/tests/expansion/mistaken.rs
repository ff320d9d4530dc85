#[fin(bulider)]
struct Contact {
    #[fin(max_lenght = 50)]
    name: String,
}
