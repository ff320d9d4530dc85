#[fin(rule(
    code = "state_required",
    at = "address.state",
    message = "Required",
    when = text(&self.country)? == "USA",
    require = has(&object(&self.address)?.state)
))]
#[fin(unique(
    code = "file_twice",
    message = "Used twice",
    over("documents[document].files[].uri", when = text(&document.kind)? != "SELFIE")
))]
struct Customer {
    country: Option<String>,
    address: Address,
    documents: Vec<Document>,
    #[fin(rule(code = "soon", message = "Too soon", require = date(&self.start)? > cx.today()?))]
    start: Option<fin_payload::Date>,
}
