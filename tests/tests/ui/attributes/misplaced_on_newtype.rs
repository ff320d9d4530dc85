use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(
    builder,
    open,
    text,
    model = "v2.IndividualBasicInfo",
    rule(code = "good", message = "Compares nothing", require = true)
)]
struct Email(#[fin(format = "email")] String);

fn main() {}
